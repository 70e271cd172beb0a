package page

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// typography replaces what typesetting puts in place of plain characters and drops what is invisible.
var typography = strings.NewReplacer(
	"’", "'", "‘", "'", "ʼ", "'", "“", `"`, "”", `"`, "„", `"`, "«", `"`, "»", `"`,
	"\u00a0", " ", "\u202f", " ", "\u2009", " ",
	"\u00ad", "", "\u200b", "", "\u200c", "", "\u200d", "", "\u2060", "", "\ufeff", "", "\u200e", "", "\u200f", "",
	"\u2010", "-", "\u2011", "-",
)

// PlainText is text as phrases are looked for: NFKC, lower case, straight quotes, plain spaces, nothing invisible.
func PlainText(s string) string {
	if isASCII(s) {
		return strings.ToLower(s)
	}
	if strings.ContainsFunc(s, typeset) {
		s = typography.Replace(s)
	}
	return strings.ToLower(norm.NFKC.String(s))
}

// typeset reports whether a character may be one that typography replaces.
func typeset(r rune) bool {
	return r == 0xA0 || r == 0xAD || r == 0xAB || r == 0xBB || r == 0x2BC || r >= 0x2000
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

// undecomposed are letters that lose their mark although Unicode does not decompose them.
var undecomposed = strings.NewReplacer("ß", "ss", "ø", "o", "ł", "l", "đ", "d", "æ", "ae", "œ", "oe", "ı", "i")

// foldName is a name as names are compared: letters and digits in lower case without marks, single spaces between words.
func foldName(s string) string {
	s = undecomposed.Replace(PlainText(s))
	var b strings.Builder
	space := false
	for _, r := range norm.NFD.String(s) {
		switch {
		case unicode.Is(unicode.Mn, r):
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if space && b.Len() > 0 {
				b.WriteByte(' ')
			}
			space = false
			b.WriteRune(r)
		case r == '\'':
		default:
			space = true
		}
	}
	return b.String()
}
