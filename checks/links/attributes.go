package links

import (
	"fmt"
	"slices"
	"strings"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/crawler"
	"github.com/healthusias/rounds/crawler/page"
)

// NofollowInternal reports links by which a site disowns its own pages.
var NofollowInternal = &checks.Check{
	ID:       "links/nofollow-internal",
	Title:    "a link of the site to itself is nofollow",
	Severity: checks.Warning,
	Partial:  true,
	Doc: checks.Doc{
		What:    "A link to a page of this site with `rel=nofollow`.",
		Why:     "It tells search engines not to trust the site's own page, and what rank the link would pass is lost.",
		Example: "<a rel=\"nofollow\" href=\"/about/\">",
		Fix:     "remove nofollow; to keep a page out of search results, use noindex on that page",
		Sources: []string{"https://developers.google.com/search/docs/crawling-indexing/qualify-outbound-links"},
	},
	Page: func(p *checks.Pass) {
		each(p, func(i int, l *page.Link) {
			id := p.Page.Links[i]
			if l.Rel != "" && l.Navigates() && id != crawler.None && p.Site.URL(id).Internal && has(l.Rel, "nofollow") {
				p.ReportLink(i, checks.Finding{Message: fmt.Sprintf("the link to %s is nofollow", target(p, l))})
			}
		})
	},
}

// has reports whether a rel attribute has a token.
func has(rel, token string) bool {
	return slices.Contains(strings.Fields(strings.ToLower(rel)), token)
}

// BlankNoOpener reports windows that may steer the page they came from.
var BlankNoOpener = &checks.Check{
	ID:       "links/blank-no-opener",
	Title:    "a link lets the page it opens steer this one",
	Severity: checks.Notice,
	Partial:  true,
	Options: []checks.Option{
		{Name: "old_browsers", Default: false, Doc: "also report links to other sites with target=_blank and without noopener, as browsers before 2021 need it"},
	},
	Doc: checks.Doc{
		What:    "A link to another site with `target=_blank` and `rel=opener`.",
		Why:     "The page that opens can lead the page behind it somewhere else, such as to a copy that asks for a password.",
		Example: "<a target=\"_blank\" rel=\"opener\" href=\"https://shop.example/\">",
		Fix:     "remove opener from rel, or write noopener",
		Sources: []string{"https://html.spec.whatwg.org/multipage/links.html#link-type-noopener"},
	},
	Page: func(p *checks.Pass) {
		old := p.Bool("old_browsers")
		each(p, func(i int, l *page.Link) {
			id := p.Page.Links[i]
			if !l.Navigates() || id == crawler.None || p.Site.URL(id).Internal || !strings.EqualFold(l.Target, "_blank") {
				return
			}
			safe := has(l.Rel, "noopener") || has(l.Rel, "noreferrer")
			switch {
			case has(l.Rel, "opener") && !safe:
				p.ReportLink(i, checks.Finding{Message: fmt.Sprintf("the window that opens %s may steer this page", target(p, l))})
			case old && !safe:
				p.ReportLink(i, checks.Finding{Message: fmt.Sprintf("the link to %s has target=_blank and no noopener", target(p, l))})
			}
		})
	},
}

// TooMany reports pages with more links than anybody reads.
var TooMany = &checks.Check{
	ID:       "links/too-many",
	Title:    "the page has too many links",
	Severity: checks.Notice,
	Partial:  true,
	Options: []checks.Option{
		{Name: "max", Default: 300, Doc: "links that a page may have"},
		{Name: "max_external", Default: 100, Doc: "links to other hosts that a page may have"},
	},
	Doc: checks.Doc{
		What:    "The page has more links that readers can follow than the options allow, in all or to other hosts.",
		Why:     "A reader finds nothing among hundreds of links, and each passes on next to no rank.",
		Example: "a list of 400 articles on one page",
		Fix:     "divide the page, or keep the links that matter",
		Sources: []string{"https://developers.google.com/search/docs/fundamentals/seo-starter-guide"},
	},
	Page: func(p *checks.Pass) {
		total, external := 0, 0
		each(p, func(i int, l *page.Link) {
			if id := p.Page.Links[i]; id != crawler.None && l.Navigates() {
				total++
				if !p.Site.URL(id).Internal {
					external++
				}
			}
		})
		if limit := p.Int("max"); total > limit {
			p.Report(checks.Finding{Message: fmt.Sprintf("%d links stand on the page, more than %d", total, limit), Evidence: checks.Evidence{Code: "all"}})
		}
		if limit := p.Int("max_external"); external > limit {
			p.Report(checks.Finding{Message: fmt.Sprintf("%d links lead to other hosts, more than %d", external, limit), Evidence: checks.Evidence{Code: "external"}})
		}
	},
}
