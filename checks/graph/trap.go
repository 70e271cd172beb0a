package graph

import (
	"fmt"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/crawler"
	"github.com/healthusias/rounds/crawler/trap"
)

// Trap reports addresses without end.
var Trap = &checks.Check{
	ID:       "graph/trap",
	Title:    "links lead to addresses without end",
	Severity: checks.Warning,
	Partial:  true,
	Doc: checks.Doc{
		What: "The server makes addresses up, and the crawl left them out from a limit on: paths that pile onto themselves, calendars and numbered pages that go on without " +
			"anything new, combinations and orders of filters, session ids, copies of the page for missing addresses, endless subdomains. One finding for each trap, " +
			"with three addresses. Pages that a sitemap lists are always read. Where the addresses are pages of their own, raise the limit in network.traps: " +
			"pages, variants, repeats, depth or hosts; 0 is none.",
		Why:     "Search engines spend their visits on copies of nothing, and come less often to the pages that patients look for.",
		Example: `/events/2026/05/ -> /events/2026/06/ -> … -> /events/2031/07/, all of them "no events"; the cure is no link beyond the last event`,
		Fix:     "link only to pages that have content: end the calendar, make relative links begin with a slash, keep filters and sessions out of addresses, answer 404 to what is not there",
		Sources: []string{"https://developers.google.com/search/docs/crawling-indexing/url-structure", "https://developers.google.com/crawling/docs/faceted-navigation"},
	},
	Site: func(p *checks.Pass) {
		for _, t := range p.Site.Traps() {
			f := checks.Finding{
				Subject:  t.Place,
				Message:  fmt.Sprintf("%s: %s not asked for, %s read, such as %q", made[t.Kind], addresses(t.Skipped), pages(t.Read), p.Site.Short(p.Site.URL(t.Examples[0]).Address)),
				Fix:      cure[t.Kind] + "; if these are pages of their own, raise network.traps." + setting[t.Kind],
				Evidence: checks.Evidence{Code: string(t.Kind)},
			}
			for _, id := range t.Examples {
				f.Evidence.Path = append(f.Evidence.Path, p.Site.URL(id).Address)
			}
			if t.From == crawler.None {
				p.Report(f)
			} else {
				p.ReportAt(t.From, f)
			}
		}
	},
}

// made says how each kind of trap makes its addresses.
var made = map[trap.Kind]string{
	trap.Repeat:   "one folder comes over and over",
	trap.Depth:    "folders stand in folders without end",
	trap.Calendar: "the dates go on without anything new",
	trap.Series:   "the numbers go on without anything new",
	trap.Facets:   "filters are combined and reordered without end",
	trap.Session:  "each visit gets an address of its own for the same page",
	trap.Wildcard: "the host answers any address with the same page, and its links lead on",
	trap.Hosts:    "links lead to ever more subdomains",
}

// cure is what to do about each kind.
var cure = map[trap.Kind]string{
	trap.Repeat:   "begin the relative link with a slash",
	trap.Depth:    "begin the relative link with a slash",
	trap.Calendar: "link to no date beyond the first and last event",
	trap.Series:   "link to no page beyond the last one",
	trap.Facets:   "link to no combination of filters, or give them to scripts instead of addresses",
	trap.Session:  "keep the session in a cookie, or name the parameter in site.normalize.strip_params",
	trap.Wildcard: "answer 404 to addresses that do not exist",
	trap.Hosts:    "answer only for the hosts that exist, and name those of the site in site.allow_hosts",
}

// setting is the key below network.traps that bounds each kind.
var setting = map[trap.Kind]string{
	trap.Repeat: "repeats", trap.Depth: "depth", trap.Calendar: "pages", trap.Series: "pages", trap.Facets: "variants",
	trap.Session: "pages", trap.Wildcard: "pages", trap.Hosts: "hosts",
}

func addresses(n int) string {
	if n == 1 {
		return "1 address was"
	}
	return fmt.Sprintf("%d addresses were", n)
}

func pages(n int) string {
	if n == 1 {
		return "1 page was"
	}
	return fmt.Sprintf("%d pages were", n)
}
