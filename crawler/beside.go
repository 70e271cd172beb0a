package crawler

import (
	"context"
	"net/http"
	"time"

	"github.com/healthusias/rounds/crawler/fetch"
)

// getter asks for one address beside the frontier, for robots.txt and sitemaps.
type getter func(context.Context, fetch.Request) fetch.Answer

// fetchNow keeps the pace of the host that it asks, and asks again where that may help and the host answers at all. Nothing else is
// under way meanwhile.
func (c *crawl) fetchNow(ctx context.Context, r fetch.Request) fetch.Answer {
	return c.insist(ctx, r, c.fetchOnce)
}

// fetchOnce asks in the turn of the host.
func (c *crawl) fetchOnce(ctx context.Context, r fetch.Request) fetch.Answer {
	h := c.hostOf(r.URL)
	sleep(ctx, time.Until(h.next))
	now := time.Now()
	c.pacer.pause(h, now.Add(h.tempo.interval(now)))
	return c.fetchPlain(ctx, r)
}

// fetchAlone is fetchNow for a host of which nothing else is asked. It touches nothing of the crawl that changes.
func (c *crawl) fetchAlone(ctx context.Context, r fetch.Request) fetch.Answer {
	return c.insist(ctx, r, c.fetchPlain)
}

func (c *crawl) fetchPlain(ctx context.Context, r fetch.Request) fetch.Answer {
	r.URL = c.scope.fetchAddress(r.URL)
	a := c.fetcher.Fetch(ctx, r)
	if a.Location != "" {
		a.Location = c.scope.identity(a.Location)
	}
	return a
}

// insist asks again after a wait where that may help and the host answers at all.
func (c *crawl) insist(ctx context.Context, r fetch.Request, get getter) fetch.Answer {
	for attempt := uint8(1); ; attempt++ {
		a := get(ctx, r)
		busy := a.Status == http.StatusTooManyRequests || a.Status >= 500 || a.Failure.Class == "reset"
		if !busy || c.dir != nil || int(attempt) > c.retries() || ctx.Err() != nil {
			return a
		}
		wait, ok := backoff(&a, attempt, c.firstBackoff(), c.opt.Now())
		if !ok {
			return a
		}
		sleep(ctx, wait)
	}
}

func sleep(ctx context.Context, d time.Duration) {
	if d <= 0 {
		return
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
	}
}
