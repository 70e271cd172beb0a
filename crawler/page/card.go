package page

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Bounds of a card: how many elements around its date or name it is looked for in, how many nodes it holds, how far beside it others are looked for,
// and how many words its title has where that is no heading.
const (
	maxCardDepth = 6
	maxCardNodes = 80
	maxBeside    = 20
	cardTitle    = 4
)

// cards remembers what elements that may be cards lead to.
type cards map[*html.Node]cardFace

// cardFace is the address that the title of a card leads to, "" for no card, and whether the title is a heading.
type cardFace struct {
	to      string
	heading bool
}

// inCard reports whether an element stands in one of several cards side by side, each of which leads to another page of the site by its title, whatever
// their classes: what such a card says of an author, a reviewer or a date is said of that page.
func (t *trust) inCard(n *html.Node) bool {
	for up := 0; n != nil && up < maxCardDepth; n, up = n.Parent, up+1 {
		switch n.DataAtom {
		case atom.Main, atom.Body, atom.Html, atom.Header:
			return false
		}
		if n.Type == html.ElementNode && t.oneOfCards(n) {
			return true
		}
	}
	return false
}

// oneOfCards reports whether an element is a card with others beside it: with one if their titles are headings, else with two.
func (t *trust) oneOfCards(n *html.Node) bool {
	own := t.face(n)
	if own.to == "" || n.Parent == nil {
		return false
	}
	wanted := 2
	if own.heading {
		wanted = 1
	}
	count := func(c *html.Node) {
		if c.Type != html.ElementNode || c.DataAtom != n.DataAtom {
			return
		}
		if other := t.face(c); other.to != "" && other.to != own.to && other.heading == own.heading {
			wanted--
		}
	}
	for c, far := n.NextSibling, 0; c != nil && wanted > 0 && far < maxBeside; c, far = c.NextSibling, far+1 {
		count(c)
	}
	for c, far := n.PrevSibling, 0; c != nil && wanted > 0 && far < maxBeside; c, far = c.PrevSibling, far+1 {
		count(c)
	}
	return wanted <= 0
}

// face is what an element shows of another page.
func (t *trust) face(n *html.Node) cardFace {
	if face, ok := t.cards[n]; ok {
		return face
	}
	l := cardLook{t: t}
	l.look(n, "", false)
	face := cardFace{}
	switch {
	case l.nodes > maxCardNodes || l.main:
	case l.titled != "":
		face = cardFace{l.titled, true}
	case l.only && l.words >= cardTitle:
		face = cardFace{l.link, false}
	}
	if t.cards == nil {
		t.cards = cards{}
	}
	t.cards[n] = face
	return face
}

// cardLook goes through an element that may be a card.
type cardLook struct {
	t      *trust
	nodes  int
	main   bool   // it holds the heading of the page
	titled string // where a heading leads
	link   string // where its links lead
	only   bool   // all of them
	words  int    // of the longest of them
}

// look goes through what stands in n, within a link to some address and within a heading or not.
func (l *cardLook) look(n *html.Node, link string, heading bool) {
	for c := n.FirstChild; c != nil && l.nodes <= maxCardNodes; c = c.NextSibling {
		l.nodes++
		if c.Type == html.TextNode && link != "" && heading && l.titled == "" && titleText(c.Data) {
			l.titled = link
		}
		if c.Type != html.ElementNode {
			continue
		}
		to, head := link, heading
		switch c.DataAtom {
		case atom.H1:
			l.main = true
		case atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
			head = true
		case atom.A:
			if to = l.t.leadsElsewhere(attr(c, "href")); to != "" {
				l.only = l.link == "" || l.only && l.link == to
				l.link, l.words = to, max(l.words, countWords(bylineText(c)))
			}
		}
		l.look(c, to, head)
	}
}

// titleText reports whether a text may be the title of a page: it is no name of a person, whose card may stand beside others of authors.
func titleText(text string) bool {
	text = strings.TrimSpace(text)
	return text != "" && !looksLikeName(dropTitles(text))
}

// leadsElsewhere is the address of another page of the site that a link leads to, "" for any other.
func (t *trust) leadsElsewhere(href string) string {
	if href == "" || href[0] == '#' {
		return ""
	}
	to := t.d.resolve(href)
	if to == "" || sameAddress(to, t.f.URL) || trimHost(hostOf(to)) != trimHost(t.host) {
		return ""
	}
	to, _, _ = strings.Cut(to, "#")
	if path, _, _ := strings.Cut(to, "?"); authorArchive(path) {
		return "" // of somebody, and no title
	}
	return to
}
