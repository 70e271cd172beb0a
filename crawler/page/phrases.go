package page

import (
	"errors"
	"math"
	"slices"
	"strings"
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

// lanes is how many texts are gone through side by side.
const lanes = 4

// lane is a text on its way through a phraseSet.
type lane struct {
	rest  string
	index int // of the text
	state uint16
	found clues
}

// each is in for many texts: said gets the kinds of phrases of each of blocks. Short texts have no halves to go through side by side, but
// neighbors.
func (s *phraseSet) each(blocks []plainBlock, said []clues) {
	var all [lanes]lane
	next := 0
	for k := range all {
		all[k].index = -1
	}
	for {
		shortest := math.MaxInt
		for k := range all {
			l := &all[k]
			for l.rest == "" {
				if l.index >= 0 {
					said[l.index] = l.found
				}
				if l.index = -1; next == len(blocks) {
					s.finish(all[:], said)
					return
				}
				*l = lane{rest: blocks[next].text, index: next, state: s.next[0][s.class[' ']]}
				next++
			}
			shortest = min(shortest, len(l.rest))
		}
		s.step(&all, shortest)
	}
}

// finish takes each lane to its end by itself.
func (s *phraseSet) finish(all []lane, said []clues) {
	for k := range all {
		l := &all[k]
		if l.index < 0 {
			continue
		}
		for i := range len(l.rest) {
			l.state = s.next[l.state][s.class[l.rest[i]]%maxLetters]
			l.found |= s.found[l.state]
		}
		said[l.index] = l.found
	}
}

// step takes all lanes n bytes on.
func (s *phraseSet) step(all *[lanes]lane, n int) {
	text0, text1, text2, text3 := all[0].rest[:n], all[1].rest[:n], all[2].rest[:n], all[3].rest[:n]
	state0, state1, state2, state3 := all[0].state, all[1].state, all[2].state, all[3].state
	found0, found1, found2, found3 := all[0].found, all[1].found, all[2].found, all[3].found
	for i := range n {
		state0 = s.next[state0][s.class[text0[i]]%maxLetters]
		state1 = s.next[state1][s.class[text1[i]]%maxLetters]
		state2 = s.next[state2][s.class[text2[i]]%maxLetters]
		state3 = s.next[state3][s.class[text3[i]]%maxLetters]
		found0 |= s.found[state0]
		found1 |= s.found[state1]
		found2 |= s.found[state2]
		found3 |= s.found[state3]
	}
	for k := range all {
		all[k].rest = all[k].rest[n:]
	}
	all[0].state, all[1].state, all[2].state, all[3].state = state0, state1, state2, state3
	all[0].found, all[1].found, all[2].found, all[3].found = found0, found1, found2, found3
}
