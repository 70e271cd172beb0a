package fetch

import (
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/publicsuffix"
)

const (
	maxCookies      = 50      // of one host
	maxCookie       = 4 << 10 // bytes of name and value
	maxCookieHeader = 8 << 10 // bytes of all that are sent
)

// jar is a cookie jar that a server cannot make grow until its own requests are refused.
type jar struct{ *cookiejar.Jar }

func newJar() jar {
	j, _ := cookiejar.New(&cookiejar.Options{PublicSuffixList: publicsuffix.List}) // never fails
	return jar{j}
}

// SetCookies keeps what sort lets through.
func (j jar) SetCookies(u *url.URL, cookies []*http.Cookie) {
	kept, _ := j.sort(u, cookies)
	j.Jar.SetCookies(u, kept)
}

// Why cookies are dropped.
const (
	tooMuch  = "sets more than 50 cookies, or one of more than 4 KiB, that were dropped"
	foreign  = "sets cookies for other hosts, that were dropped"
	unsecure = "sets cookies that promise to be Secure and are not, that were dropped"
)

// sort drops cookies beyond the limits, and those that browsers refuse; one that is known may always change. It says why it dropped any.
func (j jar) sort(u *url.URL, cookies []*http.Cookie) (kept []*http.Cookie, notices []string) {
	known := make(map[string]bool)
	for _, c := range j.Jar.Cookies(u) {
		known[c.Name] = true
	}
	for _, c := range cookies {
		switch {
		case misnamed(c):
			notices = append(notices, unsecure)
		case elsewhere(c, u):
			notices = append(notices, foreign)
		case len(c.Name)+len(c.Value) > maxCookie, len(known) >= maxCookies && !known[c.Name]:
			notices = append(notices, tooMuch)
		default:
			known[c.Name] = true
			kept = append(kept, c)
		}
	}
	slices.Sort(notices)
	notices = slices.Compact(notices)
	return kept, notices
}

// elsewhere reports cookies for all hosts of a public suffix, or for hosts that this one is none of (RFC 6265 5.3).
func elsewhere(c *http.Cookie, u *url.URL) bool {
	domain, host := strings.ToLower(strings.TrimPrefix(c.Domain, ".")), strings.ToLower(u.Hostname())
	if domain == "" || domain == host {
		return false
	}
	suffix, _ := publicsuffix.PublicSuffix(domain)
	return suffix == domain || !strings.HasSuffix(host, "."+domain)
}

// Cookies returns as many as fit, in the order of the jar: longest path first, then oldest.
func (j jar) Cookies(u *url.URL) []*http.Cookie {
	all := j.Jar.Cookies(u)
	size := 0
	for i, c := range all {
		if size += len(c.Name) + len(c.Value) + len("=; "); size > maxCookieHeader {
			return all[:i]
		}
	}
	return all
}

// misnamed reports cookies that promise by their name, or by SameSite=None, to be Secure and are not. Browsers refuse them (RFC 6265bis 5.7).
func misnamed(c *http.Cookie) bool {
	promised := strings.HasPrefix(c.Name, "__Secure-") || strings.HasPrefix(c.Name, "__Host-") || c.SameSite == http.SameSiteNoneMode
	return promised && !c.Secure
}
