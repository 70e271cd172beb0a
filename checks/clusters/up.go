package clusters

import (
	"fmt"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/crawler"
)

// ArticleToPillar reports articles that do not lead back to their pillar.
var ArticleToPillar = &checks.Check{
	ID:       "clusters/article-to-pillar",
	Title:    "an article does not link to its pillar",
	Severity: checks.Error,
	Kinds:    []crawler.Kind{crawler.Article},
	Text:     true,
	Options: []checks.Option{
		{Name: "allow_nav", Default: false, Doc: "a link in the navigation, a breadcrumb included, is enough"},
	},
	Doc: checks.Doc{
		What: "An article whose own text has no link to the pillar that it belongs to. The finding says why it belongs there: as declared, by isPartOf, " +
			"breadcrumb or path, or because the pillar links to it. Links in navigation, header, footer and lists that half the site repeats do not count. " +
			"With within in the contract, a link that comes too far down does not count either (code late).",
		Why: "Who arrives from a search engine sees one article and needs the way to the whole topic in the text that is being read. A link in context also " +
			"tells search engines which page is the authority on the topic; a menu says the same of every page.",
		Example: "<p>Statins are one of several treatments.</p>\n" +
			"<p>Statins are one of several <a href=\"/heart/cholesterol/\">treatments for high cholesterol</a>.</p>   good",
		Fix: "link to the pillar where the text speaks of the wider topic",
		Sources: []string{
			"https://developers.google.com/search/docs/crawling-indexing/links-crawlable",
			"https://developers.google.com/search/docs/fundamentals/seo-starter-guide",
		},
	},
	Page: func(p *checks.Pass) { missingAbove(p, crawler.Pillar, p.Bool("allow_nav")) },
}

// PillarToHub reports pillars that do not lead back to their hub.
var PillarToHub = &checks.Check{
	ID:       "clusters/pillar-to-hub",
	Title:    "a pillar does not link to its hub",
	Severity: checks.Warning,
	Kinds:    []crawler.Kind{crawler.Pillar},
	Text:     true,
	Doc: checks.Doc{
		What: "A pillar whose own text has no link to the hub that it belongs to. The finding says why it belongs there.",
		Why: "The hub is where a reader finds the neighboring topics: the cause besides the treatment, the warning signs besides the exercises. " +
			"Without the link the cluster falls apart into single topics, for readers and for search engines.",
		Example: "<h1>Cholesterol</h1><p>What the numbers mean.</p>\n" +
			"<h1>Cholesterol</h1><p>Part of our <a href=\"/heart/\">guide to heart health</a>.</p>   good",
		Fix:     "link to the hub in the introduction or the closing section of the pillar",
		Sources: []string{"https://developers.google.com/search/docs/crawling-indexing/links-crawlable"},
	},
	Page: func(p *checks.Pass) { missingAbove(p, crawler.Hub, false) },
}

// missingAbove reports the pages of a kind that the page belongs to and does not link to.
func missingAbove(p *checks.Pass, kind crawler.Kind, allowNav bool) {
	bonds := ofKind(up(p), kind)
	rule, ok := p.Site.Contract.Clause(p.Page.Head.Kind, kind)
	if !ok || len(bonds) == 0 {
		return
	}
	if allowNav {
		rule.In = "any"
	}
	open, verdicts := read(p).unkept(bonds, rule)
	for i, b := range open {
		f := b.finding(p)
		lack := "does not link to it in its text"
		switch v := verdicts[i]; {
		case v.outcome == late:
			f.Evidence.Code = "late"
			p.ReportLink(v.link, lateLink(p, b, rule, f))
			continue
		case v.link >= 0:
			lack = "links to it only outside its text"
		case rule.In == "any":
			lack = "does not link to it"
		}
		f.Message = fmt.Sprintf("belongs to %s%s and %s", b.name(p), b.because(), lack)
		p.Report(f)
	}
}

func lateLink(p *checks.Pass, b bond, rule crawler.LinkRule, f checks.Finding) checks.Finding {
	f.Message = fmt.Sprintf("links to its %s only after the first %d %% of its text", b.name(p), rule.Within)
	f.Fix = fmt.Sprintf("link to the %s within the first %d %% of the text", b.kind, rule.Within)
	return f
}
