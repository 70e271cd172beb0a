package crawler

import (
	"net"
	"net/netip"
	"slices"
	"strings"

	"golang.org/x/net/publicsuffix"

	"github.com/healthusias/rounds/crawler/trap"
)

// domainOf is what the site's subdomains end in, with the dot before it: its registered domain, else its host. An IP address has none.
func domainOf(host string) string {
	if h, _, err := net.SplitHostPort(host); err == nil {
		host = h
	}
	if _, err := netip.ParseAddr(strings.Trim(host, "[]")); err == nil {
		return ""
	}
	if domain, err := publicsuffix.EffectiveTLDPlusOne(host); err == nil {
		host = domain
	}
	return "." + host
}

// sister is the host of an address that is no part of the site but a subdomain of its domain, without port; "" for others.
func (s *scope) sister(address string) string {
	host := hostOf(address)
	if h, _, err := net.SplitHostPort(host); err == nil {
		host = h
	}
	if s.domain == "" || !strings.HasSuffix(host, s.domain) {
		return ""
	}
	return host
}

// holdsBack reports whether a URL to verify has to wait for the end of the wave, because its host may be one of endlessly many.
func (c *crawl) holdsBack(id ID) bool {
	u := &c.frontier.urls[id]
	if u.Internal || c.scope.sister(u.Address) == "" || c.sisters[c.scope.sister(u.Address)] {
		return false
	}
	c.held = append(c.held, id)
	return true
}

// admitHosts lets the links to further subdomains through, in the order of their addresses, for as many hosts as the limit allows.
// It reports whether there is anything to ask for.
func (c *crawl) admitHosts() bool {
	slices.SortFunc(c.held, func(a, b ID) int { return strings.Compare(c.frontier.urls[a].Address, c.frontier.urls[b].Address) })
	admitted := false
	for _, id := range c.held {
		host := c.scope.sister(c.frontier.urls[id].Address)
		if !c.sisters[host] && !c.opt.Traps.MoreHosts(len(c.sisters)) {
			c.frontier.skip(id, trap.Hosts.Reason())
			continue
		}
		c.sisters[host] = true
		c.pacer.push(c.job(id))
		admitted = true
	}
	c.held = c.held[:0]
	return admitted
}

// recallHosts notes the subdomains that were asked before the run was interrupted.
func (c *crawl) recallHosts() {
	for id := range c.frontier.urls {
		u, t := &c.frontier.urls[id], &c.frontier.tracks[id]
		if host := c.scope.sister(u.Address); host != "" && !u.Internal && t.done && u.State != Skipped {
			c.sisters[host] = true
		}
	}
}
