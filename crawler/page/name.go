package page

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// maxName bounds Link.Text, in characters.
const maxName = 200

// accessibleName returns what a screen reader would call n: aria-label, else its text with the alternatives of images,
// else title. Textual is set where visible text is part of it.
func (w *walker) accessibleName(n *html.Node) (name string, textual bool) {
	name, textual = w.contentName(n)
	if label := attr(n, "aria-label"); !blank(label) {
		name = foldSpace(label)
	} else if name == "" {
		name = foldSpace(attr(n, "title"))
	}
	return cut(name, maxName), textual
}

func (w *walker) contentName(n *html.Node) (name string, textual bool) {
	if c := n.FirstChild; c != nil && c.NextSibling == nil && c.Type == html.TextNode {
		return foldSpace(c.Data), !blank(c.Data)
	}
	b := nameBuilder{walker: w}
	b.content(n)
	return foldSpace(b.String()), b.textual
}

type nameBuilder struct {
	strings.Builder
	walker  *walker
	textual bool
}

// content adds what stands in n. It reads little more than a name may hold: a link around half a page ends there.
func (b *nameBuilder) content(n *html.Node) {
	for c := n.FirstChild; c != nil && b.Len() < 8*maxName; c = c.NextSibling {
		switch c.Type {
		case html.TextNode:
			b.WriteString(c.Data)
			b.textual = b.textual || !blank(c.Data)
		case html.ElementNode:
			b.element(c)
		}
	}
}

func (b *nameBuilder) element(n *html.Node) {
	if b.walker.hidden(n) {
		return
	}
	if blockLevel(n.DataAtom) || n.DataAtom == atom.Br {
		b.WriteByte(' ')
		defer b.WriteByte(' ')
	}
	if label := attr(n, "aria-label"); !blank(label) {
		b.alternative(label)
		return
	}
	switch n.DataAtom {
	case atom.Img, atom.Area:
		b.alternative(attr(n, "alt"))
	case atom.Svg:
		b.svgTitle(n)
	case atom.Object:
		b.content(n)
	default:
		if !textless(n) {
			b.content(n)
		}
	}
}

func (b *nameBuilder) alternative(text string) {
	b.WriteByte(' ')
	b.WriteString(text)
	b.WriteByte(' ')
}

func (b *nameBuilder) svgTitle(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode && c.Data == "title" && c.FirstChild != nil {
			b.alternative(c.FirstChild.Data)
			return
		}
	}
}
