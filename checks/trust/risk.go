package trust

import (
	"slices"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/crawler"
	"github.com/healthusias/rounds/crawler/page"
)

// TreatmentRiskMissing reports treatments that are praised only.
var TreatmentRiskMissing = &checks.Check{
	ID:       "trust/treatment-risk-missing",
	Title:    "the benefits of a treatment are told, its risks are not",
	Severity: checks.Notice,
	Kinds:    []crawler.Kind{crawler.Article},
	Options: []checks.Option{
		{Name: "min_benefits", Default: 3, Doc: "sentences about benefits from which on an article is judged"},
	},
	Text: true,
	Doc: checks.Doc{
		What: "An article about a treatment, a supplement or a drug has three sentences or more about what it does for you, and no word about side effects, risks, interactions, or who should not use it. " +
			"It is decided by single words: look at the article before you change it.",
		Why:     "Nobody can choose a treatment by its good sides alone. Each of the instruments that rate health texts asks whether the risks are told.",
		Example: "<p>Magnesium relaxes muscles, improves sleep and eases cramps.</p>\n<p>… Too much of it gives diarrhea; with kidney disease ask first.</p>    good",
		Fix:     "tell the risks and side effects of the treatment, and who should not use it",
		Sources: []string{discernRisk, "EQIP: risks and side effects are given"},
	},
	Page: func(p *checks.Pass) {
		f := p.Page.Facts
		if !slices.ContainsFunc(f.SubKinds, func(k string) bool { return k == "treatment" || k == "nutrition-supplement" || k == "drug" }) {
			return
		}
		inText := func(s *page.Statement) bool { return !s.Hidden && s.Region.Content() }
		benefits := slices.DeleteFunc(f.Said(page.Benefit), func(s *page.Statement) bool { return !inText(s) || s.Negated })
		if len(benefits) < max(1, p.Int("min_benefits")) || slices.ContainsFunc(f.Said(page.Risk), inText) {
			return
		}
		p.Report(checks.Finding{
			Confidence: checks.Low, Evidence: spoken(benefits[0]), Source: checks.At(benefits[0].Line, benefits[0].Col),
			Message: "the article tells what a treatment does for you, and nothing about its risks",
		})
	},
}
