package reports

import "github.com/healthusias/rounds/checks"

// fold gives the findings as a reader sees them: what is fixed left out, and of each template fault only the first page.
// It keeps the order.
func fold(findings []checks.Finding) []*checks.Finding {
	type fault struct {
		rule, kind, selector, subject string
		severity                      checks.Severity
	}
	seen := map[fault]bool{}
	folded := make([]*checks.Finding, 0, len(findings))
	for i := range findings {
		f := &findings[i]
		if f.Status == "fixed" {
			continue
		}
		if f.Template != nil {
			at := fault{f.Rule, f.Kind, f.Evidence.Selector, f.Subject, f.Severity}
			if seen[at] {
				continue
			}
			seen[at] = true
		}
		folded = append(folded, f)
	}
	return folded
}
