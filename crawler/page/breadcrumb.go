package page

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// maxCrumbDepth is how far above a link the element may stand that makes a breadcrumb of it.
const maxCrumbDepth = 6

// crumbs is what is known of the last element that inBreadcrumb looked at above the next around a link: links of one list ask the same.
type crumbs struct {
	at int32
	in bool
}

// inBreadcrumb reports whether an element stands in something that calls itself a breadcrumb.
func (d *document) inBreadcrumb(at int32) bool {
	in, above := d.breadcrumbUp(at, 2)
	if in || above < 0 {
		return in
	}
	if d.crumbs.at != above {
		in, _ = d.breadcrumbUp(above, maxCrumbDepth-2)
		d.crumbs = crumbs{above, in}
	}
	return d.crumbs.in
}

// breadcrumbUp looks at so many elements, from one upwards. Where they are none, above is the next one, -1 at body.
func (d *document) breadcrumbUp(at int32, elements int) (in bool, above int32) {
	for range elements {
		if at < 0 || d.elements[at].node.DataAtom == atom.Body {
			return false, -1
		}
		if isBreadcrumb(d.elements[at].node) {
			return true, -1
		}
		at = d.elements[at].parent
	}
	return false, at
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
