package crawler

import "time"

// meter counts answers for progress.
type meter struct {
	began, told time.Time
	states      [Skipped + 1]int
	answers     int
	lastAnswers int
}

// progressInterval is how often progress is told.
const progressInterval = 200 * time.Millisecond

func (m *meter) count(s State) {
	m.states[s]++
	m.answers++
}

func (m *meter) begin(at time.Time) { m.began, m.told = at, at }

// report tells the progress where it is time.
func (c *crawl) report() {
	m := &c.stats
	at := time.Now()
	if at.Sub(m.told) >= progressInterval {
		c.tell(at)
	}
}

// tell tells the progress where somebody listens.
func (c *crawl) tell(at time.Time) {
	m := &c.stats
	if c.opt.Progress == nil {
		return
	}
	gone := max(at.Sub(m.told), time.Millisecond)
	p := Progress{
		Pages: c.walked, OK: m.states[OK], Partial: m.states[Partial], Broken: m.states[Broken], Unverified: m.states[Unverified], Skipped: m.states[Skipped],
		Queue:    c.pacer.waiting + len(c.wave) + len(c.frontier.pages) + len(c.inflight),
		InFlight: len(c.inflight),
		Rate:     float64(m.answers-m.lastAnswers) / gone.Seconds(),
		Elapsed:  at.Sub(m.began),
	}
	for f, since := range c.inflight {
		if d := at.Sub(since); d > p.SlowFor {
			p.Slowest, p.SlowFor = c.frontier.urls[f.id].Address, d
		}
	}
	m.told, m.lastAnswers = at, m.answers
	c.opt.Progress(p)
}
