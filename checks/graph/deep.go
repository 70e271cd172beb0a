package graph

import (
	"fmt"
	"slices"
	"strings"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/crawler"
)

// Deep reports pages that are many clicks away.
var Deep = &checks.Check{
	ID:       "graph/deep",
	Title:    "the page is many clicks from the home page",
	Severity: checks.Warning,
	Partial:  true,
	Options: []checks.Option{
		{Name: "clicks", Default: 4, Doc: "clicks from the home page that a page may be away"},
	},
	Doc: checks.Doc{
		What: "The shortest way from the home page, over links that readers can follow, takes more clicks than the option allows. The way is shown; redirects cost no click. " +
			"Noindex pages and pages whose canonical is another page are left out.",
		Why:     "Few readers get there, and search engines visit it seldom: corrections to it are seen late.",
		Example: "/ -> /heart/ -> /heart/page/2/ -> /heart/page/3/ -> /heart/statins/ -> /heart/statins/dose/",
		Fix:     "link to it from its hub or pillar",
		Sources: []string{"https://developers.google.com/search/docs/crawling-indexing/links-crawlable"},
	},
	Site: func(p *checks.Pass) {
		if p.Site.Home == crawler.None {
			return
		}
		severity, confidence := claimed(p.Site, checks.Warning)
		ways := walk(p.Site)
		for _, id := range p.Site.Pages() {
			clicks := int(ways.clicks[id])
			if clicks < 0 || !standsForItself(p.Site.Head(id)) {
				continue
			}
			limit := p.On(id).Int("clicks")
			if clicks <= limit {
				continue
			}
			p.ReportAt(id, checks.Finding{
				Severity: severity, Confidence: confidence,
				Message:  fmt.Sprintf("the page is %d clicks from the home page, more than %d", clicks, limit),
				Evidence: checks.Evidence{Path: ways.to(p.Site, id)},
			})
		}
	},
}

// ways are the shortest ways from the home page to every page.
type ways struct {
	clicks []int32      // by ID; -1 where no way leads
	from   []crawler.ID // the page before it on the way
}

// walk goes over the site in breadth, from each page in the order of addresses, so that of several shortest ways it
// always finds the same one.
func walk(site *crawler.Site) ways {
	w := ways{clicks: make([]int32, site.Len()), from: make([]crawler.ID, site.Len())}
	for id := range w.clicks {
		w.clicks[id], w.from[id] = -1, crawler.None
	}
	w.clicks[site.Home] = 0
	level := []crawler.ID{site.Home}
	for clicks := int32(1); len(level) > 0; clicks++ {
		var next []crawler.ID
		for _, from := range level {
			site.Out(from, func(to crawler.ID, flags crawler.EdgeFlag) bool {
				if flags&crawler.EdgeFollow == 0 {
					return true
				}
				end, loop := to, false
				if site.URL(to).To != crawler.None {
					end, _, loop = site.Final(to)
				}
				if !loop && site.Head(end) != nil && w.clicks[end] < 0 {
					w.clicks[end], w.from[end] = clicks, from
					next = append(next, end)
				}
				return true
			})
		}
		slices.SortFunc(next, func(a, b crawler.ID) int { return strings.Compare(site.URL(a).Address, site.URL(b).Address) })
		level = next
	}
	return w
}

// to lists the addresses on the way to a page, the home page first.
func (w ways) to(site *crawler.Site, id crawler.ID) []string {
	var path []string
	for ; id != crawler.None; id = w.from[id] {
		path = append(path, site.URL(id).Address)
	}
	slices.Reverse(path)
	return path
}
