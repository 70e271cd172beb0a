package page

import (
	"unicode/utf8"

	"github.com/cespare/xxhash/v2"
	"golang.org/x/net/html"
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

// blank reports whether folding leaves nothing of s.
func blank(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] > ' ' {
			return s[i] >= utf8.RuneSelf && foldSpace(s) == ""
		}
	}
	return true
}

// hashPiece is about how many bytes of text are hashed at a time.
const hashPiece = 4 << 10

// finish makes the blocks and what is counted of them.
func (b *blockBuilder) finish(f *Facts) {
	d := b.d
	f.Blocks = d.spare.blocksFor(len(b.blocks))
	d.blockNodes, d.tidy = make([]*html.Node, len(b.blocks)), make([]bool, len(b.blocks))
	hash, read := xxhash.New(), d.room.read[:0]
	for i, open := range b.blocks {
		e := &d.elements[open.element]
		block := &f.Blocks[i]
		*block = Block{Element: e.node.Data, Region: settle(open.region, d.mains), Hidden: e.unseen,
			Selector: d.path(open.element)}
		block.Line, block.Col = e.place()
		block.Text, block.Words, d.tidy[i] = b.join(open)
		block.InLinks = b.wordsInLinks(open, block.Words)
		d.blockNodes[i] = e.node
		if block.Region.Content() && !block.Hidden {
			if read = append(append(read, block.Text...), ' '); len(read) > hashPiece {
				hash.Write(read)
				read = read[:0]
			}
			f.Words += block.Words
			f.LinkWords += block.InLinks
		}
	}
	if f.Words > 0 {
		hash.Write(read)
		f.Hash = hash.Sum64()
	}
	d.room.read = read
}

// wordsInLinks counts the words of a block's links, given those of the whole block.
func (b *blockBuilder) wordsInLinks(open openBlock, all int) (words int) {
	if first := &b.pieces[open.first]; first.inLink && first.next < 0 {
		return all
	}
	for at := open.first; at >= 0; at = b.pieces[at].next {
		if b.pieces[at].inLink {
			words += countWords(b.pieces[at].text)
		}
	}
	return words
}

// join folds the pieces of a block into its text, and counts its words as foldWords does.
func (b *blockBuilder) join(open openBlock) (text string, words int, tidy bool) {
	if open.first == open.last {
		return foldWords(b.pieces[open.first].text)
	}
	size := 0
	for at := open.first; at >= 0; at = b.pieces[at].next {
		size += len(b.pieces[at].text)
	}
	s := &b.d.strings
	s.begin(size)
	owed := false // white space before the next character
	for at := open.first; at >= 0; at = b.pieces[at].next {
		piece := b.pieces[at].text
		inner := trimmed(piece)
		if inner == "" {
			owed = owed || piece != ""
			continue
		}
		if s.Len() > s.start && (owed || space(piece[0])) {
			s.WriteByte(' ')
		}
		s.WriteString(inner)
		owed = space(piece[len(piece)-1])
	}
	return foldWords(s.end())
}
