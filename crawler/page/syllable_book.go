package page

import "sync"

// syllableBook remembers how many syllables English words have: most words of a text are a few hundred. Books are handed from page to page. A nil
// book counts in any other language.
type syllableBook struct {
	words     [syllableWords]uint64 // of up to maxSyllableWord letters, by their hash
	syllables [syllableWords]uint8
}

const (
	syllableBits    = 9
	syllableWords   = 1 << syllableBits
	maxSyllableWord = 8 // letters of a word that is remembered
)

var syllableBooks = sync.Pool{New: func() any { return &syllableBook{} }}

// count is the syllables of the word of ASCII letters and digits that stands at [from, to) of a text.
func (b *syllableBook) count(text string, from, to int) int {
	if b == nil {
		return vowelGroups(text[from:to])
	}
	if to-from > maxSyllableWord || len(text)-from < maxSyllableWord {
		return syllables(text[from:to])
	}
	w := text[from : from+maxSyllableWord]
	key := uint64(w[0]) | uint64(w[1])<<8 | uint64(w[2])<<16 | uint64(w[3])<<24 | uint64(w[4])<<32 | uint64(w[5])<<40 | uint64(w[6])<<48 | uint64(w[7])<<56
	key = (key | 0x2020202020202020) & (1<<(8*(to-from)) - 1)
	at := key * 0x9E3779B97F4A7C15 >> (64 - syllableBits)
	if b.words[at] != key {
		b.words[at], b.syllables[at] = key, uint8(syllables(text[from:to]))
	}
	return int(b.syllables[at])
}
