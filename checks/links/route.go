package links

import (
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/crawler"
	"github.com/healthusias/rounds/crawler/fetch"
	"github.com/healthusias/rounds/crawler/page"
)

// fate is what a reader who follows a link meets, or a page that loads it. A link has one fate and each rule reports one,
// so that one fault is one finding.
type fate uint8

const (
	fine         fate = iota // or not asked, or for another rule to say
	broken                   // the target itself does not work
	unverified               // nobody can tell
	loops                    // redirects that never end
	brokenAfter              // redirects that end in an error
	downgraded               // redirects from https to http
	sentHome                 // a redirect from deep in the site to its home page
	chained                  // two redirects or more
	redirected               // one redirect
	insecure                 // http within a site that has https
	insecureAway             // http to another host that has https
)

// route is where a link leads.
type route struct {
	fate fate
	end  *crawler.URL
	hops []crawler.ID // the link's target, what it redirects to, … the end
}

// fated is a link that some rule has to say something about.
type fated struct {
	link  int // index in Facts.Links
	route route
}

// fates are the links of the page that are not fine: few, so that each of the rules about fates looks at few.
func fates(p *checks.Pass) []fated {
	var list []fated
	for i := range p.Page.Facts.Links {
		if r := follow(p, i); r.fate != fine {
			list = append(list, fated{i, r})
		}
	}
	return list
}

// follow finds the fate of link i. Links that links/malformed judges and declarations (canonical, hreflang) are fine here.
func follow(p *checks.Pass, i int) route {
	l, id := &p.Page.Facts.Links[i], p.Page.Links[i]
	if id == crawler.None {
		return route{}
	}
	target := p.Site.URL(id)
	plain := strings.HasPrefix(l.URL, "http://") && strings.HasPrefix(p.Page.URL.Address, "https://")
	if !plain && (target.State == crawler.OK || target.State == crawler.Skipped && !uncertain(target)) {
		return route{end: target}
	}
	led := leads(p.Page.Facts, l)
	if !led && !loads(l) || wrong(l) != "" {
		return route{}
	}
	r := ending(p, id, led)
	if r.fate == broken && r.end.Reason == "blocked-private" && local(p, l) != "" {
		return route{end: target} // links/localhost says it
	}
	if plain && led && (r.fate == fine || r.fate == chained || r.fate == redirected) {
		r.fate = withoutTLS(p, l, target, r)
	}
	return r
}

// ending follows redirects to their end and says what they come to.
func ending(p *checks.Pass, id crawler.ID, led bool) route {
	last, hops, _ := p.Site.Final(id)
	end := p.Site.URL(last)
	r := route{end: end, hops: hops}
	moved := len(hops) > 1
	switch first := p.Site.URL(id); {
	case first.Reason == crawler.ReasonNeedsCookie:
		r.fate, r.end = unverified, first
	case first.Reason == crawler.ReasonLoop:
		r.fate = loops
	case first.Reason == crawler.ReasonTooMany:
		r.fate = chained
	case end.State == crawler.Broken && led && (moved || strings.HasPrefix(end.Reason, "redirect-")):
		r.fate = brokenAfter
	case end.State == crawler.Broken:
		r.fate = broken
	case uncertain(end):
		r.fate = unverified
	case moved:
		r.fate = detour(p.Site, r)
	}
	return r
}

// uncertain reports whether a target could not be told: it did not let itself be asked, or its host does not want robots.
func uncertain(u *crawler.URL) bool {
	return u.State == crawler.Unverified || u.State == crawler.Skipped && u.Reason == "robots" && !u.Internal
}

// givenUp reports whether a target was not asked, or not asked again, because of what its host answered to others.
func givenUp(u *crawler.URL) bool {
	return u.Status == 0 && (strings.HasPrefix(u.Reason, "host-failing") || strings.HasPrefix(u.Reason, "rate-limited"))
}

// detour is the fate of a link that works, after redirects.
func detour(site *crawler.Site, r route) fate {
	for i := range r.hops[:len(r.hops)-1] {
		if strings.HasPrefix(site.URL(r.hops[i]).Address, "https://") && strings.HasPrefix(site.URL(r.hops[i+1]).Address, "http://") {
			return downgraded
		}
	}
	first := site.URL(r.hops[0])
	switch {
	case !first.Internal:
		return fine // how other sites arrange their redirects is no fault of this one
	case r.hops[len(r.hops)-1] == site.Home && deep(first.Address):
		return sentHome
	case len(r.hops) > 2:
		return chained
	}
	return redirected
}

// deep reports whether an address is one of a page below the home page, not another spelling of the home page itself.
func deep(address string) bool {
	u, err := url.Parse(address)
	if err != nil {
		return false
	}
	path := strings.ToLower(strings.Trim(u.Path, "/"))
	if path == "home" || path == "index" || strings.HasPrefix(path, "index.") || strings.HasPrefix(path, "default.") {
		return false
	}
	language := len(path) == 2 || len(path) == 5 && (path[2] == '-' || path[2] == '_')
	return path != "" && !language
}

// path lists the addresses of the hops, for evidence; none without a redirect.
func (r route) path(site *crawler.Site) []string {
	if len(r.hops) < 2 {
		return nil
	}
	path := make([]string, len(r.hops))
	for i, id := range r.hops {
		path[i] = site.URL(id).Address
	}
	return path
}

// evidence is what every finding about a route shows.
func (r route) evidence(site *crawler.Site) checks.Evidence {
	return checks.Evidence{HTTP: r.end.Status, Path: r.path(site)}
}

// target is a link's address, quoted, as a reader of this site's report needs it.
func target(p *checks.Pass, l *page.Link) string { return quote(p.Site, l.URL) }

func quote(site *crawler.Site, address string) string {
	return strconv.Quote(checks.Snippet(site.Short(checks.Public(address))))
}

// what says what happened to a URL, as the verb of a message.
func what(site *crawler.Site, u *crawler.URL) string {
	class, detail, _ := strings.Cut(strings.TrimSuffix(u.Reason, ")"), "(")
	class = strings.TrimSpace(class)
	switch class {
	case "redirect-invalid":
		return fmt.Sprintf("answers %d without an address to go to", u.Status)
	case "redirect-scheme":
		return "redirects to something that is no web address"
	case crawler.ReasonNeedsCookie:
		return "redirects for ever whoever brings no cookie back"
	}
	if u.Status != 0 {
		return fmt.Sprintf("answers %d", u.Status)
	}
	if text, ok := certificates[detail]; ok && class == "tls" {
		return text + shown(site.Certificate(u.Address), detail)
	}
	text, ok := failures[class]
	if !ok {
		return "gives no answer: " + u.Reason
	}
	if detail != "" {
		return text + " (" + detail + ")"
	}
	return text
}

// shown is what a certificate says of the fault, as the rest of a clause; "" where it is not known.
func shown(c *fetch.Certificate, fault string) string {
	switch {
	case c == nil:
	case fault == "expired":
		return " (on " + c.Until.Format(time.DateOnly) + ")"
	case fault == "not-yet-valid":
		return " (but from " + c.From.Format(time.DateOnly) + ")"
	case fault == "issued-for" && len(c.Names) > 0:
		return fmt.Sprintf(" (for %q)", strings.Join(c.Names, ", "))
	case fault == "unknown-issuer" && c.Issuer != "":
		return fmt.Sprintf(" (%q)", c.Issuer)
	case fault == "weak-key":
		return " (" + c.Key + ")"
	}
	return ""
}

// certificates say what is wrong with one, by the detail of the failure.
var certificates = map[string]string{
	"expired":        "has a certificate that has expired",
	"not-yet-valid":  "has a certificate that is not valid yet",
	"issued-for":     "has a certificate for another host",
	"unknown-issuer": "has a certificate of an issuer that this machine does not know",
	"self-signed":    "has a certificate that nobody but itself has signed",
	"weak-key":       "has a certificate whose key or signature can be forged",
	"not-tls":        "does not speak TLS on this port",
}

var failures = map[string]string{
	"dns":               "is on a host that does not exist",
	"refused":           "is on a host that refuses connections",
	"unreachable":       "is on a host that cannot be reached",
	"timeout":           "did not answer in time",
	"tls":               "has no valid certificate",
	"protocol":          "does not answer as HTTP demands",
	"headers-too-large": "answers with a header too large to read",
	"encoding":          "answers in an encoding that cannot be read",
	"empty-reply":       "closed the connection without an answer",
	"reset":             "broke the connection off",
	"blocked-private":   "is on a private network",
	"url":               "is no address that can be asked for",
	"robots":            "must not be asked by robots",
	"rate-limited":      "is on a host that asked to be left alone for longer than was waited",
	"host-failing":      "is on a host that answered nothing well, so that it was not asked any more",
}
