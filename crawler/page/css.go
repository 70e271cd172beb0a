package page

import (
	"iter"
	"strings"
)

// cssAddresses yields the addresses of url() and @import in a style sheet or a style attribute, in order.
func cssAddresses(css string) iter.Seq[string] {
	return func(yield func(string) bool) {
		if !mayHaveAddress(css) {
			return
		}
		for rest := css; ; {
			var address string
			var found bool
			address, rest, found = nextCSSAddress(rest)
			if !found || address != "" && !yield(address) {
				return
			}
		}
	}
}

// mayHaveAddress spares most style sheets a closer look.
func mayHaveAddress(css string) bool {
	if strings.Contains(css, "@i") || strings.Contains(css, "@I") {
		return true
	}
	for {
		before, after, found := strings.Cut(css, "(")
		if !found || len(before) >= 3 && strings.EqualFold(before[len(before)-3:], "url") {
			return found
		}
		css = after
	}
}

// nextCSSAddress finds the next address of css and what follows it.
func nextCSSAddress(css string) (address, rest string, found bool) {
	for i := 0; i < len(css); i++ {
		switch c := css[i]; {
		case c == '/' && strings.HasPrefix(css[i:], "/*"):
			end := strings.Index(css[i+2:], "*/")
			if end < 0 {
				return "", "", false
			}
			i += end + 3
		case c == '"' || c == '\'':
			_, after := cssString(css[i:])
			i = len(css) - len(after) - 1
		case c|0x20 == 'u' && hasFold(css[i:], "url("):
			address, rest = cssURL(css[i+4:])
			return address, rest, true
		case c == '@' && hasFold(css[i:], "@import"):
			after := strings.TrimLeft(css[i+7:], " \t\r\n\f")
			if after != "" && (after[0] == '"' || after[0] == '\'') {
				address, rest = cssString(after)
				return address, rest, true
			}
			i += 6
		}
	}
	return "", "", false
}

func hasFold(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}

// cssURL reads what follows "url(".
func cssURL(css string) (address, rest string) {
	css = strings.TrimLeft(css, " \t\r\n\f")
	if css != "" && (css[0] == '"' || css[0] == '\'') {
		return cssString(css)
	}
	end := 0
	for end < len(css) && css[end] != ')' {
		if css[end] == '\\' {
			end++
		}
		end++
	}
	if end >= len(css) {
		return "", ""
	}
	return cssUnescape(strings.TrimRight(css[:end], " \t\r\n\f")), css[end+1:]
}

// cssString reads a quoted string that begins css.
func cssString(css string) (value, rest string) {
	for i := 1; i < len(css); i++ {
		switch css[i] {
		case '\\':
			i++
		case '\n':
			return "", css[i:]
		case css[0]:
			return cssUnescape(css[1:i]), css[i+1:]
		}
	}
	return "", ""
}

// cssUnescape undoes backslash escapes of single characters and of hexadecimal code points.
func cssUnescape(s string) string {
	if !strings.Contains(s, "\\") {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] != '\\' || i+1 == len(s) {
			b.WriteByte(s[i])
			continue
		}
		code, digits := rune(0), 0
		for digits < 6 && i+1+digits < len(s) {
			d := strings.IndexByte("0123456789abcdef", s[i+1+digits]|0x20)
			if d < 0 {
				break
			}
			code, digits = code<<4|rune(d), digits+1
		}
		if digits == 0 {
			b.WriteByte(s[i+1])
			i++
			continue
		}
		b.WriteRune(code)
		i += digits
		if i+1 < len(s) && s[i+1] == ' ' {
			i++
		}
	}
	return b.String()
}
