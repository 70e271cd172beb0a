package page

import (
	"slices"
	"strings"

	"github.com/cespare/xxhash/v2"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

const (
	maxLinks = 100_000
	maxData  = 100 // characters kept of a data: address
)

// link appends an occurrence of an address and returns its index, -1 where the page has too many.
func (w *walker) link(n *html.Node, s *scope, name, raw, text string) int32 {
	if len(w.f.Links) >= maxLinks {
		w.d.degrade()
		return -1
	}
	if raw != "" && raw[0]|0x20 == 'd' && hasFold(raw, "data:") {
		raw = cut(raw, maxData)
	}
	if w.f.Links == nil {
		w.f.Links = w.d.spare.linksFor(w.expected)
		w.at.links, w.at.holders = slices.Grow(w.at.links, w.expected), slices.Grow(w.at.holders, w.expected)
	}
	at := len(w.f.Links)
	w.f.Links = append(w.f.Links, Link{})
	link := &w.f.Links[at]
	link.Raw, link.Element, link.Attr, link.Text = raw, elementName(n), name, cut(text, maxName)
	link.Region, link.Hidden, link.Block = w.region(s.region), s.hidden, -1
	w.at.links = append(w.at.links, s.self)
	w.at.holders = append(w.at.holders, s.container)
	return int32(at)
}

// elementName is the name of an element in lower case: in drawings some have capitals.
func elementName(n *html.Node) string {
	if n.Namespace == "" {
		return n.Data
	}
	return strings.ToLower(n.Data)
}

// finishLinks resolves the links and says where they stand.
func (w *walker) finishLinks() {
	d := w.d
	for i := range w.f.Links {
		link, at := &w.f.Links[i], w.at.links[i]
		link.Region = settle(link.Region, d.mains)
		link.Crumb = link.Region == RegionNav && link.Element == "a" && d.inBreadcrumb(at)
		link.Selector = d.path(at)
		link.Line, link.Col = d.elements[at].place()
		link.Block = d.elements[w.at.holders[i]].block
		if link.Problem != "" {
			continue
		}
		if base, rest, ok := d.resolver.fast.resolve(link.Raw); ok {
			link.URL = d.strings.two(base, rest)
			continue
		}
		link.URL, link.Problem = d.resolver.guess(link.Raw)
		if scheme, _ := splitScheme(link.URL); scheme != "http" && scheme != "https" {
			link.Scheme = scheme
		}
	}
	w.group()
}

// Any reports whether one of the links is as wanted. Unlike slices.ContainsFunc it makes no copy of each: a Link is 200 bytes.
func (all Links) Any(wanted func(*Link) bool) bool {
	for i := range all {
		if wanted(&all[i]) {
			return true
		}
	}
	return false
}

// group marks the links of each list with a hash of all its addresses. The list is the nearest container with three
// links or more: the one right around the link, or one marked up as a list around that, whose entries have boxes of
// their own.
func (w *walker) group() {
	r := w.d.room
	r.lists = append(r.lists[:0], make([]linkList, len(w.d.elements))...)
	lists := r.lists
	for i := range w.f.Links {
		if !w.f.Links[i].Navigates() {
			continue
		}
		address := fnv(xxhash.Sum64String(w.f.Links[i].URL))
		for at := w.d.listAround(w.at.links[i]); at >= 0; at = w.d.outerList(at) {
			if lists[at].links++; lists[at].links == 1 {
				lists[at].hash = fnvOffset
			}
			lists[at].hash = (lists[at].hash ^ address) * fnvPrime
		}
	}
	for i := range w.f.Links {
		link := &w.f.Links[i]
		if !link.Navigates() {
			continue
		}
		at := w.d.listAround(w.at.links[i])
		for at >= 0 && lists[at].links < 3 {
			at = w.d.outerList(at)
		}
		if at >= 0 {
			link.Group = uint64(lists[at].hash)
		}
	}
}

type linkList struct {
	hash  fnv
	links int
}

// listAround returns the record of the nearest element around one that may be a list of links, -1 for none.
func (d *document) listAround(at int32) int32 {
	if at = d.elements[at].parent; at < 0 {
		return -1
	}
	return d.elements[at].list
}

// outerList returns the container around a container where it is marked up as a list, else -1.
func (d *document) outerList(at int32) int32 {
	if at = d.listAround(at); at < 0 || !markedList(d.elements[at].node.DataAtom) {
		return -1
	}
	return at
}

// holdsLinks reports whether an element may be a list of links.
func holdsLinks(a atom.Atom) bool { return a == atom.Div || a == atom.Section || markedList(a) }

func markedList(a atom.Atom) bool {
	switch a {
	case atom.Ul, atom.Ol, atom.Nav, atom.Table:
		return true
	}
	return false
}
