package crawler

import (
	"context"
	"fmt"
	"strings"
	"time"
)

// finish decides how the run ended and why it may not be the whole truth.
func (c *crawl) finish(ctx context.Context) {
	r := &c.run
	r.Finished, r.State = c.ended(), "complete"
	r.IncompleteBecause, r.Untrusted = []string{}, []string{}
	c.judgeEnd(ctx)
	c.judgeLimits()
	c.judgeHosts()
	c.judgeDelays()
	c.judgeStart()
	if r.State == "complete" && len(r.IncompleteBecause) > 0 {
		r.State = "incomplete"
	}
}

// ended is when the run ended. Its duration is that of the monotonic clock: a clock that is set meanwhile changes nothing.
func (c *crawl) ended() time.Time {
	at := c.began.Add(c.opt.Now().Sub(c.began))
	if at.Before(c.run.Started) {
		return c.run.Started
	}
	return at
}

// judgeEnd looks at what ended the walk.
func (c *crawl) judgeEnd(ctx context.Context) {
	switch {
	case ctx.Err() == nil:
	case context.Cause(ctx) == errDeadline:
		c.untrust(fmt.Sprintf("deadline of %s reached", c.opt.Deadline))
	default:
		c.run.State = "interrupted"
		c.because("interrupted")
	}
}

// judgeLimits names the limits that left something out. One that the user set is the scope of the run; the default one is not.
func (c *crawl) judgeLimits() {
	if c.leftOut("limit") {
		if c.opt.MaxPages == nil {
			c.untrust(fmt.Sprintf("the default limit of %d pages was hit: set --max-pages", DefaultMaxPages))
		} else {
			c.because(fmt.Sprintf("max-pages %d", *c.opt.MaxPages))
		}
	}
	if c.leftOut(reasonSecret) {
		c.untrust("addresses that hold a secret, which is not stored, were left when the run was interrupted: crawl again")
	}
	if c.opt.MaxDepth != nil && !c.opt.List && c.cutDepth() {
		c.because(fmt.Sprintf("max-depth %d", *c.opt.MaxDepth))
	}
}

// reasonSecret is why an address cannot be asked for after all: a secret stood in it, and no run stores one.
const reasonSecret = "secret"

func (c *crawl) leftOut(reason string) bool {
	for i := range c.frontier.urls {
		if u := &c.frontier.urls[i]; u.State == Skipped && u.Reason == reason {
			return true
		}
	}
	return false
}

// cutDepth reports whether a page was verified but not walked because it is too deep.
func (c *crawl) cutDepth() bool {
	for i := range c.frontier.tracks {
		if c.frontier.tracks[i].role == roleTarget {
			return true
		}
	}
	return false
}

// judgeStart sees whether the walk could begin at all.
func (c *crawl) judgeStart() {
	if c.opt.List || c.run.State == "interrupted" {
		return
	}
	for _, id := range c.start {
		end := c.frontier.end(id)
		u := &c.frontier.urls[end]
		switch {
		case u.Page:
		case c.dir != nil && c.walked > 0:
		case end != id && !u.Internal:
			c.untrust(fmt.Sprintf("the start address redirects to %s, another site: audit that one, or add its host to site.allow_hosts", u.Address))
		case u.State == Skipped && u.Reason == "robots":
			c.untrust(c.robotsReason(u.Address))
		case u.State == Unverified && u.Reason == c.hostOf(u.Address).closed: // is named with its host
		case u.State == Pending: // the deadline came first, and is named
		case u.State == Redirect:
			c.untrust(c.circles(c.frontier.urls[id].Address, end))
		case u.State == OK:
			c.untrust(fmt.Sprintf("the start address %s is no HTML page but %s", u.Address, orUnknown(u.MediaType)))
		default:
			c.untrust(unreadable(u.Address, u.Reason))
		}
	}
}

func (c *crawl) robotsReason(address string) string {
	r := c.robotsOf(context.Background(), address)
	if r.failure != "" {
		return unreadable(address, r.failure)
	}
	if closed := r.closed; closed != "" {
		return fmt.Sprintf("nothing may be crawled because %s: mend it, or use --ignore-robots on a site of your own", closed)
	}
	return fmt.Sprintf("robots.txt forbids the start address %s to %q: allow it there, or use --ignore-robots on a site of your own", address, c.agent)
}

// circles says that a start address redirects for ever, and what to do where that is known.
func (c *crawl) circles(address string, end ID) string {
	advice := ""
	if leadsNowhere(c.frontier.urls, end) == ReasonNeedsCookie && !c.opt.HTTP.Cookies {
		advice = ": it may end for whoever keeps cookies; try --cookies"
	}
	return fmt.Sprintf("the start address %s redirects in a loop%s", address, advice)
}

// unreadable says why a start address could not be read, and what to do where that is known.
func unreadable(address, reason string) string {
	advice := ""
	class, _, _ := strings.Cut(reason, "(")
	switch class {
	case "dns":
		advice = ": the host is not known; check its spelling and the network"
	case "refused":
		advice = ": the host refuses the connection; start the server, or check the port"
	case "blocked-private":
		advice = ": its host is on a private network; name it as host:port in network.allow_private"
	case "timeout", "unreachable":
		advice = ": the host does not answer; check the network, or try again later"
	case "tls":
		advice = ": its certificate cannot be verified; renew it, or use --insecure-host"
	case "401", "403":
		advice = ": give a header with --header, or a user name and password in the address"
	}
	return fmt.Sprintf("the start address %s could not be read: %s%s", address, reason, advice)
}

func orUnknown(media string) string {
	if media == "" {
		return "of unknown type"
	}
	return media
}

func (c *crawl) because(reason string) {
	c.run.IncompleteBecause = append(c.run.IncompleteBecause, reason)
}

func (c *crawl) untrust(reason string) {
	c.because(reason)
	c.run.Untrusted = append(c.run.Untrusted, reason)
}

// end follows redirects from a URL, for as long as they are followed at all.
func (f *frontier) end(id ID) ID {
	for range maxHops + 1 {
		if f.urls[id].To == None {
			return id
		}
		id = f.urls[id].To
	}
	return id
}
