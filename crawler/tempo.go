package crawler

import "time"

// tempo is how fast one host may be asked: at best at its base rate, slower after it asked for that, and little by little faster
// again (additive increase, multiplicative decrease). It belongs to the pacer.
type tempo struct {
	base  float64       // requests a second at best; 0: no limit
	home  bool          // a machine of our own, which is slowed only where it says so
	delay time.Duration // Crawl-delay, never undercut

	rate   float64 // requests a second now; 0: no limit
	top    float64 // of a slowed host: the rate at which it is as fast as ever
	step   float64 // of a slowed host: what a second adds to rate
	bad    float64 // of a slowed host: the rate that was too much
	grown  time.Time
	slowed time.Time // what was asked before tells nothing of the rate since

	window        time.Time // begins the second in which requests are counted
	asked, lately float64   // requests in this window, and a second in the one before
	latency       float64   // mean, in seconds
	samples       int
}

// Bounds of slowing.
const (
	slowest     = 0.1 // requests a second below which no host is slowed
	leastGuess  = 64  // requests a second that a host without a limit is taken to have borne at least
	recovery    = 25  // seconds in which a rate doubles again
	minSamples  = 8   // answers before latency means anything
	noLatency   = 0.2 // seconds that are never slow
	halve       = 0.5
	slowLatency = 0.85
)

// interval is the time to the next request, of which it takes note.
func (t *tempo) interval(now time.Time) time.Duration {
	if t.base == 0 {
		t.count(now)
	}
	if t.step > 0 {
		t.recover(now)
	}
	if t.rate <= 0 {
		return t.delay
	}
	return max(t.delay, time.Duration(float64(time.Second)/t.rate))
}

// count measures how fast a host without a limit is asked.
func (t *tempo) count(now time.Time) {
	if d := now.Sub(t.window); d >= time.Second {
		t.lately, t.asked, t.window = t.asked/d.Seconds(), 0, now
	}
	t.asked++
}

// recover makes a slowed host faster, with caution about the rate that was too much.
func (t *tempo) recover(now time.Time) {
	step := t.step
	if t.rate > 0.9*t.bad && t.rate < 1.2*t.bad {
		step /= 10
	}
	t.rate += step * now.Sub(t.grown).Seconds()
	t.grown = now
	if t.rate >= t.top {
		t.rate, t.step = t.base, 0
	}
}

// slow cuts the rate, once for all that was asked since the last cut. It reports whether it did.
func (t *tempo) slow(asked, now time.Time, factor float64) bool {
	if !asked.After(t.slowed) {
		return false
	}
	t.slowed = now
	before := t.rate
	if before <= 0 {
		before = max(t.lately, t.asked, leastGuess)
		t.top = 2 * before
	} else if t.step == 0 {
		t.top = t.base
	}
	t.rate, t.bad = max(slowest, before*factor), before
	t.step, t.grown = max(before, t.top/4)/recovery, now
	return true
}

// answered takes note of the time that the host needed for an answer, and slows down where that is far above the usual.
func (t *tempo) answered(asked, now time.Time, took time.Duration) {
	if t.home {
		return
	}
	s := took.Seconds()
	if t.samples >= minSamples && s > noLatency && s > 3*t.latency {
		t.slow(asked, now, slowLatency)
	}
	t.samples++
	t.latency += (s - t.latency) / float64(min(t.samples, 2*minSamples))
}
