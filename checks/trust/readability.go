package trust

import (
	"fmt"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/crawler"
	"github.com/healthusias/rounds/crawler/page"
)

// ReadabilityHard reports text that many patients cannot follow.
var ReadabilityHard = &checks.Check{
	ID:       "trust/readability-hard",
	Title:    "the text is hard to read",
	Severity: checks.Warning,
	Kinds:    []crawler.Kind{crawler.Article, crawler.Pillar, crawler.Hub},
	Text:     true,
	Options: []checks.Option{
		{Name: "max_grade", Default: 8.0, Doc: "school grade (United States) above which English text is reported"},
		{Name: "warn_grade", Default: 12.0, Doc: "school grade above which it is a warning"},
		{Name: "ignore_terms", Default: []string{}, Doc: "words that are not counted, such as names of medicines"},
	},
	Doc: checks.Doc{
		What: "English running text whose grade is above 8: the median of Flesch-Kincaid, SMOG, ARI and Coleman-Liau over at least 100 words and 10 sentences, " +
			"references, tables and short list items left out. Above grade 12 it is a warning. Other languages are measured, but not judged by grades.",
		Why: "Health bodies ask for texts at grade 6 to 8, and the popular pages about common diagnoses stand at 10 to 14. " +
			"A formula counts syllables and not sense: use it to find the pages to look at first.",
		Example: "Ischaemia precipitates myocardial decompensation.    hard\nToo little blood weakens the heart.                  good",
		Fix:     "shorten sentences, put the everyday word first and the term behind it",
		Sources: []string{"AMA and NIH: patient materials at grade 6 to 8", "McLaughlin: SMOG grading, Journal of Reading 12 (1969)", "https://service-manual.nhs.uk/content/health-literacy"},
	},
	Page: func(p *checks.Pass) {
		f := p.Page.Facts
		r := f.Readability
		if terms := p.Strings("ignore_terms"); len(terms) > 0 && f.Phrases == "en" {
			r = page.ReadWithout(f, p.Page.Blocks(), terms)
		}
		grade, ok := r.Grade()
		if !ok || f.Phrases != "en" || grade <= p.Float("max_grade") {
			return
		}
		severity := checks.Notice
		if grade > p.Float("warn_grade") {
			severity = checks.Warning
		}
		p.Report(checks.Finding{
			Severity: severity, Confidence: checks.Medium,
			Message: fmt.Sprintf("the text reads at grade %.1f (Flesch-Kincaid %.1f, SMOG %.1f, ARI %.1f, Coleman-Liau %.1f); the goal is %.0f",
				grade, r.Kincaid(), r.SMOG(), r.ARI(), r.Coleman(), p.Float("max_grade")),
		})
	},
}
