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
	columns [256]uint // of each byte, where its class would stand in the row of a state 0; the first class is of those that no phrase has
	next    []uint16  // state after a byte of a class: a row of maxLetters for each state, from the lowest on
	found   []clues   // what ends in each state from ending on
	longest int       // bytes of the longest phrase
	grams   *grams    // of few long phrases: a text without any needs no more than these; else nil
}

// States are numbered from the middle: upwards those in which phrases end, downwards the others, so that one bit tells.
const (
	ending     = 1 << 15    // the first one in which a phrase ends, and the bit
	beginning  = ending - 1 // where nothing has been read yet
	maxStates  = 1 << 15
	maxLetters = 64 // bounds the different bytes that the phrases of one set have
)

var errTooMany = errors.New("too many phrases, or too many different characters in them")

// phrase is a phrase in lower case with its kind.
type phrase struct {
	text string
	kind clues
}

// branch is a state of a phraseSet: the phrases that begin with the same bytes, by their place in a sorted list, and how it is reached.
type branch struct {
	from, to, depth int32
	parent          uint16
	last            uint8
	kinds           clues // of the phrases that are no longer
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
	tree, err := grow(list)
	if err != nil {
		return nil, err
	}
	classes, err := classify(tree)
	if err != nil {
		return nil, err
	}
	lowest := s.link(tree, &classes)
	for c, class := range classes {
		if c >= 'A' && c <= 'Z' {
			class = classes[c|0x20]
		}
		s.columns[c] = uint(class) - uint(lowest)*maxLetters
	}
	return s, nil
}

// grow makes the states of a sorted list, those near the beginning first: texts mostly stay there, so what they need stands together.
func grow(list []phrase) ([]branch, error) {
	tree := append(make([]branch, 0, 4*len(list)), branch{to: int32(len(list))})
	for state := 0; state < len(tree); state++ {
		b := tree[state]
		for ; b.from < b.to && len(list[b.from].text) == int(b.depth); b.from++ {
			tree[state].kinds |= list[b.from].kind
		}
		for b.from < b.to {
			c, end := list[b.from].text[b.depth], b.from+1
			for end < b.to && list[end].text[b.depth] == c {
				end++
			}
			tree = append(tree, branch{from: b.from, to: end, depth: b.depth + 1, parent: uint16(state), last: c})
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
func classify(tree []branch) (classes [256]uint8, err error) {
	var ways [256]int
	for i := range tree[1:] {
		ways[tree[1+i].last]++
	}
	order := make([]int, 0, len(ways))
	for c, n := range ways {
		if n > 0 {
			order = append(order, c)
		}
	}
	if len(order) >= maxLetters {
		return classes, errTooMany
	}
	slices.SortStableFunc(order, func(x, y int) int { return ways[y] - ways[x] })
	for i, c := range order {
		classes[c] = uint8(i + 1)
	}
	return classes, nil
}

// link makes the tree of phrases an automaton: where no phrase goes on, the longest ending that begins one does. It numbers the states, and returns the
// lowest of them.
func (s *phraseSet) link(tree []branch, classes *[256]uint8) (lowest int) {
	n := len(tree)
	rows := make([]uint16, 2*n*maxLetters) // room for all states on either side of the middle; what none needs is never touched
	row := func(state uint16) []uint16 { return rows[(int(state)-ending+n)*maxLetters:][:maxLetters] }
	for i := range row(beginning) {
		row(beginning)[i] = beginning
	}
	states, behind := make([]uint16, n), make([]uint16, n) // of each branch its state, and that ending's: all endings are less deep, and ready before
	states[0], lowest = beginning, beginning
	child := 1
	for i, state := range states {
		own := row(state)
		if i > 0 {
			copy(own, row(behind[i]))
		}
		for ; child < n && int(tree[child].parent) == i; child++ {
			way := &own[classes[tree[child].last]]
			behind[child] = *way
			if kinds := tree[child].kinds | s.ends(uint(*way)); kinds != 0 {
				states[child] = uint16(ending + len(s.found))
				s.found = append(s.found, kinds)
			} else {
				lowest--
				states[child] = uint16(lowest)
			}
			*way = states[child]
		}
	}
	s.next = rows[(lowest-ending+n)*maxLetters : (len(s.found)+n)*maxLetters]
	return lowest
}

// mustPhrases is newPhraseSet of phrases that the program has.
func mustPhrases(kinds map[clues][]string) *phraseSet {
	s, err := newPhraseSet(kinds)
	if err != nil {
		panic(err)
	}
	return s
}

// step is the state behind a byte.
func (s *phraseSet) step(state uint, c byte) uint {
	return uint(s.next[state*maxLetters+s.columns[c]])
}

// ends are the kinds of phrases that end in a state.
func (s *phraseSet) ends(state uint) clues {
	if state < ending {
		return 0
	}
	return s.found[state-ending]
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
	space := s.step(beginning, ' ')
	a, b := space, uint(beginning)
	if first == "" {
		b = space
	}
	for i := range len(first) {
		a, b = s.step(a, first[i]), s.step(b, second[i])
		if a|b >= ending {
			found |= s.ends(a) | s.ends(b)
		}
	}
	for i := len(first); i < len(second); i++ {
		if b = s.step(b, second[i]); b >= ending {
			found |= s.ends(b)
		}
	}
	return found
}

// spots appends the places where the phrases that in finds end.
func (s *phraseSet) spots(spots []spot, text string) []spot {
	state := s.step(beginning, ' ')
	for i := range len(text) {
		if state = s.step(state, text[i]); state >= ending {
			spots = append(spots, spot{int32(i + 1), s.ends(state)})
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
	var texts [lanes][]byte
	var states [lanes]uint
	n := part + s.longest
	for k := range texts {
		texts[k], states[k] = found.joined[k*part:][:n], beginning
	}
	for i := s.run(&texts, &states, 0); i < n; i = s.run(&texts, &states, i+1) {
		if i < s.longest {
			continue
		}
		for k, state := range states {
			if state >= ending {
				found.lanes[k] = append(found.lanes[k], spot{int32(k*part + i + 1), s.found[state-ending]})
			}
		}
	}
}

// run goes on through texts of one length, from a place on, to the next one where a phrase ends in some of them, or else to their end.
func (s *phraseSet) run(texts *[lanes][]byte, states *[lanes]uint, from int) int {
	i, n := uint(from), len(texts[0])
	text0, text1, text2, text3 := texts[0], texts[1][:n], texts[2][:n], texts[3][:n]
	state0, state1, state2, state3 := states[0], states[1], states[2], states[3]
	for ; i < uint(len(text0)); i++ {
		state0, state1 = s.step(state0, text0[i]), s.step(state1, text1[i])
		state2, state3 = s.step(state2, text2[i]), s.step(state3, text3[i])
		if state0|state1|state2|state3 >= ending {
			break
		}
	}
	*states = [lanes]uint{state0, state1, state2, state3}
	return int(i)
}
