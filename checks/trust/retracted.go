package trust

import (
	"fmt"
	"slices"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/crawler"
	"github.com/healthusias/rounds/crawler/page"
)

// CitationRetracted reports papers that were withdrawn.
var CitationRetracted = &checks.Check{
	ID:       "trust/citation-retracted",
	Title:    "an article cites a retracted paper",
	Severity: checks.Error,
	Kinds:    []crawler.Kind{crawler.Article},
	Doc: checks.Doc{
		What: "A cited DOI or PubMed number is that of a paper which its journal has retracted, as the list says that `--retractions FILE.csv` (or trust.retractions in the configuration) names; without a list nothing is compared. " +
			"An expression of concern or a correction is a warning (sub-codes `concern`, `correction`). A paper that was reinstated is fine. Where the words around the citation speak of a retraction it is a notice (sub-code `about-retraction`), " +
			"and a warning where another part of the page does.",
		Why:     "A retracted paper proves nothing, and much bad advice lives on in papers that were withdrawn long ago.",
		Example: "<a href=\"https://doi.org/10.1016/S0140-6736(97)11096-0\">    retracted in 2010",
		Fix:     "remove the paper and what rests on it alone, or say that it was retracted",
		Sources: []string{"https://gitlab.com/crossref/retraction-watch-data", "COPE: Retraction guidelines, https://doi.org/10.24318/cope.2019.1.4"},
	},
	Page: func(p *checks.Pass) {
		f := p.Page.Facts
		var reported []string
		for i := range f.Identifiers {
			id := &f.Identifiers[i]
			notice, found := p.Retractions.Find(id.Kind, id.Value)
			if !found || !publication(id) || slices.Contains(reported, id.Value) {
				continue
			}
			reported = append(reported, id.Value)
			reportRetracted(p, id, notice)
		}
	},
}

// withdrawn words what a notice means, with its sub-code.
var withdrawn = map[checks.Nature][2]string{
	checks.Retracted: {"was retracted", ""},
	checks.Doubted:   {"has an expression of concern", "concern"},
	checks.Corrected: {"was corrected", "correction"},
}

func reportRetracted(p *checks.Pass, id *page.Identifier, notice checks.Retraction) {
	f := p.Page.Facts
	words := withdrawn[notice.Nature]
	e := evidence(id.Region, "", id.Raw)
	if id.Link >= 0 {
		e.Selector = f.Links[id.Link].Selector.String()
	}
	e.Code = words[1]
	found := checks.Finding{Subject: subjectOf(id), Source: checks.At(id.Line, id.Col)}
	switch {
	case id.About == "retraction":
		found.Severity, e.Code = checks.Notice, "about-retraction"
	case notice.Nature != checks.Retracted, len(f.Said(page.Retracted)) > 0:
		found.Severity = checks.Warning
	}
	found.Evidence = e
	found.Message = fmt.Sprintf("the cited paper %q %s", found.Subject, words[0])
	if !notice.Date.IsZero() {
		found.Message += " on " + notice.Date.Format("2 January 2006")
	}
	if notice.DOI != "" {
		found.Message += fmt.Sprintf(" (notice: doi %q)", notice.DOI)
	}
	p.Report(found)
}

// subjectOf names an identifier as readers write it.
func subjectOf(id *page.Identifier) string {
	if id.Kind == "pmid" {
		return "PMID " + id.Value
	}
	return id.Value
}
