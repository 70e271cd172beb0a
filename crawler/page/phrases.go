package page

// clues say which kinds of wording a text holds; what a bit stands for is up to whoever made the phraseSet.
type clues uint32

// has reports whether all of the wanted kinds are there.
func (c clues) has(wanted clues) bool { return c&wanted == wanted }

// maxLetters bounds the different bytes that the phrases of one set have.
const maxLetters = 64

// phraseSet finds which kinds of phrases stand in a text, wherever they begin, in one pass over its bytes and however many
// phrases there are: the automaton of Aho and Corasick (1975). ASCII letters match in either case.
type phraseSet struct {
	class [256]uint8           // of each byte; 0 are those that no phrase has
	next  [][maxLetters]uint16 // state after a byte of a class; state 0 is the beginning
	found []clues              // what ends in a state

	longest int // bytes of the longest phrase
}

// newPhraseSet makes the set of phrases in lower case by their kind.
func newPhraseSet(kinds map[clues][]string) *phraseSet {
	s := &phraseSet{next: make([][maxLetters]uint16, 1), found: make([]clues, 1)}
	classes := uint8(0)
	for kind, phrases := range kinds {
		for _, phrase := range phrases {
			s.longest = max(s.longest, len(phrase))
			state := uint16(0)
			for i := range len(phrase) {
				c := phrase[i]
				if s.class[c] == 0 {
					classes++
					s.class[c] = classes
				}
				state = s.grow(state, s.class[c])
			}
			s.found[state] |= kind
		}
	}
	for c := 'A'; c <= 'Z'; c++ {
		s.class[c] = s.class[c|0x20]
	}
	s.link()
	return s
}

// grow is the state behind another, made where it is not there yet.
func (s *phraseSet) grow(state uint16, class uint8) uint16 {
	if s.next[state][class] == 0 {
		s.next[state][class] = uint16(len(s.next))
		s.next = append(s.next, [maxLetters]uint16{})
		s.found = append(s.found, 0)
	}
	return s.next[state][class]
}

// link makes the tree of phrases an automaton: where no phrase goes on, the longest ending that begins one does.
func (s *phraseSet) link() {
	fallback := make([]uint16, len(s.next))
	for queue := []uint16{0}; len(queue) > 0; queue = queue[1:] {
		state := queue[0]
		behind := fallback[state]
		for class, next := range s.next[state] {
			switch {
			case next == 0:
				s.next[state][class] = s.next[behind][class]
				continue
			case state != 0:
				fallback[next] = s.next[behind][class]
			}
			s.found[next] |= s.found[fallback[next]]
			queue = append(queue, next)
		}
	}
}

// in is the kinds of phrases that stand in a text. Each step has to wait for the one before it, so the halves of a long
// text, which overlap by the longest phrase, are gone through side by side.
func (s *phraseSet) in(text string) (found clues) {
	first, second := "", text
	if len(text) > 4*s.longest {
		half := (len(text) - s.longest) / 2
		first, second = text[:half+s.longest], text[half:]
	}
	var a, b uint16
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
