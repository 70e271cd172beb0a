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
	for i := range len(s) {
		if c := s[i]; c >= utf8.RuneSelf || c >= 'A' && c <= 'Z' {
			return string(appendPlain(make([]byte, 0, len(s)), s))
		}
	}
	return s
}

// appendPlain appends PlainText(s) to b.
func appendPlain(b []byte, s string) []byte {
	start := len(b)
	b = append(b, s...)
	for i := start; i < len(b); i++ {
		if c := b[i]; c >= utf8.RuneSelf {
			return appendFolded(b[:start], s)
		} else if c >= 'A' && c <= 'Z' {
			b[i] = c | 0x20
		}
	}
	return b
}

// appendFolded appends the plain text of a text that is not all ASCII. What is neither a letter of Latin-1 nor in
// typography needs the tables of Unicode.
func appendFolded(b []byte, s string) []byte {
	start, rare := len(b), false
	for _, r := range s {
		switch {
		case r >= 'A' && r <= 'Z', r >= 'À' && r <= 'Þ' && r != '×':
			b = utf8.AppendRune(b, r|0x20)
		case r < utf8.RuneSelf:
			b = append(b, byte(r))
		case r >= 'ß' && r <= 'ÿ':
			b = utf8.AppendRune(b, r)
		default:
			plain, ok := typography[r]
			if !ok {
				plain, rare = string(r), true
			}
			b = append(b, plain...)
		}
	}
	if rare {
		return append(b[:start], strings.ToLower(norm.NFKC.String(string(b[start:])))...)
	}
	return b
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// undecomposed are letters that lose their mark although Unicode does not decompose them.
var undecomposed = strings.NewReplacer("ß", "ss", "ø", "o", "ł", "l", "đ", "d", "æ", "ae", "œ", "oe", "ı", "i")

// foldName is a name as names are compared: letters and digits in lower case without marks, single spaces between words.
func foldName(s string) string {
	s = PlainText(s)
	if !isASCII(s) {
		s = norm.NFD.String(undecomposed.Replace(s))
	}
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
