// Package sitemap reads sitemap files: bytes in, entries and faults out. It knows the protocol of sitemaps.org with its index, text, RSS
// and Atom forms, and the extensions for languages and images. It fetches nothing, expands no entity, and takes what it can of a faulty
// file: every fault is named, none hides the rest.
package sitemap

import (
	"slices"
	"time"
)

// Limits of one file, by sitemaps.org: 50,000 addresses and 50 MB before compression.
const (
	MaxURLs = 50_000
	MaxSize = 50 << 20
)

// Form is what kind of list a file is.
type Form string

// Forms. Unknown is a file that is none of them.
const (
	Unknown Form = ""
	URLSet  Form = "urlset"
	Index   Form = "sitemapindex"
	RSS     Form = "rss"
	Atom    Form = "atom"
	Text    Form = "text"
)

// File is a sitemap as it was understood.
type File struct {
	Form    Form
	Size    int64   // bytes before compression, as far as they were read
	Count   int     // addresses in the file; Entries has MaxURLs of them at most
	Entries []Entry // in the order of the file; of an Index the files that it lists
	Faults  []Fault // each code once, in the order of their first places

	limits limits
}

// limits bound what is read of a file.
type limits struct {
	size int64 // bytes before compression
	urls int
	run  int // bytes between two "<" of XML: a parser would keep all of it in memory
}

var standard = limits{MaxSize, MaxURLs, 1 << 20}

// Entry is one address with what is said about it. Strings are as the file has them, white space around them removed.
type Entry struct {
	Loc        string
	Line       int // where its element begins, from 1
	LastMod    string
	Alternates []Alternate
	Images     []string
}

// Alternate is the same page in another language (xhtml:link).
type Alternate struct {
	Lang string // hreflang
	Href string
}

// Codes of faults.
const (
	FaultEmpty     = "empty"     // no address at all
	FaultHTML      = "html"      // the file is a page
	FaultForm      = "form"      // it is no sitemap: Text is its root element, "" where it is no XML
	FaultXML       = "xml"       // not well-formed: a strict parser gives up there
	FaultDTD       = "dtd"       // it has a document type, which may declare entities: not read any further
	FaultNesting   = "nesting"   // elements stand too deep: not read any further
	FaultGzip      = "gzip"      // the compressed data is damaged
	FaultSize      = "size"      // more than MaxSize
	FaultCount     = "count"     // more than MaxURLs
	FaultEncoding  = "encoding"  // not UTF-8: Text is what it is instead
	FaultNamespace = "namespace" // of the root element: Text is what it is instead
	FaultNoLoc     = "no-loc"    // an entry without address
	FaultRelative  = "relative"  // an address without scheme and host
	FaultLastMod   = "lastmod"   // no date as W3C Datetime has it
	FaultLine      = "line"      // of a text file: a line that is no address
)

// Fault is what is wrong with a file, once for each code.
type Fault struct {
	Code  string
	Line  int // of the first occurrence; 0 where it is about the whole file
	Text  string
	Count int // occurrences
}

// longest is how much of an address, a date or a faulty text is kept, in bytes.
const longest = 8 << 10

// fault notes an occurrence.
func (f *File) fault(code string, line int, text string) {
	if i := f.index(code); i >= 0 {
		f.Faults[i].Count++
		return
	}
	f.Faults = append(f.Faults, Fault{code, line, text[:min(len(text), 200)], 1})
}

// index is the place of a fault, -1 where there is none of the code.
func (f *File) index(code string) int {
	return slices.IndexFunc(f.Faults, func(fault Fault) bool { return fault.Code == code })
}

// Has reports whether the file has a fault of any of the codes.
func (f *File) Has(codes ...string) bool {
	return slices.ContainsFunc(codes, func(code string) bool { return f.index(code) >= 0 })
}

// add takes an entry up to the limit and counts the rest.
func (f *File) add(e Entry) {
	f.Count++
	if f.Count > f.limits.urls {
		f.fault(FaultCount, e.Line, "")
		return
	}
	f.Entries = append(f.Entries, e)
}

// layouts of W3C Datetime; the last two are those of feeds (RFC 822 in its two usual spellings).
var layouts = []string{"2006-01-02", time.RFC3339, "2006-01-02T15:04Z07:00", "2006-01", "2006", time.RFC1123Z, time.RFC1123}

// Date reads a lastmod. In sitemaps only W3C Datetime counts (https://www.w3.org/TR/NOTE-datetime), in feeds their own dates too.
func Date(s string, form Form) (time.Time, bool) {
	allowed := layouts
	if form != RSS {
		allowed = layouts[:5]
	}
	for _, layout := range allowed {
		if t, err := time.Parse(layout, s); err == nil {
			return t, true
		}
	}
	return time.Time{}, false
}
