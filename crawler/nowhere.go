package crawler

import (
	"slices"
	"strings"
)

// Reasons of redirects that lead nowhere. A redirect that sets a cookie is marked with reasonCookie until the run is read: whoever brings the
// cookie may be sent elsewhere.
const (
	ReasonLoop        = "redirect-loop" // back to an address that they passed before, or round on one path with an ever longer query
	ReasonTooMany     = "too-many"      // further than anybody follows
	ReasonNeedsCookie = "needs-cookie"  // either of the two, and a cookie that was not kept may end it

	reasonCookie = "cookie"
	reasonCut    = "redirect-limit" // of the address where a chain was given up
)

// setsCookie reports whether a redirect may lead elsewhere when it is asked for again, because it sets a cookie. In the second pass a cookie that is
// kept was brought back.
func (c *crawl) setsCookie(r *result, t *track) bool {
	return r.answer.Header.Get("Set-Cookie") != "" && !(c.opt.HTTP.Cookies && t.passes > 0)
}

// astray reports whether a redirect sets a cookie that is kept and leads nowhere: asked again, it may lead elsewhere.
func (c *crawl) astray(id ID) bool {
	return c.opt.HTTP.Cookies && c.frontier.urls[id].State == Redirect && leadsNowhere(c.frontier.urls, id) == ReasonNeedsCookie
}

// closeRedirects marks redirects that lead nowhere: loops and chains that were cut.
func closeRedirects(urls []URL) {
	bad := map[ID]string{}
	for i := range urls {
		if urls[i].State == Redirect {
			if reason := leadsNowhere(urls, ID(i)); reason != "" {
				bad[ID(i)] = reason
			}
		}
	}
	for i := range urls {
		if u := &urls[i]; u.State == Redirect {
			u.Reason = bad[ID(i)]
			switch u.Reason {
			case "":
			case ReasonNeedsCookie:
				u.State = Unverified
			default:
				u.State = Broken
			}
		}
	}
}

// leadsNowhere says why a redirect comes to no end, "" where it does.
func leadsNowhere(urls []URL, id ID) string {
	hops, loop := trail(urls, id)
	end := &urls[hops[len(hops)-1]]
	if !loop && !(end.State == Skipped && end.Reason == reasonCut) {
		return ""
	}
	for _, hop := range hops {
		if urls[hop].State == Redirect && urls[hop].Reason == reasonCookie {
			return ReasonNeedsCookie
		}
	}
	if loop || bare(urls, hops[len(hops)-1]) == bare(urls, hops[len(hops)-2]) {
		return ReasonLoop
	}
	return ReasonTooMany
}

// trail lists the URLs from id on through their redirects, the end last. Of a loop that is the first one met twice.
func trail(urls []URL, id ID) (hops []ID, loop bool) {
	for {
		loop = slices.Contains(hops, id)
		hops = append(hops, id)
		if id = urls[id].To; loop || id == None {
			return hops, loop
		}
	}
}

// bare is an address without its query.
func bare(urls []URL, id ID) string {
	address, _, _ := strings.Cut(urls[id].Address, "?")
	return address
}
