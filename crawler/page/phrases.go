package page

import (
	"errors"
	"math"
	"slices"
	"strings"
	"sync"
)

// clues say which kinds of wording a text holds; what a bit stands for is up to whoever made the phraseSet.
type clues uint64

// has reports whether all of the wanted kinds are there.
func (c clues) has(wanted clues) bool { return c&wanted == wanted }

// phraseSet finds which kinds of phrases stand in a text, wherever they begin, in one pass over its bytes and however many
// phrases there are: Aho and Corasick (1975). ASCII letters match in either case.
type phraseSet struct {
	class   [256]uint8           // of each byte; 0 are those that no phrase has
	next    [][maxLetters]uint16 // state after a byte of a class; state 0 is the beginning
	found   []clues              // what ends in a state
	longest int                  // bytes of the longest phrase
}

// maxLetters bounds the different bytes that the phrases of one set have, maxStates the states, which are numbered in 16 bits.
const (
	maxLetters = 64
	maxStates  = 1<<16 - 1
)

var errTooMany = errors.New("too many phrases, or too many different characters in them")

// phrase is a phrase in lower case with its kind.
type phrase struct {
	text string
	kind clues
}

// branch is a state of a phraseSet: the phrases that begin with the same bytes, by their place in a sorted list, and how the state is reached.
type branch struct {
	from, to, depth int32
	parent          uint16
	last            uint8
}

// newPhraseSet makes the set of phrases in lower case by their kind.
func newPhraseSet(kinds map[clues][]string) (*phraseSet, error) {
	s := &phraseSet{}
	var list []phrase
	for kind, texts := range kinds {
		for _, text := range texts {
			list = append(list, phrase{text, kind})
			s.longest = max(s.longest, len(text))
		}
	}
	slices.SortFunc(list, func(a, b phrase) int { return strings.Compare(a.text, b.text) })
	tree, err := s.grow(list)
	if err != nil {
		return nil, err
	}
	if err := s.classify(tree); err != nil {
		return nil, err
	}
	s.next = make([][maxLetters]uint16, len(tree))
	for state, b := range tree[1:] {
		s.next[b.parent][s.class[b.last]] = uint16(state + 1)
	}
	for c := 'A'; c <= 'Z'; c++ {
		s.class[c] = s.class[c|0x20]
	}
	s.link()
	return s, nil
}

// grow makes the states of a sorted list, those near the beginning first: texts mostly stay there, so what they need stands together.
func (s *phraseSet) grow(list []phrase) ([]branch, error) {
	tree := append(make([]branch, 0, 4*len(list)), branch{to: int32(len(list))})
	for state := 0; state < len(tree); state++ {
		b := tree[state]
		s.found = append(s.found, 0)
		for ; b.from < b.to && len(list[b.from].text) == int(b.depth); b.from++ {
			s.found[state] |= list[b.from].kind
		}
		for b.from < b.to {
			c, end := list[b.from].text[b.depth], b.from+1
			for end < b.to && list[end].text[b.depth] == c {
				end++
			}
			tree = append(tree, branch{b.from, end, b.depth + 1, uint16(state), c})
			b.from = end
		}
		if len(tree) > maxStates {
			return nil, errTooMany
		}
	}
	return tree, nil
}

// classify numbers the bytes of the phrases by how many states they lead to: the letters that texts mostly have come to stand in the first
// cache line of a state.
func (s *phraseSet) classify(tree []branch) error {
	var ways [256]int
	for _, b := range tree[1:] {
		ways[b.last]++
	}
	order := make([]int, 0, len(ways))
	for c, n := range ways {
		if n > 0 {
			order = append(order, c)
		}
	}
	if len(order) >= maxLetters {
		return errTooMany
	}
	slices.SortStableFunc(order, func(x, y int) int { return ways[y] - ways[x] })
	for i, c := range order {
		s.class[c] = uint8(i + 1)
	}
	return nil
}

// link makes the tree of phrases an automaton: where no phrase goes on, the longest ending that begins one does.
func (s *phraseSet) link() {
	behind := make([]uint16, len(s.next)) // that ending, of each state
	for state := range s.next {
		rest := &s.next[behind[state]]
		s.found[state] |= s.found[behind[state]]
		for class, next := range s.next[state] {
			switch {
			case next == 0:
				s.next[state][class] = rest[class]
			case state != 0:
				behind[next] = rest[class]
			}
		}
	}
}

// mustPhrases is newPhraseSet of phrases that the program has.
func mustPhrases(kinds map[clues][]string) *phraseSet {
	s, err := newPhraseSet(kinds)
	if err != nil {
		panic(err)
	}
	return s
}

// in is the kinds of phrases that stand in a text, as if a space stood before it. Each step has to wait for the one before it, so the halves of a long
// text, which overlap by the longest phrase, are gone through side by side.
func (s *phraseSet) in(text string) (found clues) {
	first, second := "", text
	if len(text) > 4*s.longest {
		half := (len(text) - s.longest) / 2
		first, second = text[:half+s.longest], text[half:]
	}
	space := s.next[0][s.class[' ']]
	a, b := space, uint16(0)
	if first == "" {
		b = space
	}
	for i := range len(first) {
		a = s.next[a][s.class[first[i]]%maxLetters]
		b = s.next[b][s.class[second[i]]%maxLetters]
		found |= s.found[a] | s.found[b]
	}
	for i := len(first); i < len(second); i++ {
		b = s.next[b][s.class[second[i]]%maxLetters]
		found |= s.found[b]
	}
	return found
}

// sayings is what a phraseSet finds in many texts.
type sayings struct {
	kinds  []clues // of each text
	spots  []spot  // by text, in the order of their ends
	first  []int32 // of each text, where its spots begin; one more for where the last ones end
	loose  []spot  // scratch: in the order in which they are found
	placed []int32 // scratch
}

// spot is a place in a text where phrases end.
type spot struct {
	text, end int32
	kinds     clues
}

// within is the kinds of phrases of text i that end behind from and not behind to.
func (s *sayings) within(i, from, to int) (kinds clues) {
	for _, p := range s.spots[s.first[i]:s.first[i+1]] {
		if int(p.end) > from && int(p.end) <= to {
			kinds |= p.kinds
		}
	}
	return kinds
}

// sort fills spots, kinds and first for n texts from loose, where the spots of one text are in order.
func (s *sayings) sort(n int) {
	s.kinds, s.first, s.spots = zeros(s.kinds, n), zeros(s.first, n+1), zeros(s.spots, len(s.loose))
	for _, p := range s.loose {
		s.kinds[p.text] |= p.kinds
		s.first[p.text+1]++
	}
	for i := range n {
		s.first[i+1] += s.first[i]
	}
	s.placed = append(s.placed[:0], s.first...)
	for _, p := range s.loose {
		s.spots[s.placed[p.text]] = p
		s.placed[p.text]++
	}
}

// zeros is n zeros, in the room of a list that is not needed any more if they fit.
func zeros[T any](list []T, n int) []T {
	if cap(list) < n {
		return make([]T, n)
	}
	clear(list[:n])
	return list[:n]
}

// sayingsPool hands the room of sayings from page to page.
var sayingsPool = sync.Pool{New: func() any { return &sayings{} }}

// maxPooledSpots bounds the room that is kept.
const maxPooledSpots = 1 << 14

// free gives sayings back for the next page.
func (s *sayings) free() {
	if cap(s.loose) <= maxPooledSpots {
		sayingsPool.Put(s)
	}
}

// lanes is how many texts are gone through side by side.
const lanes = 4

// lane is a text on its way through a phraseSet.
type lane struct {
	rest  string
	text  int32 // its index, -1 for none
	at    int32 // where in it rest begins
	state uint16
}

// each is in for many texts, with the places of the phrases. Short texts have no halves to go through side by side, but neighbors. Free the result.
func (s *phraseSet) each(texts []plainBlock) *sayings {
	found := sayingsPool.Get().(*sayings)
	found.loose = found.loose[:0]
	var all [lanes]lane
	for next := 0; next < len(texts); {
		shortest := math.MaxInt
		for k := range all {
			for ; all[k].rest == "" && next < len(texts); next++ {
				all[k] = lane{rest: texts[next].text, text: int32(next), state: s.next[0][s.class[' ']]}
			}
			shortest = min(shortest, len(all[k].rest))
		}
		s.step(&all, shortest, found)
	}
	for k := range all { // there are no neighbors any more
		s.walk(&all[k], found)
	}
	found.sort(len(texts))
	return found
}

// walk takes a lane to its end by itself.
func (s *phraseSet) walk(l *lane, found *sayings) {
	for i := range len(l.rest) {
		l.state = s.next[l.state][s.class[l.rest[i]]%maxLetters]
		found.note(l, i, s.found[l.state])
	}
}

// note takes down the phrases that end with byte i of a lane's rest.
func (s *sayings) note(l *lane, i int, kinds clues) {
	if kinds != 0 {
		s.loose = append(s.loose, spot{l.text, l.at + int32(i) + 1, kinds})
	}
}

// step takes all lanes n bytes on.
func (s *phraseSet) step(all *[lanes]lane, n int, found *sayings) {
	text0, text1, text2, text3 := all[0].rest[:n], all[1].rest[:n], all[2].rest[:n], all[3].rest[:n]
	state0, state1, state2, state3 := all[0].state, all[1].state, all[2].state, all[3].state
	for i := range n {
		state0 = s.next[state0][s.class[text0[i]]%maxLetters]
		state1 = s.next[state1][s.class[text1[i]]%maxLetters]
		state2 = s.next[state2][s.class[text2[i]]%maxLetters]
		state3 = s.next[state3][s.class[text3[i]]%maxLetters]
		if found0, found1, found2, found3 := s.found[state0], s.found[state1], s.found[state2], s.found[state3]; found0|found1|found2|found3 != 0 {
			found.note(&all[0], i, found0)
			found.note(&all[1], i, found1)
			found.note(&all[2], i, found2)
			found.note(&all[3], i, found3)
		}
	}
	for k := range all {
		all[k].rest = all[k].rest[n:]
		all[k].at += int32(n)
	}
	all[0].state, all[1].state, all[2].state, all[3].state = state0, state1, state2, state3
}
