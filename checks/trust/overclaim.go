package trust

import (
	"fmt"
	"slices"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/crawler"
	"github.com/healthusias/rounds/crawler/page"
)

// Standards about claims for products and practices.
const (
	ftcHealth   = "FTC: Health Products Compliance Guidance (2022), https://www.ftc.gov/business-guidance/resources/health-products-compliance-guidance"
	eu1169      = "Regulation (EU) 1169/2011, Art. 7(3): food information attributes no property of curing a disease"
	honJustify  = "HONcode principle 5 (justifiability)"
	discernRisk = "DISCERN, question 11 (risks of each treatment)"
)

// CureClaim reports promises that something cures a disease.
var CureClaim = &checks.Check{
	ID:       "trust/cure-claim",
	Title:    "something is said to cure a disease",
	Severity: checks.Error,
	Kinds:    []crawler.Kind{crawler.Article, crawler.Product, crawler.Pillar, crawler.Hub},
	Text:     true,
	Doc: checks.Doc{
		What: "A clause says that something cures, heals, reverses, eliminates or gets rid of a disease. On a product page it is an error, elsewhere a warning; with may, might, could or can help a notice (sub-code `hedged`). " +
			"Negations, questions and quotations do not count, nor antibiotics, surgery, vaccines and the other treatments that do cure.",
		Why:     "A promised cure sells what does not work, and keeps people from what does. In the European Union food may not be said to cure a disease, in the United States such a claim needs controlled trials.",
		Example: "<p>Turmeric cures arthritis.</p>\n<p>Turmeric has been studied for the pain of arthritis; the trials are small.</p>    good",
		Fix:     "say what has been shown, for whom and how well, with the source",
		Sources: []string{eu1169, ftcHealth, honJustify},
	},
	Page: func(p *checks.Pass) {
		var reported []string
		for _, s := range p.Page.Facts.Said(page.Cure) {
			if !told(s) || slices.Contains(reported, s.Phrase) {
				continue
			}
			reported = append(reported, s.Phrase)
			f := checks.Finding{Severity: checks.Warning, Confidence: checks.Medium, Subject: s.Phrase, Evidence: spoken(s), Source: checks.At(s.Line, s.Col)}
			switch {
			case s.Hedged:
				f.Severity, f.Evidence.Code = checks.Notice, "hedged"
			case p.Page.Head.Kind == crawler.Product:
				f.Severity = checks.Error
			}
			f.Message = fmt.Sprintf("the page says that something %q", s.Phrase)
			p.Report(f)
		}
	},
}

// told reports whether a page tells its readers something in its own content, its title or its description.
func told(s *page.Statement) bool {
	return s.Asserted() && (s.Region.Content() || s.Region == page.RegionHead || s.Region == page.RegionHeader || s.Region == page.RegionAside)
}

// SensationalClaim reports promises that no treatment can keep.
var SensationalClaim = &checks.Check{
	ID:       "trust/sensational-claim",
	Title:    "the page promises too much",
	Severity: checks.Warning,
	Text:     true,
	Doc: checks.Doc{
		What: "A wording from a short list that no sober text uses of a treatment: miracle cure, guaranteed or instant relief, no side effects, doctors hate it, secret remedy, melts fat, detoxes your liver. " +
			"In the title, the first heading or the description of a page it is a warning, in the text and its lesser headings a notice. Negations and quotations do not count, and words such as game-changer or breakthrough are not on the list.",
		Why:     "Such words are the mark of advertising. Readers who believe them are harmed, those who do not stop believing the rest.",
		Example: "<h1>The miracle cure for your back</h1>\n<h1>What helps most backs</h1>    good",
		Fix:     "say what can be expected, by whom and after how long",
		Sources: []string{ftcHealth, honJustify},
	},
	Page: func(p *checks.Pass) {
		var reported []string
		for _, s := range p.Page.Facts.Said(page.Sensational) {
			if !told(s) || slices.Contains(reported, s.Phrase) {
				continue
			}
			reported = append(reported, s.Phrase)
			f := checks.Finding{Severity: checks.Notice, Confidence: checks.Medium, Subject: s.Phrase, Evidence: spoken(s), Source: checks.At(s.Line, s.Col)}
			f.Message = fmt.Sprintf("the text promises %q", s.Phrase)
			if where := headed(s); where != "" {
				f.Severity, f.Message = checks.Warning, fmt.Sprintf("%s promises %q", where, s.Phrase)
			}
			f.Evidence.Code = s.Code
			p.Report(f)
		}
	},
}

// headed names what a statement stands in that readers meet before the text, "" for the text itself.
func headed(s *page.Statement) string {
	switch {
	case s.Region == page.RegionHead:
		return "the title or description"
	case s.Heading && s.Selector.Last() == "h1":
		return "the first heading"
	}
	return ""
}
