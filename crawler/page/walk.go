package page

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// scope is what an element hands down to what stands in it.
type scope struct {
	self      int32 // its record
	container int32 // record of the element whose text block takes text that stands here
	link      int32 // index in Facts.Links of the link around it, -1 outside links
	region    Region
	content   bool // within main, article, section, aside or nav: a header here is not the page's
	inMain    bool
	inBody    bool
	hidden    bool
	unseen    bool
	mute      bool // text here is not for readers
	inert     bool // within template: not part of the document
	sole      bool // the link around it holds no text
}

// walker collects, in one walk over the tree, everything that needs document order. What depends on the whole document
// (base address, uniqueness of ids, whether there is a main element) is settled afterwards, by the finish methods.
type walker struct {
	d       *document
	f       *Facts
	aligner aligner
	lines   lines
	builder blockBuilder

	refresh   string // address of the first meta refresh
	sends     string // address that a script sends to, as written
	base      string // href of the first base element
	baseFound bool
	fragments []string // values of id and a[name]
	scripts   []*html.Node
	annotated []int32 // elements with microdata or RDFa attributes
	classes   *classBook
	pastMain  bool
	loads     bool // a script with src or content
	appRoot   bool // an empty element that applications are mounted in
	noScript  bool // noscript with text

	emptyFrame bool // an empty element where a header, navigation or footer belongs

	expected   int   // number of links, about
	lastAnchor int32 // index in Facts.Links of the last a element, -1 before the first

	at records
}

// records are those of the elements that made the entries of lists in Facts, in step with them.
type records struct {
	titles, descriptions, headings, links, images []int32
	holders                                       []int32 // whose text block holds each of the links
}

func (r *records) empty() records {
	return records{r.titles[:0], r.descriptions[:0], r.headings[:0], r.links[:0], r.images[:0], r.holders[:0]}
}

func (w *walker) walk() {
	w.d.elements = append(w.d.elements, element{node: w.d.root, parent: -1, block: -1, list: -1})
	w.children(w.d.root, &scope{link: -1})
}

// children visits what stands in n. The records of its element children lie side by side.
func (w *walker) children(n *html.Node, s *scope) {
	next := w.record(n, s.self)
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch c.Type {
		case html.TextNode:
			w.text(c, s)
		case html.ElementNode:
			w.element(c, next, *s)
			next++
		}
	}
}

// record makes the records of the element children of n, numbered among siblings of their name, and returns the first.
func (w *walker) record(n *html.Node, parent int32) int32 {
	first := len(w.d.elements)
	around := w.d.elements[parent].list
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode {
			continue
		}
		list := around
		if holdsLinks(c.DataAtom) {
			list = int32(len(w.d.elements))
		}
		w.d.elements = append(w.d.elements, element{node: c, parent: parent, block: -1, list: list})
	}
	number(w.d.elements[first:])
	return int32(first)
}

// number gives siblings their positions among those of their name.
func number(siblings []element) {
	if len(siblings) > 64 {
		numberMany(siblings)
		return
	}
	for i := range siblings {
		e := &siblings[i]
		e.nth, e.only = 1, true
		for k := i - 1; k >= 0; k-- {
			if before := &siblings[k]; sameName(before.node, e.node) {
				e.nth, e.only, before.only = before.nth+1, false, false
				break
			}
		}
	}
}

func sameName(a, b *html.Node) bool {
	return a.DataAtom == b.DataAtom && (a.DataAtom != 0 || a.Data == b.Data)
}

func numberMany(siblings []element) {
	last := map[string]int{}
	for i := range siblings {
		e := &siblings[i]
		e.nth, e.only = 1, true
		if k, ok := last[e.node.Data]; ok {
			e.nth, e.only, siblings[k].only = siblings[k].nth+1, false, false
		}
		last[e.node.Data] = i
	}
}

func (w *walker) element(n *html.Node, self int32, s scope) {
	outer := s.container
	var t traits
	w.traits(n, &t)
	s.self = self
	w.enter(n, &s, &t)
	e := &w.d.elements[self]
	e.at = w.lines.place(w.aligner.next(n))
	e.region, e.hidden, e.unseen = w.region(s.region), s.hidden, s.unseen
	w.identify(n, &s, &t)
	w.mark(n, self, t.mark)
	w.collect(n, &s, outer)
	if n.DataAtom == atom.Noscript {
		w.graft(n)
	}
	w.children(n, &s)
	if n.DataAtom == atom.Main {
		w.pastMain = true
	}
	if n.DataAtom == atom.Br {
		w.builder.add(outer, " ", false)
	}
}

// enter makes the scope that n stands in that of what stands in n.
func (w *walker) enter(n *html.Node, s *scope, t *traits) {
	if n.DataAtom == atom.Body {
		s.inBody = true
		if w.d.body == nil {
			w.d.body = n
		}
	}
	s.region = w.regionOf(n, s, t)
	unseen := s.unseen
	s.hidden, s.unseen = s.hidden || t.hidden, s.unseen || t.hidden || t.unseen
	if blockLevel(n.DataAtom) || s.unseen != unseen {
		s.container = s.self
	}
	if textless(n) && n.DataAtom != atom.Noscript && n.DataAtom != atom.Template {
		s.mute = true
	}
	s.inert = s.inert || n.DataAtom == atom.Template
}

// identify notes what other pages may refer to and what names structured data.
func (w *walker) identify(n *html.Node, s *scope, t *traits) {
	if t.id != nil {
		w.d.elements[s.self].named = true
		w.target(*t.id, s)
		named := w.d.ids[*t.id]
		if named.count++; named.count == 1 {
			named.element = s.self
		}
		w.d.ids[*t.id] = named
	}
	if n.DataAtom == atom.A {
		w.target(t.name, s)
	}
	if t.style != "" && strings.Contains(t.style, "url(") {
		w.styleLinks(n, "style", t.style, s)
	}
	if t.annotated && !s.inert {
		w.annotated = append(w.annotated, s.self)
	}
	if t.paid {
		w.d.paid = append(w.d.paid, s.self)
	}
	w.d.classes |= t.says
}

// target notes what a fragment may lead to.
func (w *walker) target(fragment string, s *scope) {
	if fragment != "" && !s.inert {
		w.fragments = append(w.fragments, fragment)
	}
}

func (w *walker) text(n *html.Node, s *scope) {
	if !s.mute {
		w.builder.add(s.container, n.Data, s.link >= 0)
	}
}

// graft puts the markup inside a noscript element, which the parser keeps as text, into the tree.
func (w *walker) graft(n *html.Node) {
	text := n.FirstChild
	if text == nil || text.Type != html.TextNode || text.NextSibling != nil {
		return
	}
	w.noScript = w.noScript || strings.TrimSpace(text.Data) != ""
	if !strings.Contains(text.Data, "<") {
		return
	}
	nodes, err := parseFragment(text.Data)
	if err != nil {
		return
	}
	n.RemoveChild(text)
	for _, node := range nodes {
		n.AppendChild(node)
	}
}

// parseFragment parses markup as it would stand in a div.
func parseFragment(markup string) ([]*html.Node, error) {
	return html.ParseFragment(strings.NewReader(markup), &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div})
}
