package page

import (
	endian "encoding/binary"
	"math/bits"
	"strings"
	"unicode"
)

// countWords counts the words of a text: runs between spaces that hold a letter or digit. Scripts that write no spaces
// (Han, Kana) count a word for each character.
func countWords(s string) int {
	if n, tidy := tidyWords(trimmed(s)); tidy {
		return n
	}
	return countCharacters(s)
}

// tidyWords counts the words of a text that is tidy: of printable characters of ASCII, with single spaces between them alone. It looks at eight of
// them at a time. Each space is followed by a word then, and most words begin with a letter; only others are looked at themselves.
func tidyWords(s string) (n int, tidy bool) {
	if s == "" || s[len(s)-1] == ' ' {
		return 0, s == ""
	}
	n = 1 + strings.Count(s, " ")
	b := []byte(s) // without a copy
	before, untidy, at := uint64(0), uint64(0), 0
	for ; at <= len(b)-8; at += 8 {
		visible, wrong, odd := inspect(endian.LittleEndian.Uint64(b[at:]), before)
		for ; odd != 0; odd &= odd - 1 {
			n -= emptyWord(s, at+bits.TrailingZeros64(odd)/8)
		}
		before = visible >> 56
		untidy |= wrong
	}
	_, wrong, odd := inspect(lastOf(s, at), before)
	for ; odd != 0; odd &= odd - 1 {
		n -= emptyWord(s, at+bits.TrailingZeros64(odd)/8)
	}
	return n, (untidy|wrong)&highs == 0
}

// inspect looks at eight characters. By the high bits it marks those that can be seen, those that no tidy text has, and those that begin a word
// but are no letters. Before is what is visible of the character before them.
func inspect(x, before uint64) (visible, wrong, odd uint64) {
	visible = x + (0x80-' '-1)*ones
	inner := visible<<8 | before // what stands behind a visible character
	low := x | ' '*ones
	wrong = x | ^((visible | inner) & (x + (0x80-' ')*ones))
	return visible, wrong, ^(inner | ((low + (0x80-'a')*ones) ^ (low + (0x80-'z'-1)*ones))) & highs
}

// lastOf is the characters of s from a place on, of which there are less than eight, with letters behind them. The place is a multiple of eight.
func lastOf(s string, at int) (x uint64) {
	bits := 8 * (len(s) - at)
	if at > 0 {
		x = eight(s[len(s)-8:]) >> (64 - bits)
	} else {
		x = fewer(s)
	}
	return x | 'a'*ones<<bits
}

// emptyWord is 1 where the word that begins at a place of s, which is ASCII, has no letter or digit, else 0.
func emptyWord(s string, at int) int {
	for ; at < len(s) && s[at] > ' '; at++ {
		if lowered[s[at]] != 0 {
			return 0
		}
	}
	return 1
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
