package page

import (
	"bytes"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// soundTree builds the tree of a sound document: one in which every tag stands where the HTML Standard wants it, so that nothing has to be
// repaired. Most pages are sound, and reading them so takes a fraction of the parser's time, which allocates each name, value and node, and
// gives the places of the start tags on the way. It must build the parser's tree or decline; tests hold it to that. ok is false where it
// declines.
func soundTree(src []byte) (root *html.Node, s *scan, ok bool) {
	b := soundBuilder{src: string(src), root: &html.Node{Type: html.DocumentNode}}
	b.scan = scan{src: src, tags: make([]startTag, 0, bytes.Count(src, []byte{'<'})/2+8)}
	b.returns = strings.IndexByte(b.src, '\r') >= 0
	if strings.IndexByte(b.src, 0) >= 0 || !b.build() {
		return nil, nil, false
	}
	return b.root, &b.scan, true
}

const (
	maxSoundDepth  = 400 // open elements: the parser gives up at 512
	maxSoundMerges = 8   // texts that are joined, which is done by copying
	maxDrawings    = 1000
	nodeChunk      = 256 // nodes that are allocated at a time
	attributeChunk = 256
)

// soundBuilder reads a document once, from the first byte to the last. Its methods return false where the document is not sound.
type soundBuilder struct {
	src   string
	at    int // what is read up to
	from  int // where the tag that is read begins
	root  *html.Node
	stack []open
	phase phase
	scan  scan // what a scan of the source would have found out

	merges   int
	drawings int

	quirks  bool // old browsers' rules: a table does not end a paragraph
	returns bool // the source has carriage returns

	nodes      []html.Node // room for nodes
	attributes []html.Attribute
	scratch    []html.Attribute
}

// open is an open element.
type open struct {
	node   *html.Node
	around around
}

// around says what an element stands in, itself included, as far as the standard asks for it.
type around uint8

const (
	inP around = 1 << iota // a paragraph that the next block ends
	inItem
	inTerm
	inA
	inForm
	inButton
	inSelect
)

// phase is how far the document has come.
type phase uint8

const (
	initial phase = iota
	beforeHTML
	beforeHead
	inHead
	afterHead
	inBody
	afterBody
	afterHTML
)

func (b *soundBuilder) build() bool {
	for b.at < len(b.src) {
		next := b.markup()
		if next > b.at && !b.text(b.src[b.at:next]) {
			return false
		}
		b.at = next
		if next < len(b.src) && !b.tag() {
			return false
		}
	}
	return b.phase >= inBody
}

// markup returns the offset of the next < that begins a tag, comment or declaration.
func (b *soundBuilder) markup() int {
	for at := b.at; ; {
		next := strings.IndexByte(b.src[at:], '<')
		if next < 0 || at+next+1 == len(b.src) {
			return len(b.src)
		}
		at += next
		if c := b.src[at+1]; letter(c) || c == '/' || c == '!' || c == '?' {
			return at
		}
		at++
	}
}

// tag reads what begins at b.at and goes on behind it.
func (b *soundBuilder) tag() bool {
	b.from = b.at
	switch c := b.src[b.at+1]; {
	case letter(c):
		end := nameEnd(b.src, b.at+1)
		name, a := tagName(b.src[b.at+1 : end])
		return b.readAttributes(end) && b.note(end, a) && b.start(name, a)
	case c == '!':
		return b.declaration()
	case c == '?':
		end := strings.IndexByte(b.src[b.at:], '>')
		data := b.src[b.at+1 : b.at+max(end, 1)]
		b.at += end + 1
		return end > 0 && b.comment(html.UnescapeString(b.newlines(data)))
	case c == '/' && b.at+2 < len(b.src) && letter(b.src[b.at+2]):
		end := nameEnd(b.src, b.at+2)
		name, a := tagName(b.src[b.at+2 : end])
		return b.readAttributes(end) && b.end(name, a)
	}
	return false
}

// note keeps the place of the start tag that was read last.
func (b *soundBuilder) note(nameEnd int, a atom.Atom) bool {
	b.scan.tags = append(b.scan.tags, startTag{at: int32(b.from), nameEnd: int32(nameEnd)})
	switch a {
	case atom.A, atom.Img, atom.Link:
		b.scan.links++
	}
	return b.at-b.from <= maxTag && len(b.scan.tags) < maxTags
}

// tagName is a tag name in lower case, and its atom, 0 where it has none.
func tagName(written string) (string, atom.Atom) {
	written = lowerASCII(written)
	if a := atom.Lookup([]byte(written)); a != 0 {
		return a.String(), a
	}
	return written, 0
}

func lowerASCII(s string) string {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c >= 'A' && c <= 'Z' {
			lower := []byte(s)
			for ; i < len(lower); i++ {
				if c := lower[i]; c >= 'A' && c <= 'Z' {
					lower[i] = c | 0x20
				}
			}
			return string(lower)
		}
	}
	return s
}

func (b *soundBuilder) top() *html.Node { return b.stack[len(b.stack)-1].node }

func (b *soundBuilder) around() around { return b.stack[len(b.stack)-1].around }

func (b *soundBuilder) pop() { b.stack = b.stack[:len(b.stack)-1] }

// popIf pops the top element if it is one of those named, and reports whether it was.
func (b *soundBuilder) popIf(names ...atom.Atom) bool {
	if slices.Contains(names, b.top().DataAtom) {
		b.pop()
		return true
	}
	return false
}

// popName pops the top element if it has the name, and reports whether it had.
func (b *soundBuilder) popName(name string) bool {
	if b.top().Data == name {
		b.pop()
		return true
	}
	return false
}

func (b *soundBuilder) node(t html.NodeType, data string) *html.Node {
	if len(b.nodes) == 0 {
		b.nodes = make([]html.Node, nodeChunk)
	}
	n := &b.nodes[0]
	b.nodes = b.nodes[1:]
	n.Type, n.Data = t, data
	return n
}

// add makes an element of the start tag that was read last, as child of the top element.
func (b *soundBuilder) add(name string, a atom.Atom) *html.Node {
	n := b.node(html.ElementNode, name)
	n.DataAtom = a
	b.scan.tags[len(b.scan.tags)-1].node = n
	if len(b.scratch) > 0 {
		if len(b.attributes) < len(b.scratch) {
			b.attributes = make([]html.Attribute, max(attributeChunk, len(b.scratch)))
		}
		k := copy(b.attributes, b.scratch)
		n.Attr, b.attributes = b.attributes[:k:k], b.attributes[k:]
	}
	if len(b.stack) == 0 {
		b.root.AppendChild(n)
	} else {
		b.top().AppendChild(n)
	}
	return n
}

// push adds an element and opens it. What it stands in is that of its parent without hides, and sets.
func (b *soundBuilder) push(name string, a atom.Atom, hides, sets around) bool {
	if len(b.stack) > 0 {
		sets |= b.around() &^ hides
	}
	b.stack = append(b.stack, open{b.add(name, a), sets})
	return len(b.stack) < maxSoundDepth
}
