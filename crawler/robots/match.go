package robots

import "strings"

// matcher is a pattern ready to be compared: the parts between its asterisks, in order. It needs no backtracking, so that no file
// can make it slow: the leftmost place of each part leaves most room for the next.
type matcher struct {
	parts []string
	end   bool // "$": the last part must end the path
}

func newMatcher(pattern string) matcher {
	if pattern == "" {
		return matcher{}
	}
	pattern, end := strings.CutSuffix(pattern, "$")
	return matcher{parts: strings.Split(pattern, "*"), end: end}
}

func (m *matcher) matches(path string) bool {
	if len(m.parts) == 0 {
		return false
	}
	rest, ok := strings.CutPrefix(path, m.parts[0])
	if !ok {
		return false
	}
	inner := m.parts[1:]
	if len(inner) == 0 {
		return !m.end || rest == ""
	}
	last := inner[len(inner)-1]
	for _, part := range inner[:len(inner)-1] {
		i := strings.Index(rest, part)
		if i < 0 {
			return false
		}
		rest = rest[i+len(part):]
	}
	if m.end {
		return strings.HasSuffix(rest, last)
	}
	return strings.Contains(rest, last)
}

// normalize writes a path as patterns are compared: octets beyond ASCII escaped, the digits of escapes in upper case. An escape of
// a letter stays what it is, as with Google.
func normalize(path string) string {
	if plain(path) {
		return path
	}
	var b strings.Builder
	for i := 0; i < len(path); i++ {
		switch c := path[i]; {
		case c == '%' && i+2 < len(path) && hex(path[i+1]) && hex(path[i+2]):
			b.WriteString(strings.ToUpper(path[i : i+3]))
			i += 2
		case c >= 0x80:
			b.WriteByte('%')
			b.WriteByte("0123456789ABCDEF"[c>>4])
			b.WriteByte("0123456789ABCDEF"[c&15])
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

func plain(path string) bool {
	for i := range len(path) {
		if path[i] == '%' || path[i] >= 0x80 {
			return false
		}
	}
	return true
}

func hex(c byte) bool { return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F' }
