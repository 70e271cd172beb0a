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

// two returns two parts as one string.
func (a *arena) two(first, second string) string {
	if first == "" {
		return second
	}
	a.begin(len(first) + len(second))
	a.WriteString(first)
	a.WriteString(second)
	return a.end()
}
