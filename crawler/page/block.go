package page

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/atom"
)

// blockBuilder gathers text by the element that contains it, in document order. A container may be left and come back
// to: "text <ul>…</ul> more text" is one block.
type blockBuilder struct {
	d      *document
	blocks []openBlock
	pieces []piece
}

// openBlock is a block whose text still lies in pieces.
type openBlock struct {
	element     int32
	first, last int32 // into pieces
	region      Region
}

type piece struct {
	text   string
	next   int32 // of the same block, -1 at its end
	inLink bool
}

// add appends text to the block of a container. White space begins no block.
func (b *blockBuilder) add(container int32, text string, inLink bool) {
	e := &b.d.elements[container]
	if e.block < 0 && blank(text) {
		return
	}
	at := int32(len(b.pieces))
	b.pieces = append(b.pieces, piece{text, -1, inLink})
	if e.block < 0 {
		e.block = int32(len(b.blocks))
		b.blocks = append(b.blocks, openBlock{container, at, at, e.region})
		return
	}
	block := &b.blocks[e.block]
	b.pieces[block.last].next = at
	block.last = at
}

func blank(s string) bool {
	for i := 0; i < len(s); i++ {
		if !space(s[i]) {
			return s[i] >= utf8.RuneSelf && foldSpace(s) == ""
		}
	}
	return true
}

// finish makes the blocks and what is counted of them.
func (b *blockBuilder) finish(f *Facts) {
	d := b.d
	f.Blocks = make([]Block, len(b.blocks))
	classes := map[int32]string{}
	for i, open := range b.blocks {
		e := &d.elements[open.element]
		block := &f.Blocks[i]
		*block = Block{Element: e.node.Data, Region: settle(open.region, d.mains), Hidden: e.unseen,
			Selector: d.path(open.element), Class: d.classPath(open.element, classes)}
		block.Line, block.Col = d.place(e.offset)
		block.Text = b.join(open)
		block.Words = countWords(block.Text)
		for at := open.first; at >= 0; at = b.pieces[at].next {
			if b.pieces[at].inLink {
				block.InLinks += countWords(b.pieces[at].text)
			}
		}
		d.blockNodes = append(d.blockNodes, e.node)
		if block.Region.Content() && !block.Hidden {
			f.Words += block.Words
			f.LinkWords += block.InLinks
		}
	}
	f.Hash = hashText(f.Blocks)
}

// join folds the pieces of a block into its text.
func (b *blockBuilder) join(open openBlock) string {
	if open.first == open.last {
		return foldSpace(b.pieces[open.first].text)
	}
	size := 0
	for at := open.first; at >= 0; at = b.pieces[at].next {
		size += len(b.pieces[at].text)
	}
	var s strings.Builder
	s.Grow(size)
	var fold folder
	for at := open.first; at >= 0; at = b.pieces[at].next {
		fold.add(&s, b.pieces[at].text)
	}
	return s.String()
}

// classPath joins class and id of an element and of up to three ancestors below body.
func (d *document) classPath(i int32, known map[int32]string) string {
	own := classAndID(&d.elements[i])
	parent := d.elements[i].parent
	above, ok := known[parent]
	if !ok {
		var parts []string
		for up, n := parent, 0; up >= 0 && n < 3; up, n = d.elements[up].parent, n+1 {
			if a := d.elements[up].node.DataAtom; a == atom.Body || a == atom.Html {
				break
			}
			if names := classAndID(&d.elements[up]); names != "" {
				parts = append(parts, names)
			}
		}
		above = strings.Join(parts, " ")
		known[parent] = above
	}
	switch {
	case own == "":
		return above
	case above == "":
		return own
	}
	return own + " " + above
}

func classAndID(e *element) string {
	class, id := attr(e.node, "class"), attr(e.node, "id")
	switch {
	case id == "":
		return foldSpace(class)
	case class == "":
		return foldSpace(id)
	}
	return foldSpace(class) + " " + foldSpace(id)
}
