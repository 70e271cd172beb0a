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

// unknown reports whether a URL has to wait for the robots.txt of its origin.
func (c *crawl) unknown(ref *reference) bool {
	return ref.internal && ref.role != roleNote && !c.opt.IgnoreRobots && c.dir == nil && c.robots[originOf(ref.address)] == nil
}

// hold keeps a URL until the robots.txt of its origin is known, which is asked for once.
func (c *crawl) hold(id ID, isNew bool, ref reference, depth int32, hops uint8) {
	if c.frontier.raise(id, isNew, ref.role, ref.reason, depth, hops) {
		c.await(id)
	}
}

func (c *crawl) await(id ID) {
	origin := originOf(c.frontier.urls[id].Address)
	if c.awaited[origin] == nil {
		c.unread = append(c.unread, origin)
	}
	c.awaited[origin] = append(c.awaited[origin], id)
}

// robotsRead is a robots.txt that was read beside the crawl.
type robotsRead struct {
	origin string
	file   *robotsFile
}

// maxReading bounds how many robots.txt are under way at once.
const maxReading = 16

// readWanted begins to read the robots.txt that URLs wait for. Each is read on its own: a host that is slow to tell what it permits
// holds up neither the workers nor the URLs of other hosts.
func (c *crawl) readWanted(ctx context.Context) {
	for len(c.unread) > 0 && c.reading < maxReading {
		origin := c.unread[0]
		c.unread = c.unread[1:]
		c.reading++
		go func() {
			c.read <- robotsRead{origin, c.readRobots(ctx, c.fetchAlone, origin)}
		}()
	}
}

// permitHeld queues the URLs that waited for a robots.txt, as far as it permits them.
func (c *crawl) permitHeld(ctx context.Context, r robotsRead) {
	c.reading--
	if r.file.failure == "canceled" {
		return
	}
	c.learn(r.origin, r.file)
	ids := c.awaited[r.origin]
	delete(c.awaited, r.origin)
	slices.Sort(ids)
	for _, id := range slices.Compact(ids) {
		t := &c.frontier.tracks[id]
		if t.done {
			continue
		}
		ref := reference{address: c.frontier.target(id), internal: true, role: t.role}
		c.permit(ctx, id, &ref, t.depth, t.hops)
		if t.role = ref.role; t.role == roleNote {
			c.frontier.skip(id, ref.reason)
		} else {
			c.frontier.queue(id)
		}
	}
}

// permit takes back what is wanted of a URL where its robots.txt stands against it.
func (c *crawl) permit(ctx context.Context, id ID, ref *reference, depth int32, hops uint8) {
	switch {
	case c.opt.IgnoreRobots || !ref.internal || ref.role == roleNote:
	case !c.allowed(ctx, ref.address):
		ref.role, ref.reason = roleNote, "robots"
	case c.deferred(originOf(ref.address)) && !c.isFirst(id, depth, hops):
		ref.role, ref.reason = roleNote, reasonDelay
	}
}

// isFirst reports whether a URL is the first start page, or what it redirects to.
func (c *crawl) isFirst(id ID, depth int32, hops uint8) bool {
	return depth == 0 && (hops > 0 || len(c.start) == 0 || c.start[0] == id)
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
