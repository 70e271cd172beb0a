package crawler

import (
	"net/http"
	"time"
)

// Patience with hosts that ask to wait. maxRetryAfter bounds each wait.
const (
	maxWaited = 5 * time.Minute // for one host, in all
	minDown   = 3               // failures in a row until a 503 with a long Retry-After speaks for the whole host
)

// heed draws from an answer how its host wants to be asked from now on, and whether it is worth asking.
func (c *crawl) heed(r *result, o outcome) {
	h, now := r.job.host, time.Now()
	failed := o.retry && o.state != Partial
	switch {
	case r.answer.Status == http.StatusTooManyRequests, r.answer.Status == http.StatusServiceUnavailable:
		failed = c.busy(h, r, now)
	case !failed:
		h.tempo.answered(r.job.asked, now, r.answer.Timing.FirstByte)
	}
	switch {
	case h.closed != "":
	case r.job.probe:
		c.probed(h, o.retry)
	case h.held: // the probe decides
	case failed:
		c.failed(h, r.job.id, o.reason)
	case !o.retry:
		h.health.well(r.job.id)
	}
}

// busy slows a host down that is asked too much, and waits as it asks. Of our own machines a 503 alone is the fault of a page. It
// reports whether the answer is a failure: of the many 429 that come in at once only the first is.
func (c *crawl) busy(h *host, r *result, now time.Time) bool {
	unavailable := r.answer.Status == http.StatusServiceUnavailable
	asked, given := retryAfter(&r.answer, c.opt.Now())
	slowed := (!unavailable || given || !h.tempo.home) && h.tempo.slow(r.job.asked, now, halve)
	if given && h.closed == "" && !c.wait(h, asked, now) && (!unavailable || h.health.failures >= minDown) {
		h.health.until = now.Add(asked)
		c.shut(h, rateLimited(asked))
	}
	return unavailable || slowed
}

// wait pauses a host for as long as it asks. It reports false where that is more than is granted, at once or in all.
func (c *crawl) wait(h *host, asked time.Duration, now time.Time) bool {
	until, from := now.Add(asked), now
	if h.health.until.After(from) {
		from = h.health.until
	}
	more := max(0, until.Sub(from))
	if asked > maxRetryAfter || h.health.waited+more > maxWaited {
		return false
	}
	h.health.waited += more
	h.health.until = from.Add(more)
	c.pacer.pause(h, until)
	return true
}
