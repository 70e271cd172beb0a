package page

import (
	"slices"
	"strings"
)

// Blocks are the text blocks of a page in document order, every region, hidden ones included. Few rules look at them, so facts that were
// read back from the store have none: crawler.Page.Blocks decodes them when a rule asks.
//
// They are half of all that is stored of a page, so that their codec is written by hand: a row for each, which is
//
//   - a byte with the region, and whether the block is hidden;
//   - its element: 1 more than its place among the first that were named, or 0 and the name;
//   - text and selector, words, words in links, by how much its line differs from that of the row before, and column.
type Blocks []Block

const (
	blockRegion = 0x0f
	blockHidden = 1 << 4
	fewElements = 32 // how many names of elements are remembered
	leastBlock  = 8  // bytes of the shortest row
	mostBlock   = 70 // bytes of a row besides its texts, at most
)

// Msgsize is an upper bound of the size of stored blocks.
func (blocks Blocks) Msgsize() int {
	size := emptyRows
	for i := range blocks {
		b := &blocks[i]
		size += mostBlock + len(b.Element) + len(b.Text) + len(b.Selector)
	}
	return size
}

// MarshalMsg implements msgp.Marshaler.
func (blocks Blocks) MarshalMsg(b []byte) ([]byte, error) {
	b, begin := beginRows(b, blocks.Msgsize(), len(blocks))
	elements := make([]string, 0, fewElements)
	place, line := 0, 0
	for i := range blocks {
		block := &blocks[i]
		flags := byte(block.Region)
		if block.Hidden {
			flags |= blockHidden
		}
		if i == 0 || block.Element != blocks[i-1].Element {
			place = slices.Index(elements, block.Element) + 1
		}
		b = appendNumber(append(b, flags), place)
		if place == 0 {
			b = appendText(b, block.Element)
			if len(elements) < fewElements {
				elements = append(elements, block.Element)
				place = len(elements)
			}
		}
		b = appendText(b, block.Text)
		b = appendText(b, string(block.Selector))
		b = appendNumber(b, block.Words)
		b = appendNumber(b, block.InLinks)
		b = appendDistance(b, block.Line-line)
		b = appendNumber(b, block.Col)
		line = block.Line
	}
	return endRows(b, begin), nil
}

// UnmarshalMsg implements msgp.Unmarshaler. Each text is a copy: who keeps one does not keep those of the page.
func (blocks *Blocks) UnmarshalMsg(b []byte) ([]byte, error) {
	r, n, b, err := newRowReader(b, leastBlock)
	if err != nil {
		return b, err
	}
	*blocks = make(Blocks, n)
	var elements []string
	line := 0
	for i := range *blocks {
		b := &(*blocks)[i]
		flags := r.byte()
		b.Region, b.Hidden = Region(flags&blockRegion), flags&blockHidden != 0
		if place := r.upTo(len(elements)); place > 0 {
			b.Element = elements[place-1]
		} else {
			b.Element = strings.Clone(r.text())
			if len(elements) < fewElements {
				elements = append(elements, b.Element)
			}
		}
		b.Text, b.Selector = strings.Clone(r.text()), Selector(strings.Clone(r.text()))
		b.Words, b.InLinks = r.number(), r.number()
		line += r.distance()
		b.Line, b.Col = line, r.number()
	}
	return b, r.err
}
