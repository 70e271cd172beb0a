package crawler

import (
	"context"
	"fmt"
	"strings"

	"github.com/healthusias/rounds/crawler/fetch"
	"github.com/healthusias/rounds/crawler/page"
	"github.com/healthusias/rounds/crawler/robots"
)

// robotsFile is the robots.txt of one origin as it holds for this crawler. The zero value allows everything.
type robotsFile struct {
	fact    *Robots       // nil where nothing can be known of it: a directory that stands for a part of a host
	rules   *robots.Rules // for this crawler, nil without a file
	closed  string        // why nothing may be asked for: the file could not be had (RFC 9309 2.3.1.4), "" otherwise
	failure string        // of closed, the reason of the failure where the host gave no answer
}

// maxRobotsHops is how many redirects of a robots.txt are followed, as RFC 9309 2.3.1.2 asks for.
const maxRobotsHops = 5

// readRobots fetches robots.txt of an origin and decides what follows from it. A client error allows everything (2.3.1.3), a server
// error or no answer nothing. A redirect to a host that is not the site's is not followed: that is as if there were no file.
func (c *crawl) readRobots(ctx context.Context, get getter, origin string) *robotsFile {
	r, certain := c.fetchRobots(ctx, get, origin+"/robots.txt")
	switch {
	case r.Failure == "url" && c.dir != nil:
		return &robotsFile{}
	case certain && unservable(r.Failure):
		return &robotsFile{fact: r, failure: r.Failure}
	case r.Failure != "":
		return &robotsFile{fact: r, closed: fmt.Sprintf("robots.txt could not be read (%s)", r.Failure), failure: r.Failure}
	case r.Status >= 500 || r.Status == 429:
		return &robotsFile{fact: r, closed: fmt.Sprintf("robots.txt answers %d", r.Status)}
	case r.File == nil:
		return &robotsFile{fact: r}
	}
	return &robotsFile{fact: r, rules: r.File.For(c.agent)}
}

// unservable reports failures that, where they are certain, hide every page of a host as surely as its robots.txt: TLS, or the network guard.
// Its pages are asked for, so that each says itself what is wrong; nothing is read of them.
func unservable(failure string) bool {
	return strings.HasPrefix(failure, "tls(") || failure == "blocked-private"
}

// fetchRobots asks for a robots.txt and for what it redirects to. Certain says whether a failure would be the same again.
func (c *crawl) fetchRobots(ctx context.Context, get getter, address string) (r *Robots, certain bool) {
	r = &Robots{Address: address}
	for at := address; ; {
		a := get(ctx, fetch.Request{URL: at, MaxBody: robots.MaxSize + 1})
		if a.Failed() {
			r.Failure = reasonOf(a.Failure)
			return r, a.Failure.Certain
		}
		r.Status, r.MediaType = a.Status, mediaType(a.Header.Get("Content-Type"))
		if a.Location == "" {
			if a.Status/100 == 2 {
				r.Text = string(a.Body)
				r.File = robots.Parse(r.Text)
			}
			return r, false
		}
		at = a.Location
		r.Hops = append(r.Hops, at)
		switch {
		case !c.scope.internal(at):
			r.Refused = "off-host"
			return r, false
		case len(r.Hops) > maxRobotsHops:
			r.Refused = "redirects"
			return r, false
		}
	}
}

// allows reports whether the file lets this crawler ask for address.
func (r *robotsFile) allows(address string) bool {
	if r.closed != "" {
		return false
	}
	return r.rules == nil || r.rules.Decide(pathOf(address)).Allowed
}

// allowed asks robots.txt of the address's host, which is read once.
func (c *crawl) allowed(ctx context.Context, address string) bool {
	if c.opt.IgnoreRobots {
		return true
	}
	return c.robotsOf(ctx, address).allows(address)
}

func (c *crawl) robotsOf(ctx context.Context, address string) *robotsFile {
	origin := originOf(address)
	if r, ok := c.robots[origin]; ok {
		return r
	}
	r := c.readRobots(ctx, c.fetchNow, origin)
	c.learn(origin, r)
	return r
}

// learn notes the robots.txt of an origin and keeps it with the run.
func (c *crawl) learn(origin string, r *robotsFile) {
	c.robots[origin] = r
	c.delay(origin, r)
	if r.fact != nil && r.failure != "canceled" {
		fact := *r.fact
		fact.File = nil // stays as it is: sitemaps are asked for by what it says
		c.keep(keptRobots, fact.Address, &fact)
	}
}

// FetchRobots asks for the robots.txt that decides about an address (absolute, or relative to the target), as a crawl with these options
// would. It also returns the address as it is compared: absolute and normalized.
func FetchRobots(ctx context.Context, opt Options, address string) (*Robots, string, error) {
	c, err := newCrawl(nil, opt)
	if err != nil {
		return nil, "", err
	}
	defer c.close()
	resolve, err := page.NewResolver(c.scope.base.String())
	if err != nil {
		return nil, "", err
	}
	abs, problem := resolve.Resolve(address)
	if problem != "" || !isHTTP(abs) {
		return nil, "", fmt.Errorf("%q is no address of a page: write it as https://health.example/heart/ or /heart/", c.frontier.redactor.Text(address))
	}
	abs = c.scope.identity(abs)
	r, _ := c.fetchRobots(ctx, c.fetchNow, originOf(abs)+"/robots.txt")
	if c.dir != nil && r.Failure == "url" {
		return nil, "", fmt.Errorf("the directory stands for %s, which holds no robots.txt of %s: name the root of a host with --base-url", c.scope.base, originOf(abs))
	}
	return r, abs, nil
}
