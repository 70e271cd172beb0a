package page

import (
	"cmp"
	"errors"
	"math/bits"
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

// wordSet finds where phrases stand in a plain text. Each is looked for where its longest whole word stands; of most words of a text one look into
// a table tells that they are no phrase's.
type wordSet struct {
	patterns []pattern
	ids      map[string]int32
	table    []uint16     // by the hash of a word, an index in keys; what finds no room stands behind
	shift    int          // of a hash, to an index in table
	keys     []uint64     // of words; the first stands for none
	signs    [][]sign     // of each word, the phrases to look for
	endings  *[256][]sign // of those of which only the end of a word is whole, by its last letter; nil where there are none
	loose    []loose      // of those of which nothing is
	grams    *grams       // of few long phrases: a text without any needs no more than these; else nil
}

// loose are the phrases to look for where a byte stands.
type loose struct {
	first uint8
	signs []sign
}

// sign tells where a phrase may stand. It begins some bytes before its word; that it does not, one letter of it mostly tells.
type sign struct {
	pattern int32
	before  int32
	offset  int32 // of the letter, from where the word begins
	letter  uint8 // in lower case
}

// keySize is how many letters of a word are looked up.
const keySize = 6

// hit is a phrase at its place in a text.
type hit struct {
	pattern    int32
	start, end int32
}

func newWordSet() *wordSet { return &wordSet{ids: map[string]int32{}} }

// mustWordSet is the set of phrases that the program has; their numbers are their places in the list.
func mustWordSet(phrases []string) *wordSet {
	s := newWordSet()
	for _, p := range phrases {
		if _, err := s.add(p); err != nil {
			panic(err)
		}
	}
	s.finish()
	return s
}

// maxPatterns bounds the phrases of a set, whose words are numbered in 16 bits.
const maxPatterns = 1<<16 - 1

// add takes a phrase as packs write it and returns its number.
func (s *wordSet) add(written string) (int32, error) {
	if id, ok := s.ids[written]; ok {
		return id, nil
	}
	p := newPattern(written)
	switch {
	case p.text == "":
		return 0, errEmpty
	case len(s.patterns) == maxPatterns:
		return 0, errTooMany
	}
	id := int32(len(s.patterns))
	s.patterns, s.ids[written] = append(s.patterns, p), id
	return id, nil
}

// finish makes the set ready; nothing can be added any more.
func (s *wordSet) finish() {
	size := bits.Len(uint(4 * len(s.patterns)))
	s.shift, s.table, s.keys, s.signs = 64-size, make([]uint16, 1<<size), make([]uint64, 1), make([][]sign, 1)
	var texts []string
	for id := range s.patterns {
		s.enter(int32(id))
		texts = append(texts, s.patterns[id].text)
	}
	s.grams = newGrams(texts)
}

// enter puts a phrase where it is looked for.
func (s *wordSet) enter(id int32) {
	p := &s.patterns[id]
	from, to, ending := 0, 0, 0
	for a := 0; a < len(p.text); a++ {
		b := a
		for b < len(p.text) && lowered[p.text[b]] != 0 {
			b++
		}
		switch whole := b < len(p.text) || !p.open; {
		case a == 0 && p.left:
			if whole {
				ending = b
			}
		case b-a > to-from && (whole || b-a >= keySize):
			from, to = a, b
		}
		a = b
	}
	switch {
	case to > from:
		at := s.place(keyOf(eightAt(p.text, from), to-from))
		s.signs[at] = append(s.signs[at], p.sign(id, from, to))
	case ending > 0:
		put(&s.endings, p.text[ending-1], p.sign(id, ending, ending))
	default:
		s.letLoose(p.text[0], p.sign(id, 0, 0))
	}
}

// place is the index of a word, a new one where it is not there yet.
func (s *wordSet) place(key uint64) uint16 {
	at := s.find(key)
	if *at == 0 {
		*at = uint16(len(s.keys))
		s.keys, s.signs = append(s.keys, key), append(s.signs, nil)
	}
	return *at
}

// put enters a sign by a byte, a letter in both cases.
func put(table **[256][]sign, c uint8, sg sign) {
	if *table == nil {
		*table = new([256][]sign)
	}
	(*table)[c] = append((*table)[c], sg)
	if lowered[c] > '9' {
		(*table)[c&^0x20] = (*table)[c]
	}
}

// letLoose enters a sign by the first byte of its phrase, a letter in both cases.
func (s *wordSet) letLoose(first uint8, sg sign) {
	at := slices.IndexFunc(s.loose, func(l loose) bool { return l.first == first })
	if at < 0 {
		at = len(s.loose)
		s.loose = append(s.loose, loose{first: first})
	}
	s.loose[at].signs = append(s.loose[at].signs, sg)
	if lowered[first] == first && first > '9' {
		s.letLoose(first&^0x20, sg)
	}
}

// sign is that of a phrase by its word at [from, to), with the letter that is farthest from that.
func (p *pattern) sign(id int32, from, to int) sign {
	at := 0
	if len(p.text)-to > from {
		at = len(p.text) - 1
	}
	return sign{id, int32(from), int32(at - from), p.text[at] | 0x20}
}

// keyOf is the first keySize letters of a word of n letters, fewer of a shorter one, as a number; first are the bytes that it begins with, and perhaps more.
// Small letters and capitals are the same.
func keyOf(first uint64, n int) uint64 {
	return head(first|' '*ones, min(n, keySize))
}

// find is where a word stands in the table, or where there is room for it.
func (s *wordSet) find(key uint64) *uint16 {
	at := key * 0x9E3779B97F4A7C15 >> s.shift
	for s.table[at] != 0 && s.keys[s.table[at]] != key {
		at = (at + 1) & uint64(len(s.table)-1)
	}
	return &s.table[at]
}

// appendHits appends the phrases of a plain text in the order of their ends, of those with one end the longest first.
func (s *wordSet) appendHits(hits []hit, text string) []hit {
	if s.grams != nil && !s.grams.in(text) {
		return hits
	}
	before := len(hits)
	for i := 0; i < len(text); i++ {
		start, first := i, eightAt(text, i)
		i += lettersOf(first)
		for i >= start+8 && i < len(text) && lowered[text[i]] != 0 {
			i++
		}
		if i == start {
			continue
		}
		if at := *s.find(keyOf(first, i-start)); at != 0 {
			hits = s.take(hits, s.signs[at], text, start)
		}
		if s.endings != nil && s.endings[text[i-1]] != nil {
			hits = s.take(hits, s.endings[text[i-1]], text, i)
		}
	}
	for k := range s.loose {
		for at := 0; ; at++ {
			next := strings.IndexByte(text[at:], s.loose[k].first)
			if next < 0 {
				break
			}
			at += next
			hits = s.take(hits, s.loose[k].signs, text, at)
		}
	}
	slices.SortFunc(hits[before:], func(a, b hit) int {
		return cmp.Or(cmp.Compare(a.end, b.end), cmp.Compare(a.start, b.start), cmp.Compare(a.pattern, b.pattern))
	})
	return hits
}

// take appends those of the phrases that stand around their word, which begins at a place in the text; of endings the word ends there.
func (s *wordSet) take(hits []hit, signs []sign, text string, at int) []hit {
	for i := range signs {
		sg := &signs[i]
		if k := at + int(sg.offset); k < 0 || k >= len(text) || text[k]|0x20 != sg.letter {
			continue
		}
		p := &s.patterns[sg.pattern]
		start := at - int(sg.before)
		end := start + len(p.text)
		if start >= 0 && end <= len(text) && lowersTo(text[start:end], p.text) && p.at(text, end) {
			hits = append(hits, hit{sg.pattern, int32(start), int32(end)})
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
