package crawler

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"time"

	"github.com/healthusias/rounds/crawler/fetch"
	"github.com/healthusias/rounds/crawler/store"
)

// DefaultMaxPages bounds a walk that nobody bounded.
const DefaultMaxPages = 10_000

// Crawl walks a site from its start and stores the run. Where ctx ends first, the run is interrupted, stored as far as it came,
// and returned. An error means that there is no run to speak of, or that the state could not be written.
func Crawl(ctx context.Context, st *store.Store, opt Options) (*Site, error) {
	c, err := newCrawl(st, opt)
	if err != nil {
		return nil, err
	}
	defer c.close()
	c.run, err = st.Begin(store.RunInfo{Target: c.describe(), Base: c.scope.base.String(), Started: c.opt.Now(), Settings: opt.Settings})
	if err != nil {
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
	if c.run, err = st.Run(runID); err != nil {
		return nil, err
	}
	if err := st.URLs(c.run.Seq, c.frontier.restore); err != nil {
		return nil, err
	}
	c.requeue()
	return c.walk(ctx)
}

// crawl is one walk. Its fields belong to the goroutine that called Crawl; workers get jobs and give results.
type crawl struct {
	opt      Options
	scope    *scope
	store    *store.Store
	run      store.RunInfo
	fetcher  fetch.Fetcher
	dir      *fetch.Dir // nil over HTTP
	closer   func()
	frontier *frontier
	pacer    *pacer
	robots   map[string]*robots // by origin
	agent    string             // what robots.txt calls us

	start    []ID
	wave     []ID // pages of this wave not yet handed to the pacer
	walking  int  // pages handed out without an answer: each may become a page
	walked   int  // pages
	inflight map[flight]time.Time
	served   map[string]bool // files of the directory that some URL answered with
	seeded   bool
	again    bool // the second pass was made
	limited  bool // pages were left out by the limit

	writes  chan *store.Batch
	written chan error
	flushed time.Time
	stats   meter
	fault   error
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
	c := &crawl{opt: opt, store: st, frontier: newFrontier(), robots: map[string]*robots{}, inflight: map[flight]time.Time{}, served: map[string]bool{}, agent: productToken(opt.UserAgent)}
	if err := c.open(); err != nil {
		return nil, err
	}
	c.pacer = newPacer(c.limit, c.interval)
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

func (c *crawl) describe() string {
	if c.opt.Dir != "" {
		return c.opt.Dir
	}
	return redact(c.opt.Target)
}

// home reports whether the host is a machine of our own, which may be asked as fast as pays off.
func (c *crawl) home(host string) bool { return c.dir != nil || local(host) }

func (c *crawl) limit(host string) int {
	switch {
	case c.opt.Concurrency > 0:
		return c.opt.Concurrency
	case c.home(host):
		return localWorkers()
	}
	return 4
}

func localWorkers() int { return min(16, max(8, 4*runtime.GOMAXPROCS(0))) }

func (c *crawl) interval(host string) time.Duration {
	rate := 5.0
	switch {
	case c.opt.Rate != nil:
		rate = *c.opt.Rate
	case c.home(host):
		rate = 0
	}
	if rate <= 0 {
		return 0
	}
	return time.Duration(float64(time.Second) / rate)
}

// workers is how many requests are under way at most: one host's share, and room to verify other hosts beside it.
func (c *crawl) workers() int {
	n := c.limit(c.scope.fetchHost())
	if c.opt.External == ExternalNever || c.dir != nil && c.opt.External == "" {
		return n
	}
	return max(n, 32)
}

// walk runs the crawl to its end and reads the finished site back.
func (c *crawl) walk(ctx context.Context) (*Site, error) {
	began := c.opt.Now()
	ctx, stop := c.deadline(ctx)
	defer stop()
	c.startWriter()
	c.seedStart(ctx)
	c.loop(ctx)
	if err := c.stopWriter(); err != nil {
		return nil, err
	}
	if c.fault != nil {
		return nil, c.fault
	}
	c.finish(ctx, began)
	if err := c.store.End(c.run); err != nil {
		return nil, err
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

// startWriter begins the one goroutine that writes to the store.
func (c *crawl) startWriter() {
	c.writes, c.written = make(chan *store.Batch, 2), make(chan error, 1)
	run := c.run.Seq
	go func() {
		var err error
		for b := range c.writes {
			if err == nil {
				err = c.store.Write(run, b)
			}
		}
		c.written <- err
	}()
}

func (c *crawl) stopWriter() error {
	c.flush()
	close(c.writes)
	return <-c.written
}

func (c *crawl) flush() {
	c.flushed = time.Now()
	if b := c.frontier.take(); b.Len() > 0 {
		c.writes <- b
	}
}

// flushInterval bounds what a crash can make us ask for again.
const flushInterval = 250 * time.Millisecond

// grace is how long requests under way may take to end after the crawl was told to stop.
const grace = 2 * time.Second

// loop hands out jobs and takes results until nothing is left to do or ctx ends.
func (c *crawl) loop(ctx context.Context) {
	hard, kill := context.WithCancel(context.WithoutCancel(ctx))
	defer kill()
	n := c.workers()
	jobs, results := make(chan job, n), make(chan result, n)
	w := &worker{fetcher: c.fetcher, scope: c.scope, options: c.opt.Page}
	for range n {
		go func() {
			for j := range jobs {
				results <- w.do(hard, j)
			}
		}()
	}
	defer close(jobs)
	timer := time.NewTimer(time.Hour)
	defer timer.Stop()
	for {
		wait := c.dispatch(ctx, jobs, n)
		if len(c.inflight) == 0 && wait < 0 {
			if ctx.Err() != nil || !c.more(ctx) {
				return
			}
			continue
		}
		timer.Reset(c.nap(wait))
		select {
		case r := <-results:
			c.take(ctx, r)
			for range len(results) {
				c.take(ctx, <-results)
			}
		case <-timer.C:
		case <-ctx.Done():
			c.drain(results, kill)
			return
		}
		c.tick()
	}
}

// nap is how long the loop may sleep: until a job is due, but not past the next flush.
func (c *crawl) nap(wait time.Duration) time.Duration {
	if wait < 0 || wait > flushInterval {
		return flushInterval
	}
	return wait
}

func (c *crawl) tick() {
	if len(c.frontier.dirty) >= 512 || time.Since(c.flushed) >= flushInterval {
		c.flush()
	}
	c.report()
}

// drain waits for requests under way, for as long as grace allows. What did not end stays queued.
func (c *crawl) drain(results <-chan result, kill context.CancelFunc) {
	timer := time.AfterFunc(grace, kill)
	defer timer.Stop()
	for len(c.inflight) > 0 {
		r := <-results
		if r.answer.Failure.Class == "canceled" {
			delete(c.inflight, flight{r.job.id, r.job.role})
			continue
		}
		c.take(context.Background(), r)
	}
}

// dispatch hands out what may be asked for now. It returns how long until more may be, negative where only an answer can change that.
func (c *crawl) dispatch(ctx context.Context, jobs chan<- job, n int) time.Duration {
	if ctx.Err() != nil {
		return -1
	}
	c.release()
	for len(c.inflight) < n {
		j, wait, ok := c.pacer.pop(time.Now())
		if !ok {
			return wait
		}
		c.inflight[flight{j.id, j.role}] = time.Now()
		jobs <- j
	}
	return -1
}

// release gives the pacer the next pages of the wave, as many as the page limit leaves room for, and every URL to verify.
func (c *crawl) release() {
	limit := c.maxPages()
	for len(c.wave) > 0 && (limit == 0 || c.walked+c.walking < limit) {
		id := c.wave[0]
		c.wave = c.wave[1:]
		c.walking++
		c.pacer.push(c.job(id))
	}
	if len(c.wave) > 0 && limit > 0 && c.walked >= limit {
		c.leaveOut()
	}
	for _, id := range c.frontier.checks {
		if !c.frontier.tracks[id].done {
			c.pacer.push(c.job(id))
		}
	}
	c.frontier.checks = c.frontier.checks[:0]
}

// leaveOut ends what the page limit cut off.
func (c *crawl) leaveOut() {
	for _, id := range slices.Concat(c.wave, c.frontier.pages) {
		if !c.frontier.tracks[id].done {
			c.frontier.skip(id, "limit")
			c.limited = true
		}
	}
	c.wave, c.frontier.pages = nil, nil
}

func (c *crawl) job(id ID) job {
	t := &c.frontier.tracks[id]
	return job{id: id, address: c.scope.fetchAddress(c.frontier.urls[id].Address), role: t.role}
}

func (c *crawl) maxPages() int {
	if c.opt.MaxPages == nil {
		return DefaultMaxPages
	}
	return *c.opt.MaxPages
}

// more finds further work when all that was handed out is answered: the next wave, the seeds, the second pass.
func (c *crawl) more(ctx context.Context) bool {
	if c.wave = c.frontier.wave(); len(c.wave) > 0 {
		return true
	}
	if !c.seeded {
		c.seeded = true
		c.seedListed(ctx)
		return true
	}
	if found, err := c.seedFiles(ctx); found || err != nil {
		c.fault = err
		return err == nil
	}
	if !c.again {
		c.again = true
		return c.secondPass()
	}
	return false
}

// secondPass asks once more for what may have been a passing fault.
func (c *crawl) secondPass() bool {
	queued := false
	for id := range c.frontier.urls {
		u, t := &c.frontier.urls[id], &c.frontier.tracks[id]
		if t.passes == 0 && t.done && c.dir == nil && passing(u) {
			t.passes, t.done, t.failed = 1, false, true
			u.State, u.Reason = Pending, ""
			c.frontier.queue(ID(id))
			queued = true
		}
	}
	return queued
}
