package trust

import (
	"fmt"
	"slices"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/crawler"
	"github.com/healthusias/rounds/crawler/page"
)

// ClaimUnsourced reports findings of research, of experts or in numbers that have no source.
var ClaimUnsourced = &checks.Check{
	ID:       "trust/claim-unsourced",
	Title:    "a claim has no source",
	Severity: checks.Warning,
	Kinds:    []crawler.Kind{crawler.Article},
	Options: []checks.Option{
		{Name: "max_reported", Default: 5, Doc: "claims of one page that are reported one by one"},
		{Name: "template_pages", Default: 3, Doc: "pages from which on the same sentence counts as template"},
		trustedSources, weakSources,
	},
	Text: true,
	Doc: checks.Doc{
		What: "A sentence tells what studies, experts or numbers say, and neither its paragraph nor a line right behind it gives a source: no link to another site, no citation mark, no identifier, no \"Source:\". " +
			"One such sentence on a page is a notice. Questions, headings, quotations and negations do not count. Sub-codes: `claim-not-inline-cited` (a notice, once per page: the page has a list of sources " +
			"but no marks that say which source belongs where), `template-claim-unsourced` (the same sentence on three pages or more, reported once for the site).",
		Why:     "\"Studies suggest\" without a study asks for trust and gives nothing to verify. It is the commonest way in which doubtful claims look sound.",
		Example: "<p>Studies suggest that walking helps.</p>\n<p>A <a href=\"https://doi.org/10.1016/…\">review of 24 trials</a> found that walking helps a little.</p>    good",
		Fix:     "link the study, guideline or statistic behind the sentence, or say it as your own view",
		Sources: []string{jama, honAttribution, discern},
	},
	Gather: func(p *checks.Pass) any { return gatherClaims(p) },
	Site:   judgeClaims,
}

// claimed is what one page claims without a source.
type claimed struct {
	page   crawler.ID
	claims []page.Statement
	keys   []string // of each claim, what makes it the same sentence on another page
	listed bool     // there is a list of sources, and nothing refers to it
}

func gatherClaims(p *checks.Pass) any {
	f := p.Page.Facts
	c := &claimed{page: p.Page.Head.ID, listed: len(f.Markers) == 0}
	for _, s := range assertedClaims(f) {
		key := page.PlainText(s.Text)
		switch {
		case s.Sourced == "" && !slices.Contains(c.keys, key):
			c.claims, c.keys = append(c.claims, *s), append(c.keys, key)
		case s.Sourced != "" && s.Sourced != "link" && s.Sourced != "source-line":
			c.listed = false
		}
	}
	if len(c.claims) == 0 || !heldToHealth(p) {
		return nil
	}
	c.listed = c.listed && goodList(p)
	return c
}

// judgeClaims takes what the template says on many pages out of them, and reports the rest page by page.
func judgeClaims(p *checks.Pass) {
	where := map[string][]*claimed{}
	for _, g := range p.Gathered {
		c := g.Value.(*claimed)
		for _, key := range c.keys {
			where[key] = append(where[key], c)
		}
	}
	for _, g := range p.Gathered {
		c := g.Value.(*claimed)
		on := p.On(c.page)
		var own []page.Statement
		for i, key := range c.keys {
			switch pages := where[key]; {
			case len(pages) < on.Int("template_pages"):
				own = append(own, c.claims[i])
			case pages[0] == c:
				reportTemplateClaim(p, &c.claims[i], pages)
			}
		}
		reportClaims(on, c, own)
	}
}

// reportTemplateClaim reports a sentence of many pages once, on the first of them.
func reportTemplateClaim(p *checks.Pass, s *page.Statement, pages []*claimed) {
	at := pages[0].page
	for _, c := range pages {
		if p.Site.Head(c.page).Kind == crawler.Article {
			at = c.page
			break
		}
	}
	e := spoken(s)
	e.Code = "template-claim-unsourced"
	for _, c := range pages[:min(3, len(pages))] {
		e.Path = append(e.Path, p.Site.URL(c.page).Address)
	}
	p.ReportAt(at, checks.Finding{
		Subject: s.Phrase, Evidence: e, Source: checks.At(s.Line, s.Col), Confidence: checks.Medium,
		Message: fmt.Sprintf("%q stands without a source in the same sentence on %s", s.Phrase, count(len(pages), "page")),
	})
}

func reportClaims(p *checks.Pass, c *claimed, own []page.Statement) {
	n := len(own)
	if n == 0 {
		return
	}
	f := checks.Finding{Severity: checks.Warning, Confidence: checks.Medium}
	switch {
	case c.listed:
		f.Severity, f.Evidence, f.Source = checks.Notice, spoken(&own[0]), checks.At(own[0].Line, own[0].Col)
		f.Evidence.Code = "claim-not-inline-cited"
		f.Message = fmt.Sprintf("the page lists sources, but %s without a mark that says which source it rests on", plural(n, "claim stands", "claims stand"))
		f.Fix = "put a mark or link behind each claim that leads to its source"
		p.ReportAt(c.page, f)
		return
	case n == 1:
		f.Severity = checks.Notice
	case n >= 5:
		f.Confidence = checks.High
	}
	for i := range own[:min(n, p.Int("max_reported"))] {
		s := &own[i]
		f.Subject, f.Evidence, f.Source = s.Phrase, spoken(s), checks.At(s.Line, s.Col)
		f.Message = fmt.Sprintf("%q has no source", s.Phrase)
		if n > 1 {
			f.Message += fmt.Sprintf(" (%d of %d such claims on the page)", i+1, n)
		}
		p.ReportAt(c.page, f)
	}
}

// plural is a number with what it says of one or of many.
func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
