package checks

import (
	"hash/maphash"

	"github.com/healthusias/rounds/crawler"
)

// A fault of a template is one that stands in the same place on this share of the pages of its kind, and on this many.
const (
	templatePercent = 80
	templatePages   = 3
)

// place is where a fault stands on a page.
type place struct{ rule, kind, selector, subject string }

func placeOf(f *Finding) place { return place{f.Rule, f.Kind, f.Evidence.Selector, f.Subject} }

// groupTemplates marks sorted findings whose rule, kind, selector and subject repeat on most pages of the kind. A finding
// without a selector (something is missing) is never part of a template.
func groupTemplates(site *crawler.Site, findings []Finding) {
	need := map[string]int{} // by kind, how many pages a fault must stand on
	for _, id := range site.Pages() {
		need[string(site.Head(id).Kind)]++
	}
	for kind, pages := range need {
		need[kind] = max(templatePages, (pages*templatePercent+99)/100)
	}
	templates := frequent(findings, need)
	for i := range findings {
		f := &findings[i]
		if t := templates[placeOf(f)]; t != nil && t.Count >= max(templatePages, need[f.Kind]) {
			f.Template = &t.Template
		}
	}
}

// counted is a template in the making: the pages that have it, in order.
type counted struct {
	Template
	last string
}

// frequent counts the pages on which each place has a finding. Places that have too few findings are left out: most have one.
func frequent(findings []Finding, need map[string]int) map[place]*counted {
	seed := maphash.MakeSeed()
	counts := make(map[uint64]int32)
	for i := range findings {
		if f := &findings[i]; f.Evidence.Selector != "" {
			counts[maphash.Comparable(seed, placeOf(f))]++
		}
	}
	pages := make(map[place]*counted)
	for i := range findings {
		f := &findings[i]
		at := placeOf(f)
		if f.Evidence.Selector == "" || int(counts[maphash.Comparable(seed, at)]) < max(templatePages, need[f.Kind]) {
			continue
		}
		if pages[at] == nil {
			pages[at] = new(counted)
		}
		if c := pages[at]; c.last != f.Page {
			c.last = f.Page
			if c.Count++; c.Count <= templatePages {
				c.Examples = append(c.Examples, f.Page)
			}
		}
	}
	return pages
}
