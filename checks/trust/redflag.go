package trust

import (
	"slices"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/crawler"
	"github.com/healthusias/rounds/crawler/page"
	"github.com/healthusias/rounds/crawler/page/lazy"
)

// Standards about when to get help.
const (
	equip    = "EQIP (Ensuring Quality Information for Patients): alert signs that the patient may detect"
	nhsCards = "https://service-manual.nhs.uk/design-system/components/care-cards"
)

// RedFlagGuidanceMissing reports articles about a condition that never say when to get help.
var RedFlagGuidanceMissing = &checks.Check{
	ID:       "trust/red-flag-guidance-missing",
	Title:    "an article about a condition does not say when to get help",
	Severity: checks.Warning,
	Kinds:    []crawler.Kind{crawler.Article},
	Text:     true,
	Options: []checks.Option{
		{Name: "min_words", Default: 300, Doc: "shorter articles are left alone, in words of running text"},
	},
	Doc: checks.Doc{
		What: "An article about a condition or symptom, by its title and headings, has no heading such as \"When to see a doctor\" or \"Red flags\", no care card, " +
			"and no sentence that says when to see somebody or to call for help. A line in the page's footer does not count. News, product reviews and articles about prevention and lifestyle are left alone.",
		Why: "Who reads about a symptom wants to know whether it can wait. The few readers for whom it cannot are harmed by every article that leaves it open.",
		Example: "<h1>Sciatica: symptoms and causes</h1> … and no more\n\n" +
			"<h2>When to see a doctor</h2><p>Call 911 if you can no longer control your bladder …</p>    good",
		Fix:     "add a section that names the warning signs of this condition, and beside each where to turn and how fast",
		Sources: []string{equip, nhsCards},
	},
	Page: func(p *checks.Pass) {
		f := p.Page.Facts
		if !judgeable(f) || f.Words < p.Int("min_words") || !aboutCondition(f) || guides(f) {
			return
		}
		p.Report(checks.Finding{Confidence: checks.Medium, Message: "nothing on an article about a condition says when to get help"})
	},
}

// aboutCondition reports whether readers come to the article with a symptom.
func aboutCondition(f *page.Facts) bool {
	if !slices.Contains(f.SubKinds, "condition") {
		return false
	}
	return !slices.ContainsFunc(f.SubKinds, func(k string) bool { return k == "news" || k == "lifestyle" || k == "product-review" })
}

// occasion is what turns "see your doctor" into guidance: the sentence says when.
var occasion = lazy.MustCompile(`(?i)\b(?:if|when|unless|after|as soon as|soon|today|should you|any of)\b`)

// guides reports whether the page tells readers when to get help. Negated sentences do: "pain that does not settle calls for an ambulance".
func guides(f *page.Facts) bool {
	return slices.ContainsFunc(f.Statements, func(s page.Statement) bool {
		if s.Hidden || s.Region == page.RegionFooter || ofAuthor(f, &s) {
			return false
		}
		switch s.Kind {
		case page.CareHeading, page.EmergencyCare:
			return true
		case page.WeakCare:
			return f.Phrases != "en" || occasion.MatchString(s.Text)
		}
		return false
	})
}
