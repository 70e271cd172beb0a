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
	n := len(word)
	switch {
	case b == nil:
		return vowelGroups(word)
	case n > maxSyllableWord:
		return syllables(word)
	}
	if !b.has(first, n) {
		key := syllableKey(first, n)
		b.words[syllablePlace(key)], b.syllables[syllablePlace(key)] = key, uint8(syllables(word))
	}
	return b.at(first, n)
}

// has reports whether the book has a word that begins with the first bytes, of n letters.
func (b *syllableBook) has(first uint64, n int) bool {
	key := syllableKey(first, n)
	return b != nil && b.words[syllablePlace(key)] == key
}

// at is the syllables of a word that the book has.
func (b *syllableBook) at(first uint64, n int) int {
	return int(b.syllables[syllablePlace(syllableKey(first, n))])
}

// syllableKey is a word of up to maxSyllableWord letters in lower case.
func syllableKey(first uint64, n int) uint64 { return head(first|' '*ones, n) }

// syllablePlace is where a word stands in a book.
func syllablePlace(key uint64) uint64 { return key * 0x9E3779B97F4A7C15 >> (64 - syllableBits) }
