package crawler

import (
	"fmt"
	"strings"
	"time"

	"github.com/healthusias/rounds/crawler/fetch"
	"github.com/healthusias/rounds/crawler/page"
	"github.com/healthusias/rounds/crawler/store"
)

// ID names a URL of one run; IDs are dense and start at 0. They depend on the order of discovery: nothing that a
// reader sees may depend on them.
type ID uint32

// None is no URL.
const None = ^ID(0)

// State is what became of a URL. Every discovered URL ends in exactly one.
type State uint8

// States, in the order reports print them.
const (
	Pending State = iota // queued; only in an interrupted or running crawl
	OK
	Redirect   // answered with a redirect; URL.To is its target
	Partial    // answered, but the body or its facts are incomplete
	Broken     // certain not to work
	Unverified // could not be told: 401, 403, 429, time-out …
	Skipped    // deliberately not fetched
)

var stateNames = [...]string{"pending", "ok", "redirect", "partial", "broken", "unverified", "skipped"}

func (s State) String() string { return stateNames[s] }

// Kind is what a page is for.
type Kind string

// Kinds, in the order in which a page that could be several is decided.
const (
	Home    Kind = "home"
	Hub     Kind = "hub"
	Pillar  Kind = "pillar"
	Article Kind = "article"
	Author  Kind = "author"
	Legal   Kind = "legal"
	Product Kind = "product"
	Other   Kind = "other"
)

// URL is one discovered address, without fragment, normalized. A run has millions: fields are in the order that leaves no gaps.
type URL struct {
	Address   string
	Reason    string // narrows State: "404", "timeout(header)", "robots", "external-off", "truncated" …; "" for ok
	MediaType string
	Status    int   // HTTP status, 0 without an answer
	Depth     int32 // clicks from the start over links that readers follow; -1 where none leads there
	To        ID    // target of a redirect, else None
	State     State
	Attempts  uint8
	Internal  bool // belongs to the site that is audited
	Listed    bool // a sitemap or the directory names it
	Page      bool // walked: its facts are stored (a 2xx HTML answer of the site; error pages are not pages)
	Mistyped  bool // MediaType is HTML, and the body plainly something else
	Flaky     bool // answered differently within the run
}

// EdgeFlag says how a page refers to a URL; flags of several links to one target are joined.
type EdgeFlag uint8

// Edge flags.
const (
	EdgeFollow  EdgeFlag = 1 << iota // a reader can follow it: a, area; also the hop of a redirect
	EdgeContent                      // stands in the page's own content and is not repeated as template
	EdgePass                         // at least one link to the target passes rank: neither nofollow nor hidden
	EdgeAsset                        // the page loads it
	EdgeDeclare                      // canonical, hreflang, next, prev, alternate
)

// Head is the little that is known of every page without reading its facts. Rules that judge one page by another use it.
type Head struct {
	*Class
	Title     string
	H1        string
	Hash      uint64
	ID        ID
	Canonical ID // None without one; its own ID where it names itself
	Words     int32
	In        int32 // pages of the site that link here in a way readers can follow
	InContent int32 // of those, in content
	Out       int32 // distinct URLs that it links to in a way readers can follow
}

// Class is what many pages have in common. They share it: it is never changed.
type Class struct {
	Kind     Kind
	KindBy   string // config, jsonld, url, shape or graph
	Lang     string
	Partial  string
	Types    []string // structured-data types
	Guess    bool     // an article by its shape, or short and by its place alone, and nothing else says so
	NoIndex  bool
	Shell    bool // scripts would fill it: what it says and where it links to is not known
	Hollow   bool // scripts fill its header, navigation or footer
	Fragment bool // a part of a page, as files are that others include
}

// Page is one page with its facts, as a rule sees it. Links[i] resolves Facts.Links[i]. It belongs to one goroutine.
type Page struct {
	Head  *Head
	URL   *URL
	Facts *page.Facts // its Blocks are there once Page.Blocks was called
	Links []ID        // target of each link of Facts.Links, None where it has no address

	packed []byte // Facts.Blocks as the store has them, nil once they are decoded
	desk   *desk
}

// Blocks are the text blocks of the page. The first call decodes them; it panics where the store is damaged.
func (p *Page) Blocks() page.Blocks {
	if p.packed != nil {
		blocks, err := store.UnpackBlocks(p.packed)
		if err != nil {
			panic(fmt.Sprintf("page %s: %v", p.URL.Address, err))
		}
		p.Facts.Blocks, p.packed = blocks, nil
	}
	return p.Facts.Blocks
}

// Contract is the promise between hubs, pillars and articles.
type Contract struct {
	Inferred bool // no configuration declares it
	Hubs     []HubSpec
	Stray    []ID       // articles that belong to no pillar, sorted by address
	Links    []LinkRule // what is promised: as declared, else the usual clauses

	claims  []Claim     // by article; of one article the primary pillar's first, then by address
	pillars map[ID]seat // of each pillar in Hubs
	hubs    map[ID]int  // of each hub in Hubs
	conf    *structure
}

// HubSpec is a hub with its pillars, sorted by address. ID is None for pillars without a hub.
type HubSpec struct {
	ID      ID
	Pillars []PillarSpec
}

// PillarSpec is a pillar with its articles, sorted by address.
type PillarSpec struct {
	ID       ID
	Evidence string // why it belongs to its hub
	Members  []Member
}

// Member is an article of a pillar.
type Member struct {
	ID       ID
	Primary  bool // the article's own pillar; others are secondary
	Evidence Evidence
}

// Run identifies a crawl.
type Run struct {
	ID                string // start time, UTC, "2006-01-02T15-04-05Z"
	Target            string // what was asked for, secrets removed
	Base              string // origin and path that the pages stand under
	Started, Finished time.Time
	State             string   // complete, incomplete or interrupted
	IncompleteBecause []string // sorted; a limit that the user set is scope and stands here too
	Untrusted         []string // of those, the reasons why the result cannot be trusted (exit 3)
	Since             string   // ID of the run whose facts were taken over where a page had not changed, "" for none
	Unchanged         int      // pages whose facts were taken over
	Anew              string   // why no facts were taken over though Options.SinceLast was set; not stored
}

// Coverage counts URLs by what became of them. Discovered is the sum of the states.
type Coverage struct {
	Discovered, OK, Redirect, Partial, Broken, Unverified, Skipped, Pending int

	Reasons map[string]int // "skipped:robots", "unverified:timeout(header)" …
	Pages   int
	Links   int // occurrences
}

// Site is a finished crawl: what became of each URL and the graph between them. It is immutable and safe for concurrent use.
type Site struct {
	Run      Run
	Coverage Coverage
	Home     ID   // the first start page, after its redirects; None where it could not be read
	Start    []ID // as given, before redirects
	Contract Contract
	Hosting  Hosting

	urls      []URL
	known     addresses
	heads     heads
	pages     []ID // sorted by address
	out, in   graph
	fragments map[asked]bool      // those that were not found, and whether that is certain
	missing   map[string]*Missing // by origin

	certificates map[string]*fetch.Certificate // by origin
	scope        *scope
	origin       string // scheme://host of Run.Base
	load         func(ID) (*Page, error)
	loadSome     func([]ID) ([]*Page, error)
	past         *past
	robots       []*Robots
	sitemaps     []*Sitemap
	entries      func(*Sitemap) ([]SitemapEntry, error)
}

// Len is the number of discovered URLs; their IDs are 0 to Len-1.
func (s *Site) Len() int { return len(s.urls) }

// URL is one discovered URL.
func (s *Site) URL(id ID) *URL { return &s.urls[id] }

// Lookup finds the ID of an absolute, normalized address, None where the run never met it. A fragment is ignored, and every spelling
// that the run takes for one URL is found.
func (s *Site) Lookup(address string) ID {
	if id, ok := s.known.find(address, s.urls); ok {
		return id
	}
	if id, ok := s.known.find(s.scope.identity(address), s.urls); ok {
		return id
	}
	return None
}

// Pages are the walked pages (2xx HTML of the site), sorted by address.
func (s *Site) Pages() []ID { return s.pages }

// Head is what is known of a page without reading its facts, nil for a URL that is no walked page.
func (s *Site) Head(id ID) *Head { return s.heads.of(id) }

// Load reads a page's facts from the store. It costs a decoding: rules get their own page from the driver and use Head for others.
func (s *Site) Load(id ID) (*Page, error) { return s.load(id) }

// LoadSome reads several pages at once, at most store.PagesAtOnce: that costs less than Load of each. Pages of much text are nil, so that
// many of them are never in memory: Load reads them, one at a time.
func (s *Site) LoadSome(ids []ID) ([]*Page, error) { return s.loadSome(ids) }

// Out calls yield for each distinct target of a page's links (or of a redirect), in the order of IDs.
func (s *Site) Out(id ID, yield func(to ID, flags EdgeFlag) bool) { s.out.each(id, yield) }

// In calls yield for each page (or redirect) that refers to id, in the order of IDs.
func (s *Site) In(id ID, yield func(from ID, flags EdgeFlag) bool) { s.in.each(id, yield) }

// Edge joins the flags of all links from one page to one URL; zero where there is none.
func (s *Site) Edge(from, to ID) EdgeFlag { return s.out.edge(from, to) }

// Fragment says whether the fragment of a link (decoded or not) is in the link's target: found, and whether that could be known.
func (s *Site) Fragment(target ID, fragment string) (found, known bool) {
	missing, listed := s.fragments[asked{target, fragment}]
	return !listed, !listed || missing
}

// Own reports whether a host (lower case, with port where one is written) belongs to the site.
func (s *Site) Own(host string) bool { return s.scope.own[host] }

// Robots are the robots.txt of the site's origins that were asked for one, sorted by address.
func (s *Site) Robots() []*Robots { return s.robots }

// Sitemaps are the sitemap files of the site that were named or found, sorted by address; none where they were not looked for.
func (s *Site) Sitemaps() []*Sitemap { return s.sitemaps }

// SitemapEntries reads the entries of one of Sitemaps, in the order of the file. An index has none of its own.
func (s *Site) SitemapEntries(m *Sitemap) ([]SitemapEntry, error) { return s.entries(m) }

// Origin is scheme and host that the site stands under.
func (s *Site) Origin() string { return s.origin }

// Missing is what the host of an address of the site answers for pages that cannot exist; nil where nobody asked: the site is a
// directory, robots.txt forbids it, or there was no answer.
func (s *Site) Missing(address string) *Missing { return s.missing[originOf(address)] }

// Short is an address as a reader of this site's report needs it: without scheme and host where it is internal.
func (s *Site) Short(address string) string {
	if rest, ok := strings.CutPrefix(address, s.origin); ok && strings.HasPrefix(rest, "/") {
		return rest
	}
	return address
}

// End is the URL at which redirects from id end. Of a loop it is the first URL met twice.
func (s *Site) End(id ID) ID {
	if s.urls[id].To == None {
		return id
	}
	end, _, _ := s.Final(id)
	return end
}

// Final follows redirects from id to the URL that ends them. Hops are the URLs on the way, id first and the end last.
// Of a loop the end is the first URL met twice, and loop is set.
func (s *Site) Final(id ID) (end ID, hops []ID, loop bool) {
	hops, loop = trail(s.urls, id)
	return hops[len(hops)-1], hops, loop
}
