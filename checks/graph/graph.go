// Package graph holds the rules about the graph that the links of a site form: who is reached, and in how many clicks.
package graph

import (
	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/crawler"
)

// Checks is the family.
var Checks = []*checks.Check{Orphan, Deep, Trap, Unreached}

// whole reports whether the crawl saw the whole site. Where it did not, a link may be on a page that nobody read.
func whole(site *crawler.Site) bool {
	return site.Run.State == "complete" && len(site.Run.IncompleteBecause) == 0
}

// blind reports whether the links of the site are not known, because scripts would put them there. A single application, such as a planner, hides no
// part of the site.
func blind(site *crawler.Site) bool {
	return scripted(site, func(h *crawler.Head) bool { return h.Shell })
}

// framed reports whether scripts put a header, a navigation or a footer, and their links with it, into the pages.
func framed(site *crawler.Site) bool {
	return scripted(site, func(h *crawler.Head) bool { return h.Hollow })
}

// scripted reports whether scripts fill the home page, or more than a tenth of all pages, in some way.
func scripted(site *crawler.Site, filled func(*crawler.Head) bool) bool {
	if site.Home != crawler.None && site.Head(site.Home) != nil && filled(site.Head(site.Home)) {
		return true
	}
	pages := 0
	for _, id := range site.Pages() {
		if filled(site.Head(id)) {
			pages++
		}
	}
	return 10*pages > len(site.Pages())
}

// claimed is the severity of saying that something is not there: one step less where the site was not read completely, where scripts may put
// links, or where a link may lead through a rule of the host that was not followed.
func claimed(site *crawler.Site, severity checks.Severity) (checks.Severity, checks.Confidence) {
	if whole(site) && !framed(site) && len(site.Hosting.Unread) == 0 {
		return severity, checks.High
	}
	return checks.Lower(severity), checks.Low
}

// standsForItself reports whether search engines may list the page: it is neither noindex nor a copy of another page.
func standsForItself(h *crawler.Head) bool {
	return !h.NoIndex && (h.Canonical == crawler.None || h.Canonical == h.ID)
}
