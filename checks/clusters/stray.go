package clusters

import (
	"fmt"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/crawler"
)

// Stray reports articles without a pillar.
var Stray = &checks.Check{
	ID:       "clusters/stray",
	Title:    "an article belongs to no pillar",
	Severity: checks.Warning,
	Kinds:    []crawler.Kind{crawler.Article},
	Text:     true,
	Doc: checks.Doc{
		What: "An article that no pillar claims: no cluster of the configuration names it, neither isPartOf nor breadcrumb nor path leads to a pillar, and no " +
			"link in content joins the two, in either direction. Reported only on sites that have pillars.",
		Why: "An article outside every cluster competes with the site's own pages instead of supporting them, and its readers find no way on. Often its pillar " +
			"was renamed, or nobody owns it any more and its advice grows old.",
		Example: "/notes/school-bags/   linked from nowhere but the archive\n" +
			"/notes/school-bags/   listed by the pillar /back-pain/daily-life/, and linking back   good",
		Fix:     "link the article and its pillar to each other, or name its cluster in the configuration",
		Sources: []string{"https://developers.google.com/search/docs/fundamentals/seo-starter-guide"},
	},
	Site: func(p *checks.Pass) {
		inferred := p.Site.Contract.Inferred
		for _, id := range p.Site.Contract.Stray {
			f := checks.Finding{
				Severity: p.Check.Severity,
				Message:  "belongs to no pillar: neither isPartOf, breadcrumb and path nor a link in content joins it to one",
				Evidence: checks.Evidence{Inferred: inferred},
			}
			if inferred {
				f.Severity, f.Confidence = checks.Lower(f.Severity), checks.Medium
			}
			p.ReportAt(id, f)
		}
	},
}

// Siblings reports articles that do not lead to the articles beside them.
var Siblings = &checks.Check{
	ID:       "clusters/siblings",
	Title:    "an article links to too few articles of its pillar",
	Severity: checks.Notice,
	Kinds:    []crawler.Kind{crawler.Article},
	Text:     true,
	Doc: checks.Doc{
		What: "An article whose text links to fewer articles of its own pillar than the contract demands (structure.links, from article to article, scope " +
			"siblings), or to fewer than there are. Judged only where the configuration declares that clause.",
		Why:     "The next question of a reader is usually answered next door. Without the link the reader goes back to the search engine.",
		Example: "structure:\n  links:\n    - {from: article, to: article, rule: min, count: 2, scope: siblings}",
		Fix:     "link to the articles of the same pillar that answer the reader's next questions",
		Sources: []string{"https://developers.google.com/search/docs/crawling-indexing/links-crawlable"},
	},
	Page: judgeSiblings,
}

func judgeSiblings(p *checks.Pass) {
	rule, ok := p.Site.Contract.Clause(crawler.Article, crawler.Article)
	claims := p.Site.Contract.Pillars(p.Page.Head.ID)
	if !ok || len(claims) == 0 || p.Site.LeftOut(p.Page.Head.ID) {
		return
	}
	r := read(p)
	linked, all := 0, 0
	spec, _, _ := p.Site.Contract.Pillar(claims[0].Pillar)
	for _, m := range spec.Members {
		if m.ID == p.Page.Head.ID || p.Site.LeftOut(m.ID) {
			continue
		}
		all++
		if v := r.links(bond{to: m.ID}, rule); v.outcome == kept || v.outcome == faulty {
			linked++
		}
	}
	if want := needed(rule, all); linked < want {
		b := bond{to: claims[0].Pillar, kind: crawler.Pillar, primary: true, evidence: claims[0].Evidence.String()}
		f := b.finding(p)
		f.Subject = ""
		f.Message = fmt.Sprintf("links in its text to %d of the %d other articles of %s, %d wanted", linked, all, b.name(p), want)
		p.Report(f)
	}
}

// ArticleToHub reports articles from which the hub is far.
var ArticleToHub = &checks.Check{
	ID:       "clusters/article-to-hub",
	Title:    "an article does not reach its hub in two clicks",
	Severity: checks.Notice,
	Kinds:    []crawler.Kind{crawler.Article},
	Text:     true,
	Doc: checks.Doc{
		What: "An article from which no path of at most two links in content leads to the hub of its pillar. Judged only where the configuration declares the " +
			"clause (structure.links, from article to hub).",
		Why:     "Two clicks are the way up: article, pillar, hub. A reader who cannot go it meets a cluster without a way to the rest of the site.",
		Example: "structure:\n  links:\n    - {from: article, to: hub, rule: one, scope: parent}",
		Fix:     "link from the article to its pillar and from the pillar to the hub",
		Sources: []string{"https://developers.google.com/search/docs/crawling-indexing/links-crawlable"},
	},
	Page: judgeReach,
}

func judgeReach(p *checks.Pass) {
	_, ok := p.Site.Contract.Clause(crawler.Article, crawler.Hub)
	claims := p.Site.Contract.Pillars(p.Page.Head.ID)
	if !ok || len(claims) == 0 || claims[0].Hub == crawler.None || p.Site.LeftOut(p.Page.Head.ID) {
		return
	}
	hub, reached := claims[0].Hub, false
	p.Site.Out(p.Page.Head.ID, func(to crawler.ID, flags crawler.EdgeFlag) bool {
		end := p.Site.End(to)
		reached = flags&crawler.EdgeContent != 0 && (end == hub || p.Site.Edge(end, hub)&crawler.EdgeContent != 0)
		return !reached
	})
	if !reached {
		b := bond{to: hub, kind: crawler.Hub, primary: true}
		f := b.finding(p)
		f.Message = fmt.Sprintf("no path of two links in content leads to %s", b.name(p))
		p.Report(f)
	}
}
