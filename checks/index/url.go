package index

import (
	"fmt"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/crawler"
)

// SitemapURLBroken reports listed addresses that lead nowhere.
var SitemapURLBroken = &checks.Check{
	ID:       "index/sitemap-url-broken",
	Title:    "a sitemap lists an address that does not work",
	Severity: checks.Error,
	Doc: checks.Doc{
		What:    "An address of the site in a sitemap answers with an error, is a redirect that never ends, or is no address that can be asked for (malformed).",
		Why:     "Search engines are sent to a page that is gone. Where that happens often they trust the sitemap less.",
		Example: "<loc>https://health.example/gone/</loc>   # answers 404",
		Fix:     "remove the address from the sitemap, or bring the page back",
		Sources: []string{googleMaps, protocol},
	},
	Site: func(p *checks.Pass) {
		l := listing(p)
		for _, id := range l.order {
			if u := p.Site.URL(id); u.State == crawler.Broken {
				l.report(p, id, checks.Finding{Message: fmt.Sprintf("the sitemap lists %s, %s", short(p, u.Address), fault(u))})
			}
		}
		for _, s := range l.foreign {
			if !web(s.address) || p.Site.Own(hostOf(s.address)) {
				p.Report(checks.Finding{
					Page: s.at.file.Address, Subject: s.address, Source: s.at.source(), Evidence: checks.Evidence{Code: "malformed"},
					Message: fmt.Sprintf("the sitemap lists %q, which is no address of a page", checks.Snippet(s.address)),
				})
			}
		}
	},
}

// fault says how an address does not work.
func fault(u *crawler.URL) string {
	if u.Status/100 >= 4 {
		return fmt.Sprintf("which answers %d", u.Status)
	}
	return fmt.Sprintf("which does not work (%s)", u.Reason)
}

// SitemapURLRedirect reports listed addresses that are not those of their pages.
var SitemapURLRedirect = &checks.Check{
	ID:       "index/sitemap-url-redirect",
	Title:    "a sitemap lists an address that redirects",
	Severity: checks.Warning,
	Doc: checks.Doc{
		What:    "An address in a sitemap redirects. Where it ends is shown.",
		Why:     "A sitemap says which addresses are the right ones. One that redirects says two things at once.",
		Example: "<loc>https://health.example/old/</loc>   # redirects to /new/",
		Fix:     "list the address where the redirect ends",
		Sources: []string{googleMaps},
	},
	Site: func(p *checks.Pass) {
		l := listing(p)
		for _, id := range l.order {
			u := p.Site.URL(id)
			if u.State != crawler.Redirect {
				continue
			}
			end, hops, _ := p.Site.Final(id)
			f := checks.Finding{Message: fmt.Sprintf("the sitemap lists %s, which redirects to %s", short(p, u.Address), short(p, p.Site.URL(end).Address))}
			for _, hop := range hops {
				f.Evidence.Path = append(f.Evidence.Path, checks.Public(p.Site.URL(hop).Address))
			}
			l.report(p, id, f)
		}
	},
}

// SitemapURLNoindex reports listed pages that are not to be listed.
var SitemapURLNoindex = &checks.Check{
	ID:       "index/sitemap-url-noindex",
	Title:    "a sitemap lists a page that is noindex",
	Severity: checks.Error,
	Doc: checks.Doc{
		What:    "A page that a sitemap lists says noindex, in a meta element or the X-Robots-Tag header.",
		Why:     "One of the two is a mistake: either the page is lost to search engines or the sitemap advertises what is to be hidden.",
		Example: "<meta name=\"robots\" content=\"noindex\">   on a page in sitemap.xml",
		Fix:     "remove noindex if the page is to be found, else remove it from the sitemap",
		Sources: []string{"https://developers.google.com/search/docs/crawling-indexing/block-indexing", googleMaps},
	},
	Site: func(p *checks.Pass) {
		l := listing(p)
		for _, id := range l.order {
			if h := p.Site.Head(id); h != nil && h.NoIndex {
				l.report(p, id, checks.Finding{Message: fmt.Sprintf("the sitemap lists %s, which is noindex", short(p, p.Site.URL(id).Address))})
			}
		}
	},
}

// SitemapURLCanonicalized reports listed pages that name another address as theirs.
var SitemapURLCanonicalized = &checks.Check{
	ID:       "index/sitemap-url-canonicalized",
	Title:    "a sitemap lists a page whose canonical is another page",
	Severity: checks.Warning,
	Doc: checks.Doc{
		What:    "A page that a sitemap lists names another page as its canonical.",
		Why:     "Both are hints which address is the right one, and they contradict each other.",
		Example: "<link rel=\"canonical\" href=\"/heart/\">   on /heart/?print, which is in sitemap.xml",
		Fix:     "list the canonical address in the sitemap",
		Sources: []string{"https://developers.google.com/search/docs/crawling-indexing/consolidate-duplicate-urls"},
	},
	Site: func(p *checks.Pass) {
		l := listing(p)
		for _, id := range l.order {
			if to, ok := elsewhere(p.Site, id); ok {
				target := p.Site.URL(to).Address
				l.report(p, id, checks.Finding{
					Message:  fmt.Sprintf("the sitemap lists %s, whose canonical is %s", short(p, p.Site.URL(id).Address), short(p, target)),
					Evidence: checks.Evidence{Path: []string{checks.Public(target)}},
				})
			}
		}
	},
}

// elsewhere is the canonical of a page where that is another page.
func elsewhere(site *crawler.Site, id crawler.ID) (crawler.ID, bool) {
	h := site.Head(id)
	if h == nil || h.Canonical == crawler.None {
		return id, false
	}
	end, _, _ := site.Final(h.Canonical)
	return h.Canonical, h.Canonical != id && end != id
}

// SitemapURLBlocked reports listed addresses that search engines may not read.
var SitemapURLBlocked = &checks.Check{
	ID:       "index/sitemap-url-blocked",
	Title:    "a sitemap lists an address that robots.txt forbids",
	Severity: checks.Warning,
	Options:  agentOption,
	Doc: checks.Doc{
		What:    "robots.txt forbids an address in a sitemap to the crawler of the option. The line that decides is named.",
		Why:     "The sitemap invites a search engine to what robots.txt keeps it from: the page is not read.",
		Example: "Disallow: /heart/   and   <loc>https://health.example/heart/</loc>",
		Fix:     "allow the address in robots.txt, or remove it from the sitemap",
		Sources: []string{rfc9309 + " 2.2.2", googleMaps},
	},
	Site: func(p *checks.Pass) {
		l, agent := listing(p), p.String("agent")
		bans := forbidden(p, agent)
		for _, id := range l.order {
			if by, ok := bans[id]; ok {
				l.report(p, id, checks.Finding{
					Message:  fmt.Sprintf("the sitemap lists %s, which line %d of robots.txt forbids to %s: %q", short(p, p.Site.URL(id).Address), by.rule.Line, agent, by.rule),
					Evidence: checks.Evidence{Snippet: by.rule.String(), Path: []string{by.file}},
				})
			}
		}
	},
}

// SitemapURLForeign reports listed addresses of other sites.
var SitemapURLForeign = &checks.Check{
	ID:       "index/sitemap-url-foreign",
	Title:    "a sitemap lists an address of another site",
	Severity: checks.Warning,
	Doc: checks.Doc{
		What:    "An address in a sitemap is on a host that does not belong to the site.",
		Why:     "A sitemap counts for its own host only: the entry has no effect. Often it is a staging host that was left behind.",
		Example: "<loc>https://staging.health.example/heart/</loc>   in https://health.example/sitemap.xml",
		Fix:     "list addresses of the sitemap's own host only; if the host is yours, name it in site.allow_hosts",
		Sources: []string{protocol + "#location", googleMaps},
	},
	Site: func(p *checks.Pass) {
		for _, s := range listing(p).foreign {
			if web(s.address) && !p.Site.Own(hostOf(s.address)) {
				address := checks.Public(s.address)
				p.Report(checks.Finding{
					Page: s.at.file.Address, Subject: address, Source: s.at.source(),
					Message: fmt.Sprintf("the sitemap lists %q, which is not on a host of the site", checks.Snippet(address)),
				})
			}
		}
	},
}

// SitemapURLDuplicate reports addresses that are listed more than once.
var SitemapURLDuplicate = &checks.Check{
	ID:       "index/sitemap-url-duplicate",
	Title:    "sitemaps list an address more than once",
	Severity: checks.Notice,
	Doc: checks.Doc{
		What:    "An address stands more than once in a sitemap, or in several. The first two places are named.",
		Why:     "It is harmless as long as both entries say the same; with two dates search engines believe neither.",
		Example: "<url><loc>https://health.example/a/</loc></url><url><loc>https://health.example/a/</loc></url>",
		Fix:     "list each address once",
		Sources: []string{protocol},
	},
	Site: func(p *checks.Pass) {
		l := listing(p)
		for _, r := range l.repeated {
			u, before := p.Site.URL(r.id), l.first[r.id]
			p.Report(checks.Finding{
				Page: r.again.file.Address, Subject: u.Address, Source: r.again.source(), Evidence: checks.Evidence{Path: []string{before.file.Address}},
				Message: fmt.Sprintf("the sitemap lists %s, as does line %d of %s; it is listed %d times", short(p, u.Address), before.line, short(p, before.file.Address), r.times),
			})
		}
	},
}
