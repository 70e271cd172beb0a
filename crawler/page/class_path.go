package page

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Clues in the classes and ids of elements.
const (
	classPaid clues = 1 << iota
	classCare
	classSources
)

var (
	paidClasses = words("sponsored|advertorial|partner-content|paid-content|sponsor-content|promoted-content")
	classHints  = mustPhrases(map[clues][]string{classPaid: paidClasses, classCare: words("care-card|card--care"),
		classSources: words("reference|source|citation|footnote|bibliography|endnote")})
)

// classPaths joins class and id of the elements of blocks, and of up to three ancestors below body. Neighbors often share theirs, so it remembers
// the last one.
type classPaths struct {
	d      *document
	parent *html.Node // of the last element
	above  string
	own    string
	path   string
}

func (c *classPaths) of(block int) string {
	n := c.d.blockNodes[block]
	own := classAndID(n)
	if n.Parent == c.parent && own == c.own {
		return c.path
	}
	if n.Parent != c.parent {
		c.parent, c.above = n.Parent, classesAbove(n.Parent)
	}
	c.own = own
	c.path = strings.TrimSpace(own + " " + c.above)
	return c.path
}

func classesAbove(n *html.Node) (names string) {
	for up := 0; n != nil && up < 3 && n.DataAtom != atom.Body && n.DataAtom != atom.Html; up++ {
		names = strings.TrimSpace(names + " " + classAndID(n))
		n = n.Parent
	}
	return names
}

// classAndID are the class and id of an element.
func classAndID(n *html.Node) string { return foldSpace(attr(n, "class") + " " + attr(n, "id")) }
