package page

import "unicode"

// countWords counts the words of a text: runs between spaces that hold a letter or digit. Scripts that write no spaces
// (Han, Kana) count a word for each character.
func countWords(s string) int {
	if !isASCII(s) {
		return countCharacters(s)
	}
	n, open := 0, 0 // open: 1 within a run that holds a letter
	for i := range len(s) {
		kind := wordKinds[s[i]]
		n += open &^ kind.within
		open = (open | kind.letter) & kind.within
	}
	return n + open
}

// wordKind is what a byte of ASCII does to a word.
type wordKind struct {
	letter int // 1 for a letter or digit
	within int // 0 for a space
}

var wordKinds = func() (kinds [256]wordKind) {
	for c, low := range lowered {
		if c > ' ' {
			kinds[c].within = 1
		}
		if low != 0 {
			kinds[c].letter = 1
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
