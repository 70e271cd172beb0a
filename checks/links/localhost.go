package links

import (
	"fmt"
	"net/netip"
	"net/url"
	"strings"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/crawler"
	"github.com/healthusias/rounds/crawler/page"
)

// Localhost reports addresses that exist only where the author sits.
var Localhost = &checks.Check{
	ID:       "links/localhost",
	Title:    "a link leads to the author's own machine or network",
	Severity: checks.Error,
	Partial:  true,
	Options: []checks.Option{{
		Name: "hosts", Default: []string{}, Doc: "globs of further hosts that readers must not be sent to, such as staging.health.example",
	}},
	Doc: checks.Doc{
		What: "An address on localhost, a loopback or private address, a name ending in .local or .internal, a `file:` address, or a host that the option names. " +
			"While the audited site itself stands on such a host, other ports of it are not reported. " +
			"A link whose text spells the address out may mean the reader's own machine and is a warning.",
		Why:     "It works for whoever wrote it and for nobody else.",
		Example: "<img src=\"http://localhost:1313/img/spine.png\">\n<a href=\"file:///C:/Users/me/leaflet.pdf\">",
		Fix:     "write the public address, or one without a host",
		Sources: []string{"RFC 6761 6.3", "RFC 1918", "RFC 6762 3", "RFC 8089"},
	},
	Page: func(p *checks.Pass) {
		each(p, func(i int, l *page.Link) {
			if id := p.Page.Links[i]; id != crawler.None && p.Site.URL(id).Internal {
				return
			}
			why := local(p, l)
			if why == "" {
				why = staging(p, l)
			}
			if why == "" {
				return
			}
			p.ReportLink(i, checks.Finding{
				Severity: mild(l, spelled(l)),
				Message:  fmt.Sprintf("%q %s", checks.Snippet(l.URL+unresolved(l)), why),
			})
		})
	},
}

// spelled is the severity of a link to a machine of the author's: what spells its address out to readers, as the manual of a program does, may mean
// the machine of the reader.
func spelled(l *page.Link) checks.Severity {
	if host := hostname(l.URL); l.Navigates() && host != "" && strings.Contains(strings.ToLower(l.Text), host) {
		return checks.Warning
	}
	return checks.Error
}

// unresolved is what is written in a link that has no URL.
func unresolved(l *page.Link) string {
	if l.URL == "" {
		return l.Raw
	}
	return ""
}

// local says why a link cannot work for anybody but its author, "" where it can.
func local(p *checks.Pass, l *page.Link) string {
	if l.Scheme == "file" {
		return "is a file on one machine"
	}
	port := hostPort(l.URL)
	if port == "" {
		return ""
	}
	return checks.Shared(p, "links/local", func(*crawler.Site) *perHost { return new(perHost) }).of(port, func() string {
		return localHost(p.Site, l.URL)
	})
}

// localHost says why the host of an address is there for nobody but the author, "" where it is.
func localHost(site *crawler.Site, address string) string {
	host := hostname(address)
	if host == "" || site.Own(strings.ToLower(hostPort(address))) || host == hostname(site.Run.Base) {
		return ""
	}
	if addr, err := netip.ParseAddr(host); err == nil {
		return localAddress(addr.Unmap())
	}
	switch {
	case host == "localhost" || strings.HasSuffix(host, ".localhost"):
		return "is on the author's own machine"
	case strings.HasSuffix(host, ".local") || strings.HasSuffix(host, ".internal"):
		return "is on the author's own network"
	}
	return ""
}

func localAddress(addr netip.Addr) string {
	switch {
	case addr.IsLoopback() || addr.IsUnspecified():
		return "is on the author's own machine"
	case addr.IsPrivate() || addr.IsLinkLocalUnicast():
		return "is on the author's own network"
	}
	return ""
}

func staging(p *checks.Pass, l *page.Link) string {
	hosts := p.Strings("hosts")
	if len(hosts) == 0 || l.URL == "" {
		return ""
	}
	if host := hostname(l.URL); host != "" && checks.Match(p.Site, hosts, host) {
		return "is on a host that readers must not be sent to"
	}
	return ""
}

func hostname(address string) string {
	host := hostPort(address)
	if i := strings.LastIndexByte(host, ':'); i >= 0 && !strings.HasSuffix(host, "]") {
		host = host[:i]
	}
	return strings.TrimSuffix(strings.ToLower(strings.Trim(host, "[]")), ".")
}

// hostPort is the host of an absolute address with its port, as written.
func hostPort(address string) string {
	_, rest, ok := strings.Cut(address, "://")
	if !ok {
		return ""
	}
	for i := range len(rest) {
		if c := rest[i]; c == '/' || c == '?' || c == '#' {
			rest = rest[:i]
			break
		}
	}
	return rest[strings.LastIndexByte(rest, '@')+1:]
}

// decoded is s without percent-encoding, or s where that is faulty.
func decoded(s string) string {
	if plain, err := url.PathUnescape(s); err == nil {
		return plain
	}
	return s
}
