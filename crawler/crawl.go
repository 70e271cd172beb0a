package crawler

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/healthusias/rounds/crawler/fetch"
	"github.com/healthusias/rounds/crawler/robots"
	"github.com/healthusias/rounds/crawler/store"
	"github.com/healthusias/rounds/crawler/trap"
)

// DefaultMaxPages bounds a walk that nobody bounded.
const DefaultMaxPages = 10_000

// Crawl walks a site from its start and stores the run. Where ctx ends first, the run is interrupted, stored as far as it came,
// and returned. An error means that there is no run to speak of, or, as a *StoppedError, that the state could not be written.
func Crawl(ctx context.Context, st *store.Store, opt Options) (*Site, error) {
	c, err := newCrawl(st, opt)
	if err != nil {
		return nil, err
	}
	defer c.close()
	if err := c.room(); err != nil {
		return nil, err
	}
	begin := store.RunInfo{Target: c.describe(), Base: c.base(), Started: c.began, Settings: opt.Settings, Shape: c.shape()}
	if opt.SinceLast {
		if begin.Since, c.anew, err = c.chooseEarlier(); err != nil {
			return nil, err
		}
	}
	if c.run, err = st.Begin(begin); err != nil {
		return nil, err
	}
	return c.walk(ctx)
}

// Resume goes on with a stored run ("" is the latest) that was interrupted.
func Resume(ctx context.Context, st *store.Store, runID string, opt Options) (*Site, error) {
	c, err := newCrawl(st, opt)
	if err != nil {
		return nil, err
	}
	defer c.close()
	if err := c.room(); err != nil {
		return nil, err
	}
	if c.run, err = st.Run(runID); err != nil {
		return nil, err
	}
	if err := c.frontier.load(st, c.run.Seq); err != nil {
		return nil, err
	}
	if c.run.Shape != c.shape() {
		c.run.Shape = "" // facts of two shapes: nobody may take them over
	}
	if c.run, err = st.Reopen(c.run); err != nil {
		return nil, err
	}
	if err := c.recall(); err != nil {
		return nil, err
	}
	c.recallHosts()
	c.requeue()
	return c.walk(ctx)
}

// crawl is one walk. Its fields belong to the goroutine that called Crawl; workers get jobs and give results.
type crawl struct {
	opt          Options
	scope        *scope
	store        *store.Store
	run          store.RunInfo
	fetcher      fetch.Fetcher
	dir          *fetch.Dir // nil over HTTP
	closer       func()
	earlier      *earlier // run whose facts are taken over; nil for none
	anew         string   // why there is none, where one was asked for
	frontier     *frontier
	pacer        *pacer
	robots       map[string]*robotsFile // by origin
	agent        string                 // what robots.txt calls us
	traps        *trap.Watch
	missing      map[string]*Missing           // by origin; nil where nothing could be learned
	certificates map[string]*fetch.Certificate // by origin, as each showed it first
	unasked      []string                      // origins whose answer to missing pages is not known yet
	held         []ID                          // links to subdomains that wait for the end of the wave
	sisters      map[string]bool               // subdomains that were asked

	awaited map[string][]ID // URLs that wait for the robots.txt of their origin
	unread  []string        // origins whose robots.txt is to be read
	reading int             // robots.txt under way
	read    chan robotsRead

	began    time.Time
	start    []ID
	wave     []ID // pages of this wave not yet handed to the pacer
	walking  int  // pages handed out without an answer: each may become a page
	walked   int  // pages
	inflight map[flight]time.Time
	media    map[string]string // media types by the Content-Type that names them
	served   map[string]bool   // files of the directory that some URL answered with
	seeded   bool
	again    bool // the second pass was made
	limited  bool // pages were left out by the limit

	writes  chan *store.Batch
	written chan error
	flushed time.Time

	unwritten int // bytes of the pages that no batch has yet
	stats     meter
	fault     error
}

// flight is a request under way: a URL may be asked for once in each role.
type flight struct {
	id   ID
	role role
}

func newCrawl(st *store.Store, opt Options) (*crawl, error) {
	if opt.Now == nil {
		opt.Now = time.Now
	}
	if opt.UserAgent == "" {
		opt.UserAgent = fetch.DefaultUserAgent
	}
	if opt.List && opt.MaxDepth == nil {
		opt.MaxDepth = new(int) // their links are verified, not walked
	}
	redactor := fetch.NewRedactor(opt.HTTP.Secrets, slices.Concat(opt.Start, []string{opt.Target})...)
	c := &crawl{
		opt: opt, store: st, frontier: newFrontier(redactor), robots: map[string]*robotsFile{}, inflight: map[flight]time.Time{}, media: map[string]string{}, served: map[string]bool{},
		agent: robots.Product(opt.UserAgent), began: opt.Now(),
		traps: trap.NewWatch(opt.Traps), missing: map[string]*Missing{}, certificates: map[string]*fetch.Certificate{}, sisters: map[string]bool{},
		awaited: map[string][]ID{}, read: make(chan robotsRead),
	}
	if err := c.open(); err != nil {
		return nil, err
	}
	c.pacer = newPacer(c.terms)
	return c, nil
}

// open chooses the fetcher and the scope.
func (c *crawl) open() (err error) {
	if c.opt.Dir != "" {
		if c.opt.Base == "" {
			c.opt.Base = inferBase(c.opt.Dir)
		}
		if c.scope, err = newScope(&c.opt); err != nil {
			return err
		}
		if c.dir, err = fetch.NewDir(c.opt.Dir, c.scope.base.String()); err != nil {
			return err
		}
		c.closer = func() { c.dir.Close() }
		c.fetcher = c.dir
		if c.opt.External != "" && c.opt.External != ExternalNever {
			web := c.http()
			c.closer = func() { c.dir.Close(); web.Close() }
			c.fetcher = split{c.scope, c.dir, web}
		}
		return nil
	}
	if c.scope, err = newScope(&c.opt); err != nil {
		return err
	}
	web := c.http()
	c.fetcher, c.closer = web, web.Close
	return nil
}

func (c *crawl) http() *fetch.HTTP {
	o := c.opt.HTTP
	o.UserAgent = c.opt.UserAgent
	o.PublicOnly, o.Private, o.Redactor = true, c.scope.reach.private, c.frontier.redactor
	return fetch.NewHTTP(o)
}

func (c *crawl) close() { c.closer() }

// split sends the site's own addresses to a directory and all others to the network.
type split struct {
	scope *scope
	dir   fetch.Fetcher
	web   fetch.Fetcher
}

func (s split) Fetch(ctx context.Context, r fetch.Request) fetch.Answer {
	if s.scope.internal(r.URL) {
		return s.dir.Fetch(ctx, r)
	}
	return s.web.Fetch(ctx, r)
}

// base is what the pages stand under, as it is stored.
func (c *crawl) base() string { return c.frontier.redactor.Text(c.scope.base.String()) }

func (c *crawl) describe() string {
	if c.opt.Dir != "" {
		return c.opt.Dir
	}
	return c.frontier.redactor.Text(c.opt.Target)
}

// walk runs the crawl to its end and reads the finished site back.
func (c *crawl) walk(ctx context.Context) (*Site, error) {
	if err := c.lookBack(); err != nil {
		return nil, err
	}
	if err := c.keepHosting(); err != nil {
		return nil, err
	}
	ctx, stop := c.deadline(ctx)
	defer stop()
	c.startWriter(stop)
	c.stats.begin(time.Now())
	c.seedStart(ctx)
	c.loop(ctx)
	c.tell(time.Now())
	if err := c.stopWriter(); err != nil {
		return nil, &StoppedError{c.run.ID, err}
	}
	if c.fault != nil {
		return nil, c.fault
	}
	c.finish(ctx)
	if err := c.store.End(c.run); err != nil {
		return nil, &StoppedError{c.run.ID, err}
	}
	return c.site()
}

// errDeadline ends a crawl whose time is up.
var errDeadline = fmt.Errorf("the deadline was reached")

func (c *crawl) deadline(ctx context.Context) (context.Context, context.CancelFunc) {
	if c.opt.Deadline <= 0 {
		return context.WithCancel(ctx)
	}
	return context.WithTimeoutCause(ctx, c.opt.Deadline, errDeadline)
}
