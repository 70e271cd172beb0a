package crawler

import "strings"

// texts keeps copies of texts in blocks. A million of them are a million things for the garbage collector to look at otherwise.
type texts struct{ block *strings.Builder }

const textBlock = 64 << 10 // bytes

// keep is a copy of a text.
func (t *texts) keep(text string) string {
	if len(text) > textBlock/16 {
		return strings.Clone(text)
	}
	if t.block == nil || t.block.Cap()-t.block.Len() < len(text) {
		t.block = new(strings.Builder) // the texts in the old one stay where they are
		t.block.Grow(textBlock)
	}
	n := t.block.Len()
	t.block.WriteString(text)
	return t.block.String()[n:]
}
