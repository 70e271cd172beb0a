package page

import "unicode"

// countWords counts the words of a text: runs between spaces that hold a letter or digit. Scripts that write no spaces
// (Han, Kana) count a word for each character.
func countWords(s string) int {
	if !isASCII(s) {
		return countCharacters(s)
	}
	n, open := 0, uint8(0) // open: 1 within a run that holds a letter
	for i := range len(s) {
		kind := wordKinds[s[i]]
		space := kind >> 1
		n += int(open & space)
		open = (open | kind) &^ space & kindOfWord
	}
	return n + int(open)
}

const (
	kindOfWord = 1 << iota // a letter or digit of ASCII
	kindSpace
)

var wordKinds = func() (kinds [256]uint8) {
	for c, low := range lowered {
		switch {
		case low != 0:
			kinds[c] = kindOfWord
		case c <= ' ':
			kinds[c] = kindSpace
		}
	}
	return kinds
}()

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
