package crawler

import (
	"cmp"
	"slices"
	"strings"

	"github.com/healthusias/rounds/crawler/trap"
)

// Trap is a place where a server makes addresses up without end.
type Trap struct {
	Kind     trap.Kind
	Place    string // trap.Place of its addresses
	Skipped  int    // addresses that were not asked for
	Read     int    // pages of it that were read
	Examples []ID   // up to three, skipped ones first
	From     ID     // the first page, by address, that leads to the first example; None where only redirects do
}

// trapExamples is how many addresses show what a trap is like.
const trapExamples = 3

// Traps are the traps that the crawl met, sorted by kind and place.
func (s *Site) Traps() []Trap {
	skipped := map[trapKey][]ID{}
	for i := range s.urls {
		u := &s.urls[i]
		if kind := trap.Of(u.Reason); u.State == Skipped && kind != "" {
			key := trapKey{kind, trap.Place(kind, u.Address)}
			skipped[key] = append(skipped[key], ID(i))
		}
	}
	var traps []Trap
	for key, ids := range skipped {
		traps = append(traps, s.describe(Trap{Kind: key.kind, Place: key.place}, ids))
	}
	slices.SortFunc(traps, func(a, b Trap) int {
		return cmp.Or(strings.Compare(string(a.Kind), string(b.Kind)), strings.Compare(a.Place, b.Place))
	})
	return traps
}

func (s *Site) describe(t Trap, skipped []ID) Trap {
	byAddress := func(a, b ID) int { return strings.Compare(s.urls[a].Address, s.urls[b].Address) }
	slices.SortFunc(skipped, byAddress)
	t.Skipped, t.From = len(skipped), None
	t.Examples = append(t.Examples, skipped[:min(trapExamples, len(skipped))]...)
	for _, id := range s.pages {
		if !trap.Belongs(t.Kind, t.Place, s.urls[id].Address) {
			continue
		}
		t.Read++
		if len(t.Examples) < trapExamples {
			t.Examples = append(t.Examples, id)
		}
	}
	s.In(skipped[0], func(from ID, _ EdgeFlag) bool {
		if s.Head(from) != nil && (t.From == None || byAddress(from, t.From) < 0) {
			t.From = from
		}
		return true
	})
	return t
}

// trapKey tells one trap from another.
type trapKey struct {
	kind  trap.Kind
	place string
}
