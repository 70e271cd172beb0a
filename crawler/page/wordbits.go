package page

import "math/bits"

// wordBits are words with bits of each: a table, since a look into a map costs more than all else that is done with most words.
type wordBits struct {
	shift   int // of a hash, to an index
	keys    []uint64
	bits    []uint64
	longest int // bytes of the longest word
}

// newWordBits makes the table; words are in lower case and not empty.
func newWordBits(words map[string]uint64) *wordBits {
	size := bits.Len(uint(2 * len(words)))
	t := &wordBits{shift: 64 - size, keys: make([]uint64, 1<<size), bits: make([]uint64, 1<<size)}
	for w, set := range words {
		at := t.find(wordKey(w, 0, len(w)))
		t.keys[at], t.bits[at] = wordKey(w, 0, len(w)), set
		t.longest = max(t.longest, len(w))
	}
	return t
}

// of are the bits of the word at [from, to) of a text, whose ASCII capitals are as good as small letters.
func (t *wordBits) of(text string, from, to int) uint64 {
	switch n := to - from; {
	case n > t.longest:
		return 0
	case n > 8:
		return t.bits[t.find(wordKey(text, from, to))]
	default:
		return t.bits[t.find(head(eightAt(text, from)|' '*ones, n))] // wordKey, quicker
	}
}

// find is where a key stands in the table, or where there is room for it.
func (t *wordBits) find(key uint64) uint64 {
	at := key * 0x9E3779B97F4A7C15 >> t.shift
	for t.keys[at] != key && t.keys[at] != 0 {
		at = (at + 1) & uint64(len(t.keys)-1)
	}
	return at
}

// wordKey is a word in lower case as a number: its bytes, of which letters lose their case by one bit, or a hash of more than eight.
func wordKey(text string, from, to int) uint64 {
	if to-from > 8 {
		return uint64(hashLow(text[from:to]))
	}
	return head(eightAt(text, from)|' '*ones, to-from)
}
