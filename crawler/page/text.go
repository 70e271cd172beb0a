package page

import (
	endian "encoding/binary"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// textless reports whether what stands inside n is no text of the page for readers.
func textless(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Template, atom.Noscript, atom.Iframe, atom.Noembed, atom.Noframes, atom.Object,
		atom.Select, atom.Datalist, atom.Textarea, atom.Audio, atom.Video, atom.Canvas, atom.Svg, atom.Title, atom.Head:
		return true
	}
	return false
}

// blockLevel reports whether an element begins a text of its own instead of flowing within its parent's.
func blockLevel(a atom.Atom) bool {
	switch a {
	case atom.P, atom.Li, atom.Td, atom.Th, atom.Dt, atom.Dd, atom.Blockquote, atom.Figcaption, atom.Caption,
		atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Summary, atom.Address, atom.Div, atom.Section,
		atom.Article, atom.Main, atom.Header, atom.Footer, atom.Nav, atom.Aside, atom.Body, atom.Html, atom.Form,
		atom.Fieldset, atom.Legend, atom.Pre, atom.Ul, atom.Ol, atom.Dl, atom.Menu, atom.Table, atom.Thead, atom.Tbody,
		atom.Tfoot, atom.Tr, atom.Figure, atom.Details, atom.Dialog, atom.Hgroup, atom.Search, atom.Center, atom.Hr:
		return true
	}
	return false
}

// invisible are characters without width that split words for a program but not for a reader: soft hyphen,
// zero-width space, word joiner and byte order mark.
func invisible(r rune) bool { return r == 0xAD || r == 0x200B || r == 0x2060 || r == 0xFEFF }

// foldSpace trims s, makes one space of each run of white space (no-break spaces and control characters included) and drops
// invisible characters. Most texts need no more than trimming, which copies nothing.
func foldSpace(s string) string {
	s = trimmed(s)
	if folded(s) {
		return s
	}
	return foldRuns(s)
}

// foldWords folds a text and counts its words. It is tidy where that took no more than a look: then all of it is ASCII.
func foldWords(s string) (text string, words int, tidy bool) {
	text = trimmed(s)
	if words, tidy = tidyWords(text); !tidy {
		text = foldSpace(text)
		words = countWords(text)
	}
	return text, words, tidy
}

// trimmed is s without the white space of ASCII around it.
func trimmed(s string) string {
	for s != "" && space(s[0]) {
		s = s[1:]
	}
	for s != "" && space(s[len(s)-1]) {
		s = s[:len(s)-1]
	}
	return s
}

// folded reports whether folding would leave s unchanged. Most texts are tidy: of these it looks at eight characters at a time.
func folded(s string) bool {
	if s == "" || s[len(s)-1] == ' ' {
		return s == ""
	}
	b := []byte(s) // without a copy
	before, untidy, at := uint64(0), uint64(0), 0
	for ; at <= len(b)-8; at += 8 {
		visible, wrong, _ := inspect(endian.LittleEndian.Uint64(b[at:]), before)
		before = visible >> 56
		untidy |= wrong
	}
	_, wrong, _ := inspect(lastOf(s, at), before)
	return (untidy|wrong)&highs == 0 || foldedUnicode(s)
}

// foldedUnicode is folded of any text.
func foldedUnicode(s string) bool {
	before := uint64(0x80)
	for at := 0; at < len(s); {
		if at <= len(s)-8 {
			if spaces, other := plainSpaces(eight(s[at:])); other == 0 {
				if spaces&(spaces<<8|before) != 0 {
					return false
				}
				before = spaces >> 56
				at += 8
				continue
			}
		}
		r, size := rune(s[at]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(s[at:])
		}
		switch {
		case r == ' ' && before == 0:
			before = 0x80
		case r <= ' ', r >= utf8.RuneSelf && (unicode.IsSpace(r) || invisible(r)):
			return false
		default:
			before = 0
		}
		at += size
	}
	return s == "" || before == 0
}

// plainSpaces marks the spaces among eight bytes by their high bits. Other is 0 unless there is a control character, or a byte that is not ASCII.
func plainSpaces(x uint64) (spaces, other uint64) {
	return highs &^ atLeast(x, ' '+1), (atLeast(x, ' ') ^ highs) | x&highs
}

// foldRuns folds a text that has more to fold than the white space around it.
func foldRuns(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	owed := false // white space before the next character
	for s != "" {
		if n := plainRun(s); n > 0 {
			if owed {
				b.WriteByte(' ')
			}
			owed = false
			b.WriteString(s[:n])
			s = s[n:]
			continue
		}
		r, size := utf8.DecodeRuneInString(s)
		if !invisible(r) {
			owed = b.Len() > 0
		}
		s = s[size:]
	}
	return b.String()
}

// plainRun is how many bytes of s folding leaves as they are. The run begins and ends with a character, not a space.
func plainRun(s string) int {
	i := 0
	for i < len(s) {
		switch c := s[i]; {
		case c > ' ' && c < utf8.RuneSelf:
			i++
		case c == ' ' && i > 0 && i+1 < len(s) && s[i+1] > ' ' && s[i+1] < utf8.RuneSelf:
			i += 2
		case c >= utf8.RuneSelf:
			r, size := utf8.DecodeRuneInString(s[i:])
			if unicode.IsSpace(r) || invisible(r) {
				return i
			}
			i += size
		default:
			return i
		}
	}
	return i
}

// cut shortens s to at most n characters without splitting one.
func cut(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}
