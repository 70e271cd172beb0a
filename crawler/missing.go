package crawler

import (
	"context"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"maps"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/healthusias/rounds/crawler/fetch"
	"github.com/healthusias/rounds/crawler/page"
	"github.com/healthusias/rounds/crawler/store"
)

// Missing is what a host of the site answers for pages that cannot exist. It is asked for two, whose names nobody has given to a page.
type Missing struct {
	Addresses []string // what was asked for
	Status    int      // of both answers; 0 where they were unlike
	Hash      uint64   // page.Facts.Hash of both; 0 where they were unlike, or had no text
	Title     string   // of the first
}

// keptMissing goes before the origin in what a run keeps.
const keptMissing = "missing "

// noteHost remembers a host that a page was read from, to be asked for missing pages.
func (c *crawl) noteHost(id ID) {
	origin := originOf(c.frontier.urls[id].Address)
	if _, asked := c.missing[origin]; asked || c.dir != nil || c.opt.List || c.opt.MaxDepth != nil && *c.opt.MaxDepth == 0 {
		return
	}
	c.missing[origin] = nil
	c.unasked = append(c.unasked, origin)
}

// askHosts asks the hosts that were met since it was called last.
func (c *crawl) askHosts(ctx context.Context) {
	slices.Sort(c.unasked)
	for _, origin := range c.unasked {
		m := c.askMissing(ctx, origin)
		if ctx.Err() != nil {
			return // what came to nothing by the interruption is asked again
		}
		c.missing[origin] = m
		if m == nil {
			continue
		}
		value, err := json.Marshal(m)
		if err == nil {
			err = c.store.Keep(c.run.Seq, keptMissing+origin, value)
		}
		if err != nil {
			c.fault = err
		}
	}
	c.unasked = c.unasked[:0]
}

// askMissing asks one host twice; nil where robots.txt stands against it, or there was no answer.
func (c *crawl) askMissing(ctx context.Context, origin string) *Missing {
	m := &Missing{}
	var seen [2]*page.Facts
	for i := range seen {
		address := c.nowhere(origin, i)
		if !c.allowed(ctx, address) || c.deferred(origin) {
			return nil
		}
		a := c.askNowhere(ctx, address)
		if a.Failed() || a.Status == http.StatusTooManyRequests || a.Status >= 500 {
			if wait, given := retryAfter(&a, c.opt.Now()); given {
				c.wait(c.hostOf(address), wait, time.Now())
			}
			return nil // pages matter more to a host that is busy
		}
		m.Addresses = append(m.Addresses, address)
		seen[i] = page.Extract(page.Input{URL: address, Status: a.Status, Header: a.Header, Body: a.Body, Partial: a.Partial}, &c.opt.Page)
	}
	if m.Title = first(seen[0].Titles); seen[0].Status == seen[1].Status {
		m.Status = seen[0].Status
	}
	if seen[0].Hash == seen[1].Hash && seen[0].HTML && !seen[0].Shell {
		m.Hash = seen[0].Hash
	}
	return m
}

// nowhere is the address of a page that cannot exist. It is the same in every run.
func (c *crawl) nowhere(origin string, n int) string {
	folder := "/"
	if origin == originOf(c.scope.base.String()) {
		folder = dirOf(c.scope.base.EscapedPath())
	}
	h := fnv.New64a()
	fmt.Fprint(h, origin, folder, n)
	return fmt.Sprintf("%s%srounds-%016x/", origin, folder, h.Sum64())
}

// askNowhere follows a redirect only where it leads to another spelling of the same address.
func (c *crawl) askNowhere(ctx context.Context, address string) fetch.Answer {
	a := c.fetchOnce(ctx, fetch.Request{URL: address})
	if a.Location != "" && strings.TrimSuffix(a.Location, "/") == strings.TrimSuffix(address, "/") && a.Location != address {
		a = c.fetchOnce(ctx, fetch.Request{URL: a.Location})
	}
	return a
}

// wildcard reports whether a host of the site answers anything with one and the same page.
func (c *crawl) wildcard() bool {
	for _, m := range c.missing {
		if m != nil && m.Status == 200 && m.Hash != 0 {
			return true
		}
	}
	return false
}

func (c *crawl) recallMissing() error {
	kept, err := readMissing(c.store, c.run.Seq)
	maps.Copy(c.missing, kept)
	return err
}

// readMissing reads what a stored run knows of missing pages, by origin.
func readMissing(st *store.Store, run int64) (map[string]*Missing, error) {
	return readKept[Missing](st, run, keptMissing)
}

// readKept reads what a stored run keeps as JSON, by what its names have behind a prefix.
func readKept[T any](st *store.Store, run int64, prefix string) (map[string]*T, error) {
	found := map[string]*T{}
	err := st.EachKept(run, prefix, func(name string, value []byte) error {
		kept := new(T)
		found[name[len(prefix):]] = kept
		return json.Unmarshal(value, kept)
	})
	return found, err
}
