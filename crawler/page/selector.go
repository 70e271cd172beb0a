package page

import (
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/net/html/atom"
)

// maxSelector bounds a selector in bytes: what lies deeper is named by its nearest ancestor within the bound.
const maxSelector = 512

// path returns the selector of an element: from the nearest ancestor with an id of its own, or from main or body.
func (d *document) path(i int32) string {
	e := &d.elements[i]
	if e.selector == "" {
		e.selector = d.newPath(e)
	}
	return e.selector
}

func (d *document) newPath(e *element) string {
	if id := attr(e.node, "id"); plainID(id) && d.ids[id].count == 1 {
		return d.strings.join("#", id)
	}
	name := e.node.Data
	if e.node.DataAtom == 0 { // no element of HTML
		name = cssName(name)
	}
	switch e.node.DataAtom {
	case atom.Html, atom.Head, atom.Body:
		return name
	case atom.Main:
		if d.mains == 1 {
			return name
		}
	}
	if e.parent < 0 {
		return name
	}
	parent := d.path(e.parent)
	if len(parent)+len(name) > maxSelector {
		return parent
	}
	if e.only {
		return d.strings.join(parent, " > ", name)
	}
	return d.strings.join(parent, " > ", name, nthOfType(e.nth))
}

// nthSelectors tell the first among siblings of a name.
var nthSelectors = func() (list [64]string) {
	for i := range list {
		list[i] = fmt.Sprintf(":nth-of-type(%d)", i)
	}
	return list
}()

func nthOfType(n int32) string {
	if int(n) < len(nthSelectors) {
		return nthSelectors[n]
	}
	return ":nth-of-type(" + strconv.Itoa(int(n)) + ")"
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
