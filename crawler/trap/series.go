package trap

import "strings"

// series is one family of addresses that differ by dates or numbers alone.
type series struct {
	pages  levels
	prints []print
	rich   bool // it has had so much to say that it is no trap
}

// unseen stands for the look of a page that nobody took a Print of.
const unseen = 0

// unread stands for the clicks to an address that was met and not read yet.
const unread = -1

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
	origin, path, query := cut(address)
	if longest := longestNumber(path); longest == 0 && query == "" {
		return "", false
	} else if longest >= len("2026") || query != "" {
		if f, ok := foldDates(address); ok {
			return f, true
		}
	}
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

// longestNumber is how many digits s has in a row at most.
func longestNumber(s string) (longest int) {
	for at, end := digits(s, 0); at < end; at, end = digits(s, end) {
		longest = max(longest, end-at)
	}
	return longest
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
	b.Grow(len(s))
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

// familyKey stands for the Family of an address; 0 where it has none.
func familyKey(address string) uint64 {
	family := Family(address)
	if family == "" {
		return 0
	}
	return hashOf(family)
}

// meet notes that an address of a family is about to be asked for. Of most families that is the only one.
func (w *Watch) meet(key uint64) {
	if key == 0 || w.series[key] != nil {
		return
	}
	if _, met := w.alone[key]; met {
		w.pair(key)
		return
	}
	w.alone[key] = unread
}

// pair begins the series of a family that had one address so far. What the first page looked like nobody knows: until the next one is read it is
// unlike all others, and then like that one.
func (w *Watch) pair(key uint64) *series {
	s := &series{}
	if depth := w.alone[key]; depth != unread {
		s.pages.add(depth)
		s.see(unseen, depth)
	}
	w.series[key] = s
	delete(w.alone, key)
	return s
}

func (w *Watch) readSeries(address string, depth int32, look Look) {
	key := familyKey(address)
	if key == 0 {
		return
	}
	s := w.series[key]
	if s == nil {
		if before, met := w.alone[key]; !met || before == unread {
			w.alone[key] = depth
			return
		}
		s = w.pair(key)
	}
	if s.rich {
		return
	}
	print := look.Print
	if print == 0 && !look.Unseen { // nobody can know what it looks like: as good as new
		print = hashOf(address)
	}
	s.pages.add(depth)
	s.see(print, depth)
	if len(s.prints) > rich {
		*s = series{rich: true}
	}
}

func (s *series) see(look uint64, depth int32) {
	for i := range s.prints {
		if p := &s.prints[i]; p.look == look || p.look == unseen {
			p.look, p.depth = look, min(p.depth, depth)
			return
		}
	}
	s.prints = append(s.prints, print{look, depth})
}

// barren reports whether the candidate's family has gone on and on without anything new: since the last click at which one of its
// pages was unlike all before, there were as many as the limit.
func (w *Watch) barren(c *Candidate, key uint64) bool {
	s := w.series[key]
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
