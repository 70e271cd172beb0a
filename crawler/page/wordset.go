package page

import (
	"cmp"
	"errors"
	"slices"
	"strings"
)

var errEmpty = errors.New("a phrase is empty")

// pattern is a phrase as packs write it: whole words, the beginning of a word with an asterisk behind it, the end of one
// with an asterisk before it.
type pattern struct {
	text       string
	left, open bool // a letter may stand before it; one may follow
}

func newPattern(written string) pattern {
	p := pattern{text: PlainText(written)}
	p.text, p.left = strings.CutPrefix(p.text, "*")
	p.text, p.open = strings.CutSuffix(p.text, "*")
	return p
}

// at reports whether the phrase, which stands in a text up to end, stands for words there.
func (p *pattern) at(text string, end int) bool {
	return (p.open || endsWord(text, end)) && (p.left || beginsWord(text, end-len(p.text)))
}

// beginsWord and endsWord are boundaryBefore and boundary, quick for ASCII. Where the phrase itself ends with no letter there is
// always a boundary.
func endsWord(text string, i int) bool {
	if i == len(text) || lowered[text[i]] == 0 && text[i] < 0x80 {
		return true
	}
	return i > 0 && text[i-1] < 0x80 && lowered[text[i-1]] == 0 || text[i] >= 0x80 && boundary(text, i)
}

func beginsWord(text string, i int) bool {
	if i == 0 || lowered[text[i-1]] == 0 && text[i-1] < 0x80 {
		return true
	}
	return i < len(text) && text[i] < 0x80 && lowered[text[i]] == 0 || text[i-1] >= 0x80 && boundaryBefore(text, i)
}

// wordSet finds where phrases stand in a plain text. Most begin a word, and most words begin no phrase: those are looked for from the
// beginnings of words on, and ends of words from the ends of words back. Only for phrases that may stand within a word, with an asterisk on
// either side, every byte is looked at.
type wordSet struct {
	words, inner branch
	suffixes     *[256][]int32 // patterns that are the end of a word, by their last byte in lower case; nil where there are none
	patterns     []pattern
	ids          map[string]int32
}

// branch is the phrases of one kind.
type branch struct {
	automaton
	ends [][]int32 // patterns that end in a state
	any  []bool    // whether there are any
}

func (b *branch) insert(id int32, phrase string) error {
	state, err := b.automaton.insert(phrase)
	if err != nil {
		return err
	}
	for len(b.ends) < len(b.next) {
		b.ends = append(b.ends, nil)
	}
	b.ends[state] = append(b.ends[state], id)
	return nil
}

// order is the automaton's, with what ends in each state.
func (b *branch) order() {
	sorted := make([][]int32, len(b.ends))
	for old, state := range b.automaton.order() {
		sorted[state] = b.ends[old]
	}
	b.ends = sorted
}

func (b *branch) finish() {
	b.any = make([]bool, len(b.ends))
	for i, ids := range b.ends {
		b.any[i] = len(ids) > 0
	}
}

// hit is a phrase at its place in a text.
type hit struct {
	pattern    int32
	start, end int32
}

func newWordSet() *wordSet {
	empty := func() branch { return branch{automaton: newAutomaton(), ends: make([][]int32, 1)} }
	return &wordSet{words: empty(), inner: empty(), ids: map[string]int32{}}
}

// add takes a phrase as packs write it and returns its number.
func (s *wordSet) add(written string) (int32, error) {
	if id, ok := s.ids[written]; ok {
		return id, nil
	}
	p := newPattern(written)
	if p.text == "" {
		return 0, errEmpty
	}
	id := int32(len(s.patterns))
	var err error
	switch last := p.text[len(p.text)-1]; {
	case !p.left:
		err = s.words.insert(id, p.text)
	case !p.open && lowered[last] != 0:
		if s.suffixes == nil {
			s.suffixes = new([256][]int32)
		}
		s.suffixes[last] = append(s.suffixes[last], id)
	default:
		err = s.inner.insert(id, p.text)
	}
	if err != nil {
		return 0, err
	}
	s.patterns, s.ids[written] = append(s.patterns, p), id
	return id, nil
}

// finish makes the set ready; nothing can be added any more.
func (s *wordSet) finish() {
	s.words.order()
	s.inner.order()
	s.words.fold()
	s.inner.link(func(state, ending uint16) { s.inner.ends[state] = append(s.inner.ends[state], s.inner.ends[ending]...) })
	s.words.finish()
	s.inner.finish()
}

// appendHits appends the phrases of a plain text in the order of their ends, of those with one end the longest first.
func (s *wordSet) appendHits(hits []hit, text string) []hit {
	before := len(hits)
	hits = s.fromWords(hits, text)
	if len(s.inner.next) > 1 {
		hits = s.anywhere(hits, text)
	}
	slices.SortFunc(hits[before:], func(a, b hit) int {
		return cmp.Or(cmp.Compare(a.end, b.end), cmp.Compare(a.start, b.start), cmp.Compare(a.pattern, b.pattern))
	})
	return hits
}

// fromWords looks from each beginning of a word as far as some phrase goes on, and at each end of a word.
func (s *wordSet) fromWords(hits []hit, text string) []hit {
	b := &s.words
	within := false
	for i := range len(text) {
		was := within
		if within = lowered[text[i]] != 0; was {
			if within {
				continue
			}
			if s.suffixes != nil && len(s.suffixes[lowered[text[i-1]]]) > 0 {
				hits = s.before(hits, text, i)
			}
		}
		state := b.next[0][b.class[text[i]]%maxLetters]
		for k := i + 1; state != 0; k++ {
			if b.any[state] {
				hits = s.take(hits, b.ends[state], text, k)
			}
			if k == len(text) {
				break
			}
			state = b.next[state][b.class[text[k]]%maxLetters]
		}
	}
	if within && s.suffixes != nil {
		hits = s.before(hits, text, len(text))
	}
	return hits
}

// before appends the ends of words that end at i.
func (s *wordSet) before(hits []hit, text string, i int) []hit {
	for _, id := range s.suffixes[lowered[text[i-1]]] {
		p := &s.patterns[id]
		if from := i - len(p.text); from >= 0 && lowersTo(text[from:i], p.text) && p.at(text, i) {
			hits = append(hits, hit{id, int32(from), int32(i)})
		}
	}
	return hits
}

// lowersTo reports whether a text of the same length is low once its ASCII capitals are small.
func lowersTo(text, low string) bool {
	for i := range len(low) {
		if c := text[i]; c != low[i] && lowered[c] != low[i] {
			return false
		}
	}
	return true
}

func (s *wordSet) anywhere(hits []hit, text string) []hit {
	b := &s.inner
	state := uint16(0)
	for i := range len(text) {
		if state = b.next[state][b.class[text[i]]%maxLetters]; b.any[state] {
			hits = s.take(hits, b.ends[state], text, i+1)
		}
	}
	return hits
}

// take appends those of the patterns that stand for words where they end.
func (s *wordSet) take(hits []hit, ids []int32, text string, end int) []hit {
	for _, id := range ids {
		if p := &s.patterns[id]; p.at(text, end) {
			hits = append(hits, hit{id, int32(end - len(p.text)), int32(end)})
		}
	}
	return hits
}
