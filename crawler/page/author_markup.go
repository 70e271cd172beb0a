package page

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// configuredAuthors are the elements that the site's configuration names.
func (t *trust) configuredAuthors() []Person {
	var found []Person
	for _, sel := range t.opt.AuthorCSS {
		for _, n := range t.d.query(sel) {
			if i := t.d.find(n); i >= 0 {
				found = append(found, t.namesAt(i, "class")...)
			}
		}
	}
	return found
}

// microAuthors are the authors that microdata, rel=author and hcards name.
func (t *trust) microAuthors() []Person { return t.markupAuthors(markMicro, "microdata") }

// classAuthors are the authors in elements whose class says so.
func (t *trust) classAuthors() []Person { return t.markupAuthors(markAuthor, "class") }

// linkedAuthors are the names that link to an author's page, where nothing surer names anybody.
func (t *trust) linkedAuthors() []Person { return t.likelyAuthors(markLink, "class") }

// cardAuthors are the people of hcards that do not say whose they are, where nothing surer names anybody.
func (t *trust) cardAuthors() []Person { return t.likelyAuthors(markCard, "microdata") }

// likelyAuthors are of the marked elements those that hold nothing but what looks like a person's name.
func (t *trust) likelyAuthors(kind mark, source string) []Person {
	if len(t.f.Authors) > 0 {
		return nil
	}
	return slices.DeleteFunc(t.markupAuthors(kind, source), func(p Person) bool { return !looksLikeName(dropTitles(p.Name)) })
}

// markupAuthors reads the marked elements, innermost first: a byline's own name element wins over the line that holds it.
// Only names that stand close together belong to this page; later ones are those of other articles.
func (t *trust) markupAuthors(kind mark, source string) []Person {
	var found []Person
	var first *html.Node
	for k := range t.d.marks {
		m := t.d.marks[k]
		if m.mark&kind == 0 || t.d.elements[m.element].unseen || t.holdsMarked(k, kind) {
			continue
		}
		n := t.d.elements[m.element].node
		names := t.namesAt(m.element, source)
		for i := range names {
			p := &names[i]
			if t.behindReview(n) {
				p.Rejected = "reviewer"
			}
			t.judge(p)
			if p.Rejected == "" && t.inCard(n) {
				p.Rejected = "card of another page"
			}
			if p.Rejected == "" && first == nil {
				first = n
			}
			if p.Rejected == "" && !near(first, n) {
				p.Rejected = "far from the first byline"
			}
		}
		found = append(found, names...)
	}
	return found
}

// behindReview reports whether what stands right before an element opens a reviewer's line: "Medically reviewed by".
func (t *trust) behindReview(n *html.Node) bool {
	if n.PrevSibling == nil || n.PrevSibling.Type != html.TextNode {
		return false
	}
	low := strings.TrimRight(PlainText(n.PrevSibling.Data), " :|")
	return slices.ContainsFunc(t.packs, func(p *language) bool { return p.endsReview(low) })
}

// holdsMarked reports whether an element of the same mark, with a name of its own, lies inside the k-th.
func (t *trust) holdsMarked(k int, kind mark) bool {
	outer := t.d.elements[t.d.marks[k].element].node
	for _, m := range t.d.marks[k+1:] {
		inner := t.d.elements[m.element].node
		if !inside(inner, outer) {
			return false
		}
		if m.mark&kind != 0 && bylineText(inner) != "" {
			if names := t.namesAt(m.element, ""); len(names) > 0 && rejectName(names[0].Name) == "" {
				return true
			}
		}
	}
	return false
}

func inside(n, ancestor *html.Node) bool {
	for ; n != nil; n = n.Parent {
		if n == ancestor {
			return true
		}
	}
	return false
}

// near reports whether two elements share an ancestor at most three levels above the first.
func near(first, n *html.Node) bool {
	a := first
	for range 3 {
		if a.Parent == nil || a.Parent.DataAtom == atom.Body || a.Parent.DataAtom == atom.Main || a.Parent.DataAtom == atom.Article {
			break
		}
		a = a.Parent
	}
	return inside(n, a)
}

// namesAt reads the names that a marked element holds.
func (t *trust) namesAt(i int32, source string) []Person {
	e := &t.d.elements[i]
	base := Person{Source: source, Region: e.region, Selector: ""}
	if source != "" {
		base.Selector = t.d.path(i)
		base.Line, base.Col = e.place()
	}
	text := attr(e.node, "content")
	if text == "" {
		text = bylineText(nameElement(e.node))
	}
	base.Snippet = cut(text, 120)
	if t.opensReview(text) {
		base.Name, base.Rejected = cut(text, 60), "reviewer"
		return []Person{base}
	}
	if creditContext(e.node) || photoCredit(text) {
		base.Name, base.Rejected = cut(text, 60), "image credit"
		return []Person{base}
	}
	if e.region == RegionFooter && inFooter(e.node) {
		base.Name, base.Rejected = cut(text, 60), "stands in footer"
		return []Person{base}
	}
	base.Profile = t.profileIn(e.node)
	return t.people(bylineName(t.withoutByline(text)), base)
}

// nameElement is the part of a byline that holds the name alone: an itemprop=name or .fn inside, or its only author link.
func nameElement(n *html.Node) *html.Node {
	var name, link *html.Node
	links, seen := 0, 0
	var walk func(*html.Node)
	walk = func(c *html.Node) {
		for c = c.FirstChild; c != nil && seen < maxBylineNodes; c = c.NextSibling {
			seen++
			if c.Type != html.ElementNode {
				continue
			}
			if name == nil && (hasToken(attr(c, "itemprop"), "name") || hasToken(attr(c, "class"), "fn") || hasToken(attr(c, "class"), "p-name")) && bylineText(c) != "" {
				name = c
			}
			if c.DataAtom == atom.A && authorAddress(attr(c, "href")) && bylineText(c) != "" {
				link = c
				links++
			}
			walk(c)
		}
	}
	walk(n)
	switch {
	case name != nil:
		return name
	case links == 1:
		return link
	}
	return n
}

// authorAddress reports whether a link leads to where sites keep their authors.
func authorAddress(href string) bool {
	return containsAny(strings.ToLower(href), []string{"/author", "/autor", "/auteur", "/writer", "/contributor", "/people/", "/team/", "/user", "/profil", "/experts/", "/redakt"})
}

// profileIn is where the link of a byline leads: its own, one around it, or the first inside.
func (t *trust) profileIn(n *html.Node) string {
	for a, up := n, 0; a != nil && up < 3; a, up = a.Parent, up+1 {
		if href, ok := lookup(a, "href"); ok && a.DataAtom == atom.A {
			return t.d.resolve(href)
		}
	}
	left := maxBylineNodes
	for c := range n.Descendants() {
		if left--; left < 0 {
			break
		}
		if c.Type == html.ElementNode && c.DataAtom == atom.A {
			if href := attr(c, "href"); href != "" && href[0] != '#' {
				return t.d.resolve(href)
			}
		}
	}
	return ""
}

// creditContext reports whether an element or its parent credits an image.
func creditContext(n *html.Node) bool {
	for up := 0; n != nil && n.Type == html.ElementNode && up < 2; n, up = n.Parent, up+1 {
		if n.DataAtom == atom.Figure || n.DataAtom == atom.Figcaption {
			return true
		}
		for _, p := range splitToken(strings.ReplaceAll(attr(n, "class"), " ", "-")) {
			switch p {
			case "image", "photo", "credit", "credits", "caption", "figure", "copyright":
				return true
			}
		}
	}
	return false
}

// topicLink reports whether an element links to a category or a tag of the site, as many stand beside a byline.
func topicLink(n *html.Node) bool {
	if n.DataAtom != atom.A {
		return false
	}
	href := attr(n, "href")
	return strings.Contains(href, "category/") || strings.Contains(href, "/tag/") || strings.Contains(href, "/topics/") || hasToken(attr(n, "rel"), "tag")
}

// Bounds of an element that is read as a byline: bytes of its text, and nodes.
const (
	maxByline      = 300
	maxBylineNodes = 200
)

// bylineText is the text of an element with a bar where one block ends and another begins, so that a name does not run
// into the date beside it.
func bylineText(n *html.Node) string {
	var b strings.Builder
	left := maxBylineNodes
	var add func(*html.Node)
	add = func(n *html.Node) {
		left--
		switch {
		case b.Len() > maxByline:
			left = 0
		case n.Type == html.TextNode:
			b.WriteString(n.Data)
		case n.Type == html.ElementNode && (textless(n) || topicLink(n)):
		default:
			gap := " "
			if n.DataAtom == atom.Br || n.DataAtom == atom.Time || blockLevel(n.DataAtom) {
				gap = " | "
			}
			b.WriteString(gap)
			for c := n.FirstChild; c != nil && left > 0; c = c.NextSibling {
				add(c)
			}
			b.WriteString(gap)
		}
	}
	add(n)
	return strings.Trim(foldSpace(b.String()), " |·•,–-:")
}
