package links

import (
	"fmt"
	"strings"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/crawler"
	"github.com/healthusias/rounds/crawler/page"
)

// Insecure reports http links where https would do.
var Insecure = &checks.Check{
	ID:       "links/insecure",
	Title:    "a link gives up https",
	Severity: checks.Warning,
	Partial:  true,
	Doc: checks.Doc{
		What: "A link with http on a page with https, to this site; to another host it is a notice, and only where that host is known to serve the page with https too. " +
			"What a page loads with http is mixed content, another rule.",
		Why:     "The first request passes the network in the clear: which illness somebody reads about is nobody else's business.",
		Example: "<a href=\"http://health.example/hiv/\">    on https://health.example/\n<a href=\"https://health.example/hiv/\">   good",
		Fix:     "write the link with https",
		Sources: []string{"RFC 9110 17.1", "https://www.w3.org/TR/upgrade-insecure-requests/"},
	},
	Page: func(p *checks.Pass) {
		reportFate(p, insecure, func(l *page.Link, r route) *checks.Finding {
			return &checks.Finding{Message: fmt.Sprintf("%q is written with http on an https page", checks.Snippet(l.URL))}
		})
		reportFate(p, insecureAway, func(l *page.Link, r route) *checks.Finding {
			return &checks.Finding{Severity: checks.Notice, Message: fmt.Sprintf("%q is written with http though its host serves https", checks.Snippet(l.URL))}
		})
	},
}

// servesTLS reports whether the run has seen the page of an http address with https: it redirects there, or another link
// asked for it.
func servesTLS(site *crawler.Site, address string, r route) bool {
	bare, _, _ := strings.Cut(address, "#")
	twin := "https://" + strings.TrimPrefix(bare, "http://")
	if r.end.State == crawler.OK && r.end.Address == twin {
		return true
	}
	id := site.Lookup(twin)
	return id != crawler.None && site.URL(id).State == crawler.OK
}
