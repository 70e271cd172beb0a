package page

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// typography maps what typesetting puts in place of plain characters, and what is invisible, to what it stands for.
// Characters that stand for themselves are listed where they are frequent.
var typography = map[rune]string{
	'’': "'", '‘': "'", 'ʼ': "'", '“': `"`, '”': `"`, '„': `"`, '«': `"`, '»': `"`,
	'\u00a0': " ", '\u202f': " ", '\u2009': " ",
	'\u00ad': "", '\u200b': "", '\u200c': "", '\u200d': "", '\u2060': "", '\ufeff': "", '\u200e': "", '\u200f': "",
	'\u2010': "-", '\u2011': "-", '…': "...",
	'–': "–", '—': "—", '·': "·", '•': "•", '©': "©", '®': "®", '°': "°", '→': "→", '€': "€",
}

// PlainText is text as phrases are looked for: NFKC, lower case, straight quotes, plain spaces, nothing invisible.
func PlainText(s string) string {
	if isASCII(s) {
		return smallLetters(s)
	}
	return plainUnicode(s)
}

// plainUnicode is PlainText of a text that is not all ASCII. What is neither a letter of Latin-1 nor in typography needs
// the tables of Unicode.
func plainUnicode(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	rare := false
	for _, r := range s {
		switch {
		case r >= 'A' && r <= 'Z', r >= 'À' && r <= 'Þ' && r != '×':
			b.WriteRune(r | 0x20)
		case r < utf8.RuneSelf:
			b.WriteByte(byte(r))
		case r >= 'ß' && r <= 'ÿ':
			b.WriteRune(r)
		default:
			plain, ok := typography[r]
			if !ok {
				plain, rare = string(r), true
			}
			b.WriteString(plain)
		}
	}
	if rare {
		return strings.ToLower(norm.NFKC.String(b.String()))
	}
	return b.String()
}

// isASCII looks at 32 bytes at a time.
func isASCII(s string) bool {
	at := 0
	for ; at+32 <= len(s); at += 32 {
		if text := s[at : at+32]; (eight(text[:8])|eight(text[8:16])|eight(text[16:24])|eight(text[24:]))&highs != 0 {
			return false
		}
	}
	for ; at+8 <= len(s); at += 8 {
		if eight(s[at:at+8])&highs != 0 {
			return false
		}
	}
	if len(s) >= 8 {
		return eight(s[len(s)-8:])&highs == 0
	}
	return fewer(s)&highs == 0
}

// undecomposed are letters that lose their mark although Unicode does not decompose them.
var undecomposed = strings.NewReplacer("ß", "ss", "ø", "o", "ł", "l", "đ", "d", "æ", "ae", "œ", "oe", "ı", "i")

// foldName is a name as names are compared: letters and digits in lower case without marks, single spaces between words.
func foldName(s string) string {
	if isASCII(s) {
		return foldPlainName(s)
	}
	s = norm.NFD.String(undecomposed.Replace(plainUnicode(s)))
	var b strings.Builder
	b.Grow(len(s))
	space := false
	for _, r := range s {
		switch {
		case r >= 'a' && r <= 'z', unicode.IsLetter(r), unicode.IsDigit(r):
			if space && b.Len() > 0 {
				b.WriteByte(' ')
			}
			space = false
			b.WriteRune(r)
		case r == '\'', unicode.Is(unicode.Mn, r):
		default:
			space = true
		}
	}
	return b.String()
}

// foldPlainName is foldName of ASCII.
func foldPlainName(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	space := false
	for i := range len(s) {
		c := s[i]
		if c >= 'A' && c <= 'Z' {
			c |= 0x20
		}
		switch {
		case c >= 'a' && c <= 'z', c >= '0' && c <= '9':
			if space && b.Len() > 0 {
				b.WriteByte(' ')
			}
			space = false
			b.WriteByte(c)
		case c != '\'':
			space = true
		}
	}
	return b.String()
}

// NameKey is a name as names are compared, without titles: two spellings of one name in the same order have the same key.
func NameKey(name string) string { return foldName(dropTitles(name)) }
