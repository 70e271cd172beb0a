package page

import (
	"bytes"
	"errors"
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
	class   [256]uint8 // of each byte; 0 are those that no phrase has
	next    []uint16   // state after a byte of a class, with ending: maxLetters for each state; state 0 is the beginning
	found   []clues    // what ends in a state
	longest int        // bytes of the longest phrase
	grams   *grams     // of few long phrases: a text without any needs no more than these; else nil
}

const (
	maxLetters = 64        // bounds the different bytes that the phrases of one set have
	maxStates  = 1 << 15   // bounds the states, so that their numbers leave a bit
	ending     = maxStates // that bit: a phrase ends in the state
	inner      = ending - 1
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
	var all []string
	for kind, texts := range kinds {
		for _, text := range texts {
			list, all = append(list, phrase{text, kind}), append(all, text)
			s.longest = max(s.longest, len(text))
		}
	}
	s.grams = newGrams(all)
	slices.SortFunc(list, func(a, b phrase) int { return strings.Compare(a.text, b.text) })
	tree, err := s.grow(list)
	if err != nil {
		return nil, err
	}
	if err := s.classify(tree); err != nil {
		return nil, err
	}
	for c := 'A'; c <= 'Z'; c++ {
		s.class[c] = s.class[c|0x20]
	}
	s.link(tree)
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

// link makes the tree of phrases an automaton: where no phrase goes on, the longest ending that begins one does. The way to each state says whether a
// phrase ends there.
func (s *phraseSet) link(tree []branch) {
	s.next = make([]uint16, len(tree)*maxLetters)
	behind := make([]uint16, len(tree)) // that ending, of each state; all endings are less deep, and ready before
	child := 1
	for state := range tree {
		row := s.next[state*maxLetters:][:maxLetters]
		copy(row, s.next[int(behind[state])*maxLetters:])
		for ; child < len(tree) && int(tree[child].parent) == state; child++ {
			class := s.class[tree[child].last]
			if state != 0 {
				behind[child] = row[class] & inner
			}
			s.found[child] |= s.found[behind[child]]
			row[class] = uint16(child)
			if s.found[child] != 0 {
				row[class] |= ending
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

// step is the state behind a byte, with ending.
func (s *phraseSet) step(state uint16, c byte) uint16 {
	return s.next[int(state&inner)*maxLetters+int(s.class[c])]
}

// in is the kinds of phrases that stand in a text, as if a space stood before it. Each step has to wait for the one before it, so the halves of a long
// text, which overlap by the longest phrase, are gone through side by side.
func (s *phraseSet) in(text string) (found clues) {
	if s.grams != nil && !s.grams.in(text) {
		return 0
	}
	first, second := "", text
	if len(text) > 4*s.longest {
		half := (len(text) - s.longest) / 2
		first, second = text[:half+s.longest], text[half:]
	}
	space := s.step(0, ' ')
	a, b := space, uint16(0)
	if first == "" {
		b = space
	}
	for i := range len(first) {
		a, b = s.step(a, first[i]), s.step(b, second[i])
		if (a|b)&ending != 0 {
			found |= s.found[a&inner] | s.found[b&inner]
		}
	}
	for i := len(first); i < len(second); i++ {
		b = s.step(b, second[i])
		found |= s.found[b&inner]
	}
	return found
}

// spots appends the places where the phrases that in finds end.
func (s *phraseSet) spots(spots []spot, text string) []spot {
	state := s.step(0, ' ')
	for i := range len(text) {
		if state = s.step(state, text[i]); state&ending != 0 {
			spots = append(spots, spot{int32(i + 1), s.found[state&inner]})
		}
	}
	return spots
}

// sayings is what a phraseSet finds in many texts.
type sayings struct {
	kinds []clues // of each text
	spots []spot  // by text, in the order of their ends
	first []int32 // of each text, where its spots begin; one more for where the last ones end

	joined []byte        // scratch: all texts
	starts []int32       // scratch: where in joined each text begins
	lanes  [lanes][]spot // scratch: the spots of each part of joined, by their places there
}

// spot is a place in a text where phrases end.
type spot struct {
	end   int32
	kinds clues
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

// last is where the last phrase of text i ends, 0 without any.
func (s *sayings) last(i int) int {
	if s.first[i] == s.first[i+1] {
		return 0
	}
	return int(s.spots[s.first[i+1]-1].end)
}

// sayingsPool hands the room of sayings from page to page.
var sayingsPool = sync.Pool{New: func() any { return &sayings{} }}

// maxPooledText bounds the room that is kept, in bytes of text.
const maxPooledText = 1 << 18

// free gives sayings back for the next page.
func (s *sayings) free() {
	if cap(s.joined) <= maxPooledText {
		sayingsPool.Put(s)
	}
}

// lanes is how many parts of a text are gone through side by side.
const lanes = 4

// each is in for many texts, with the places of the phrases: all texts together are cut into lanes of one length, which overlap by the longest phrase.
// Free the result.
func (s *phraseSet) each(texts []plainBlock) *sayings {
	found := sayingsPool.Get().(*sayings)
	part := found.join(texts, s.longest)
	s.walk(found, part)
	found.sort(len(texts))
	return found
}

// noPhrase is a byte that no phrase has.
const noPhrase = '\n'

// join puts the texts behind each other, each as if a space stood before it, and fills up both ends: part bytes for each lane, and the overlap before
// the first one.
func (s *sayings) join(texts []plainBlock, overlap int) (part int) {
	s.joined, s.starts = s.joined[:0], s.starts[:0]
	fill := func(n int) { s.joined = append(s.joined, bytes.Repeat([]byte{noPhrase}, n)...) }
	fill(overlap)
	for i := range texts {
		s.joined = append(s.joined, noPhrase, ' ')
		s.starts = append(s.starts, int32(len(s.joined)))
		s.joined = append(s.joined, texts[i].text...)
	}
	part = (len(s.joined) - overlap + lanes - 1) / lanes
	fill(overlap + lanes*part - len(s.joined))
	return part
}

// sort puts the spots of all lanes to their texts.
func (s *sayings) sort(n int) {
	s.kinds, s.first, s.spots = append(s.kinds[:0], make([]clues, n)...), append(s.first[:0], 0), s.spots[:0]
	for k := range s.lanes {
		for _, p := range s.lanes[k] {
			for len(s.first) < n && p.end > s.starts[len(s.first)] {
				s.first = append(s.first, int32(len(s.spots)))
			}
			text := len(s.first) - 1
			s.kinds[text] |= p.kinds
			s.spots = append(s.spots, spot{p.end - s.starts[text], p.kinds})
		}
	}
	for len(s.first) <= n {
		s.first = append(s.first, int32(len(s.spots)))
	}
}

// walk takes all lanes to their ends. What ends in the overlap is the lane's before.
func (s *phraseSet) walk(found *sayings, part int) {
	for k := range found.lanes {
		found.lanes[k] = found.lanes[k][:0]
	}
	n, text := part+s.longest, found.joined
	text0, text1, text2, text3 := text[:n], text[part:][:n], text[2*part:][:n], text[3*part:][:n]
	state0, state1, state2, state3 := uint16(0), uint16(0), uint16(0), uint16(0)
	for i := range n {
		state0, state1 = s.step(state0, text0[i]), s.step(state1, text1[i])
		state2, state3 = s.step(state2, text2[i]), s.step(state3, text3[i])
		if (state0|state1|state2|state3)&ending == 0 || i < s.longest {
			continue
		}
		for k, state := range [lanes]uint16{state0, state1, state2, state3} {
			if state&ending != 0 {
				found.lanes[k] = append(found.lanes[k], spot{int32(k*part + i + 1), s.found[state&inner]})
			}
		}
	}
}
