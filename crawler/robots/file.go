// Package robots reads robots.txt: bytes in, groups and decisions out. It follows RFC 9309 and, where that leaves room or is
// commonly broken, Google's parser. It fetches nothing and has no opinion about files that could not be had.
package robots

import (
	"strings"
	"time"

	"github.com/jimsmart/grobotstxt"
)

// MaxSize is how much of a robots.txt counts, in bytes. RFC 9309 2.5 asks for at least 500 KiB; what follows is not read.
const MaxSize = 512 << 10

// File is a robots.txt as it was understood. The zero value allows everything. It is immutable and safe for concurrent use.
type File struct {
	Groups   []*Group
	Sitemaps []Line // values of Sitemap lines, as written
	Faults   []Fault
}

// Line is the value of one line.
type Line struct {
	Number int // from 1
	Value  string
}

// Group is a set of rules and the crawlers they are for.
type Group struct {
	Agents []Line // product tokens as written; "*" is every crawler that no other group names
	Rules  []Rule // in the order of the file

	delay time.Duration // Crawl-delay, 0 without one
}

// Rule is one Allow or Disallow line.
type Rule struct {
	Line    int
	Allow   bool
	Pattern string // escaped as Google compares it; "" matches nothing

	match matcher
}

// String is the rule as a line of the file.
func (r Rule) String() string {
	if r.Allow {
		return "Allow: " + r.Pattern
	}
	return "Disallow: " + r.Pattern
}

// Codes of faults.
const (
	FaultHTML      = "html"       // the file is a page
	FaultSize      = "too-large"  // there is more than MaxSize
	FaultNUL       = "nul"        // bytes of value 0, as in UTF-16
	FaultNoAgent   = "no-agent"   // a rule before the first User-agent line has no effect
	FaultSitemap   = "sitemap"    // a Sitemap line is no absolute address
	FaultUnknown   = "unknown"    // a line that is no field at all, or one that crawlers do not know
	maxFaults      = 20           // of one file; more of the same help nobody
	maxCrawlDelay  = 24 * 60 * 60 // seconds: a value above is no delay but a mistake, and is cut to this
	longestSnippet = 100          // bytes of a line in a fault
)

// Fault is a line that does not say what its author meant.
type Fault struct {
	Code string
	Line int // 0 where it is about the whole file
	Text string
}

// Parse understands a robots.txt. It takes every text: what it cannot read has no effect.
func Parse(text string) *File {
	r := &reader{file: &File{}}
	if len(text) > MaxSize {
		text = text[:MaxSize]
		r.fault(FaultSize, 0, "")
	}
	if page(text) {
		r.fault(FaultHTML, 0, "")
	}
	if i := strings.IndexByte(text, 0); i >= 0 {
		r.fault(FaultNUL, 1+strings.Count(text[:i], "\n"), "")
	}
	// Escaped beforehand: grobotstxt v1.0.3 spoils the digits of "%2f", and trims white space beyond ASCII.
	grobotstxt.Parse(normalize(withoutMark(text)), r)
	return r.file
}

// withoutMark removes a byte order mark, or the beginning of one.
func withoutMark(text string) string {
	for _, b := range []byte("\ufeff") {
		if text == "" || text[0] != b {
			break
		}
		text = text[1:]
	}
	return text
}

// page reports whether a text is an HTML document.
func page(text string) bool {
	head := strings.TrimLeft(strings.TrimPrefix(text, "\ufeff"), " \t\r\n")
	head = strings.ToLower(head[:min(len(head), 256)])
	return strings.HasPrefix(head, "<!doctype html") || strings.HasPrefix(head, "<html") || strings.HasPrefix(head, "<!--") && strings.Contains(head, "<html")
}

// reader builds a File from the lines that grobotstxt tells it of, which are those that Google's parser sees.
type reader struct {
	file  *File
	group *Group // the one that rules are for, nil before the first
	ruled bool   // the group has rules: another User-agent line begins a new one
	html  bool
}

func (r *reader) HandleRobotsStart() {
	r.html = len(r.file.Faults) > 0 && r.file.Faults[0].Code == FaultHTML
}
func (r *reader) HandleRobotsEnd() {}

func (r *reader) HandleUserAgent(line int, value string) {
	if r.group == nil || r.ruled {
		r.group, r.ruled = &Group{}, false
		r.file.Groups = append(r.file.Groups, r.group)
	}
	r.group.Agents = append(r.group.Agents, Line{line, value})
}

func (r *reader) HandleAllow(line int, value string)    { r.rule(line, true, value) }
func (r *reader) HandleDisallow(line int, value string) { r.rule(line, false, value) }

func (r *reader) rule(line int, allow bool, value string) {
	if r.group == nil {
		r.fault(FaultNoAgent, line, value)
		return
	}
	r.ruled = true
	r.group.Rules = append(r.group.Rules, Rule{line, allow, value, newMatcher(value)})
}

func (r *reader) HandleSitemap(line int, value string) {
	if lower := strings.ToLower(value); !strings.HasPrefix(lower, "http://") && !strings.HasPrefix(lower, "https://") {
		r.fault(FaultSitemap, line, value)
	}
	r.file.Sitemaps = append(r.file.Sitemaps, Line{line, value})
}

// others are fields that other crawlers read; they are no mistake.
var others = map[string]bool{"host": true, "clean-param": true, "request-rate": true, "visit-time": true, "noindex": true, "content-signal": true, "content-usage": true}

func (r *reader) HandleUnknownAction(line int, field, value string) {
	switch field = strings.ToLower(field); {
	case field == "crawl-delay":
		if r.group != nil {
			r.group.delay = delay(value)
		}
	case !others[field]:
		r.fault(FaultUnknown, line, field)
	}
}

// fault notes what is wrong. A page has no lines worth a word.
func (r *reader) fault(code string, line int, text string) {
	if r.html || len(r.file.Faults) >= maxFaults {
		return
	}
	r.file.Faults = append(r.file.Faults, Fault{code, line, strings.ToValidUTF8(text[:min(len(text), longestSnippet)], "\ufffd")})
}
