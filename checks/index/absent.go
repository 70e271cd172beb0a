package index

import (
	"strings"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/crawler"
)

// SitemapPageAbsent reports pages that no sitemap lists.
var SitemapPageAbsent = &checks.Check{
	ID:       "index/sitemap-page-absent",
	Title:    "no sitemap lists the page",
	Severity: checks.Notice,
	Options: append(agentOption[:1:1],
		checks.Option{Name: "allow", Default: []string{}, Doc: "globs of pages that need not be listed"}),
	Doc: checks.Doc{
		What: "The site has sitemaps, all of them were read, and none lists this page, which search engines may list: it is not noindex, its canonical is not " +
			"another page, and robots.txt does not forbid it. Pages with a query and those that send readers on (meta refresh) are left out.",
		Why:     "Search engines learn later that the page is new or has changed.",
		Example: "/heart/statins/ is linked from /heart/, and sitemap.xml does not have it",
		Fix:     "add the page to the sitemap, or mark it noindex if it is not to be found",
		Sources: []string{googleMaps},
	},
	Gather: func(p *checks.Pass) any {
		if p.Page.Facts.Refresh != "" {
			return true
		}
		return nil
	},
	Site: func(p *checks.Pass) {
		l := listing(p)
		if !l.whole {
			return
		}
		sendsOn := map[crawler.ID]bool{}
		for _, g := range p.Gathered {
			sendsOn[g.Page] = true
		}
		for _, id := range p.Site.Pages() {
			if _, ok := l.first[id]; !ok && !sendsOn[id] && wantsListing(p.On(id), id) {
				p.ReportAt(id, checks.Finding{Message: "no sitemap lists the page"})
			}
		}
	},
}

// wantsListing reports whether search engines may list a page.
func wantsListing(p *checks.Pass, id crawler.ID) bool {
	address := p.Site.URL(id).Address
	if _, banned := forbidden(p, p.String("agent"))[id]; banned {
		return false
	}
	_, other := elsewhere(p.Site, id)
	return !other && !p.Site.Head(id).NoIndex && !strings.Contains(address, "?") && !checks.Match(p.Site, p.Strings("allow"), address)
}
