package fetch

import (
	"net/http"
	"net/http/cookiejar"
	"net/url"
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

// SetCookies drops cookies beyond the limits; one that is known may always change.
func (j jar) SetCookies(u *url.URL, cookies []*http.Cookie) {
	known := make(map[string]bool)
	for _, c := range j.Jar.Cookies(u) {
		known[c.Name] = true
	}
	var kept []*http.Cookie
	for _, c := range cookies {
		if misnamed(c) || len(c.Name)+len(c.Value) > maxCookie || len(known) >= maxCookies && !known[c.Name] {
			continue
		}
		known[c.Name] = true
		kept = append(kept, c)
	}
	j.Jar.SetCookies(u, kept)
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
