package crawler

import (
	"container/heap"
	"slices"
	"time"

	"github.com/healthusias/rounds/crawler/store"
)

// job is one URL to ask for.
type job struct {
	id       ID
	address  string // where to ask
	role     role
	attempts uint8
	known    *store.Known // of a page, what an earlier run knows of it; nil for nothing
	alone    bool         // the page is compared with no other
	probe    bool         // asks whether the host is alive, and settles nothing
	after    time.Time    // not before; zero: at once
	asked    time.Time    // when it was handed out
	host     *host        // set while it is queued or under way
}

// terms are how a host may be asked.
type terms struct {
	limit int     // requests at a time
	rate  float64 // requests a second; 0: no limit
	home  bool    // a machine of our own
	site  bool    // belongs to the site that is crawled
}

// host is what the pacer knows of one host: its queues and when it may be asked again.
type host struct {
	name          string
	pages, checks []job // pages go first: they find more work
	inflight      int
	limit         int
	next          time.Time
	place         int // in pacer.ready, -1 where it is not there
	tempo         tempo
	health        health

	held   bool   // only probe may be asked for
	probe  *job   // goes before everything else
	closed string // why nothing is asked of it, "" where it is
}

// pacer hands out jobs, host by host, each at its terms. A host that waits, is held or is closed keeps no worker. It belongs to one
// goroutine.
type pacer struct {
	terms   func(host string) terms
	hosts   map[string]*host
	ready   readyHosts // hosts with a job and a free place, the one that may be asked first on top
	delayed delayedJobs
	refused []job // of closed hosts, for the caller to settle
	waiting int   // jobs not yet handed out
}

func newPacer(terms func(string) terms) *pacer {
	return &pacer{terms: terms, hosts: map[string]*host{}}
}

// host finds a host by its name, with its port where that is not the scheme's own.
func (p *pacer) host(name string) *host {
	h := p.hosts[name]
	if h == nil {
		t := p.terms(name)
		h = &host{name: name, place: -1, limit: t.limit, tempo: tempo{base: t.rate, rate: t.rate, home: t.home}, health: newHealth(t.site)}
		p.hosts[name] = h
	}
	return h
}

// push queues a job.
func (p *pacer) push(j job) {
	p.waiting++
	if j.host == nil {
		j.host = p.host(hostOf(j.address))
	}
	if !j.after.IsZero() {
		heap.Push(&p.delayed, j)
		return
	}
	p.enqueue(j)
}

func (p *pacer) enqueue(j job) {
	h := j.host
	switch {
	case h.closed != "":
		p.refuse(j)
	case j.probe:
		probe := j // j itself stays off the heap
		h.probe = &probe
	case j.role == rolePage:
		h.pages = append(h.pages, j)
	default:
		h.checks = append(h.checks, j)
	}
	p.settle(h)
}

func (p *pacer) refuse(jobs ...job) {
	p.waiting -= len(jobs)
	p.refused = append(p.refused, jobs...)
}

// settle keeps a host in ready exactly while it has a job and a free place.
func (p *pacer) settle(h *host) {
	due := h.probe != nil || !h.held && len(h.pages)+len(h.checks) > 0 && h.inflight < h.limit
	switch {
	case due && h.place < 0:
		heap.Push(&p.ready, h)
	case due:
		heap.Fix(&p.ready, h.place)
	case h.place >= 0:
		heap.Remove(&p.ready, h.place)
	}
}

// pop hands out the next job. Where none is due, wait says how long until one may be; negative: until an answer comes in.
func (p *pacer) pop(now time.Time) (j job, wait time.Duration, ok bool) {
	for len(p.delayed) > 0 && !p.delayed[0].after.After(now) {
		p.enqueue(heap.Pop(&p.delayed).(job))
	}
	wait = -1
	if len(p.delayed) > 0 {
		wait = p.delayed[0].after.Sub(now)
	}
	if len(p.ready) == 0 {
		return j, wait, false
	}
	h := p.ready[0]
	if d := h.next.Sub(now); d > 0 {
		if wait < 0 || d < wait {
			wait = d
		}
		return j, wait, false
	}
	j = h.take()
	j.asked = now
	h.inflight++
	h.next = now.Add(h.tempo.interval(now))
	p.waiting--
	p.settle(h)
	return j, 0, true
}

// take removes the job that is next.
func (h *host) take() (j job) {
	if h.probe != nil {
		j, h.probe = *h.probe, nil
		return j
	}
	queue := &h.pages
	if len(*queue) == 0 {
		queue = &h.checks
	}
	j = (*queue)[0]
	*queue = (*queue)[1:]
	return j
}

// done frees the place that a job held at its host.
func (p *pacer) done(j job) {
	j.host.inflight--
	p.settle(j.host)
}

// pause asks nothing of a host until then.
func (p *pacer) pause(h *host, until time.Time) {
	if until.After(h.next) {
		h.next = until
		p.settle(h)
	}
}

// hold asks nothing of a host but the probe.
func (p *pacer) hold(h *host, probe job) {
	h.held = true
	probe.host, probe.probe = h, true
	p.push(probe)
	p.settle(h)
}

// resume asks a host again that was held or closed.
func (p *pacer) resume(h *host) {
	h.held, h.closed = false, ""
	p.settle(h)
}

// close asks nothing of a host any more and refuses what is queued for it.
func (p *pacer) close(h *host, reason string) {
	h.held, h.closed = false, reason
	p.refuse(h.pages...)
	p.refuse(h.checks...)
	if h.probe != nil {
		p.refuse(*h.probe)
	}
	h.pages, h.checks, h.probe = nil, nil, nil
	p.delayed = slices.DeleteFunc(p.delayed, func(j job) bool {
		if j.host == h {
			p.refuse(j)
		}
		return j.host == h
	})
	heap.Init(&p.delayed)
	p.settle(h)
}

type readyHosts []*host

func (r readyHosts) Len() int           { return len(r) }
func (r readyHosts) Less(i, j int) bool { return r[i].next.Before(r[j].next) }
func (r readyHosts) Swap(i, j int) {
	r[i], r[j] = r[j], r[i]
	r[i].place, r[j].place = i, j
}

func (r *readyHosts) Push(x any) {
	h := x.(*host)
	h.place = len(*r)
	*r = append(*r, h)
}

func (r *readyHosts) Pop() any {
	last := len(*r) - 1
	h := (*r)[last]
	h.place = -1
	*r = (*r)[:last]
	return h
}

type delayedJobs []job

func (d delayedJobs) Len() int           { return len(d) }
func (d delayedJobs) Less(i, j int) bool { return d[i].after.Before(d[j].after) }
func (d delayedJobs) Swap(i, j int)      { d[i], d[j] = d[j], d[i] }
func (d *delayedJobs) Push(x any)        { *d = append(*d, x.(job)) }

func (d *delayedJobs) Pop() any {
	last := len(*d) - 1
	j := (*d)[last]
	*d = (*d)[:last]
	return j
}
