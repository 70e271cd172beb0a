package graph

import (
	"fmt"
	"regexp"
	"slices"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/crawler"
)

// Orphan reports pages that nobody finds by reading.
var Orphan = &checks.Check{
	ID:       "graph/orphan",
	Title:    "no page of the site links to this page",
	Severity: checks.Error,
	Partial:  true,
	Options: []checks.Option{
		{Name: "allow", Default: []string{}, Doc: "globs of pages that need no link, such as landing pages of a campaign"},
	},
	Doc: checks.Doc{
		What: "A page that the sitemap or the directory lists and no other page of the site links to. Redirects are followed, and links to a copy that names the page as canonical count; a page's links to itself do not count. " +
			"Left out are the home page, start pages, pages that thank for a sent form, error pages, noindex pages, pages whose canonical is another page, and the files by which search engines " +
			"verify who owns a site. After an incomplete crawl, and where scripts put the header, the navigation or the footer into the pages or more than a quarter of all pages has no link, it is a warning. Where scripts fill the home page, or more than a tenth of all pages, nothing can be told.",
		Why:     "Readers cannot find it, and search engines take it for unimportant.",
		Example: "/heart/statins/ is in sitemap.xml, and no page has <a href=\"/heart/statins/\">",
		Fix:     "link to it from the page that introduces its topic, or remove it",
		Sources: []string{"https://developers.google.com/search/docs/crawling-indexing/links-crawlable"},
	},
	Site: func(p *checks.Pass) {
		if blind(p.Site) {
			return
		}
		severity, confidence := claimed(p.Site, checks.Error)
		var orphans []crawler.ID
		for _, id := range p.Site.Pages() {
			if couldBeOrphan(p.Site, id) && !linked(p.Site, id) && !reached.MatchString(p.Site.URL(id).Address) {
				orphans = append(orphans, id)
			}
		}
		if len(orphans) >= manyOrphans && 4*len(orphans) > len(p.Site.Pages()) {
			severity, confidence = checks.Warning, checks.Low
		}
		for _, id := range orphans {
			if checks.Match(p.Site, p.On(id).Strings("allow"), p.Site.URL(id).Address) {
				continue
			}
			p.ReportAt(id, checks.Finding{
				Severity: severity, Confidence: confidence,
				Message: fmt.Sprintf("none of the %d other pages that were read links here; the page is known because it is listed", len(p.Site.Pages())-1),
			})
		}
	},
}

// manyOrphans is how many pages without a link, if they are also more than a quarter of the site, make it likely that scripts link them.
const manyOrphans = 10

// reached matches addresses of pages that forms lead to once they are sent, and of those that a server sends with an error.
var reached = regexp.MustCompile(`(?i)/(?:thank-?you|thanks|danke|gracias|merci|grazie|obrigad[oa]|terima-kasih|bedankt|confirmation|success|40[0-9]|50[0-9]|offline|maintenance)(?:-\w+)?(?:/|\.html?)?$`)

// couldBeOrphan reports whether a page should be linked to and is known by other means than a link.
func couldBeOrphan(site *crawler.Site, id crawler.ID) bool {
	if !site.URL(id).Listed || id == site.Home || site.Head(id).Kind == crawler.Home || !standsForItself(site.Head(id)) {
		return false
	}
	return !slices.ContainsFunc(site.Start, func(start crawler.ID) bool {
		end, _, _ := site.Final(start)
		return start == id || end == id
	})
}

// linked reports whether another page of the site leads readers to id, straight, through redirects or to a copy that names id as canonical.
func linked(site *crawler.Site, id crawler.ID) bool {
	seen := []crawler.ID{id}
	for i := 0; i < len(seen); i++ {
		found := false
		site.In(seen[i], func(from crawler.ID, flags crawler.EdgeFlag) bool {
			switch {
			case slices.Contains(seen, from):
			case flags&crawler.EdgeDeclare != 0 && site.Head(from) != nil && site.Head(from).Canonical == seen[i]:
				seen = append(seen, from)
			case flags&crawler.EdgeFollow == 0:
			case site.Head(from) != nil:
				found = true
			case site.URL(from).State == crawler.Redirect:
				seen = append(seen, from)
			}
			return !found
		})
		if found {
			return true
		}
	}
	return false
}
