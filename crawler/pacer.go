package crawler

import (
	"container/heap"
	"time"
)

// job is one URL to ask for.
type job struct {
	id       ID
	address  string // where to ask
	role     role
	attempts uint8
	after    time.Time // not before; zero: at once
}

// host is what the pacer knows of one host: its queues and when it may be asked again.
type host struct {
	name          string
	pages, checks []job // pages go first: they find more work
	inflight      int
	next          time.Time
	place         int // in pacer.ready, -1 where it is not there
}

// pacer hands out jobs, host by host: at most limit at a time and one every interval. It belongs to one goroutine.
type pacer struct {
	limit    func(host string) int
	interval func(host string) time.Duration
	hosts    map[string]*host
	ready    readyHosts // hosts with a job and a free place, the one that may be asked first on top
	delayed  delayedJobs
	waiting  int // jobs not yet handed out
}

func newPacer(limit func(string) int, interval func(string) time.Duration) *pacer {
	return &pacer{limit: limit, interval: interval, hosts: map[string]*host{}}
}

// push queues a job.
func (p *pacer) push(j job) {
	p.waiting++
	if !j.after.IsZero() {
		heap.Push(&p.delayed, j)
		return
	}
	p.enqueue(j)
}

func (p *pacer) enqueue(j job) {
	name := hostOf(j.address)
	h := p.hosts[name]
	if h == nil {
		h = &host{name: name, place: -1}
		p.hosts[name] = h
	}
	if j.role == rolePage {
		h.pages = append(h.pages, j)
	} else {
		h.checks = append(h.checks, j)
	}
	p.settle(h)
}

// settle keeps a host in ready exactly while it has a job and a free place.
func (p *pacer) settle(h *host) {
	due := len(h.pages)+len(h.checks) > 0 && h.inflight < p.limit(h.name)
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
	queue := &h.pages
	if len(*queue) == 0 {
		queue = &h.checks
	}
	j = (*queue)[0]
	*queue = (*queue)[1:]
	h.inflight++
	h.next = now.Add(p.interval(h.name))
	p.waiting--
	p.settle(h)
	return j, 0, true
}

// done frees the place that a job held at its host.
func (p *pacer) done(j job) {
	h := p.hosts[hostOf(j.address)]
	h.inflight--
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
