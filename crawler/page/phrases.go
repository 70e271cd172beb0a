package page

import "math"

// clues say which kinds of wording a text holds; what a bit stands for is up to whoever made the phraseSet.
type clues uint64

// has reports whether all of the wanted kinds are there.
func (c clues) has(wanted clues) bool { return c&wanted == wanted }

// phraseSet finds which kinds of phrases stand in a text, wherever they begin, in one pass over its bytes and however many
// phrases there are. ASCII letters match in either case.
type phraseSet struct {
	automaton
	found []clues // what ends in a state
}

// newPhraseSet makes the set of phrases in lower case by their kind.
func newPhraseSet(kinds map[clues][]string) (*phraseSet, error) {
	s := &phraseSet{automaton: newAutomaton()}
	ends := map[uint16]clues{}
	for kind, phrases := range kinds {
		for _, phrase := range phrases {
			state, err := s.insert(phrase)
			if err != nil {
				return nil, err
			}
			ends[state] |= kind
		}
	}
	s.found = make([]clues, len(s.next))
	now := s.order()
	for state, kind := range ends {
		s.found[now[state]] = kind
	}
	s.link(func(state, behind uint16) { s.found[state] |= s.found[behind] })
	return s, nil
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
