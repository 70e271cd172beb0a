package crawler

import "strings"

// Limits of a path. Beyond them a server is making addresses up: relative links that pile onto each other,
// or a program that answers anything.
const (
	maxSegments = 20 // of the path
	maxRepeats  = 3  // of one segment
)

// trapped says why an address is not worth a request: "", "trap(depth)" or "trap(repeat)".
func trapped(address string) string {
	path, _, _ := strings.Cut(pathOf(address), "?")
	if strings.Count(path, "/") <= maxRepeats {
		return ""
	}
	seen := map[string]int{}
	segments := 0
	for segment := range strings.SplitSeq(path, "/") {
		if segment == "" {
			continue
		}
		segments++
		seen[segment]++
		if seen[segment] > maxRepeats {
			return "trap(repeat)"
		}
	}
	if segments > maxSegments {
		return "trap(depth)"
	}
	return ""
}
