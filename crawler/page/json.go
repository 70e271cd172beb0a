package page

import (
	"encoding/json"
	"math/bits"
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
	lax     bool // what was read is perhaps no JSON by the book
}

// readJSON returns the roots of a script. Strict is set only where it is one value of valid JSON.
func readJSON(src string) (roots []jsonValue, strict bool) {
	r := jsonReader{src: src, left: maxJSONSize}
	for {
		r.expect(",;", 0)
		if r.stopped || r.at >= len(r.src) {
			return roots, !r.lax && !r.stopped && len(roots) == 1
		}
		before := r.at
		roots = append(roots, r.value(0))
		if r.at == before {
			r.at++
		}
	}
}

// expect skips, and notes where JSON has another number of separators there.
func (r *jsonReader) expect(separators string, number int) {
	if r.skip(separators) != number {
		r.lax = true
	}
}

// skip passes white space, comments and the given separators, of which it returns the number.
func (r *jsonReader) skip(separators string) (passed int) {
	for r.at < len(r.src) {
		c := r.src[r.at]
		switch {
		case c == ' ' || c == '\n' || c == '\r' || c == '\t':
			r.at++
			continue
		case c == '"' || c == '{' || c == '}' || lowered[c] != 0:
			return passed
		case strings.IndexByte(separators, c) >= 0:
			r.at++
			passed++
			continue
		}
		before := r.at
		if r.comment(r.src[r.at:]); r.at == before {
			return passed
		}
		r.lax = true
	}
	return passed
}

// comment passes what rest begins with if it is a comment, part of what authors wrap scripts in, or white space that JSON does not know.
func (r *jsonReader) comment(rest string) {
	switch {
	case rest[0] <= ' ':
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
	r.expect("", 0)
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
	text := r.src[start:r.at]
	if text != "true" && text != "false" && text != "null" && !json.Valid([]byte(text)) {
		r.lax = true
	}
	return jsonValue{text: text}
}

func (r *jsonReader) object(depth int) jsonValue {
	v := jsonValue{kind: '{'}
	for r.at++; ; {
		commas := r.skip(",")
		if r.stopped || r.at >= len(r.src) {
			r.lax = true
			return v
		}
		r.lax = r.lax || commas != commasBefore(r.src[r.at], '}', len(v.items))
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
		r.expect(":", 1)
		item := r.value(depth + 1)
		item.key = key
		if v.items == nil {
			v.items = make([]jsonValue, 0, 4)
		}
		v.items = append(v.items, item)
	}
}

func (r *jsonReader) array(depth int) jsonValue {
	v := jsonValue{kind: '['}
	for r.at++; ; {
		commas := r.skip(",")
		if r.stopped || r.at >= len(r.src) {
			r.lax = true
			return v
		}
		r.lax = r.lax || commas != commasBefore(r.src[r.at], ']', len(v.items))
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

// commasBefore is how many commas JSON has before a byte that follows so many values.
func commasBefore(c, end byte, values int) int {
	if values == 0 || c == end {
		return 0
	}
	return 1
}

// text reads the string that begins at the reader's place.
func (r *jsonReader) text() string {
	r.at++
	start, escaped := r.at, false
	for {
		for r.at+8 <= len(r.src) {
			n := plainJSON(eight(r.src[r.at : r.at+8]))
			if r.at += n; n < 8 {
				break
			}
		}
		if r.at >= len(r.src) {
			break
		}
		switch c := r.src[r.at]; {
		case c == '\\':
			escaped = true
			r.at++
		case c == '"':
			s := r.src[start:r.at]
			r.at++
			if escaped {
				r.lax = r.lax || !json.Valid([]byte(r.src[start-1:r.at]))
				return jsonUnescape(s)
			}
			return s
		case c < ' ':
			r.lax = true
		}
		r.at++
	}
	r.at, r.lax = len(r.src), true
	return jsonUnescape(r.src[min(start, r.at):])
}

// plainJSON is how many of eight characters, from the first on, stand for themselves in a string.
func plainJSON(x uint64) int {
	quote, escape := x^'"'*ones, x^'\\'*ones
	return bits.TrailingZeros64(((x-' '*ones)&^x|(quote-ones)&^quote|(escape-ones)&^escape)&highs) / 8
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
