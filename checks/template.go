package checks

import (
	"slices"

	"github.com/healthusias/rounds/crawler"
)

// A fault of a template is one that stands in the same place on this share of the pages of its kind, and on this many.
const (
	templatePercent = 80
	templatePages   = 3
)

// groupTemplates marks sorted findings whose rule, kind, selector and subject repeat on most pages of the kind. A finding
// without a selector (something is missing) is never part of a template.
func groupTemplates(site *crawler.Site, findings []Finding) {
	type place struct{ rule, kind, selector, subject string }
	placeOf := func(f *Finding) place { return place{f.Rule, f.Kind, f.Evidence.Selector, f.Subject} }

	pages := make(map[place][]string)
	for i := range findings {
		f := &findings[i]
		if at := placeOf(f); at.selector != "" && (len(pages[at]) == 0 || pages[at][len(pages[at])-1] != f.Page) {
			pages[at] = append(pages[at], f.Page)
		}
	}
	kinds := make(map[string]int)
	for _, id := range site.Pages() {
		kinds[string(site.Head(id).Kind)]++
	}
	for i := range findings {
		f := &findings[i]
		on := pages[placeOf(f)]
		if len(on) >= templatePages && len(on)*100 >= kinds[f.Kind]*templatePercent {
			f.Template = &Template{Count: len(on), Examples: slices.Clone(on[:templatePages])}
		}
	}
}
