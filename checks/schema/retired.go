package schema

import (
	"fmt"

	"github.com/healthusias/rounds/checks"
)

// retired are types whose rich results search engines have given up, with when.
var retired = map[string]string{
	"FAQPage": "7 May 2026", "HowTo": "13 September 2023", "ClaimReview": "12 June 2025", "CourseInfo": "12 June 2025", "EstimatedSalary": "12 June 2025",
	"LearningVideo": "12 June 2025", "SpecialAnnouncement": "12 June 2025", "VehicleListing": "12 June 2025",
}

// Retired reports markup that no longer earns what it was added for.
var Retired = &checks.Check{
	ID:       "schema/retired",
	Title:    "structured data of a type whose rich result is gone",
	Severity: checks.Notice,
	Doc: checks.Doc{
		What: "The page has structured data of a type for which Google no longer shows a rich result: FAQPage (since 7 May 2026, health sites included), HowTo (13 September 2023), and ClaimReview, CourseInfo, EstimatedSalary, " +
			"LearningVideo, SpecialAnnouncement and VehicleListing (12 June 2025). It remains valid schema.org. Health types such as MedicalCondition never had one.",
		Why:     "Markup that is kept for a display that does not come costs care on each change, and drifts from the text unseen.",
		Example: "{\"@type\": \"FAQPage\", \"mainEntity\": […]}",
		Fix:     "keep it only if something else reads it; otherwise remove it",
		Sources: []string{"https://developers.google.com/search/docs/appearance/structured-data/faqpage", "https://developers.google.com/search/blog/2023/08/howto-faq-changes", "https://developers.google.com/search/blog/2025/06/simplifying-search-results"},
	},
	Page: func(p *checks.Pass) {
		seen := map[string]bool{}
		for _, it := range itemsOf(p) {
			for _, t := range it.Types {
				if since := retired[t]; since != "" && !seen[t] {
					seen[t] = true
					p.Report(checks.Finding{Subject: t, Evidence: place(it.Node, ""), Message: fmt.Sprintf("structured data of type %s, whose rich result ended on %s", t, since)})
				}
			}
		}
	},
}
