package safe

import (
	"fmt"
	"unicode/utf16"
	"unicode/utf8"
)

// JSON makes an encoded JSON text harmless to look at: characters that Line would show as \u{202e} are written as JSON's
// own \u202e, and runs of # are broken up likewise, so that every reader decodes the same strings. The input is what encoding/json wrote with HTML escaped.
func JSON(data []byte) []byte {
	at := firstUnsafe(data)
	if at < 0 {
		return data
	}
	out := append(make([]byte, 0, len(data)+32), data[:at]...)
	for i := at; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		command := r == '#' && i > 0 && data[i-1] == '#'
		switch {
		case r < ' ', !hidden(r) && !command: // below blank only the layout between values is left
			out = append(out, data[i:i+size]...)
		default:
			out = appendEscape(out, r)
		}
		i += size
	}
	return out
}

func appendEscape(out []byte, r rune) []byte {
	if r > 0xffff {
		high, low := utf16.EncodeRune(r)
		return fmt.Appendf(out, `\u%04x\u%04x`, high, low)
	}
	return fmt.Appendf(out, `\u%04x`, r)
}

func firstUnsafe(data []byte) int {
	for i := 0; i < len(data); {
		c := data[i]
		if c == '#' && i > 0 && data[i-1] == '#' {
			return i
		}
		if c < 0x7f {
			i++
			continue
		}
		r, size := utf8.DecodeRune(data[i:])
		if hidden(r) {
			return i
		}
		i += size
	}
	return -1
}

// AppendJSON appends a text as a JSON string, as JSON leaves what encoding/json makes of it.
func AppendJSON(out []byte, s string) []byte {
	out = append(out, '"')
	for i := 0; i < len(s); {
		from := i
		for i < len(s) && asIs[s[i]] {
			i++
		}
		out = append(out, s[from:i]...)
		if i == len(s) {
			break
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		switch short := shortEscape(r); {
		case short != 0:
			out = append(out, '\\', short)
		case r == utf8.RuneError && size == 1:
			out = append(out, `\ufffd`...)
		case r == '<' || r == '>' || r == '&' || hidden(r) || r == '#' && i > 0 && s[i-1] == '#':
			out = appendEscape(out, r)
		default:
			out = append(out, s[i:i+size]...)
		}
		i += size
	}
	return append(out, '"')
}

// asIs are the bytes that stand in a JSON string as they are, whatever is beside them.
var asIs = func() (table [256]bool) {
	for c := byte(' '); c < 0x7f; c++ {
		switch c {
		case '"', '\\', '<', '>', '&', '#':
		default:
			table[c] = true
		}
	}
	return table
}()

// shortEscape is the letter that stands for a character behind a backslash, 0 where none does.
func shortEscape(r rune) byte {
	switch r {
	case '"', '\\':
		return byte(r)
	case '\b':
		return 'b'
	case '\f':
		return 'f'
	case '\n':
		return 'n'
	case '\r':
		return 'r'
	case '\t':
		return 't'
	}
	return 0
}
