package page

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// soundTree builds the tree of a sound document: one in which every tag stands where the HTML Standard wants it, so that nothing has to be
// repaired. Most pages are sound, and reading them so takes a fraction of the parser's time, which allocates each name, value and node, and
// gives the places of the start tags on the way. It must build the parser's tree or decline; tests hold it to that. ok is false where it
// declines. The source has no NUL.
func soundTree(src []byte, r *room) (root *html.Node, s *scan, ok bool) {
	b := soundBuilder{src: string(src), room: r, root: &html.Node{Type: html.DocumentNode}, scan: scan{src: src, tags: r.tagsFor(src)}}
	b.returns = strings.IndexByte(b.src, '\r') >= 0
	ok = b.build()
	r.tags = b.scan.tags
	return b.root, &scan{src: src, tags: b.scan.tags, links: b.scan.links}, ok
}

const (
	maxSoundDepth  = 400 // open elements: the parser gives up at 512
	maxSoundMerges = 8   // texts that are joined, which is done by copying
	maxDrawings    = 1000
)

// soundBuilder reads a document once, from the first byte to the last. Its methods return false where the document is not sound.
type soundBuilder struct {
	src   string
	at    int // what is read up to
	from  int // where the tag that is read begins
	root  *html.Node
	phase phase
	scan  scan // what a scan of the source would have found out

	merges   int
	drawings int

	quirks  bool // old browsers' rules: a table does not end a paragraph
	returns bool // the source has carriage returns

	reference int // offset of the next &, if it is not before b.at; see refers

	*room
	scratch []html.Attribute // of the tag that was read last, at the beginning of what is left of room.attributes unless it has too many
}

// open is an open element.
type open struct {
	node   *html.Node
	rule   rule
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
		if next > b.at && !b.text(next) {
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
	src := b.src
	for at := b.at; at+1 < len(src); at++ {
		if src[at] != '<' {
			next := strings.IndexByte(src[at:len(src)-1], '<')
			if next < 0 {
				break
			}
			at += next
		}
		if c := src[at+1]; letter(c) || c == '/' || c == '!' || c == '?' {
			return at
		}
	}
	return len(src)
}

// tag reads what begins at b.at and goes on behind it.
func (b *soundBuilder) tag() bool {
	b.from = b.at
	switch c := b.src[b.at+1]; {
	case letter(c):
		end := nameEnd(b.src, b.at+1)
		k := b.kinds.of(b.src[b.at+1 : end])
		return b.readAttributes(end) && b.note(end, k.atom) && b.start(k)
	case c == '!':
		return b.declaration()
	case c == '?':
		end := strings.IndexByte(b.src[b.at:], '>')
		data := b.src[b.at+1 : b.at+max(end, 1)]
		b.at += end + 1
		return end > 0 && b.comment(html.UnescapeString(b.newlines(data)))
	case c == '/' && b.at+2 < len(b.src) && letter(b.src[b.at+2]):
		if top := b.closing(); top != nil {
			b.at += len("</>") + len(top.node.Data)
			if b.phase == inBody && top.rule <= lastPlain {
				b.pop()
				return true
			}
			return b.end(top.node.Data, top.node.DataAtom, top.rule)
		}
		end := nameEnd(b.src, b.at+2)
		k := b.kinds.of(b.src[b.at+2 : end])
		return b.readAttributes(end) && b.end(k.name, k.atom, k.rule)
	}
	return false
}

// closing is the top element where the source goes on with its end tag, as it nearly always does, else nil.
func (b *soundBuilder) closing() *open {
	if len(b.stack) == 0 {
		return nil
	}
	top := &b.stack[len(b.stack)-1]
	rest, name := b.src[b.at+2:], top.node.Data
	if len(rest) > len(name) && rest[len(name)] == '>' && rest[:len(name)] == name {
		return top
	}
	return nil
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
	n := b.nodes.one()
	n.Type, n.Data = t, data
	return n
}

// add makes an element of the start tag that was read last, as child of the top element.
func (b *soundBuilder) add(k *kind) *html.Node {
	n := b.node(html.ElementNode, k.name)
	n.DataAtom = k.atom
	b.scan.tags[len(b.scan.tags)-1].node = n
	if count := len(b.scratch); count > 0 {
		n.Attr = b.scratch[:count:count]
		b.attributes.taken = min(b.attributes.taken+count, slabChunk)
		b.scratch = nil
	}
	if len(b.stack) == 0 {
		adopt(b.root, n)
	} else {
		adopt(b.top(), n)
	}
	return n
}

// adopt is parent.AppendChild of a new node.
func adopt(parent, n *html.Node) {
	if last := parent.LastChild; last != nil {
		last.NextSibling, n.PrevSibling = n, last
	} else {
		parent.FirstChild = n
	}
	parent.LastChild, n.Parent = n, parent
}

// push adds an element and opens it. What it stands in is that of its parent without hides, and sets.
func (b *soundBuilder) push(k *kind, hides, sets around) bool {
	if len(b.stack) > 0 {
		sets |= b.around() &^ hides
	}
	b.stack = append(b.stack, open{b.add(k), k.rule, sets})
	return len(b.stack) < maxSoundDepth
}
