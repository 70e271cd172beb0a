package clusters

import (
	"fmt"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/crawler"
)

// PillarToArticle reports pillars that leave out an article.
var PillarToArticle = &checks.Check{
	ID:       "clusters/pillar-to-article",
	Title:    "a pillar does not link to one of its articles",
	Severity: checks.Error,
	Kinds:    []crawler.Kind{crawler.Pillar},
	Text:     true,
	Doc: checks.Doc{
		What: "A pillar whose own text has no link to an article that belongs to it: one finding for each such article. The finding says why it belongs there: " +
			"as declared, by isPartOf, breadcrumb or path, or because the article links up to the pillar.",
		Why: "A pillar promises the whole topic. An article that it does not list is found by nobody who reads the topic from the top, and search engines " +
			"learn of it late and think little of it.",
		Example: "<ul><li><a href=\"/heart/cholesterol/diet/\">Diet</a></li></ul>\n" +
			"<ul><li><a href=\"/heart/cholesterol/diet/\">Diet</a></li>\n    <li><a href=\"/heart/cholesterol/statins/\">Statins</a></li></ul>   good",
		Fix: "link to the article from the pillar",
		Sources: []string{
			"https://developers.google.com/search/docs/crawling-indexing/links-crawlable",
			"https://developers.google.com/search/docs/fundamentals/seo-starter-guide",
		},
	},
	Page: func(p *checks.Pass) { missingBelow(p, crawler.Article) },
}

// HubToPillar reports hubs that leave out a pillar.
var HubToPillar = &checks.Check{
	ID:       "clusters/hub-to-pillar",
	Title:    "a hub does not link to one of its pillars",
	Severity: checks.Error,
	Kinds:    []crawler.Kind{crawler.Hub},
	Text:     true,
	Doc: checks.Doc{
		What: "A hub whose own text has no link to a pillar that belongs to it: one finding for each such pillar. The finding says why it belongs there.",
		Why: "The hub is the table of contents of its topic. A pillar that it leaves out takes all its articles with it: they move one click further away " +
			"from everybody who begins at the hub.",
		Example: "<p>Read about <a href=\"/heart/cholesterol/\">cholesterol</a>.</p>\n" +
			"<p>Read about <a href=\"/heart/cholesterol/\">cholesterol</a> and <a href=\"/heart/rhythm/\">rhythm</a>.</p>   good",
		Fix:     "link to the pillar from the hub",
		Sources: []string{"https://developers.google.com/search/docs/crawling-indexing/links-crawlable"},
	},
	Page: func(p *checks.Pass) { missingBelow(p, crawler.Pillar) },
}

// missingBelow reports the pages of a kind that belong to the page and that it does not link to.
func missingBelow(p *checks.Pass, kind crawler.Kind) {
	bonds := ofKind(down(p), kind)
	rule, ok := p.Site.Contract.Clause(p.Page.Head.Kind, kind)
	if !ok || len(bonds) == 0 {
		return
	}
	open, verdicts := read(p).unkept(bonds, rule)
	for i, b := range open {
		f := b.finding(p)
		lack := "does not link to"
		switch v := verdicts[i]; {
		case v.outcome == late:
			f.Evidence.Code = "late"
			p.ReportLink(v.link, lateLink(p, b, rule, f))
			continue
		case v.link >= 0:
			lack = "links only outside its text to"
		}
		f.Message = fmt.Sprintf("%s %s, which belongs to it%s", lack, b.name(p), b.because())
		p.Report(f)
	}
}
