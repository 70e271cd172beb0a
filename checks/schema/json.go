package schema

import (
	"fmt"
	"strings"

	"github.com/healthusias/rounds/checks"
)

// JSONInvalid reports JSON-LD that no program reads.
var JSONInvalid = &checks.Check{
	ID:       "schema/json-invalid",
	Title:    "structured data does not parse",
	Severity: checks.Error,
	Doc: checks.Doc{
		What: "A script of type application/ld+json is no JSON: a trailing comma, a raw line break in a string, a missing bracket. Comments or CDATA marks around the whole are no fault. " +
			"An empty script is a warning, sub-code `empty`. A script too long to be judged is a notice, sub-code `too-long`.",
		Why:     "One character too many and search engines discard the whole block: author, dates and breadcrumbs with it. Nothing on the page shows it.",
		Example: "{\"@type\": \"Article\", \"headline\": \"Back pain\",}\n{\"@type\": \"Article\", \"headline\": \"Back pain\"}    good",
		Fix:     "mend the JSON at the place that is named; let a program write it, not a text template",
		Sources: []string{"RFC 8259", "https://www.w3.org/TR/json-ld11/", googlePolicies},
	},
	Page: func(p *checks.Pass) {
		for _, fault := range p.Page.Facts.DataFault {
			f := checks.Finding{Message: fmt.Sprintf("structured data is no JSON: %s", checks.Snippet(fault.Detail)), Evidence: script(""), Source: checks.At(fault.Line, 1)}
			if strings.HasPrefix(fault.Detail, "longer than") {
				f.Severity, f.Evidence.Code = checks.Notice, "too-long"
				f.Message = "structured data is " + fault.Detail + " and was not judged to its end"
			}
			if fault.Detail == "the script is empty" {
				f.Severity, f.Evidence.Code, f.Message = checks.Warning, "empty", "a script of structured data is empty"
			}
			p.Report(f)
		}
	},
}
