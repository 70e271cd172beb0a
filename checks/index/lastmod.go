package index

import (
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/crawler"
	"github.com/healthusias/rounds/crawler/sitemap"
)

// SitemapLastmodFake reports dates that cannot be those of changes.
var SitemapLastmodFake = &checks.Check{
	ID:       "index/sitemap-lastmod-fake",
	Title:    "the dates of a sitemap are not those of changes",
	Severity: checks.Notice,
	Options: []checks.Option{
		{Name: "urls", Default: 20, Doc: "addresses with the same day from which on they are suspicious"},
		{Name: "percent", Default: 50, Doc: "share of a sitemap's dated addresses that must have that day"},
	},
	Doc: checks.Doc{
		What: "At least as many addresses of a sitemap as the options say have the same day as lastmod, as when the date is that of the build; or a lastmod is more " +
			"than a day in the future (future).",
		Why: "Search engines use lastmod where it has proved true. Dates that change with every build teach them to ignore all dates of the site; on a health " +
			"site they also pretend that advice was looked at.",
		Example: "<lastmod>2026-01-02</lastmod>   on all 600 pages",
		Fix:     "write the date of the last change that matters to a reader, or leave lastmod out",
		Sources: []string{"https://developers.google.com/search/docs/crawling-indexing/sitemaps/build-sitemap#additional-notes-about-xml-sitemaps", protocol},
	},
	Site: func(p *checks.Pass) {
		horizon := p.Site.Run.Started.Add(24 * time.Hour)
		for i := range listing(p).dates {
			d := &listing(p).dates[i]
			if day, n := d.commonest(); n >= p.Int("urls") && n*100 >= d.total*p.Int("percent") {
				p.Report(checks.Finding{
					Page: d.file.Address, Evidence: checks.Evidence{Snippet: day},
					Message: fmt.Sprintf("%d of %s were last changed on %s", n, count(d.total, "dated address", "dated addresses"), day),
				})
			}
			if d.last.After(horizon) {
				p.Report(checks.Finding{
					Page: d.file.Address, Source: checks.At(d.line, 1), Evidence: checks.Evidence{Code: "future", Snippet: d.raw},
					Message: fmt.Sprintf("a page was last changed on %s, which has not come yet", d.last.Format(time.DateOnly)),
				})
			}
		}
	},
}

// dates are those of one sitemap.
type dates struct {
	file  *crawler.Sitemap
	days  map[string]int
	total int
	last  time.Time // the latest, with its place
	line  int
	raw   string
}

func (d *dates) add(e *crawler.SitemapEntry) {
	if e.LastMod == "" {
		return
	}
	t, ok := sitemap.Date(e.LastMod, sitemap.Form(d.file.Form))
	if !ok {
		return
	}
	d.total++
	if len(e.LastMod) >= len(time.DateOnly) { // a month or a year is no day
		d.days[t.Format(time.DateOnly)]++
	}
	if t.After(d.last) {
		d.last, d.line, d.raw = t, e.Line, e.LastMod
	}
}

// commonest is the day that most addresses have, of several the first.
func (d *dates) commonest() (day string, n int) {
	for _, name := range slices.Sorted(maps.Keys(d.days)) {
		if d.days[name] > n {
			day, n = name, d.days[name]
		}
	}
	return day, n
}
