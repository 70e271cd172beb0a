package crawler

import (
	"runtime"
	"time"
)

// home reports whether the host is a machine of our own, which may be asked as fast as pays off.
func (c *crawl) home(host string) bool { return c.dir != nil || local(host) }

func (c *crawl) limit(host string) int {
	switch {
	case c.opt.Concurrency > 0:
		return c.opt.Concurrency
	case c.home(host):
		return localWorkers()
	}
	return 4
}

func localWorkers() int { return min(16, max(8, 4*runtime.GOMAXPROCS(0))) }

func (c *crawl) interval(host string) time.Duration {
	rate := 5.0
	switch {
	case c.opt.Rate != nil:
		rate = *c.opt.Rate
	case c.home(host):
		rate = 0
	}
	if rate <= 0 {
		return 0
	}
	return time.Duration(float64(time.Second) / rate)
}

// workers is how many requests are under way at most: one host's share, and room to verify other hosts beside it.
func (c *crawl) workers() int {
	n := c.limit(c.scope.fetchHost())
	if c.opt.External == ExternalNever || c.dir != nil && c.opt.External == "" {
		return n
	}
	return max(n, 32)
}
