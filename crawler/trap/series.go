package trap

import "strings"

// series is one family of addresses that differ by dates or numbers alone.
type series struct {
	pages  levels
	prints []print
	rich   bool // it has had so much to say that it is no trap
}

// print is a look that a page of a family had, with the fewest clicks at which one did.
type print struct {
	look  uint64
	depth int32
}

// rich is how many different pages prove that a family has something to say.
const rich = 1000

// Family is the address with its dates, or without dates its numbers, left out; "" where it has neither.
func Family(address string) string {
	family, _ := fold(address)
	return family
}

// fold is the Family of an address, and whether it is one of dates.
func fold(address string) (family string, dated bool) {
	if strings.IndexFunc(address, func(r rune) bool { return '0' <= r && r <= '9' }) < 0 {
		return "", false
	}
	if f, ok := foldDates(address); ok {
		return f, true
	}
	origin, path, query := cut(address)
	folded, ok := foldNumbers(path)
	if query != "" {
		q, inQuery := foldNumbers(query)
		folded, ok = folded+"?"+q, ok || inQuery
	}
	if !ok {
		return "", false
	}
	return origin + folded, false
}

// seriesKind is the kind of trap that an address with a Family is part of.
func seriesKind(address string) Kind {
	if _, ok := foldDates(address); ok {
		return Calendar
	}
	return Series
}

// foldNumbers replaces each run of digits.
func foldNumbers(s string) (string, bool) {
	var b strings.Builder
	found := false
	for i := 0; i < len(s); i++ {
		if !digit(s[i]) {
			b.WriteByte(s[i])
			continue
		}
		for i+1 < len(s) && digit(s[i+1]) {
			i++
		}
		b.WriteByte('#')
		found = true
	}
	return b.String(), found
}

func digit(c byte) bool { return '0' <= c && c <= '9' }

func (w *Watch) readSeries(address string, depth int32, look uint64) {
	family := Family(address)
	if family == "" {
		return
	}
	key := hashOf(family)
	s := w.series[key]
	if s == nil {
		s = &series{}
		w.series[key] = s
	}
	if s.rich {
		return
	}
	if look == 0 { // nobody knows what it looks like: as good as new
		look = hashOf(address)
	}
	s.pages.add(depth)
	s.see(look, depth)
	if len(s.prints) > rich {
		*s = series{rich: true}
	}
}

func (s *series) see(look uint64, depth int32) {
	for i := range s.prints {
		if p := &s.prints[i]; p.look == look {
			p.depth = min(p.depth, depth)
			return
		}
	}
	s.prints = append(s.prints, print{look, depth})
}

// barren reports whether the candidate's family has gone on and on without anything new: since the last click at which one of its
// pages was unlike all before, there were as many as the limit.
func (w *Watch) barren(c *Candidate) bool {
	family := Family(c.Address)
	if family == "" {
		return false
	}
	s := w.series[hashOf(family)]
	if s == nil || s.rich {
		return false
	}
	fresh := int32(-1)
	for _, p := range s.prints {
		if p.depth < c.Depth {
			fresh = max(fresh, p.depth)
		}
	}
	return s.pages.below(c.Depth, fresh) >= w.limits.Pages
}
