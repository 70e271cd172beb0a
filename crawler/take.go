package crawler

import (
	"context"
	"mime"
	"strings"
	"time"

	"github.com/healthusias/rounds/crawler/store"
)

// maxHops is how many redirects in a row are followed.
const maxHops = 10

// take settles one answered job: the URL's state, its redirect, and what its page refers to.
func (c *crawl) take(ctx context.Context, r result) {
	id, h := r.job.id, r.job.host
	delete(c.inflight, flight{id, r.job.role})
	c.pacer.done(r.job)
	t, u := &c.frontier.tracks[id], &c.frontier.urls[id]
	o := judge(&r.answer, u.Internal)
	c.certify(id, r.answer.Certificate)
	c.heed(&r, o)
	if r.job.probe || r.job.role < t.role { // wanted for more since it was handed out: the other job answers for it
		return
	}
	u.Attempts++
	if o.retry {
		if h.closed != "" {
			c.giveUp(r.job, h.closed)
			return
		}
		if c.retry(r, t, &o) {
			return
		}
		h.health.settled = append(h.health.settled, id)
	}
	c.settle(ctx, r, o)
}

// retry queues another attempt where one is left. A server that asks for more patience than there is leaves the URL unverified.
func (c *crawl) retry(r result, t *track, o *outcome) bool {
	wait, ok := backoff(&r.answer, r.job.attempts+1, c.firstBackoff(), c.opt.Now())
	if !ok {
		*o = outcome{state: Unverified, reason: rateLimited(wait)}
		return false
	}
	if c.dir != nil || int(r.job.attempts) >= c.retries() || t.passes > 0 {
		return false
	}
	t.failed = true
	j := r.job
	j.attempts++
	j.after = time.Now().Add(wait)
	c.pacer.push(j)
	return true
}

func (c *crawl) retries() int {
	switch {
	case c.opt.Retries < 0:
		return 0
	case c.opt.Retries == 0:
		return 2
	}
	return c.opt.Retries
}

func (c *crawl) firstBackoff() time.Duration {
	if c.opt.Backoff > 0 {
		return c.opt.Backoff
	}
	return firstBackoff
}

// settle records the final answer.
func (c *crawl) settle(ctx context.Context, r result, o outcome) {
	id := r.job.id
	t, u := &c.frontier.tracks[id], &c.frontier.urls[id]
	t.done, t.unchanged = true, false
	u.State, u.Reason, u.Status = o.state, o.reason, r.answer.Status
	u.MediaType = c.mediaOf(r.answer.Header.Get("Content-Type"))
	u.Flaky = t.failed && !o.retry && (o.state == OK || o.state == Redirect || o.state == Partial)
	u.Page, u.Mistyped = false, r.mistyped
	if r.job.role == rolePage {
		c.walking--
	}
	switch {
	case o.state == Redirect:
		if c.setsCookie(&r, t) {
			u.Reason = reasonCookie
		}
		c.redirect(ctx, r)
	case r.walked != nil && o.state != Broken:
		c.page(ctx, r)
	case r.ids != nil:
		c.frontier.batch.Pages = append(c.frontier.batch.Pages, store.PageRow{ID: uint32(id), IDs: r.ids})
	}
	c.frontier.touch(id)
	c.stats.count(o.state)
	if c.dir != nil && r.answer.File != "" {
		u.Listed = true
		c.served[r.answer.File] = true
	}
}

// redirect follows a redirect as a link that costs no click.
func (c *crawl) redirect(ctx context.Context, r result) {
	id := r.job.id
	t := c.frontier.tracks[id]
	to, isNew := c.frontier.find(r.location)
	c.frontier.urls[id].To = to
	if t.hops >= maxHops {
		if isNew {
			c.admit(ctx, to, true, reference{address: r.location, role: roleNote, reason: reasonCut, internal: c.scope.internal(r.location)}, t.depth, t.hops+1)
		}
		return
	}
	ref := reference{address: r.location, internal: c.scope.internal(r.location)}
	ref.role, ref.reason = c.scope.limit(r.location, t.role, ref.internal)
	if ref.role == rolePage && binary(c.scope.pathOf(r.location)) {
		ref.role = roleHead
	}
	c.admit(ctx, to, isNew, ref, t.depth, t.hops+1)
}

// page records a walked page and what it refers to.
func (c *crawl) page(ctx context.Context, r result) {
	id := r.job.id
	c.walked++
	c.frontier.urls[id].Page = true
	c.frontier.tracks[id].unchanged = r.walked.unchanged
	if r.walked.partial != "" {
		u := &c.frontier.urls[id]
		u.State, u.Reason = Partial, r.walked.partial
	}
	depth := c.frontier.tracks[id].depth
	look := c.look(id, r.walked)
	c.traps.Read(c.frontier.urls[id].Address, depth, look)
	c.noteHost(id)
	targets := make([]ID, len(r.walked.links))
	for i, ref := range r.walked.links {
		targets[i] = None
		if ref.address == "" {
			continue
		}
		to, isNew := c.frontier.find(ref.address)
		targets[i], ref.copied = to, look.Copy
		next := depth + 1
		if ref.hop {
			next = depth
		}
		c.admit(ctx, to, isNew, ref, next, 0)
	}
	c.unwritten += len(r.walked.facts) + len(r.walked.digest)
	c.frontier.batch.Pages = append(c.frontier.batch.Pages,
		store.PageRow{ID: uint32(id), Facts: r.walked.facts, Digest: r.walked.digest, Links: store.PackLinks(targets), IDs: r.ids,
			Validator: r.walked.validator})
}

// admit decides by depth and robots.txt how much is asked of a URL that something refers to.
func (c *crawl) admit(ctx context.Context, id ID, isNew bool, ref reference, depth int32, hops uint8) {
	if !ref.copied {
		c.frontier.tracks[id].genuine = true
	}
	if !isNew && ref.role < c.frontier.tracks[id].role {
		return
	}
	if !isNew && ref.role == c.frontier.tracks[id].role {
		c.frontier.nearer(id, ref.role, depth, hops)
		return
	}
	c.frontier.urls[id].Internal = ref.internal
	if ref.role == rolePage && c.opt.MaxDepth != nil && int(depth) > *c.opt.MaxDepth {
		ref.role = roleTarget
	}
	if c.unknown(&ref) {
		c.hold(id, isNew, ref, depth, hops)
		return
	}
	c.permit(ctx, id, &ref, depth, hops)
	c.frontier.want(id, isNew, ref.role, ref.reason, depth, hops)
}

// fewTypes is how many values of Content-Type are remembered: those of a site are few.
const fewTypes = 64

// mediaOf is the media type in a header, as it is stored.
func (c *crawl) mediaOf(header string) string {
	if media, ok := c.media[header]; ok {
		return media
	}
	media := c.frontier.text(c.frontier.redactor.Text(mediaType(header)))
	if len(c.media) < fewTypes {
		c.media[strings.Clone(header)] = media
	}
	return media
}

func mediaType(header string) string {
	media, _, err := mime.ParseMediaType(header)
	if err != nil {
		media, _, _ = strings.Cut(strings.ToLower(header), ";")
	}
	return strings.TrimSpace(media)
}
