package page

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// maxCrumbDepth is how far above a link the element may stand that makes a breadcrumb of it.
const maxCrumbDepth = 6

// inBreadcrumb reports whether an element stands in something that calls itself a breadcrumb.
func (d *document) inBreadcrumb(at int32) bool {
	for range maxCrumbDepth {
		if at < 0 || d.elements[at].node.DataAtom == atom.Body {
			return false
		}
		if isBreadcrumb(d.elements[at].node) {
			return true
		}
		at = d.elements[at].parent
	}
	return false
}

func isBreadcrumb(n *html.Node) bool {
	for i := range n.Attr {
		switch a := &n.Attr[i]; a.Key {
		case "class", "id", "aria-label", "itemtype", "typeof":
			if holdsFold(a.Val, "breadcrumb") {
				return true
			}
		}
	}
	return false
}

// holdsFold reports whether a word in lower case stands in s, in any case.
func holdsFold(s, word string) bool {
	for ; len(s) >= len(word); s = s[1:] {
		if s[0]|0x20 == word[0] && strings.EqualFold(s[:len(word)], word) {
			return true
		}
	}
	return false
}
