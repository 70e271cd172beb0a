package page

import (
	"strings"

	"golang.org/x/net/html"
)

// traits is what the attributes of an element say that the walk asks of every element.
type traits struct {
	id        *string // nil without one
	role      string
	name      string
	style     string
	region    Region // by its class; RegionHead: none
	hidden    bool   // not rendered, by name or attributes
	unseen    bool   // there for assistive technology only, by its class
	annotated bool   // it has attributes of structured data
	paid      bool
	says      clues // of classHints, by class or id
	mark      mark
}

// traits reads the attributes of an element into t in one pass.
func (w *walker) traits(n *html.Node, t *traits) {
	t.hidden = hiddenElement(n)
	marks := len(n.Attr) > 0 && bearsMarks(n.DataAtom)
	for i := range n.Attr {
		a := &n.Attr[i]
		switch a.Key {
		case "class":
			if a.Val != "" {
				m := w.classes.meaning(a.Val)
				t.region, t.hidden, t.unseen, t.says = m.region, t.hidden || m.hidden, m.unseen, t.says|m.says
				t.mark |= m.mark
			}
		case "id":
			t.id = &a.Val
			t.says |= classHints.in(a.Val)
			t.mark |= classMark(a.Val)
		case "role":
			if a.Namespace == "" {
				t.role = a.Val
			}
		case "name":
			t.name = a.Val
		case "style":
			t.style = a.Val
			t.hidden = t.hidden || hides(a)
		case "hidden", "aria-hidden":
			t.hidden = t.hidden || hides(a)
		case "itemprop":
			t.annotated = true
			t.mark |= itempropMark(a.Val)
		case "itemscope", "typeof", "property":
			t.annotated = true
		case "data-sponsored":
			t.paid = !strings.EqualFold(a.Val, "false")
		default:
			if marks {
				t.mark |= attributeMark(n, a)
			}
		}
	}
}
