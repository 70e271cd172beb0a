package page

import (
	"bytes"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

const (
	lookAhead = 32 // start tags that the parser may have dropped in a row
	maxMisses = 64 // elements without a start tag in a row after which no more positions are given
)

// aligner gives the elements of a tree, asked for in document order, the places of their start tags. The parser invents
// elements, drops tags and moves what stands wrongly in tables: unless a tag is known to have made the element, an answer is verified by name and
// by the first attribute written, and an element that fits no tag has no place.
type aligner struct {
	src    []byte
	tags   []startTag
	misses int
}

// next returns the offset of the start tag of n, -1 where it has none.
func (a *aligner) next(n *html.Node) int32 {
	if len(a.tags) == 0 || a.misses > maxMisses {
		return -1
	}
	if a.tags[0].node == n || a.fits(0, n) {
		return a.take(0)
	}
	if impliable(n.DataAtom) {
		return -1
	}
	if follower := nextElement(n); follower != nil && a.fits(0, follower) {
		a.misses++
		return -1
	}
	for i := 1; i < len(a.tags) && i <= lookAhead; i++ {
		if a.fits(i, n) {
			return a.take(i)
		}
	}
	a.misses++
	return -1
}

// invented reports whether the parser made the element that was asked for last, if it has that place.
func (a *aligner) invented(at place) bool { return at == place{} && a.misses <= maxMisses }

func (a *aligner) take(i int) int32 {
	at := a.tags[i].at
	a.tags, a.misses = a.tags[i+1:], 0
	return at
}

// impliable reports whether the parser makes an element of this name where the author left its tag out.
func impliable(name atom.Atom) bool {
	switch name {
	case atom.Html, atom.Head, atom.Body, atom.Tbody, atom.Tr, atom.Colgroup:
		return true
	}
	return false
}

func (a *aligner) fits(i int, n *html.Node) bool {
	tag := a.tags[i]
	if !foldEqual(a.src[tag.at+1:tag.nameEnd], n.Data) {
		return false
	}
	if n.DataAtom == atom.Html || n.DataAtom == atom.Body { // attributes of a second tag are merged into them
		return true
	}
	rest := a.src[tag.nameEnd:]
	at := 0
	for at < len(rest) && (space(rest[at]) || rest[at] == '/') {
		at++
	}
	rest = rest[at:]
	if len(n.Attr) == 0 {
		return len(rest) > 0 && rest[0] == '>'
	}
	for _, attribute := range n.Attr { // the parser sorts those of formatting elements
		if attribute.Namespace != "" || sameAttribute(rest, attribute) {
			return true
		}
	}
	return false
}

// sameAttribute reports whether the source begins with an attribute. Values that the parser had to decode are believed.
func sameAttribute(src []byte, a html.Attribute) bool {
	if len(src) <= len(a.Key) || !foldEqual(src[:len(a.Key)], a.Key) {
		return false
	}
	src = src[skipSpace(src, len(a.Key)):]
	if len(src) == 0 || src[0] != '=' {
		return a.Val == ""
	}
	src = src[skipSpace(src, 1):]
	if len(src) > 0 && (src[0] == '"' || src[0] == '\'') {
		src = src[1:]
	}
	if len(src) >= len(a.Val) && string(src[:len(a.Val)]) == a.Val {
		return true
	}
	return bytes.ContainsAny(src[:min(len(src), len(a.Val)+1)], "&\r")
}

func foldEqual(src []byte, name string) bool {
	if len(src) != len(name) {
		return false
	}
	for i, c := range src {
		if c != name[i] && (c|0x20 != name[i]|0x20 || !letter(c)) {
			return false
		}
	}
	return true
}

// nextElement is the element after n in document order.
func nextElement(n *html.Node) *html.Node {
	for m := following(n, true); m != nil; m = following(m, true) {
		if m.Type == html.ElementNode {
			return m
		}
	}
	return nil
}

func following(n *html.Node, down bool) *html.Node {
	if down && n.FirstChild != nil {
		return n.FirstChild
	}
	for ; n != nil; n = n.Parent {
		if n.NextSibling != nil {
			return n.NextSibling
		}
	}
	return nil
}
