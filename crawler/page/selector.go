package page

import (
	bytecode "encoding/binary"
	"strconv"
	"strings"

	"golang.org/x/net/html/atom"
)

// maxSelector bounds a selector in bytes, written out: what lies deeper is named by its nearest ancestor within the bound.
const maxSelector = 512

// stepNames are names of elements by the number that stands for them in a Selector: stored facts hold the numbers. The first stands for all
// others.
var stepNames = [...]string{"", "html", "head", "body", "main", "article", "section", "div", "p", "ul", "ol", "li", "a", "img", "span", "nav",
	"header", "footer", "aside", "h1", "h2", "h3", "h4", "h5", "h6", "strong", "em", "b", "i", "table", "thead", "tbody", "tfoot", "tr", "td",
	"th", "caption", "dl", "dt", "dd", "figure", "figcaption", "blockquote", "form", "input", "button", "label", "select", "option", "textarea",
	"fieldset", "script", "noscript", "style", "link", "meta", "title", "base", "source", "picture", "video", "audio", "iframe", "svg", "time",
	"small", "sup", "sub", "code", "pre", "address", "cite", "q", "details", "summary", "center", "font", "u", "mark", "abbr", "template"}

// stepNumbered is the bit of a step that says that a number among siblings follows.
const stepNumbered = 0x80

// stepRoom is how many bytes a step has at most besides a name that is written out.
const stepRoom = len("\x00\x00") + bytecode.MaxVarintLen32

// stepSlots find the numbers of elements: in the slot of its hash, or in the first behind that which is not taken by another.
var stepSlots = func() (slots [256]struct {
	element atom.Atom
	number  byte
}) {
	for i, name := range stepNames[1:] {
		element := atom.Lookup([]byte(name))
		at := stepSlot(element)
		for slots[at].element != 0 {
			at++
		}
		slots[at].element, slots[at].number = element, byte(i+1)
	}
	return slots
}()

func stepSlot(element atom.Atom) uint8 { return uint8(uint32(element) * 2654435761 >> 24) }

// stepOf is the number of an element, 0 where it has none.
func stepOf(element atom.Atom) byte {
	for at := stepSlot(element); ; at++ {
		if slot := &stepSlots[at]; slot.element == element || slot.element == 0 {
			return slot.number
		}
	}
}

// path returns the selector of an element: from the nearest ancestor with an id of its own, or from main or body.
func (d *document) path(i int32) Selector {
	e := &d.elements[i]
	if e.selector == "" {
		d.name(e)
	}
	return e.selector
}

// name gives an element its selector.
func (d *document) name(e *element) {
	if e.named {
		if id := attr(e.node, "id"); plainID(id) && d.ids[id].count == 1 {
			d.step(e, nil, "#", id, 0)
			return
		}
	}
	name := e.node.Data
	if e.node.DataAtom == 0 { // no element of HTML
		name = cssName(name)
	}
	switch e.node.DataAtom {
	case atom.Html, atom.Head, atom.Body:
		d.step(e, nil, "", name, 0)
		return
	case atom.Main:
		if d.mains == 1 {
			d.step(e, nil, "", name, 0)
			return
		}
	}
	if e.parent < 0 {
		d.step(e, nil, "", name, 0)
		return
	}
	d.path(e.parent)
	parent, nth := &d.elements[e.parent], e.nth
	if e.only {
		nth = 0
	}
	if int(parent.written)+len(name) > maxSelector {
		e.selector, e.written = parent.selector, parent.written
		return
	}
	d.step(e, parent, "", name, nth)
}

// step makes the selector of an element out of that of its parent, nil for none, and one step: its name behind a mark, and its number, 0 for
// none.
func (d *document) step(e, parent *element, mark, name string, nth int32) {
	var above Selector
	e.written = int32(len(mark) + len(name))
	if parent != nil {
		above = parent.selector
		e.written += parent.written + int32(len(" > "))
	}
	code := byte(0)
	if mark == "" {
		code = stepOf(e.node.DataAtom)
	}
	numbered := byte(0)
	if nth > 0 {
		numbered = stepNumbered
		e.written += int32(len(":nth-of-type()") + digitsOf(nth))
	}
	s := &d.strings
	s.begin(len(above) + len(mark) + len(name) + stepRoom)
	s.WriteString(string(above))
	s.WriteByte(code | numbered)
	if code == 0 {
		s.WriteString(mark)
		s.WriteString(name)
		s.WriteByte(0)
	}
	for ; nth >= 0x80; nth >>= 7 {
		s.WriteByte(byte(nth) | 0x80)
	}
	if numbered != 0 {
		s.WriteByte(byte(nth))
	}
	e.selector = Selector(s.end())
}

func digitsOf(n int32) (digits int) {
	for ; n > 0; n /= 10 {
		digits++
	}
	return digits
}

// String is the selector as CSS has it.
func (s Selector) String() string {
	var b strings.Builder
	for s != "" {
		var name string
		var nth int
		if name, nth, s = s.cut(); b.Len() > 0 {
			b.WriteString(" > ")
		}
		b.WriteString(name)
		if nth > 0 {
			b.WriteString(":nth-of-type(")
			b.WriteString(strconv.Itoa(nth))
			b.WriteByte(')')
		}
	}
	return b.String()
}

// MarshalText implements encoding.TextMarshaler.
func (s Selector) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// Last is the name of the element, or # and its id.
func (s Selector) Last() (name string) {
	for s != "" {
		name, _, s = s.cut()
	}
	return name
}

// In reports whether an element is the other one or stands in it. Nothing stands in an element without a selector.
func (s Selector) In(other Selector) bool {
	return other != "" && strings.HasPrefix(string(s), string(other))
}

// cut splits the first step off: its name, and its number among its siblings of the name, 0 for an only one. Where it is damaged, nothing is
// left.
func (s Selector) cut() (name string, nth int, rest Selector) {
	code, numbered := s[0]&^stepNumbered, s[0]&stepNumbered != 0
	rest = s[1:]
	switch {
	case code > 0 && int(code) < len(stepNames):
		name = stepNames[code]
	case code == 0:
		var text string
		name, text, _ = strings.Cut(string(rest), "\x00")
		rest = Selector(text)
	}
	if numbered {
		nth, rest = rest.number()
	}
	return name, nth, rest
}

// number splits a varint off.
func (s Selector) number() (v int, rest Selector) {
	for shift := 0; shift < 31 && s != ""; shift += 7 {
		c := s[0]
		s = s[1:]
		v |= int(c&0x7f) << shift
		if c < 0x80 {
			return v, s
		}
	}
	return 0, ""
}

// plainID reports whether an id can stand in a selector as it is.
func plainID(id string) bool {
	if id == "" || len(id) > 64 {
		return false
	}
	return plainIdent(id)
}

func plainIdent(s string) bool {
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c|0x20 >= 'a' && c|0x20 <= 'z', c == '_', i > 0 && (c == '-' || c >= '0' && c <= '9'):
		default:
			return false
		}
	}
	return true
}

// cssName escapes an element's name for a selector.
func cssName(name string) string {
	if plainIdent(name) {
		return name
	}
	var b strings.Builder
	for i, r := range name {
		if r >= 0x80 || plainIdent("x"+string(r)) && (i > 0 || r < '0' || r > '9') {
			b.WriteRune(r)
			continue
		}
		b.WriteByte('\\')
		b.WriteString(strconv.FormatInt(int64(r), 16))
		b.WriteByte(' ')
	}
	return b.String()
}
