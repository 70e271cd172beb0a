package page

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
	for state, kind := range ends {
		s.found[state] = kind
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
