package page

import (
	"bytes"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// maxFlat is how deep a flat tree nests: deeper elements become children of the last one.
const maxFlat = 128

// flatTree reads a document that the parser refuses: a tree of what its tags say, without the standard's repairs, and
// never deeper than maxFlat. Its links, headings and texts are all there; which contains which is a guess below the
// limit.
func flatTree(src []byte) *html.Node {
	t := flatBuilder{root: &html.Node{Type: html.DocumentNode}}
	t.stack = []*html.Node{t.root}
	z := html.NewTokenizer(bytes.NewReader(src))
	z.SetMaxBuf(0)
	for {
		switch z.Next() {
		case html.ErrorToken:
			return t.root
		case html.TextToken:
			n := t.node()
			n.Type, n.Data = html.TextNode, z.Token().Data
			t.add(n)
		case html.StartTagToken, html.SelfClosingTagToken:
			t.start(z.Token())
		case html.EndTagToken:
			name, _ := z.TagName()
			t.end(string(name))
		}
	}
}

type flatBuilder struct {
	root   *html.Node
	stack  []*html.Node // open elements, the document first
	beyond int          // open elements that the limit kept off the stack
	nodes  []html.Node  // room for nodes
}

func (t *flatBuilder) node() *html.Node {
	if len(t.nodes) == 0 {
		t.nodes = make([]html.Node, slabChunk)
	}
	n := &t.nodes[0]
	t.nodes = t.nodes[1:]
	return n
}

func (t *flatBuilder) top() *html.Node { return t.stack[len(t.stack)-1] }

func (t *flatBuilder) add(n *html.Node) { t.top().AppendChild(n) }

func (t *flatBuilder) start(token html.Token) {
	if top := t.top().DataAtom; closesItself(top) && top == token.DataAtom || top == atom.P && blockLevel(token.DataAtom) {
		t.stack = t.stack[:len(t.stack)-1]
	}
	n := t.node()
	n.Type, n.Data, n.DataAtom, n.Attr = html.ElementNode, token.Data, token.DataAtom, token.Attr
	if token.Data == "svg" || t.top().Namespace == "svg" {
		n.Namespace = "svg"
	}
	t.add(n)
	switch {
	case void(token.DataAtom) || token.Type == html.SelfClosingTagToken:
	case len(t.stack) > maxFlat:
		t.beyond++
		if rawText(token.DataAtom) { // its text would become text of the page
			t.beyond--
			t.stack = append(t.stack, n)
		}
	default:
		t.stack = append(t.stack, n)
	}
}

func (t *flatBuilder) end(name string) {
	if t.beyond > 0 && !rawText(t.top().DataAtom) {
		t.beyond--
		return
	}
	for i := len(t.stack) - 1; i > 0; i-- {
		if t.stack[i].Data == name {
			t.stack = t.stack[:i]
			return
		}
	}
}

func closesItself(a atom.Atom) bool {
	switch a {
	case atom.P, atom.Li, atom.Dt, atom.Dd, atom.Td, atom.Th, atom.Tr, atom.Option, atom.A:
		return true
	}
	return false
}

func rawText(a atom.Atom) bool {
	switch a {
	case atom.Script, atom.Style, atom.Title, atom.Textarea, atom.Iframe, atom.Noscript, atom.Xmp, atom.Noembed, atom.Noframes:
		return true
	}
	return false
}

func void(a atom.Atom) bool {
	switch a {
	case atom.Area, atom.Base, atom.Br, atom.Col, atom.Embed, atom.Hr, atom.Img, atom.Input, atom.Link, atom.Meta,
		atom.Param, atom.Source, atom.Track, atom.Wbr:
		return true
	}
	return false
}
