package fetch

import (
	"net/http"
	"strconv"
	"strings"

	whatwg "github.com/nlnwa/whatwg-url/url"

	"github.com/healthusias/rounds/crawler/page"
)

// isRedirect reports the statuses that browsers follow (Fetch standard, "redirect status").
func isRedirect(status int) bool {
	switch status {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
		return true
	}
	return false
}

// resolveLocation makes a Location absolute as browsers do, its fragment kept. Where it is of no use, notice says why.
func resolveLocation(base, location string) (address, notice string) {
	if strings.TrimSpace(location) == "" {
		return "", "redirect-invalid"
	}
	// A header is bytes: encode those beyond ASCII, be they UTF-8 or not, before the parser reads characters.
	location = escapeBytes(location, func(c byte) bool { return c >= 0x80 })
	if r, err := page.NewResolver(base); err == nil {
		if abs, problem := r.Resolve(location); problem == "" && (strings.HasPrefix(abs, "http://") || strings.HasPrefix(abs, "https://")) {
			return abs, ""
		}
	}
	u, err := whatwg.ParseRef(base, location)
	if err != nil {
		return "", "redirect-invalid"
	}
	if s := u.Scheme(); s != "http" && s != "https" {
		return "", "redirect-scheme: " + s
	}
	return u.Href(false), ""
}

// wholeRange reports whether a Content-Range covers everything, such as "bytes 0-99/100".
func wholeRange(value string) bool {
	span, size, ok := strings.Cut(strings.TrimPrefix(value, "bytes "), "/")
	first, last, dash := strings.Cut(span, "-")
	if !ok || !dash || first != "0" {
		return false
	}
	n, err1 := strconv.ParseInt(last, 10, 64)
	total, err2 := strconv.ParseInt(size, 10, 64)
	return err1 == nil && err2 == nil && n == total-1
}
