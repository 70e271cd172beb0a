package fetch

import (
	"errors"
	"fmt"
	"net/netip"
	"net/url"
	"strconv"
	"strings"

	whatwg "github.com/nlnwa/whatwg-url/url"
)

// target is an address split as a request needs it. Unlike url.URL it keeps path and query byte for byte, so that
// "/100%-natural/", which browsers open and net/url refuses, is asked for as it was written.
type target struct {
	scheme string // http or https
	host   string // lower case, ASCII, with its port unless that is the scheme's own
	path   string // begins with a slash
	query  string // with its question mark, "" without one
}

var (
	errScheme = errors.New("neither http nor https")
	errPath   = errors.New("path holds a backslash")
)

func parseTarget(raw string) (target, error) {
	raw, _, _ = strings.Cut(raw, "#")
	scheme, rest, ok := strings.Cut(raw, "://")
	scheme = strings.ToLower(scheme)
	if !ok || scheme != "http" && scheme != "https" {
		return target{}, errScheme
	}
	end := strings.IndexAny(rest, `/\?`)
	if end < 0 {
		end = len(rest)
	}
	path, query := rest[end:], ""
	if i := strings.IndexByte(path, '?'); i >= 0 {
		path, query = path[:i], path[i:]
	}
	if strings.Contains(path, `\`) {
		return target{}, errPath // every URL parser of the web has already turned it into a slash
	}
	host, err := parseHost(scheme, rest[strings.LastIndexByte(rest[:end], '@')+1:end])
	if err != nil {
		return target{}, err
	}
	if path == "" {
		path = "/"
	}
	return target{scheme, host, escapeForWire(path), escapeForWire(query)}, nil
}

func (t target) origin() string { return t.scheme + "://" + t.host }

func (t target) String() string { return t.origin() + t.path + t.query }

// url is the form that makes net/http put path and query on the wire unchanged.
func (t target) url() *url.URL {
	u := &url.URL{Scheme: t.scheme, Host: t.host}
	if t.query != "" {
		u.RawQuery, u.ForceQuery = t.query[1:], true
	}
	if plainPath(t.path) {
		u.Path = t.path
		return u
	}
	if p, err := url.PathUnescape(t.path); err == nil {
		u.Path, u.RawPath = p, t.path
		if u.EscapedPath() == t.path {
			return u
		}
	}
	u.Opaque = t.path
	if strings.HasPrefix(t.path, "//") { // Opaque would take it for a host: send the absolute form
		u.Opaque = "//" + t.host + t.path
	}
	return u
}

// plainPath reports whether a path is of letters, digits and signs alone that nobody escapes. Most are.
func plainPath(path string) bool {
	for i := range len(path) {
		switch c := path[i]; {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9', c == '/', c == '-', c == '_', c == '.', c == '~':
		default:
			return false
		}
	}
	return true
}

// escapeForWire encodes what must not stand in a request line: controls, spaces and bytes beyond ASCII. All else stays.
func escapeForWire(s string) string {
	return escapeBytes(s, func(c byte) bool { return c <= ' ' || c >= 0x7f })
}

func escapeBytes(s string, must func(byte) bool) string {
	n := 0
	for i := range len(s) {
		if must(s[i]) {
			n++
		}
	}
	if n == 0 {
		return s
	}
	b := make([]byte, 0, len(s)+2*n)
	for i := range len(s) {
		if c := s[i]; must(c) {
			b = fmt.Appendf(b, "%%%02X", c)
		} else {
			b = append(b, c)
		}
	}
	return string(b)
}

// parseHost brings host and port into their one spelling. Whatever is not a plain name goes through the parser that
// browsers use, so that "127.1" and full-width digits mean the same here as there.
func parseHost(scheme, authority string) (string, error) {
	host, port, hasPort := strings.Cut(authority, ":")
	if !plainHost(host) {
		u, err := whatwg.Parse(scheme + "://" + authority + "/")
		if err != nil || u.Host() == "" || u.Pathname() != "/" {
			return "", errors.New("host is not valid")
		}
		return u.Host(), nil
	}
	if !hasPort || port == "" || scheme == "http" && port == "80" || scheme == "https" && port == "443" {
		return host, nil
	}
	n, err := strconv.ParseUint(port, 10, 16)
	if err != nil {
		return "", errors.New("port is not valid")
	}
	return host + ":" + strconv.FormatUint(n, 10), nil
}

// plainHost reports whether every parser agrees on this name: lower-case ASCII that cannot be taken for a number,
// or a dotted IPv4 address.
func plainHost(host string) bool {
	if strings.HasPrefix(host, "xn--") || strings.Contains(host, ".xn--") {
		return false
	}
	for i := range len(host) {
		c := host[i]
		if (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '.' && c != '-' && c != '_' {
			return false
		}
	}
	last := host[strings.LastIndexByte(strings.TrimSuffix(host, "."), '.')+1:]
	if last == "" || last[0] >= '0' && last[0] <= '9' {
		_, err := netip.ParseAddr(host)
		return err == nil
	}
	return true
}
