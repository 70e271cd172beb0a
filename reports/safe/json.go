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
		case r > 0xffff:
			high, low := utf16.EncodeRune(r)
			out = fmt.Appendf(out, `\u%04x\u%04x`, high, low)
		default:
			out = fmt.Appendf(out, `\u%04x`, r)
		}
		i += size
	}
	return out
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
