package page

// stemBytes is how much of a word the filter looks at.
const stemBytes = 5

// stemSet tells fast that none of a list of phrases can stand in a text: it knows how their first words begin. It may say
// that one can where none does.
type stemSet struct {
	bits [64]uint64
	all  bool // words hide inside others, as in German compounds: every text may hold one
}

// newStemSet makes the filter for phrases in plain text.
func newStemSet(all bool, lists ...[]string) *stemSet {
	s := &stemSet{all: all}
	for _, list := range lists {
		for _, phrase := range list {
			start, end := nextWord(phrase, 0)
			h := stemHash(phrase[start:end])
			s.bits[h>>6] |= 1 << (h & 63)
		}
	}
	return s
}

// in reports whether a plain text may hold one of the phrases.
func (s *stemSet) in(text string) bool {
	if s.all {
		return true
	}
	for at := 0; at < len(text); {
		start, end := nextWord(text, at)
		h := stemHash(text[start:end])
		if s.bits[h>>6]&(1<<(h&63)) != 0 {
			return true
		}
		at = end + 1
	}
	return false
}

// nextWord is the first run of letters and digits from a place on.
func nextWord(text string, from int) (start, end int) {
	for start = from; start < len(text) && !wordByte(text[start]); start++ {
	}
	for end = start; end < len(text) && wordByte(text[end]); end++ {
	}
	return start, end
}

func wordByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 0x80 || c >= '0' && c <= '9' || c >= 'A' && c <= 'Z'
}

// stemHash maps the beginning of a word to 12 bits.
func stemHash(word string) uint64 {
	var key uint64
	for i := range min(len(word), stemBytes) {
		key = key<<8 | uint64(word[i])
	}
	return key * 0x9E3779B97F4A7C15 >> 52
}
