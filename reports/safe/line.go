// Package safe makes crawled text harmless for the reader it is printed for: a terminal, a build log, a spreadsheet,
// Markdown, JSON or a file name. It knows the attacks of each kind of reader and nothing of reports.
package safe

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Line makes text safe for one line of a terminal or a build log. What a reader cannot see, or what moves the cursor or
// the reading direction (control characters, line breaks, bidi marks, zero-width and tag characters, private use,
// unassigned code points), becomes visible as \u{202e}, a byte that is no UTF-8 as \x{ff}. Runs of # are broken up and
// a :: that begins a word is defused, because GitHub, Azure and TeamCity take them for commands.
// Clean text is returned as it is, without an allocation.
func Line(s string) string {
	if clean(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s) + 16)
	previous := ' '
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == utf8.RuneError && size == 1:
			fmt.Fprintf(&b, `\x{%02x}`, s[i])
		case hidden(r), r == '#' && previous == '#', r == ':' && previous == ' ' && strings.HasPrefix(s[i:], "::"):
			escape(&b, r)
		default:
			b.WriteRune(r)
		}
		previous = r
		if unicode.IsSpace(r) {
			previous = ' '
		}
		i += size
	}
	return b.String()
}

// clean reports whether Line has nothing to do. It may say no to text that is clean, never yes to text that is not.
func clean(s string) bool {
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c >= utf8.RuneSelf:
			return cleanText(s)
		case c < ' ', c == 0x7f:
			return false
		case c == '#' || c == ':':
			if i+1 < len(s) && s[i+1] == c {
				return false
			}
		}
	}
	return true
}

func cleanText(s string) bool {
	if strings.Contains(s, "##") || strings.Contains(s, "::") || !utf8.ValidString(s) {
		return false
	}
	return strings.IndexFunc(s, hidden) < 0
}

// hidden reports whether a character has no shape of its own or changes how others are shown. The joiners inside emoji
// and some scripts are among them: they also forge names.
func hidden(r rune) bool {
	if r < utf8.RuneSelf {
		return r < ' ' || r == 0x7f
	}
	switch {
	case !unicode.IsGraphic(r): // controls, format characters, private use, line separators, unassigned
		return true
	case r == 0x034f, r == 0x115f, r == 0x1160, r == 0x17b4, r == 0x17b5, r == 0x3164, r == 0xffa0: // blank letters and joiners
		return true
	}
	return r >= 0xe0100 && r <= 0xe01ef // variation selectors that nothing displays
}

func escape(b *strings.Builder, r rune) { fmt.Fprintf(b, `\u{%x}`, r) }
