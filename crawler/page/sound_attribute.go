package page

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
)

const (
	maxSoundAttributes = 64 // attributes of a tag that are compared with each other for their names
	fewAttributes      = 8  // more than most tags have
)

// readAttributes reads the rest of a tag into b.scratch and goes on behind it.
func (b *soundBuilder) readAttributes(at int) bool {
	b.scratch = b.attributes.more(fewAttributes)[:0]
	for at < len(b.src) {
		switch c := b.src[at]; {
		case c == '>':
			b.at = at + 1
			return true
		case space(c) || c == '/':
			at++
		default:
			var ok bool
			if at, ok = b.attribute(at); !ok {
				return false
			}
		}
	}
	return false
}

// nameBytes says of each byte whether it ends the name of an attribute or has to be put into lower case.
var nameBytes = func() (kinds [256]uint8) {
	for _, c := range []byte(" \t\n\f\r=/>") {
		kinds[c] = endsName
	}
	for c := 'A'; c <= 'Z'; c++ {
		kinds[c] = capital
	}
	return kinds
}()

const (
	endsName = 1 << iota
	capital
)

// attribute reads one attribute and returns the offset behind it.
func (b *soundBuilder) attribute(at int) (end int, ok bool) {
	seen := nameBytes[b.src[at]] & capital // an equals sign may begin a name
	for end = at + 1; end < len(b.src); end++ {
		if seen |= nameBytes[b.src[end]]; seen&endsName != 0 {
			break
		}
	}
	key := b.src[at:end]
	if seen&capital != 0 {
		key = lowerASCII(key)
	}
	value := ""
	if at = skipSpace(b.src, end); at < len(b.src) && b.src[at] == '=' {
		if value, end, ok = b.value(skipSpace(b.src, at+1)); !ok {
			return 0, false
		}
	}
	for i := range b.scratch {
		if b.scratch[i].Key == key {
			return end, true // the first counts
		}
	}
	b.scratch = append(b.scratch, html.Attribute{Key: key, Val: value})
	return end, len(b.scratch) <= maxSoundAttributes
}

// value reads the value of an attribute, and returns the offset behind it.
func (b *soundBuilder) value(at int) (value string, end int, ok bool) {
	if at >= len(b.src) {
		return "", 0, false
	}
	to := at
	if quote := b.src[at]; quote == '"' || quote == '\'' {
		at++
		n := strings.IndexByte(b.src[at:], quote)
		if n < 0 {
			return "", 0, false
		}
		to = at + n
		end = to + 1
	} else {
		for to < len(b.src) && !space(b.src[to]) && b.src[to] != '>' {
			to++
		}
		end = to
	}
	if value = b.src[at:to]; !b.plain(at, to) {
		value = decodeAttribute(b.newlines(value))
	}
	return value, end, true
}

// plain reports whether a part of the source stands for itself. Asked from front to back it goes through the source once.
func (b *soundBuilder) plain(from, to int) bool {
	return !b.returns && (b.reference >= to || !b.refers(from, to))
}

// refers reports whether a part of the source may have character references, and finds the next one.
func (b *soundBuilder) refers(from, to int) bool {
	if b.reference < from {
		b.reference = len(b.src)
		if next := strings.IndexByte(b.src[from:], '&'); next >= 0 {
			b.reference = from + next
		}
	}
	return b.reference < to
}

// decodeAttribute resolves the character references of an attribute value.
func decodeAttribute(value string) string {
	next := strings.IndexByte(value, '&')
	if next < 0 {
		return value
	}
	var out strings.Builder
	for ; next >= 0; next = strings.IndexByte(value, '&') {
		out.WriteString(value[:next])
		value = value[next:]
		decoded, length := attributeReference(value)
		out.WriteString(decoded)
		value = value[length:]
	}
	out.WriteString(value)
	return out.String()
}

// attributeReference reads the character reference that s begins with, or its & alone. In attributes a name counts only as a whole, and
// without a semicolon only if no equals sign follows, so that ?a=1&copy=2 stays what it is. A name that is known only in part leaves
// something of it behind.
func attributeReference(s string) (decoded string, length int) {
	length = 1
	if length < len(s) && s[length] == '#' {
		length++
	}
	for length < len(s) && (letter(s[length]) || s[length] >= '0' && s[length] <= '9') {
		length++
	}
	closed := length < len(s) && s[length] == ';'
	if closed {
		length++
	}
	name := s[:length]
	decoded = html.UnescapeString(name)
	switch {
	case strings.HasPrefix(name, "&#"):
		return decoded, length
	case closed && (!strings.HasSuffix(decoded, ";") || decoded == ";"):
		return decoded, length
	case !closed && utf8.RuneCountInString(decoded) == 1 && (length == len(s) || s[length] != '='):
		return decoded, length
	}
	return name, length
}

// sortAttributes orders the attributes of a formatting element as the parser does. There are few.
func sortAttributes(attributes []html.Attribute) {
	for i := 1; i < len(attributes); i++ {
		for k := i; k > 0 && attributes[k].Key < attributes[k-1].Key; k-- {
			attributes[k], attributes[k-1] = attributes[k-1], attributes[k]
		}
	}
}
