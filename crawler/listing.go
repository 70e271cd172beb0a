package crawler

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/klauspost/compress/s2"

	"github.com/healthusias/rounds/crawler/robots"
	"github.com/healthusias/rounds/crawler/sitemap"
	"github.com/healthusias/rounds/crawler/store"
)

//go:generate go tool msgp -file listing.go -o listing_codec.go -io=false -tests=false -unexported

//msgp:tuple Robots Sitemap SitemapFault SitemapEntry Alternate entryList
//msgp:ignore notes

// Robots is the robots.txt of one origin of the site.
type Robots struct {
	Address   string   // scheme://host/robots.txt
	Hops      []string // where redirects led, in order; the last is where the answer is from, or with Refused where it would have been
	Refused   string   // why the last redirect was not followed: "off-host", "redirects" (more than five), "" otherwise
	Status    int      // of the last answer, 0 without one
	Failure   string   // why there was no answer, as in URL.Reason; "" otherwise
	MediaType string
	Text      string // as sent, at most robots.MaxSize and a byte

	File *robots.File `msg:"-"` // what Text says, nil where there is no file
}

// Sitemap is one sitemap file that the site names, read or not. Its entries are read with Site.SitemapEntries.
type Sitemap struct {
	Address string
	By      string // who names it: a robots.txt, a sitemap index; "" for the one that is looked for unasked, or that the run was started with
	Line    int    // in By
	Guessed bool   // nobody names it: it was looked for at a usual place
	Hops    []string
	Unread  string // why it was not asked for or gave no answer: foreign, robots, limit, depth, redirects, canceled, or as in URL.Reason; "" otherwise
	Status  int    // of the last answer, 0 without one
	Partial string // why its end is missing: "" or as in page.Facts
	Form    string // as in sitemap.Form
	Size    int64  // bytes, decompressed
	Count   int    // entries in the file; at most sitemap.MaxURLs are kept. With Unread "limit", how many files it stands for
	Faults  []SitemapFault
}

// Read reports whether the file was there and is a list of some kind.
func (m *Sitemap) Read() bool { return m.Unread == "" && m.Status/100 == 2 && m.Form != "" }

// Whole reports whether everything is known that the file lists.
func (m *Sitemap) Whole() bool {
	return m.Read() && m.Partial == "" && !slices.ContainsFunc(m.Faults, func(f SitemapFault) bool { return incomplete[f.Code] })
}

// incomplete are the faults after which entries may be missing.
var incomplete = map[string]bool{
	sitemap.FaultXML: true, sitemap.FaultDTD: true, sitemap.FaultNesting: true, sitemap.FaultGzip: true, sitemap.FaultSize: true, sitemap.FaultCount: true,
}

// SitemapFault is a fault of a sitemap file, as in package sitemap.
type SitemapFault struct {
	Code  string
	Line  int
	Text  string
	Count int
}

// SitemapEntry is one address of a sitemap.
type SitemapEntry struct {
	ID         uint32 // of the URL, uint32(None) where it is none of this run: of another host, or no address
	Address    string // absolute, or as written where it is no address; "" in the store where ID says it
	Line       int    // in the file as served
	LastMod    string // as written
	Alternates []Alternate
	Images     []string
}

// Alternate is the page of a sitemap entry in another language, as written.
type Alternate struct{ Lang, Href string }

// entryList is the entries of one sitemap as they are kept.
type entryList struct{ Entries []SitemapEntry }

// Kinds of what a run keeps, followed by an address.
const (
	keptRobots  = "robots "
	keptSitemap = "sitemap "
	keptEntries = "entries "
)

// packable is what msgp generates for writing.
type packable interface{ MarshalMsg([]byte) ([]byte, error) }

// keep writes down what the run saw of an address, and takes secrets out of it. Where that cannot be written, the crawl stops.
func (c *crawl) keep(kind, address string, value packable) {
	seen := notes{crawl: c}
	seen.add(kind, address, value)
	seen.write()
}

// notes collects what is to be kept, so that many small values are written at once.
type notes struct {
	*crawl
	values map[string][]byte
	size   int
}

// notesSize is how much is collected before it is written, in bytes.
const notesSize = 1 << 20

// add notes what was seen of an address, without secrets.
func (n *notes) add(kind, address string, value packable) {
	data, err := value.MarshalMsg(nil)
	if err == nil && n.frontier.redactor.Finds(data) {
		n.frontier.redactor.Strings(value)
		data, err = value.MarshalMsg(nil)
	}
	if err != nil {
		n.fail(err)
		return
	}
	if n.values == nil {
		n.values = map[string][]byte{}
	}
	packed := s2.Encode(nil, data)
	n.values[kind+n.frontier.redactor.Text(address)] = packed
	if n.size += len(packed); n.size > notesSize {
		n.write()
	}
}

func (n *notes) write() {
	if err := n.store.KeepAll(n.run.Seq, n.values); err != nil {
		n.fail(err)
	}
	n.values, n.size = nil, 0
}

func (n *notes) fail(err error) {
	if n.fault == nil {
		n.fault = fmt.Errorf("keeping what was read of robots.txt and sitemaps: %w", err)
	}
}

// unpack reads what keep wrote.
func unpack(data []byte, value interface{ UnmarshalMsg([]byte) ([]byte, error) }) error {
	raw, err := s2.Decode(nil, data)
	if err == nil {
		_, err = value.UnmarshalMsg(raw)
	}
	return err
}

// readListings reads what the run kept of robots.txt and sitemaps.
func (a *assembly) readListings() error {
	err := a.store.EachKept(a.seq, keptRobots, func(_ string, data []byte) error {
		r := &Robots{}
		if err := unpack(data, r); err != nil {
			return err
		}
		if r.Status/100 == 2 && r.Refused == "" {
			r.File = robots.Parse(r.Text)
		}
		a.robots = append(a.robots, r)
		return nil
	})
	if err != nil {
		return err
	}
	err = a.store.EachKept(a.seq, keptSitemap, func(_ string, data []byte) error {
		m := &Sitemap{}
		a.sitemaps = append(a.sitemaps, m)
		return unpack(data, m)
	})
	slices.SortFunc(a.robots, func(x, y *Robots) int { return strings.Compare(x.Address, y.Address) })
	slices.SortFunc(a.sitemaps, func(x, y *Sitemap) int { return cmp.Compare(x.Address, y.Address) })
	st, run, urls := a.store, a.seq, a.urls // keeps nothing else of the assembly
	a.Site.entries = func(m *Sitemap) ([]SitemapEntry, error) { return readEntries(st, run, m, urls) }
	return err
}

// readEntries reads the entries of one sitemap and gives those that are URLs of the run their addresses.
func readEntries(st *store.Store, run int64, m *Sitemap, urls []URL) ([]SitemapEntry, error) {
	var l entryList
	data, err := st.KeptAs(run, keptEntries+m.Address)
	if err == nil && data != nil {
		err = unpack(data, &l)
	}
	if err != nil {
		return nil, fmt.Errorf("reading the entries of %s: %w", m.Address, err)
	}
	for i := range l.Entries {
		switch e := &l.Entries[i]; {
		case int(e.ID) < len(urls):
			e.Address = urls[e.ID].Address
		default: // found in the last moment of a run that was killed
			e.ID = uint32(None)
		}
	}
	return l.Entries, nil
}
