package page

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// maxSoundAttributes is how many attributes of a tag are compared with each other for their names.
const maxSoundAttributes = 64

// readAttributes reads the rest of a tag into b.scratch and goes on behind it.
func (b *soundBuilder) readAttributes(at int) bool {
	b.scratch = b.scratch[:0]
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

// attribute reads one attribute and returns the offset behind it.
func (b *soundBuilder) attribute(at int) (end int, ok bool) {
	end = at + 1 // an equals sign may begin a name
	for end < len(b.src) && !space(b.src[end]) && b.src[end] != '=' && b.src[end] != '/' && b.src[end] != '>' {
		end++
	}
	key := lowerASCII(b.src[at:end])
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
	b.scratch = append(b.scratch, html.Attribute{Key: key, Val: b.decode(value)})
	return end, len(b.scratch) <= maxSoundAttributes
}

func (b *soundBuilder) value(at int) (value string, end int, ok bool) {
	if at >= len(b.src) {
		return "", 0, false
	}
	if quote := b.src[at]; quote == '"' || quote == '\'' {
		n := strings.IndexByte(b.src[at+1:], quote)
		if n < 0 {
			return "", 0, false
		}
		return b.src[at+1 : at+1+n], at + n + 2, true
	}
	end = at
	for end < len(b.src) && !space(b.src[end]) && b.src[end] != '>' {
		end++
	}
	return b.src[at:end], end, true
}

// decode resolves the character references of an attribute value.
func (b *soundBuilder) decode(value string) string {
	value = b.newlines(value)
	next := strings.IndexByte(value, '&')
	if next < 0 {
		return value
	}
	var out strings.Builder
	for next >= 0 {
		out.WriteString(value[:next])
		value = value[next:]
		decoded, length := attributeReference(value)
		out.WriteString(decoded)
		value = value[length:]
		next = strings.IndexByte(value, '&')
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
