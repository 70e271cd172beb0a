// Package hostile is the catalog of servers and pages that try to stop a crawl, to lie to it or to blow it up. Each case is
// data: a server on loopback, what the crawl must make of it, and what that may cost. Only tests import it; they run every
// case through the production path, alone and all in one crawl.
//
// To add a case, append a [Case] to the group of its subject, which is a file of this package: transport.go, status.go,
// compression.go … A new group is a file with a slice and a line in [Groups]. Then
//
//	go test ./crawler/fetch/hostile -run TestCases/36b -v       runs it
//	go test ./crawler/fetch/hostile -run TestTable -update      gives it a row in docs/hostile.md
//	make hostile                                                measures all rows with real limits
package hostile

import (
	"slices"
	"time"

	"github.com/healthusias/rounds/crawler"
	"github.com/healthusias/rounds/crawler/page"
)

// Case is one hostile server. A page of a well-behaved host links to [Case.Path] on it, and the crawl starts there.
type Case struct {
	Number string // of the catalog, with a letter where an entry has variants: "52", "52b"
	Title  string // what the server does, one clause
	Note   string // what the case stands in for, where the catalog's own wording could not be kept; "" for most

	// Serve scripts the server. Paths that it does not script answer 404, but for a good page at / and at each of Reaches.
	Serve func(*Server)
	Path  string // what is judged; "" is /case

	External bool // the server does not belong to the site: links to it are verified, not walked
	Home     bool // the server is the site: the crawl starts at its /, reads its robots.txt and its sitemaps, and /case is found or not

	// Tune changes how the site is crawled: such a case has a crawl of its own, and its server is only a bystander of the
	// crawl that all share, and not even that with Home. Alone says why, in a clause.
	Tune  func(*crawler.Options, *Server)
	Alone string

	State   crawler.State // of Path; Pending stands for no state at all: the address must not even be known
	Reason  string
	Finding string                  // id of a rule that must speak about Path, or about a link to it
	Says    string                  // what a message of Finding must hold
	Hops    int                     // how many addresses the evidence of Finding must list
	Quiet   string                  // id of a rule that must not, or a family with its slash, such as "trust/"
	Reaches []string                // further paths that the crawl must find through this case and read
	Facts   func(*page.Facts) error // what must have been read of Path
	Site    func(*crawler.Site, *Server) error
	Heap    int64         // most bytes that the crawl may hold at once; 0 is DefaultHeap
	Waits   string        // which limit ends it, "" for none
	Time    time.Duration // longest that it may take with real limits, or the most processor time of what waits for nothing; 0 is DefaultTime
}

// What a case may cost that says nothing else.
const (
	DefaultHeap = 4 << 20
	DefaultTime = time.Second
)

// Group is the cases of one subject.
type Group struct {
	Name  string
	Cases []Case
}

// Groups are all cases, in the order of the catalog.
func Groups() []Group {
	return []Group{
		{"Transport", slices.Concat(transport, transport2)},
		{"Status and semantics", status},
		{"Politeness", politeness},
		{"Compression", compression},
		{"Redirects", redirects},
		{"Network, DNS and TLS", network},
		{"Character sets and media types", charsets},
		{"HTML", html},
		{"URLs", urls},
		{"Traps", traps},
		{"robots.txt and sitemaps", robots},
		{"Cookies and secrets", secrets},
	}
}

// Cases are the cases of all groups, with their defaults filled in.
func Cases() []Case {
	var all []Case
	for _, g := range Groups() {
		all = append(all, g.Cases...)
	}
	for i := range all {
		c := &all[i]
		if c.Path == "" {
			c.Path = "/case"
		}
		if c.Heap == 0 {
			c.Heap = DefaultHeap
		}
		if c.Time == 0 {
			c.Time = DefaultTime
		}
	}
	return all
}

// Expected is the outcome in words, such as "partial: truncated".
func (c *Case) Expected() string {
	if c.State == crawler.Pending {
		return "unknown"
	}
	return Outcome(c.State, c.Reason)
}

// Outcome puts a state and its reason into the words of the catalog.
func Outcome(state crawler.State, reason string) string {
	if reason == "" {
		return state.String()
	}
	return state.String() + ": " + reason
}

// Limits are what the crawl is bounded by, as far as a server has to know it to go beyond.
type Limits struct {
	Connect, TLS, FirstByte, Idle, Total time.Duration // as in fetch.HTTPOptions
	Body                                 int64         // decoded bytes of a page
	Drip                                 time.Duration // pause of a server that sends byte by byte
	Backoff                              time.Duration // before a second attempt
	Retries                              int           // as in crawler.Options
	Many                                 int           // how often a flood repeats itself
}

// Real are the limits that people get.
var Real = Limits{
	Connect: 10 * time.Second, TLS: 10 * time.Second, FirstByte: 15 * time.Second, Idle: 10 * time.Second, Total: 30 * time.Second,
	Body: 10 << 20, Drip: 200 * time.Millisecond, Backoff: time.Second, Retries: 2, Many: 100_000,
}

// Quick are limits for tests that nobody wants to wait for: a tenth of the bytes, and as much time as a busy machine may need for
// all cases at once. What fails is asked for once more all the same, in the second pass.
var Quick = Limits{
	Connect: 4 * time.Second, TLS: 3 * time.Second, FirstByte: 4 * time.Second, Idle: 3 * time.Second, Total: 6 * time.Second,
	Body: 1 << 20, Drip: 10 * time.Millisecond, Backoff: 5 * time.Millisecond, Retries: -1, Many: 10_000,
}

// For are quick limits for one case. Only the one that it waits for is short: how busy the machine is makes no difference to all others.
func (l Limits) For(c Case) Limits {
	l.Connect, l.TLS, l.FirstByte, l.Idle, l.Total, l.Retries = Real.Connect, Real.TLS, Real.FirstByte, Real.Idle, Real.Total, Real.Retries
	switch c.Waits {
	case forName:
		l.Connect = time.Second
	case forTLS:
		l.TLS = 500 * time.Millisecond
	case forHeader:
		l.FirstByte = 2 * time.Second
	case forBytes:
		l.Idle = 1500 * time.Millisecond
	case forEnd:
		l.Total = 3 * time.Second
	}
	return l
}

// What a case can make the crawl wait for, until a limit ends it.
const (
	forName   = "the name"
	forTLS    = "the handshake"
	forHeader = "the header"
	forBytes  = "more of the body"
	forEnd    = "the end of the body"
)

// Options applies the limits to a crawl.
func (l Limits) Options(o *crawler.Options) {
	o.HTTP.Connect, o.HTTP.TLS, o.HTTP.FirstByte, o.HTTP.Idle, o.HTTP.Total, o.HTTP.MaxBody = l.Connect, l.TLS, l.FirstByte, l.Idle, l.Total, l.Body
	o.Backoff, o.Retries = l.Backoff, l.Retries
}

// Find returns the case of a number.
func Find(number string) (Case, bool) {
	all := Cases()
	if i := slices.IndexFunc(all, func(c Case) bool { return c.Number == number }); i >= 0 {
		return all[i], true
	}
	return Case{}, false
}
