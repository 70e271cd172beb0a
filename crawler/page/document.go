package page

import (
	"strings"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// document is a parsed page while its facts are taken. It remembers what one walk over the tree found out about each
// element, so that detectors can ask for it by node. Nodes that the walk did not meet are answered as their nearest
// known ancestor.
type document struct {
	url   string
	root  *html.Node
	body  *html.Node // nil where the document has none
	facts *Facts
	room  *room
	spare spare

	blockNodes []*html.Node // element of each Facts.Blocks, in step with it
	tidy       []bool       // likewise, those known to be all ASCII

	elements []element
	index    map[*html.Node]int32 // into elements; built when first asked for
	marks    []marked             // elements whose markup speaks of authors, bios or dates
	devices  []int32              // elements that hold code, fields or an advertisement
	raised   bool                 // there is a superscript or cite element
	paid     []int32              // elements with the attribute data-sponsored
	classes  clues                // of classHints, what classes and ids of elements say
	ids      map[string]named
	mains    int  // number of main elements
	scripted bool // a script stands in the page or is loaded
	resolver *Resolver
	strings  arena
	crumbs   crumbs
}

// named is what an id names: the record of its first element, and how many elements have it.
type named struct{ element, count int32 }

// element is what the walk knows about one element.
type element struct {
	node     *html.Node
	parent   int32 // index of the parent's record, -1 at the root
	nth      int32 // 1-based position among its siblings of the same name
	at       place // of its start tag in the source, none where the parser invented it
	block    int32 // text block that it opened, -1 without text of its own
	list     int32 // nearest element that may be a list of links, itself included; -1 where there is none
	region   Region
	only     bool     // no sibling has the same name
	named    bool     // it has an id
	hidden   bool     // not rendered
	unseen   bool     // hidden, or rendered for assistive technology only
	selector Selector // once asked for
	written  int32    // length of the selector, written out
}

// find returns the index of the record of n or its nearest known ancestor, -1 where there is none.
func (d *document) find(n *html.Node) int32 {
	if d.index == nil {
		d.index = make(map[*html.Node]int32, len(d.elements))
		for i := range d.elements {
			d.index[d.elements[i].node] = int32(i)
		}
	}
	for ; n != nil; n = n.Parent {
		if i, ok := d.index[n]; ok {
			return i
		}
	}
	return -1
}

// resolve returns the absolute address of a reference on the page, "" where it is none.
func (d *document) resolve(ref string) string {
	address, _ := d.resolver.Resolve(ref)
	return address
}

// hidden reports whether readers cannot see n.
func (d *document) hidden(n *html.Node) bool {
	i := d.find(n)
	return i >= 0 && d.elements[i].unseen
}

// position is where the start tag of n stands in the source; zeros where the parser invented the element.
func (d *document) position(n *html.Node) (line, col int) {
	if i := d.find(n); i >= 0 {
		return d.elements[i].place()
	}
	return 0, 0
}

// text is the text of n that readers see, white space folded. Blocks inside n are parted by a space.
func (d *document) text(n *html.Node) string {
	var b strings.Builder
	d.appendText(&b, n)
	return foldSpace(b.String())
}

func (d *document) appendText(b *strings.Builder, n *html.Node) {
	switch {
	case n.Type == html.TextNode:
		b.WriteString(n.Data)
	case n.Type == html.ElementNode && (textless(n) || d.hidden(n)):
		return
	case n.Type == html.ElementNode && (n.DataAtom == atom.Br || blockLevel(n.DataAtom)):
		b.WriteByte(' ')
		defer b.WriteByte(' ')
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		d.appendText(b, c)
	}
}

// attr returns the value of an attribute, "" where n has none of that name.
func attr(n *html.Node, name string) string {
	value, _ := lookup(n, name)
	return value
}

func lookup(n *html.Node, name string) (value string, ok bool) {
	for i := range n.Attr {
		if n.Attr[i].Key == name && n.Attr[i].Namespace == "" {
			return n.Attr[i].Val, true
		}
	}
	return "", false
}

// query finds what a selector of the configuration matches, in document order.
func (d *document) query(m goquery.Matcher) []*html.Node {
	return goquery.NewDocumentFromNode(d.root).FindMatcher(m).Nodes
}
