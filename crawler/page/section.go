package page

// Section is the span of blocks [first, last) that stand under the same heading as block i: from the nearest heading of the given
// level or above before it (included) to the next one. Without a heading before it the section begins at block 0.
func (b Blocks) Section(i, level int) (first, last int) {
	first = min(max(i, 0), len(b))
	for last = first + 1; last < len(b) && !b.opens(last, level); last++ {
	}
	for first > 0 && (first >= len(b) || !b.opens(first, level)) {
		first--
	}
	return first, min(last, len(b))
}

// opens reports whether block i is a heading of a level or above.
func (b Blocks) opens(i, level int) bool {
	e := b[i].Element
	return headingElement(e) && int(e[1]-'0') <= level
}
