package crawler

import (
	"time"

	"github.com/healthusias/rounds/crawler/fetch"
	"github.com/healthusias/rounds/crawler/page"
	"github.com/healthusias/rounds/crawler/trap"
)

// Options say what to crawl and how. The zero value with a Target is a polite crawl of a public site.
type Options struct {
	// Target is a URL or a directory of built HTML.
	Target string
	// Dir is set where Target is a directory.
	Dir string
	// Base is the production origin (and path) that Dir or a preview URL stands for, such as "https://health.example/".
	// Links to it are internal and are fetched from Target. "" is the target's own.
	Base string

	Start      []string // further addresses or paths to start from, resolved against Base
	List       bool     // Start is all there is: pages to check, not sites to walk
	AllowHosts []string // hosts that belong to the site besides the start host, its www twin and its apex
	Include    []string // globs of paths; where there are any, other paths are skipped: scope
	IgnorePath []string // globs of paths (and "?query") that are skipped: ignored
	Normalize  Normalize

	MaxPages    *int // nil: 10,000, and hitting it makes the result untrusted; 0: no limit
	MaxDepth    *int // clicks; nil: no limit; 0: only the given pages are walked
	Deadline    time.Duration
	Concurrency int      // workers; 0: 4 to a public host, as many as pay off to a directory, loopback or private host
	Rate        *float64 // requests a second and host; nil: 5 to a public host, none to a directory, loopback or private host; 0: no limit
	Retries     int      // further attempts after a time-out, reset, 429 or 5xx; 0: 2; negative: none

	Backoff time.Duration // before the first further attempt, doubled for each; 0: 1 s
	Pause   time.Duration // of a start host that fails everything, before it is probed for the last time; 0: 30 s

	Traps trap.Limits // how far what may be endless is followed

	External     External
	Ports        []int // that links may lead to besides 80, 443, those of the start addresses and of HTTP.Private
	IgnoreRobots bool
	UserAgent    string // "" is DefaultUserAgent

	// HTTP.PublicOnly is always set, and the start addresses are added to HTTP.Private: a site on a private network can be
	// crawled, and leads to no other private host.
	HTTP  fetch.HTTPOptions
	Page  page.Options
	Rules Structure

	// Reserve is the room on the disk of the state, in bytes, below which a crawl stops: it is looked for at the start and every 10 s.
	// 0: store.Reserve.
	Reserve int64

	// SinceLast takes the facts of pages that have not changed from the last complete run of the site: their server says so, or sends
	// the same bytes. The result is that of reading every page.
	SinceLast bool
	// Shape names all that shapes facts besides the pages: the detectors and their settings. Runs of different shapes share no facts; ""
	// shares none.
	Shape string

	Settings []byte // kept with the run: the caller's own record of how it was configured, without secrets

	Progress func(Progress) // called from one goroutine, a few times a second and at the end; may be nil
	Now      func() time.Time
}

// External says what happens to links to other hosts.
type External string

// What to do with external links. Strict is check, and what cannot be verified makes the result untrusted.
const (
	ExternalNever  External = "never"
	ExternalCheck  External = "check"
	ExternalStrict External = "strict"
)

// Normalize says which spellings are one URL.
type Normalize struct {
	TrailingSlash string   // keep (default), add or remove
	StripParams   []string // globs of query parameter names that do not identify a page, such as utm_*
	SortQuery     bool
}

// Structure is what the configuration declares about kinds and the contract.
type Structure struct {
	Types    []TypeRule // first match in the order of Kinds wins
	Links    []LinkRule // the contract; none: inferred
	Clusters []Cluster
}

// TypeRule says which paths are of one kind.
type TypeRule struct {
	Kind  Kind
	Match []string // globs of paths; a full address where it begins with http
	Has   string   // CSS selector that the page must match, "" for none
}

// LinkRule is one clause of the contract.
type LinkRule struct {
	From, To Kind
	Rule     string // each, one, min
	Scope    string // children, parent, siblings
	In       string // main: only links in content count; any
	Count    int    // for min
	Within   int    // percent of the content's text before which the link must stand; 0: anywhere
}

// Cluster declares who belongs to whom.
type Cluster struct {
	Hub     string // path or glob
	Pillars []ClusterPillar
}

// ClusterPillar is one pillar of a Cluster with globs of its articles.
type ClusterPillar struct {
	URL      string
	Articles []string
}

// Progress is a running crawl at one moment.
type Progress struct {
	Pages, OK, Partial, Broken, Unverified, Skipped, Queue int

	InFlight int     // requests under way; Queue counts them too
	Rate     float64 // answers a second, lately
	Elapsed  time.Duration
	Slowest  string // address that has been in flight longest, "" for none
	SlowFor  time.Duration
}
