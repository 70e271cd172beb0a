package crawler

// home reports whether the host is a machine of our own, which may be asked as fast as pays off.
func (c *crawl) home(host string) bool { return c.dir != nil || local(host) }

// Politeness towards a host that nobody configured.
const (
	publicWorkers = 4
	publicRate    = 5 // requests a second
)

// localWorkers is how many requests to our own machine pay off. Fewer leave a processor idle now and then, while the server or a connection is
// waited for; more change nothing.
const localWorkers = 16

// terms are how a host may be asked: as the options say, else politely, or as fast as pays off where it is our own.
func (c *crawl) terms(host string) terms {
	t := terms{limit: publicWorkers, rate: publicRate, home: c.home(host), site: c.scope.own[host] || host == c.scope.fetchHost()}
	if t.home {
		t.limit, t.rate = localWorkers, 0
	}
	if c.opt.Concurrency > 0 {
		t.limit = c.opt.Concurrency
	}
	if c.opt.Rate != nil {
		t.rate = max(0, *c.opt.Rate)
	}
	return t
}

// workers is how many requests are under way at most: one host's share, and room to verify other hosts beside it.
func (c *crawl) workers() int {
	n := c.terms(c.scope.fetchHost()).limit
	if c.opt.External == ExternalNever || c.dir != nil && c.opt.External == "" {
		return n
	}
	return max(n, 32)
}
