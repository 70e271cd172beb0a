package trust

import (
	"fmt"
	"slices"
	"strings"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/crawler"
	"github.com/healthusias/rounds/crawler/page"
	"github.com/healthusias/rounds/crawler/page/lazy"
)

// Standards about advice on treatments.
const (
	fdaStop      = "FDA: Don't stop taking your medicine without talking to a health care professional"
	discernRisks = "DISCERN question 11: risks of each treatment"
)

// StopTreatmentAdvice reports advice to give up a treatment.
var StopTreatmentAdvice = &checks.Check{
	ID:       "trust/stop-treatment-advice",
	Title:    "a text advises to stop a treatment",
	Severity: checks.Warning,
	Kinds:    []crawler.Kind{crawler.Article},
	Text:     true,
	Doc: checks.Doc{
		What: "A sentence tells readers to stop, quit or throw away a medicine, or puts something in the place of chemotherapy, surgery, insulin, antibiotics or a vaccine, and its paragraph sends nobody to a doctor. " +
			"\"Do not stop …\", questions, headings about alternatives, what others did (\"patients who stop\"), what is merely set beside a treatment (\"the forms rather than the surgery\"), what studies compared and what is said with may or might are left alone.",
		Why:     "Medicines that are stopped without a plan cause withdrawal, relapse and death. No article knows the reader's reasons to take one.",
		Example: "<p>After a week of this tea you can throw away your insulin.</p>\n<p>Do not stop taking your medicine without talking to your doctor.</p>    good",
		Fix:     "remove the sentence, or say that nobody should stop a treatment before talking to who prescribed it",
		Sources: []string{fdaStop, honComplement},
	},
	Page: func(p *checks.Pass) {
		for _, s := range p.Page.Facts.Said(page.StopTreatment) {
			if s.Asserted() && !s.Advised && advisesStop(s) && !ofAuthor(p.Page.Facts, s) {
				p.Report(checks.Finding{
					Confidence: checks.Medium,
					Message:    fmt.Sprintf("the text speaks for giving up a treatment: %q", checks.Snippet(s.Phrase)),
					Evidence:   evidence(s.Region, s.Selector, s.Text), Source: checks.At(s.Line, s.Col),
				})
			}
		}
	},
}

var (
	toldOfOthers = lazy.MustCompile(`\b(?:if|when|whenever|because|who|whom|whether|until|unless|reasons?|patients?|people|participants?|he|she|they|ask|asks|asked|risks? of|dangers? of|effects? of)\b|\b(?:before|after|since)\b.{0,12}$`)
	compared     = lazy.MustCompile(`\b(?:stud(?:y|ies)|trials?|compar\w+|received|given|offered|recommend\w*|surgeons?|doctors?|guidelines?|standard|approved)\b`)
)

// advisesStop reports whether a sentence about stopping a treatment is advice, and not a question or a report.
func advisesStop(s *page.Statement) bool {
	text := page.PlainText(s.Text)
	before, _, _ := strings.Cut(text, s.Phrase)
	if strings.HasSuffix(strings.TrimRight(text, ` "')`), "?") || toldOfOthers.MatchString(before) {
		return false
	}
	if s.Code != "instead" {
		return true
	}
	return !s.Heading && !s.Hedged && !compared.MatchString(text) && (!besides.MatchString(s.Phrase) || chosen.MatchString(before))
}

var (
	// besides are phrases that set two things side by side; only behind a word that tells readers to choose do they speak for one of them.
	besides = lazy.MustCompile(`^(?:instead of|rather than|in place of|better than)\b`)
	chosen  = lazy.MustCompile(`^\W*(?:just |simply |always )?(?:try|use|choose|take|drink|eat|pick|consider|go for|opt for|reach for|switch to|start with|buy|get)\b|` +
		`\b(?:you (?:can|could|should|must|need to)|why not|please|(?:i|we) (?:use|chose|choose|recommend|suggest)|heals?|cures?|works?|natural|naturally)\b`)
)

// DosageWithoutCaution reports doses without a word of caution.
var DosageWithoutCaution = &checks.Check{
	ID:       "trust/dosage-without-caution",
	Title:    "a dose is given without a word of caution",
	Severity: checks.Warning,
	Kinds:    []crawler.Kind{crawler.Article},
	Text:     true,
	Doc: checks.Doc{
		What: "An article about a medicine or supplement tells readers how much to take, and nowhere on the page stands a word about the label, a maximum, interactions, pregnancy, " +
			"who should not take it, or a doctor or pharmacist. Doses of studies and plain amounts are left alone.",
		Why:     "The right dose depends on weight, kidneys, pregnancy and the other medicines somebody takes. A number alone is copied.",
		Example: "<p>Take 400 mg of magnesium every evening.</p>\n<p>… Ask a pharmacist first if you take other medicines or have kidney disease.</p>    good",
		Fix:     "add what limits the dose: the maximum, who must not take it, interactions, and whom to ask",
		Sources: []string{discernRisks, "NHS standard for creating health content: medicines"},
	},
	Page: func(p *checks.Pass) {
		f := p.Page.Facts
		if !slices.Contains(f.SubKinds, "drug") && !slices.Contains(f.SubKinds, "nutrition-supplement") || cautions(f) {
			return
		}
		for _, s := range f.Said(page.Dosage) {
			if s.Code == "instruction" && s.Asserted() && s.Region.Content() && !s.Heading {
				p.Report(checks.Finding{
					Confidence: checks.Medium,
					Message:    fmt.Sprintf("a dose stands without a word of caution: %q", checks.Snippet(s.Text)),
					Evidence:   evidence(s.Region, s.Selector, s.Text), Source: checks.At(s.Line, s.Col),
				})
				return
			}
		}
	},
}

// cautions reports whether the page shows a word of caution: about the medicine, or one that sends readers to a clinician.
func cautions(f *page.Facts) bool {
	return slices.ContainsFunc(f.Statements, func(s page.Statement) bool {
		return !s.Hidden && !ofAuthor(f, &s) && (s.Kind == page.Caution || s.Kind == page.WeakCare || s.Advised)
	}) || slices.ContainsFunc(f.Disclaimers, func(d page.Disclaimer) bool { return !d.Hidden && d.Strength == page.DisclaimerSoft })
}
