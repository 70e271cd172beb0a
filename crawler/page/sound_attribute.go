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
	src, all := b.src, b.attributes.more(fewAttributes)[:0]
	for at < len(src) {
		switch c := src[at]; {
		case c == '>':
			b.at, b.scratch = at+1, all
			return true
		case space(c) || c == '/':
			at++
		default:
			key, value, end, ok := b.attribute(at)
			if !ok {
				return false
			}
			if at = end; hasKey(all, key) {
				continue // the first counts
			}
			if all = append(all, html.Attribute{Key: key, Val: value}); len(all) > maxSoundAttributes {
				return false
			}
		}
	}
	return false
}

func hasKey(all []html.Attribute, key string) bool {
	for i := range all {
		if all[i].Key == key {
			return true
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

// attribute reads one attribute, and returns the offset behind it.
func (b *soundBuilder) attribute(at int) (key, value string, end int, ok bool) {
	src := b.src
	seen := nameBytes[src[at]] & capital // an equals sign may begin a name
	for end = at + 1; end < len(src); end++ {
		if seen |= nameBytes[src[end]]; seen&endsName != 0 {
			break
		}
	}
	key = src[at:end]
	if seen&capital != 0 {
		key = lowerASCII(key)
	}
	if at = skipSpace(src, end); at == len(src) || src[at] != '=' {
		return key, "", at, true
	}
	value, end, ok = b.value(skipSpace(src, at+1))
	return key, value, end, ok
}

// value reads the value of an attribute, and returns the offset behind it.
func (b *soundBuilder) value(at int) (value string, end int, ok bool) {
	src := b.src
	if at >= len(src) {
		return "", 0, false
	}
	to := at
	if quote := src[at]; quote == '"' || quote == '\'' {
		at++
		n := strings.IndexByte(src[at:], quote)
		if n < 0 {
			return "", 0, false
		}
		to = at + n
		end = to + 1
	} else {
		for to < len(src) && !space(src[to]) && src[to] != '>' {
			to++
		}
		end = to
	}
	if value = src[at:to]; !b.plain(at, to) {
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
