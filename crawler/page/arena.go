package page

import "strings"

// arenaChunk is how much memory an arena takes at a time, in bytes.
const arenaChunk = 8 << 10

// arena makes strings that share their memory: a page has hundreds of short ones, which are kept or dropped together.
type arena struct {
	strings.Builder
	start int // of the string that is being written
}

// begin starts a string of at most size bytes, which the caller writes.
func (a *arena) begin(size int) {
	if a.Cap()-a.Len() < size {
		a.Builder = strings.Builder{}
		a.Grow(max(size, arenaChunk))
	}
	a.start = a.Len()
}

// end returns what was written since begin.
func (a *arena) end() string { return a.String()[a.start:] }

// join returns the parts as one string.
func (a *arena) join(parts ...string) string {
	size := 0
	for _, part := range parts {
		size += len(part)
	}
	a.begin(size)
	for _, part := range parts {
		a.WriteString(part)
	}
	return a.end()
}
