package page

import "unicode"

// countWords counts the words of a text: runs between spaces that hold a letter or digit. Scripts that write no spaces
// (Han, Kana) count a word for each character.
func countWords(s string) (n int) {
	at, ends, over := 0, uint64(0), uint64(0)
	for ; at <= len(s)-8; at += 8 {
		x := eight(s[at:])
		if x&highs != 0 {
			return countCharacters(s)
		}
		ends, over = endWords(x, over)
		n += int(ends * ones >> 56)
	}
	x := fewer(s[at:])
	if x&highs != 0 {
		return countCharacters(s)
	}
	ends, _ = endWords(x, over)
	return n + int(ends*ones>>56)
}

// endWords marks the spaces among eight characters of ASCII that end a word, by their low bits. It adds: each character of a word is 255, and
// where one is a letter or digit, 1 more makes the word overflow into the space behind it. Over is 1 where the next eight go on with such a word.
func endWords(x, before uint64) (ends, over uint64) {
	word := atLeast(x, ' '+1)
	x |= ' ' * ones
	some := ((x + (0x80-'0')*ones) ^ (x + (0x80-'9'-1)*ones) ^ (x + (0x80-'a')*ones) ^ (x + (0x80-'z'-1)*ones)) & word >> 7
	word |= word - word>>7
	changed := word + some + before ^ word
	over = changed & word
	return changed ^ over, over >> 63
}

// countCharacters is countWords of a text that is not all ASCII.
func countCharacters(s string) (n int) {
	counted := false // the word at this point was
	for _, r := range s {
		switch apart := dense(r); {
		case apart:
			n++
			counted = false
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if !counted {
				n++
			}
			counted = true
		case r <= ' ' || unicode.IsSpace(r):
			counted = false
		}
	}
	return n
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
