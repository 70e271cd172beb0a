package crawler

import (
	"context"
	"fmt"
	"slices"
	"time"
)

// maxCrawlDelay is how long a robots.txt may make us wait between requests. A host that asks for more is not walked.
const maxCrawlDelay = 10 * time.Second

// reasonDelay is that of the URLs of such a host.
const reasonDelay = "crawl-delay"

// permit takes back what is wanted of an address where its robots.txt stands against it.
func (c *crawl) permit(ctx context.Context, ref *reference, depth int32, hops uint8) {
	switch {
	case c.opt.IgnoreRobots || !ref.internal || ref.role == roleNote:
	case !c.allowed(ctx, ref.address):
		ref.role, ref.reason = roleNote, "robots"
	case c.deferred(originOf(ref.address)) && !c.startsAt(depth, hops):
		ref.role, ref.reason = roleNote, reasonDelay
	}
}

// startsAt reports whether a URL at this depth is the first start page, or what it redirects to.
func (c *crawl) startsAt(depth int32, hops uint8) bool {
	return depth == 0 && (hops > 0 || len(c.start) == 0)
}

// deferred reports whether the robots.txt of an origin, as far as it is known, asks for longer pauses than are made.
func (c *crawl) deferred(origin string) bool {
	r := c.robots[origin]
	return r != nil && c.dir == nil && r.rules != nil && r.rules.Delay > maxCrawlDelay
}

// delay keeps the pauses that the robots.txt of an origin asks for.
func (c *crawl) delay(origin string, r *robotsFile) {
	if r.rules == nil || r.rules.Delay > maxCrawlDelay || c.dir != nil || c.opt.IgnoreRobots {
		return
	}
	h := c.hostOf(origin)
	h.tempo.delay = max(h.tempo.delay, r.rules.Delay)
}

// judgeDelays names the hosts that were not walked because of their Crawl-delay.
func (c *crawl) judgeDelays() {
	if !c.leftOut(reasonDelay) {
		return
	}
	var sentences []string
	for origin, r := range c.robots {
		if c.deferred(origin) {
			sentences = append(sentences, fmt.Sprintf("robots.txt of %s asks for %s between requests (Crawl-delay), more than the %s that are kept, so it was not walked: ask for less there, or use --ignore-robots on a site of your own",
				hostOf(origin), r.rules.Delay, maxCrawlDelay))
		}
	}
	slices.Sort(sentences)
	for _, s := range sentences {
		c.untrust(s)
	}
}
