package page

import (
	"unicode"
	"unicode/utf8"
)

// countWords counts the words of a text: runs between spaces that hold a letter or digit. Scripts that write no spaces
// (Han, Kana) count a word for each character.
func countWords(s string) int {
	_, n := fnv(0).words(s)
	return n
}

// words hashes the words of a text, in lower case and without punctuation, and counts them as countWords says. A hash
// of 0 is that of no words.
func (h fnv) words(s string) (hash fnv, n int) {
	counted, gap := false, true // the word at this point was counted; it is not the one hashed last
	for i := 0; i < len(s); {
		c := s[i]
		switch {
		case lowered[c] != 0:
			if !counted {
				counted = true
				n++
			}
			if gap {
				gap, h = false, h.gap()
			}
			h, i = h.letters(s, i)
		case c < utf8.RuneSelf:
			gap, counted = true, counted && c > ' '
			i++
		default:
			r, size := utf8.DecodeRuneInString(s[i:])
			i += size
			letter := unicode.IsLetter(r) || unicode.IsDigit(r)
			if apart := dense(r); apart || letter && !counted {
				n++
				counted = !apart
			} else if unicode.IsSpace(r) {
				counted = false
			}
			if letter && gap {
				h = h.gap()
			}
			if gap = !letter; letter {
				h = h.char(unicode.ToLower(r))
			}
		}
	}
	return h, n
}

// letters hashes the letters and digits of ASCII from i on, up to eight at a time, and returns where they end.
func (h fnv) letters(s string, i int) (fnv, int) {
	eight, n := fnv(0), 0
	for ; i < len(s); i++ {
		c := lowered[s[i]]
		if c == 0 {
			break
		}
		eight = eight<<8 | fnv(c)
		if n++; n == 8 {
			h, eight, n = h.mix(eight), 0, 0
		}
	}
	if n > 0 {
		h = h.mix(eight)
	}
	return h, i
}

func (h fnv) mix(eight fnv) fnv {
	h = (h ^ eight) * fnvPrime
	return h ^ h>>32
}

// gap parts the next word from the last.
func (h fnv) gap() fnv {
	if h == 0 {
		return fnvOffset
	}
	return h.char(' ')
}

// dense reports whether a character is of a script that writes no spaces.
func dense(r rune) bool {
	return r >= 0x2E80 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana)
}

// lowered are the letters and digits of ASCII in lower case, 0 for everything else.
var lowered = func() (low [256]uint8) {
	for _, c := range []byte("abcdefghijklmnopqrstuvwxyz") {
		low[c], low[c&^0x20] = c, c
	}
	for _, c := range []byte("0123456789") {
		low[c] = c
	}
	return low
}()
