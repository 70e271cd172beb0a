package page

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// finishSemantics builds the nodes of microdata and RDFa Lite from the elements that carry their attributes. References
// by itemref are not followed.
func (w *walker) finishSemantics() {
	w.vocabulary(microdata)
	w.vocabulary(rdfa)
}

// syntax is how a vocabulary is written into attributes.
type syntax struct {
	source    string
	item      string // attribute that makes an element an item
	types, id string
	property  string
	content   bool // the content attribute stands for the text on every element
}

var (
	microdata = syntax{source: "microdata", item: "itemscope", types: "itemtype", id: "itemid", property: "itemprop"}
	rdfa      = syntax{source: "rdfa", item: "typeof", types: "typeof", id: "resource", property: "property", content: true}
)

// vocabulary builds the nodes of one syntax. Items are finished children first, so that a node is complete when it is
// copied into the property that holds it.
func (w *walker) vocabulary(v syntax) {
	items := map[int32]*Node{}
	var order []int32
	for _, at := range w.annotated {
		n := w.d.elements[at].node
		if _, ok := lookup(n, v.item); ok {
			items[at] = &Node{Source: v.source, ID: w.nodeID(attr(n, v.id)), Types: itemTypes(attr(n, v.types))}
			order = append(order, at)
		}
	}
	if len(order) == 0 {
		return
	}
	nested := map[int32]bool{}
	for _, at := range w.annotated {
		names := attr(w.d.elements[at].node, v.property)
		holder := w.holder(at, items)
		if names == "" || holder == nil {
			continue
		}
		value := Prop{Node: items[at]}
		if value.Node == nil {
			value.Text = cut(w.propertyText(w.d.elements[at].node, v), maxProperty)
		} else {
			nested[at] = true
		}
		for name := range strings.FieldsSeq(names) {
			value.Name = schemaName(name)
			holder.Props = append(holder.Props, value)
		}
	}
	for _, at := range order {
		if !nested[at] {
			w.f.Data = append(w.f.Data, *items[at])
		}
	}
}

// holder returns the item around an element, nil where there is none.
func (w *walker) holder(at int32, items map[int32]*Node) *Node {
	for at = w.d.elements[at].parent; at >= 0; at = w.d.elements[at].parent {
		if n := items[at]; n != nil {
			return n
		}
	}
	return nil
}

func itemTypes(value string) []string {
	var types []string
	for name := range strings.FieldsSeq(value) {
		types = append(types, schemaName(name))
	}
	return types
}

// propertyText is the value of a property by the HTML Standard's "get the property value of an element".
func (w *walker) propertyText(n *html.Node, v syntax) string {
	if content, ok := lookup(n, "content"); ok && (v.content || n.DataAtom == atom.Meta) {
		return foldSpace(content)
	}
	name := ""
	switch n.DataAtom {
	case atom.A, atom.Area, atom.Link:
		name = "href"
	case atom.Img, atom.Audio, atom.Embed, atom.Iframe, atom.Source, atom.Track, atom.Video:
		name = "src"
	case atom.Object:
		name = "data"
	case atom.Data, atom.Meter:
		return foldSpace(attr(n, "value"))
	case atom.Time:
		if value, ok := lookup(n, "datetime"); ok {
			return foldSpace(value)
		}
	}
	if value, ok := lookup(n, name); ok {
		if address := w.d.resolve(value); address != "" {
			return address
		}
		return foldSpace(value)
	}
	return w.d.text(n)
}
