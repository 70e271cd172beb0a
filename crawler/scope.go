package crawler

import (
	"context"
	"fmt"
	"net"
	"net/netip"
	"net/url"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
	"golang.org/x/net/publicsuffix"

	"github.com/healthusias/rounds/crawler/fetch"
	"github.com/healthusias/rounds/crawler/page"
)

// scope decides which addresses are one URL, which belong to the site, and where a page is really fetched. It is immutable.
type scope struct {
	base   *url.URL // what pages stand under: identity
	home   string   // origin of base
	target string   // origin and path that base is fetched from; "" where they are the same
	own    map[string]bool
	mapped bool // one origin stands for the site: its other spellings are the base's
	opt    *Options
	domain string   // what subdomains of the site end in, "" where it has none
	params []string // globs of query parameters to strip
	reach  reach
}

// newScope reads the target and base of the options.
func newScope(opt *Options) (*scope, error) {
	target := opt.Target
	if opt.Dir != "" {
		target = opt.Base
	}
	address, err := startAddress(target)
	if err != nil {
		return nil, err
	}
	own := *opt // a site keeps its scope, and by it must not keep the whole crawl
	own.Traps = own.Traps.Fill()
	s := &scope{opt: &own, params: opt.Normalize.StripParams}
	identity := address
	if opt.Base != "" {
		if identity, err = startAddress(opt.Base); err != nil {
			return nil, fmt.Errorf("the base address: %w", err)
		}
	}
	if s.base, err = url.Parse(identity); err != nil {
		return nil, err
	}
	s.home = s.base.Scheme + "://" + s.base.Host
	if opt.Base != "" && opt.Dir == "" && !sameOrigin(identity, address) {
		s.target = originOf(address)
	}
	s.mapped = opt.Dir != "" || s.target != ""
	s.domain = domainOf(s.base.Host)
	s.own = ownHosts(s.base.Host, opt.AllowHosts)
	s.reach = newReach(opt, s.base.Host)
	if err := checkGlobs(slices.Concat(opt.Include, opt.IgnorePath, opt.Normalize.StripParams)); err != nil {
		return nil, err
	}
	return s, nil
}

// startAddress completes and normalizes what a person types: "health.example" is https://health.example/, "localhost:8080" is
// http://localhost:8080/.
func startAddress(s string) (string, error) {
	if s == "" {
		return "", fmt.Errorf("no address is given")
	}
	if !strings.Contains(s, "://") {
		scheme := "https://"
		if local(hostOf("://" + s)) {
			scheme = "http://"
		}
		s = scheme + s
	}
	r, err := page.NewResolver(s)
	if err != nil {
		return "", fmt.Errorf("%q is not an address of a site: %w", s, err)
	}
	if !isHTTP(r.Base()) || hostOf(r.Base()) == "" {
		return "", fmt.Errorf("%q is not an address of a site: write it as https://health.example/", s)
	}
	abs, _, _ := strings.Cut(r.Base(), "#")
	return withoutUser(abs), nil
}

// DefaultBase is what the pages of a directory stand under where nothing says so.
const DefaultBase = "https://site.invalid/"

// inferBase is the address that the home page of a directory calls its own, where that is the root of a host; else DefaultBase.
func inferBase(dir string) string {
	d, err := fetch.NewDir(dir, DefaultBase)
	if err != nil {
		return DefaultBase // opening it again says why
	}
	defer d.Close()
	a := d.Fetch(context.Background(), fetch.Request{URL: DefaultBase})
	facts := page.Extract(page.Input{URL: DefaultBase, Status: a.Status, Header: a.Header, Body: a.Body}, &page.Options{})
	for _, c := range facts.Canonicals {
		if isHTTP(c.URL) && pathOf(c.URL) == "/" && hostOf(c.URL) != "" && !local(hostOf(c.URL)) {
			return originOf(c.URL) + "/"
		}
	}
	return DefaultBase
}

func isHTTP(address string) bool {
	return strings.HasPrefix(address, "http://") || strings.HasPrefix(address, "https://")
}

func originOf(address string) string {
	at := behindScheme(address)
	if at == 0 {
		return address + "://"
	}
	return address[:at+authority(address[at:])]
}

// behindScheme is where an address goes on behind its first "://", 0 where it has none. The first colon nearly always begins that.
func behindScheme(address string) int {
	i := strings.IndexByte(address, ':')
	if i >= 0 && !strings.HasPrefix(address[i:], "://") {
		i = strings.Index(address, "://")
	}
	if i < 0 {
		return 0
	}
	return i + len("://")
}

// authority is the length of the part of an address, given from behind its "://", that names the host. It is asked for several times a link.
func authority(rest string) int {
	for i := range len(rest) {
		if c := rest[i]; c == '/' || c == '?' || c == '#' {
			return i
		}
	}
	return len(rest)
}

// withoutUser removes user name and password, which are never sent.
func withoutUser(address string) string {
	if strings.IndexByte(address, '@') < 0 {
		return address
	}
	origin := originOf(address)
	at := strings.LastIndexByte(origin, '@')
	if at < 0 {
		return address
	}
	scheme, _, _ := strings.Cut(address, "://")
	return scheme + "://" + address[at+1:]
}

// withoutDot removes the dot that may end the name of a host: it is the same host.
func withoutDot(address string) string {
	scheme, rest, _ := strings.Cut(address, "://")
	n := authority(rest)
	host, port := rest[:n], ""
	if i := strings.LastIndexByte(host, ':'); i > 0 && host[i-1] == '.' {
		host, port = host[:i], host[i:]
	}
	if len(host) < 2 || host[len(host)-1] != '.' {
		return address
	}
	return scheme + "://" + host[:len(host)-1] + port + rest[n:]
}

func hostOf(address string) string {
	at := behindScheme(address)
	if at == 0 {
		return ""
	}
	rest := address[at:]
	rest = rest[:authority(rest)]
	if i := strings.LastIndexByte(rest, '@'); i >= 0 {
		rest = rest[i+1:]
	}
	return rest
}

// pathOf is path and query of an address without fragment.
func pathOf(address string) string {
	at := behindScheme(address)
	if at == 0 {
		return "/"
	}
	rest := address[at:]
	if i := authority(rest); i < len(rest) && rest[i] != '#' {
		return rest[i:]
	}
	return "/"
}

// pathOf is path and query of an identity.
func (s *scope) pathOf(address string) string {
	if s.atHome(address) {
		return address[len(s.home):]
	}
	return pathOf(address)
}

func sameOrigin(a, b string) bool { return originOf(a) == originOf(b) }

// ownHosts are the start host, its www twin or apex, and what the configuration adds.
func ownHosts(host string, more []string) map[string]bool {
	own := map[string]bool{host: true}
	if bare, ok := strings.CutPrefix(host, "www."); ok {
		own[bare] = true
	} else if apex, err := publicsuffix.EffectiveTLDPlusOne(host); err == nil && apex == host {
		own["www."+host] = true
	}
	for _, h := range more {
		own[strings.ToLower(h)] = true
	}
	return own
}

func checkGlobs(globs []string) error {
	for _, g := range globs {
		if !doublestar.ValidatePattern(g) {
			return fmt.Errorf("%q is not a glob: * stands for part of a path segment, ** for any number of segments", g)
		}
	}
	return nil
}

// identity is the address that names the URL in this run: without fragment and stripped parameters, and with the base's origin
// where the site is read from another place. The argument is absolute and normalized.
func (s *scope) identity(address string) string {
	address, _, _ = s.identify(address)
	return address
}

// identify is identity, and what it has found out on the way: whether the identity belongs to the site, and
// of one that does the path with its query.
func (s *scope) identify(address string) (identity, path string, internal bool) {
	if i := strings.IndexByte(address, '#'); i >= 0 {
		address = address[:i]
	}
	home := s.atHome(address)
	if !home {
		if !isHTTP(address) {
			return address, "", false
		}
		address = withoutDot(withoutUser(address))
		if s.mapped {
			address = s.toBase(address)
		}
		if !s.own[hostOf(address)] {
			return address, "", false
		}
	}
	if (len(s.params) > 0 || s.opt.Normalize.SortQuery) && strings.IndexByte(address, '?') >= 0 {
		address = s.query(address)
	}
	address = s.slash(address)
	if home {
		return address, address[len(s.home):], true
	}
	return address, pathOf(address), true
}

// atHome reports whether an address plainly has the origin of the base. Nearly all have.
func (s *scope) atHome(address string) bool {
	return len(address) > len(s.home) && address[len(s.home)] == '/' && address[:len(s.home)] == s.home
}

// toBase moves an address of the place that is fetched, or of another spelling of the site's host, to the base.
func (s *scope) toBase(address string) string {
	origin := originOf(address)
	if origin == s.target || s.own[hostOf(address)] {
		return s.home + address[len(origin):]
	}
	return address
}

func (s *scope) query(address string) string {
	path, query, _ := strings.Cut(address, "?")
	var kept []string
	for part := range strings.SplitSeq(query, "&") {
		name, _, _ := strings.Cut(part, "=")
		if part != "" && !matchAny(s.params, name) {
			kept = append(kept, part)
		}
	}
	if s.opt.Normalize.SortQuery {
		slices.Sort(kept)
	}
	if len(kept) == 0 {
		return path
	}
	return path + "?" + strings.Join(kept, "&")
}

func (s *scope) slash(address string) string {
	mode := s.opt.Normalize.TrailingSlash
	if mode == "" || mode == "keep" {
		return address
	}
	path, query, has := strings.Cut(address, "?")
	last := path[strings.LastIndexByte(path, '/')+1:]
	switch {
	case mode == "add" && last != "" && !strings.Contains(last, "."):
		path += "/"
	case mode == "remove" && last == "" && len(path) > len(originOf(path))+1:
		path = strings.TrimSuffix(path, "/")
	}
	if has {
		return path + "?" + query
	}
	return path
}

// internal reports whether an identity belongs to the site.
func (s *scope) internal(address string) bool {
	return s.atHome(address) || isHTTP(address) && s.own[hostOf(address)]
}

// fetchAddress is where an identity is really asked for.
func (s *scope) fetchAddress(address string) string {
	if rest, ok := strings.CutPrefix(address, s.home); ok && s.target != "" {
		return s.target + rest
	}
	return address
}

// excluded says why the path of an internal address, with its query, is not crawled: "", "scope", "ignored" or a trap.
func (s *scope) excluded(path string) string {
	if matchPath(s.opt.IgnorePath, path) {
		return "ignored"
	}
	if strings.HasPrefix(path, "/cdn-cgi/") {
		return "cloudflare" // answered by Cloudflare itself, often with 404 to programs, as its "[email protected]"
	}
	if s.opt.Dir != "" && !strings.HasPrefix(path, dirOf(s.base.Path)) {
		return "scope" // the directory holds only what is below the base
	}
	if len(s.opt.Include) > 0 && !matchPath(s.opt.Include, path) {
		return "scope"
	}
	if kind := s.opt.Traps.Path(path); kind != "" {
		return kind.Reason()
	}
	return ""
}

// dirOf is the folder of a path: "/a/b" and "/a/" are in "/a/".
func dirOf(path string) string { return path[:strings.LastIndexByte(path, '/')+1] }

// matchPath matches path with and without its query: a glob without "?" is about the path alone.
func matchPath(globs []string, path string) bool {
	if len(globs) == 0 {
		return false
	}
	bare, _, _ := strings.Cut(path, "?")
	for _, g := range globs {
		subject := bare
		if strings.Contains(g, "?") {
			subject, g = path, strings.ReplaceAll(g, "?", `\?`)
		}
		if ok, _ := doublestar.Match(g, subject); ok {
			return true
		}
	}
	return false
}

func matchAny(globs []string, s string) bool {
	for _, g := range globs {
		if ok, _ := doublestar.Match(g, s); ok {
			return true
		}
	}
	return false
}

// local reports whether a host (with or without port) is loopback or private by its spelling: a machine of one's own.
func local(host string) bool {
	if h, _, err := net.SplitHostPort(host); err == nil {
		host = h
	}
	host = strings.Trim(host, "[]")
	if host == "localhost" || strings.HasSuffix(host, ".localhost") {
		return true
	}
	ip, err := netip.ParseAddr(host)
	return err == nil && (ip.IsLoopback() || ip.IsPrivate() || ip.IsLinkLocalUnicast() || ip.IsUnspecified())
}

// fetchHost is the host that the site is really read from; "localhost" for a directory.
func (s *scope) fetchHost() string {
	switch {
	case s.opt.Dir != "":
		return "localhost"
	case s.target != "":
		return hostOf(s.target)
	}
	return s.base.Host
}
