package page

import (
	"strings"

	"golang.org/x/net/html"
)

// traits is what the attributes of an element say that the walk asks of every element.
type traits struct {
	class     *classMeaning // nil without one
	id        *string       // nil without one
	role      string
	name      string
	style     string
	region    Region // by its class; RegionHead: none
	hidden    bool   // not rendered, by name or attributes
	unseen    bool   // there for assistive technology only, by its class
	annotated bool   // it has attributes of structured data
	paid      bool
	notice    bool // by class or id, see document.notices
	mark      mark
}

// traits reads the attributes of an element in one pass.
func (w *walker) traits(n *html.Node) (t traits) {
	t.hidden = hiddenElement(n)
	marks := len(n.Attr) > 0 && bearsMarks(n.DataAtom)
	for i := range n.Attr {
		a := &n.Attr[i]
		switch a.Key {
		case "class":
			if a.Val != "" {
				m := w.classes.meaning(a.Val)
				t.class, t.region, t.hidden, t.unseen, t.notice = m, m.region, t.hidden || m.hidden, m.unseen, t.notice || m.notice
				t.mark |= m.mark
			}
		case "id":
			t.id = &a.Val
			t.notice = t.notice || classNotices.in(a.Val) != 0
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
		case "itemscope", "itemprop", "typeof", "property":
			t.annotated = true
		case "data-sponsored":
			t.paid = !strings.EqualFold(a.Val, "false")
		}
		if marks {
			t.mark |= attributeMark(n, a)
		}
	}
	return t
}

// names are the class and id of an element.
func (d *document) names(t *traits) string {
	id := ""
	if t.id != nil {
		id = *t.id
	}
	switch {
	case t.class == nil:
		return foldSpace(id)
	case id == "":
		return t.class.folded
	}
	return d.strings.join(t.class.folded, " ", foldSpace(id))
}
