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
	maxSyllableWord = 8 // letters, as many as stand in a number, of a word that is remembered
)

var syllableBooks = sync.Pool{New: func() any { return &syllableBook{} }}

// count is the syllables of a word of ASCII letters and digits; first are the bytes that it begins with, and perhaps more.
func (b *syllableBook) count(word string, first uint64) int {
	switch {
	case b == nil:
		return vowelGroups(word)
	case len(word) > maxSyllableWord:
		return syllables(word)
	}
	key := head(first|' '*ones, len(word))
	at := key * 0x9E3779B97F4A7C15 >> (64 - syllableBits)
	if b.words[at] != key {
		b.words[at], b.syllables[at] = key, uint8(syllables(word))
	}
	return int(b.syllables[at])
}
