package page

import (
	"errors"
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

// wordSet finds where phrases stand in a plain text.
type wordSet struct {
	automaton
	patterns []pattern
	ids      map[string]int32
	ends     [][]int32 // patterns that end in a state
}

// hit is a phrase at its place in a text.
type hit struct {
	pattern    int32
	start, end int32
}

func newWordSet() *wordSet {
	return &wordSet{automaton: newAutomaton(), ids: map[string]int32{}}
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
	state, err := s.insert(p.text)
	if err != nil {
		return 0, err
	}
	id := int32(len(s.patterns))
	s.patterns, s.ids[written] = append(s.patterns, p), id
	for len(s.ends) < len(s.next) {
		s.ends = append(s.ends, nil)
	}
	s.ends[state] = append(s.ends[state], id)
	return id, nil
}

// finish makes the set ready; nothing can be added any more.
func (s *wordSet) finish() {
	for len(s.ends) < len(s.next) {
		s.ends = append(s.ends, nil)
	}
	s.link(func(state, ending uint16) { s.ends[state] = append(s.ends[state], s.ends[ending]...) })
}

// appendHits appends the phrases of a plain text in the order of their ends.
func (s *wordSet) appendHits(hits []hit, text string) []hit {
	state := uint16(0)
	for i := range len(text) {
		state = s.next[state][s.class[text[i]]%maxLetters]
		if state == 0 {
			continue
		}
		for _, id := range s.ends[state] {
			if p := &s.patterns[id]; p.at(text, i+1) {
				hits = append(hits, hit{id, int32(i + 1 - len(p.text)), int32(i + 1)})
			}
		}
	}
	return hits
}
