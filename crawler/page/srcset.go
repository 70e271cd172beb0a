package page

import "strings"

// nextCandidate reads the next image candidate of a srcset attribute and returns its address, by the HTML Standard's
// "parse a srcset attribute": an address ends at white space, or at commas that end it; descriptors end at a comma
// outside parentheses.
func nextCandidate(srcset string) (address, rest string) {
	srcset = strings.TrimLeft(srcset, " \t\r\n\f,")
	end := strings.IndexAny(srcset, " \t\r\n\f")
	if end < 0 {
		end = len(srcset)
	}
	address, rest = srcset[:end], srcset[end:]
	if trimmed := strings.TrimRight(address, ","); trimmed != address {
		return trimmed, rest
	}
	depth := 0
	for i := 0; i < len(rest); i++ {
		switch rest[i] {
		case '(':
			depth++
		case ')':
			depth = max(depth-1, 0)
		case ',':
			if depth == 0 {
				return address, rest[i+1:]
			}
		}
	}
	return address, ""
}
