package page

import "golang.org/x/net/html/atom"

// tangle counts formatting elements that stay open. Without attributes the parser keeps at most three of a kind (the
// standard's "Noah's Ark clause"), so only those with attributes count. A table cell, caption or object hides from its
// end tags what was opened before it.
type tangle struct {
	now   formatting
	floor []formatting
	total int
	most  int
}

// formatting counts open elements by kind.
type formatting [10]uint16

func formattingKind(name []byte) int {
	switch string(name) {
	case "b":
		return 0
	case "i":
		return 1
	case "font":
		return 2
	case "em":
		return 3
	case "strong":
		return 4
	case "small", "big":
		return 5
	case "code", "tt":
		return 6
	case "u":
		return 7
	case "s", "strike":
		return 8
	case "a", "nobr": // a second one closes the first, except across a cell
		return 9
	}
	return -1
}

func scopeElement(name []byte) bool {
	switch string(name) {
	case "table", "object", "applet", "marquee", "template":
		return true
	}
	return false
}

func (t *tangle) open(name []byte, attributes bool) {
	kind := formattingKind(name)
	switch {
	case kind == 9 && t.now[9] > t.base(9):
	case kind >= 0 && attributes && t.now[kind] < 1<<15:
		t.now[kind]++
		t.total++
		t.most = max(t.most, t.total)
	case scopeElement(name) && len(t.floor) < 1<<10:
		t.floor = append(t.floor, t.now)
	}
}

func (t *tangle) base(kind int) uint16 {
	if len(t.floor) == 0 {
		return 0
	}
	return t.floor[len(t.floor)-1][kind]
}

func (t *tangle) close(name []byte) {
	if kind := formattingKind(name); kind >= 0 && t.now[kind] > t.base(kind) {
		t.now[kind]--
		t.total--
	} else if scopeElement(name) && len(t.floor) > 0 {
		t.floor = t.floor[:len(t.floor)-1]
	}
}

// nesting adds up how far the parser climbs: for most tags it looks through all open elements. It counts what stays open
// until its end tag comes, and takes elements of unknown names for one another.
type nesting struct {
	open  [1 << 8]int32 // by name
	depth int
	steps int
}

func (n *nesting) start(name []byte, closed bool) {
	n.steps += min(n.depth, maxDepth)
	if a := atom.Lookup(name); !closed && !void(a) && !closesItself(a) {
		n.open[uint8(a)]++
		n.depth++
	}
}

func (n *nesting) end(name []byte) {
	n.steps += min(n.depth, maxDepth)
	if a := uint8(atom.Lookup(name)); n.open[a] > 0 {
		n.open[a]--
		n.depth--
	}
}
