package crawler

import (
	"context"
	"strings"

	"github.com/healthusias/rounds/crawler/fetch"
	"github.com/healthusias/rounds/crawler/page"
	"github.com/healthusias/rounds/crawler/trap"
)

// seedStart queues the start pages.
func (c *crawl) seedStart(ctx context.Context) {
	resolve, err := page.NewResolver(c.scope.base.String())
	if err != nil {
		return // newScope has parsed it
	}
	for _, s := range c.starts() {
		abs, problem := resolve.Resolve(s)
		if problem != "" || isSitemap(abs) {
			continue
		}
		id := c.add(ctx, c.scope.identity(abs), 0)
		c.start = append(c.start, id)
	}
}

// starts are the addresses to begin with: the target, or what the options name instead.
func (c *crawl) starts() []string {
	if len(c.opt.Start) > 0 {
		return c.opt.Start
	}
	if c.opt.Dir != "" || c.scope.target == "" {
		return []string{c.scope.base.String()}
	}
	address, _ := startAddress(c.opt.Target)
	return []string{address}
}

func isSitemap(address string) bool {
	path, _, _ := strings.Cut(pathOf(address), "?")
	return strings.HasSuffix(path, ".xml") || strings.HasSuffix(path, ".xml.gz")
}

// add queues a page of the site that no link led to.
func (c *crawl) add(ctx context.Context, address string, depth int32) ID {
	id, isNew := c.frontier.find(address)
	ref := reference{address: address, internal: c.scope.internal(address)}
	ref.role, ref.reason = c.scope.limit(address, rolePage, ref.internal)
	if trap.Of(ref.reason) != "" { // nobody lists what goes on for ever
		ref.role, ref.reason = rolePage, ""
	}
	c.admit(ctx, id, isNew, ref, depth, 0)
	return id
}

// seedListed queues what sitemaps and the directory know and no click has led to. It comes after the walk: with a page limit,
// pages that readers can reach go first.
func (c *crawl) seedListed(ctx context.Context) {
	if c.opt.List || c.opt.MaxDepth != nil && *c.opt.MaxDepth == 0 {
		return
	}
	c.readSitemaps(ctx)
}

// addListed queues a page of the site that a list names.
func (c *crawl) addListed(ctx context.Context, address string) ID {
	id := c.add(ctx, address, 1)
	c.frontier.urls[id].Listed = true
	c.revive(id)
	c.frontier.touch(id)
	return id
}

// seedFiles queues the HTML files of a directory that no URL has answered with. It reports whether there were any.
func (c *crawl) seedFiles(ctx context.Context) (bool, error) {
	if c.dir == nil || c.opt.List || c.opt.MaxDepth != nil && *c.opt.MaxDepth == 0 {
		return false, nil
	}
	pages, err := c.dir.Pages()
	if err != nil {
		return false, err
	}
	found := false
	for _, p := range pages {
		if c.served[p.File] {
			continue
		}
		c.served[p.File] = true
		before := len(c.frontier.pages)
		if address := c.scope.identity(p.URL); c.scope.internal(address) {
			c.addListed(ctx, address)
		}
		found = found || len(c.frontier.pages) > before
	}
	return found, nil
}

// requeue puts the URLs that a stored run left open back into the frontier.
func (c *crawl) requeue() {
	for id := range c.frontier.urls {
		t, u := &c.frontier.tracks[id], &c.frontier.urls[id]
		switch {
		case !t.done && c.frontier.target(ID(id)) == "":
			t.role = roleNote // until a page names it again
			c.frontier.skip(ID(id), reasonSecret)
		case !t.done && c.unknown(&reference{address: u.Address, internal: u.Internal, role: t.role}):
			c.await(ID(id))
		case !t.done:
			c.frontier.queue(ID(id))
		case u.Page:
			c.walked++
		}
		if c.dir != nil && t.done && u.Internal && u.State != Skipped {
			a := c.dir.Fetch(context.Background(), fetch.Request{URL: u.Address, Method: "HEAD"})
			c.served[a.File] = true
		}
	}
}
