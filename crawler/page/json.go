package page

import (
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

const (
	maxJSON      = 1 << 20 // bytes of one script that are read
	maxJSONDepth = 64
	maxJSONSize  = 20_000 // values of one script
)

// jsonValue is a JSON value whose members keep their order. Kind is one of { [ " and 0 for a literal.
type jsonValue struct {
	kind  byte
	key   string // of a member of an object
	text  string
	items []jsonValue
}

// jsonReader reads JSON as people write it into pages: with comments, trailing commas, raw line breaks in strings and
// several roots. Where it cannot go on it returns what it has. encoding/json refuses all of that and loses the order of
// members.
type jsonReader struct {
	src     string
	at      int
	left    int // values that may still be read
	stopped bool
}

// readJSON returns the roots of a script.
func readJSON(src string) []jsonValue {
	r := jsonReader{src: src, left: maxJSONSize}
	var roots []jsonValue
	for {
		r.skip(",;")
		if r.stopped || r.at >= len(r.src) {
			return roots
		}
		before := r.at
		roots = append(roots, r.value(0))
		if r.at == before {
			r.at++
		}
	}
}

// skip passes white space, comments and the given separators.
func (r *jsonReader) skip(separators string) {
	for r.at < len(r.src) {
		rest := r.src[r.at:]
		switch c := rest[0]; {
		case c <= ' ' || strings.IndexByte(separators, c) >= 0:
			r.at++
		case strings.HasPrefix(rest, "/*"):
			r.pass(rest, "*/")
		case strings.HasPrefix(rest, "//"):
			r.pass(rest, "\n")
		case strings.HasPrefix(rest, "\uFEFF"), strings.HasPrefix(rest, "-->"):
			r.at += 3
		case strings.HasPrefix(rest, "<!--"):
			r.at += 4
		case strings.HasPrefix(rest, "<![CDATA["):
			r.at += 9
		case strings.HasPrefix(rest, "]]>"):
			r.at += 3
		default:
			return
		}
	}
}

func (r *jsonReader) pass(rest, mark string) {
	if i := strings.Index(rest, mark); i >= 0 {
		r.at += i + len(mark)
		return
	}
	r.at = len(r.src)
}

func (r *jsonReader) value(depth int) jsonValue {
	r.skip("")
	if r.left--; r.left < 0 || depth > maxJSONDepth {
		r.stopped = true
	}
	if r.stopped || r.at >= len(r.src) {
		return jsonValue{}
	}
	switch r.src[r.at] {
	case '{':
		return r.object(depth)
	case '[':
		return r.array(depth)
	case '"':
		return jsonValue{kind: '"', text: r.text()}
	}
	start := r.at
	for r.at < len(r.src) && strings.IndexByte(",:]}{[\" \t\r\n", r.src[r.at]) < 0 {
		r.at++
	}
	return jsonValue{text: r.src[start:r.at]}
}

func (r *jsonReader) object(depth int) jsonValue {
	v := jsonValue{kind: '{'}
	for r.at++; ; {
		r.skip(",")
		if r.stopped || r.at >= len(r.src) {
			return v
		}
		switch r.src[r.at] {
		case '}':
			r.at++
			return v
		case '"':
		default: // not a member: as far as this object can be read
			r.stopped = true
			return v
		}
		key := r.text()
		r.skip(":")
		item := r.value(depth + 1)
		item.key = key
		v.items = append(v.items, item)
	}
}

func (r *jsonReader) array(depth int) jsonValue {
	v := jsonValue{kind: '['}
	for r.at++; ; {
		r.skip(",")
		if r.stopped || r.at >= len(r.src) {
			return v
		}
		if c := r.src[r.at]; c == ']' {
			r.at++
			return v
		} else if c == '}' || c == ':' {
			r.stopped = true
			return v
		}
		v.items = append(v.items, r.value(depth+1))
	}
}

// text reads the string that begins at the reader's place.
func (r *jsonReader) text() string {
	r.at++
	start, escaped := r.at, false
	for r.at < len(r.src) {
		switch r.src[r.at] {
		case '\\':
			escaped = true
			r.at++
		case '"':
			s := r.src[start:r.at]
			r.at++
			if escaped {
				return jsonUnescape(s)
			}
			return s
		}
		r.at++
	}
	r.at = len(r.src)
	return jsonUnescape(r.src[min(start, r.at):])
}

func jsonUnescape(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] != '\\' || i+1 == len(s) {
			b.WriteByte(s[i])
			continue
		}
		i++
		switch s[i] {
		case 'n', 'r', 't', 'b', 'f':
			b.WriteByte(' ')
		case 'u':
			code, size := jsonRune(s[i+1:])
			b.WriteRune(code)
			i += size
		default:
			b.WriteByte(s[i])
		}
	}
	return b.String()
}

// jsonRune reads what follows \u, a surrogate pair as one.
func jsonRune(s string) (code rune, size int) {
	high, ok := hex4(s)
	if !ok {
		return utf8.RuneError, 0
	}
	if utf16.IsSurrogate(high) && len(s) >= 6 && s[4:6] == `\u` {
		if low, ok := hex4(s[6:]); ok {
			if r := utf16.DecodeRune(high, low); r != utf8.RuneError {
				return r, 10
			}
		}
	}
	return high, 4
}

func hex4(s string) (rune, bool) {
	if len(s) < 4 {
		return 0, false
	}
	var code rune
	for i := range 4 {
		d := strings.IndexByte("0123456789abcdef", s[i]|0x20)
		if d < 0 {
			return 0, false
		}
		code = code<<4 | rune(d)
	}
	return code, true
}
