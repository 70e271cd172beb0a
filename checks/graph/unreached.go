package graph

import (
	"fmt"
	"slices"
	"strings"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/crawler"
	"github.com/healthusias/rounds/crawler/trap"
)

// Unreached reports what the crawl knows of and did not read.
var Unreached = &checks.Check{
	ID:       "graph/unreached",
	Title:    "addresses of the site were not read",
	Severity: checks.Notice,
	Doc: checks.Doc{
		What: "Addresses of the site that the crawl knows and did not ask for: because of the page limit, of a robots.txt that forbids them or could not be read, or because they are part of a trap (graph/trap). " +
			"One finding for each reason, with the number of addresses and three of them.",
		Why:     "Whatever is wrong there is in no report.",
		Example: "--max-pages 500 on a site of 800 pages leaves 300 of them unread",
		Fix:     "raise the limit, allow the crawler in robots.txt, or accept that these pages are not judged",
		Sources: []string{"RFC 9309"},
	},
	Site: func(p *checks.Pass) {
		for _, r := range []struct{ reason, what, fix string }{
			{"limit", "the limit of pages was reached", "raise --max-pages"},
			{"robots", "of robots.txt", "allow the crawler in robots.txt, mend it where it could not be read, or use --ignore-robots on a site of your own"},
			{"trap", "they go on without end", "mend the trap that graph/trap reports, or raise its limit in network.traps"},
		} {
			left := leftOut(p.Site, r.reason)
			if len(left) == 0 {
				continue
			}
			p.Report(checks.Finding{
				Message:  fmt.Sprintf("%s not read because %s, such as %q", addresses(len(left)), r.what, p.Site.Short(left[0])),
				Fix:      r.fix,
				Evidence: checks.Evidence{Code: r.reason, Path: left[:min(3, len(left))]},
			})
		}
	},
}

// leftOut lists the addresses of the site that were skipped for a reason, sorted.
func leftOut(site *crawler.Site, reason string) (addresses []string) {
	for i := range site.Len() {
		u := site.URL(crawler.ID(i))
		if u.State == crawler.Skipped && u.Internal && (u.Reason == reason || reason == "trap" && trap.Of(u.Reason) != "") {
			addresses = append(addresses, u.Address)
		}
	}
	slices.SortFunc(addresses, strings.Compare)
	return addresses
}
