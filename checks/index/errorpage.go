package index

import (
	"fmt"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/crawler"
)

// ErrorPage200 reports hosts for which nothing is missing.
var ErrorPage200 = &checks.Check{
	ID:       "index/error-page-200",
	Title:    "addresses that do not exist answer 200",
	Severity: checks.Error,
	Partial:  true,
	Doc: checks.Doc{
		What: "Each host of the site is asked for two pages whose names cannot exist; both answered 200. Not asked are a directory, a list of pages, and " +
			"what robots.txt forbids.",
		Why: "A mistyped or outdated address looks like a page: search engines list any number of copies of it, no link checker can find a broken link, and a reader who " +
			"follows one does not learn that the advice is gone.",
		Example: "GET /no-such-page/ -> HTTP/1.1 200 OK, where it should be HTTP/1.1 404 Not Found",
		Fix:     "answer 404 to addresses that do not exist; an application that routes in the browser needs the list of its routes on the server",
		Sources: []string{"RFC 9110 15.5.5", "https://developers.google.com/search/docs/crawling-indexing/http-network-errors#soft-404-errors"},
	},
	Site: func(p *checks.Pass) {
		seen := map[*crawler.Missing]bool{}
		for _, id := range p.Site.Pages() {
			m := p.Site.Missing(p.Site.URL(id).Address)
			if m == nil || m.Status != 200 || seen[m] {
				continue
			}
			seen[m] = true
			p.Report(checks.Finding{
				Subject:  m.Addresses[0],
				Message:  fmt.Sprintf("%s and %s answer 200, and nobody has made such pages", short(p, m.Addresses[0]), short(p, m.Addresses[1])),
				Evidence: checks.Evidence{HTTP: m.Status, Snippet: m.Title, Path: m.Addresses},
			})
		}
	},
}
