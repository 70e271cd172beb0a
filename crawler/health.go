package crawler

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"time"
)

// health is what the answers of a host say about it.
type health struct {
	failures int    // in a row: server errors, resets, time-outs
	patience int    // failures in a row until the host counts as failing
	site     bool   // belongs to the site: probed before it is given up
	good     ID     // the first URL that it answered well, None before
	last     string // reason of the last failure
	settled  []ID   // URLs that ended in this row of failures
	probes   int    // that failed since the host was held

	waited time.Duration // because of Retry-After, in all
	until  time.Time     // when the last such wait ends
}

// Patience with hosts that fail.
const (
	sitePatience  = 20 // failures in a row of a host of the site
	otherPatience = 8  // of other hosts: two rounds of their four connections, so that one bad moment of all four is not enough
	secondGrace   = 3  // failures in a row in the second pass of a host that failed in the first
	maxProbes     = 3
	firstPause    = 30 * time.Second
)

// Reasons of URLs that are not asked for because of their host.
const (
	reasonFailing = "host-failing"
	reasonLimited = "rate-limited"
)

func newHealth(site bool) health {
	h := health{patience: otherPatience, site: site, good: None}
	if site {
		h.patience = sitePatience
	}
	return h
}

func (e *health) well(id ID) {
	e.failures, e.settled = 0, e.settled[:0]
	if e.good == None {
		e.good = id
	}
}

// failed counts a failure. A host of the site that fails too often is probed before it is given up, any other host is given up.
func (c *crawl) failed(h *host, id ID, reason string) {
	h.health.failures++
	h.health.last = reason
	switch {
	case h.health.failures < h.health.patience:
	case h.health.site && c.dir == nil:
		if h.health.good == None {
			h.health.good = id
		}
		c.probe(h, 0)
	default:
		c.shut(h, h.health.verdict())
	}
}

// verdict is why a failing host is not asked any more.
func (e *health) verdict() string {
	if e.last == strconv.Itoa(http.StatusTooManyRequests) {
		return reasonLimited
	}
	return reasonFailing
}

// probe holds a host until what it answered well before tells whether it is alive.
func (c *crawl) probe(h *host, after time.Duration) {
	j := job{id: h.health.good, address: c.scope.fetchAddress(c.frontier.target(h.health.good))}
	if after > 0 {
		j.after = time.Now().Add(after)
	}
	c.pacer.hold(h, j)
}

// probed goes on with a host that is alive, or gives up one that is still not after a pause and three probes. Where it is alive, so
// many bad pages in a row are its nature, and it takes twice as many to doubt it again.
func (c *crawl) probed(h *host, failed bool) {
	e := &h.health
	switch {
	case !failed:
		e.failures, e.settled, e.probes = 0, nil, 0
		e.patience *= 2
		c.pacer.resume(h)
	case e.probes == 0:
		e.probes++
		c.probe(h, c.pause())
	case e.probes < maxProbes:
		c.probe(h, c.firstBackoff()<<e.probes)
		e.probes++
	default:
		c.shut(h, e.verdict())
	}
}

func (c *crawl) pause() time.Duration {
	if c.opt.Pause > 0 {
		return c.opt.Pause
	}
	return firstPause
}

// shut asks nothing of a host any more. What failed last failed because of the host: that too is left unverified, so that it makes
// no difference which of its URLs were asked before.
func (c *crawl) shut(h *host, reason string) {
	for _, id := range h.health.settled {
		c.unverified(id, reason)
	}
	h.health.settled = nil
	c.pacer.close(h, reason)
}

// secondChance opens a host for the second pass where its time has come.
func (c *crawl) secondChance(h *host, now time.Time) {
	e := &h.health
	if h.closed != "" && (e.probes > 0 || e.until.After(now)) { // given up for good, or waiting
		return
	}
	e.failures = 0
	if h.closed == reasonFailing || h.closed == reasonLimited {
		e.failures = e.patience - secondGrace
	}
	c.pacer.resume(h)
}

// turnAway settles the jobs of closed hosts. It reports whether there were any.
func (c *crawl) turnAway() bool {
	if len(c.pacer.refused) == 0 {
		return false
	}
	for _, j := range c.pacer.refused {
		if !j.probe {
			c.giveUp(j, j.host.closed)
		}
	}
	c.pacer.refused = c.pacer.refused[:0]
	return true
}

// giveUp settles a job that is not asked any more.
func (c *crawl) giveUp(j job, reason string) {
	t := &c.frontier.tracks[j.id]
	if j.role < t.role || t.done {
		return
	}
	if j.role == rolePage {
		c.walking--
	}
	t.done = true
	c.stats.count(Unverified)
	c.unverified(j.id, reason)
}

func (c *crawl) unverified(id ID, reason string) {
	u := &c.frontier.urls[id]
	u.State, u.Reason, u.Status, u.MediaType, u.Page = Unverified, reason, 0, "", false
	c.frontier.touch(id)
}

// judgeHosts names the hosts of the site that were given up: what stands on them is not verified.
func (c *crawl) judgeHosts() {
	lost := map[*host]int{}
	for id := range c.frontier.urls {
		u := &c.frontier.urls[id]
		if h := c.hostOf(u.Address); u.State == Unverified && h.closed != "" && u.Reason == h.closed {
			lost[h]++
		}
	}
	var sentences []string
	for h, n := range lost {
		if h.health.site {
			sentences = append(sentences, c.farewell(h, n))
		}
	}
	slices.Sort(sentences)
	for _, s := range sentences {
		c.untrust(s)
	}
}

// farewell says why a host was given up and what that means.
func (c *crawl) farewell(h *host, lost int) string {
	e := &h.health
	if h.closed != reasonFailing && h.closed != reasonLimited {
		return fmt.Sprintf("%s is %s, more than is waited for: %d addresses were left unverified; run again later, or more slowly with --rate", h.name, h.closed, lost)
	}
	return fmt.Sprintf("%s failed %d times in a row (%s), and after a pause of %s again: %d addresses were left unverified; run again when it is well",
		h.name, e.failures, e.last, c.pause(), lost)
}

// hostOf is the host that an address is asked of.
func (c *crawl) hostOf(address string) *host {
	return c.pacer.host(hostOf(c.scope.fetchAddress(address)))
}
