package page

import (
	"slices"
	"strings"
)

// dataNode is one structured-data object of the page.
type dataNode struct {
	*Node
	written bool // a work of writing, by its types: its author is the page's
	author  bool // it stands in a property for the author of another
}

// writtenWorks are parts of the names of those types.
var writtenWorks = mustPhrases(map[clues][]string{1: words("article|posting|webpage|report|creativework|recipe|itempage|qapage|medical")})

func written(types []string) bool {
	for _, name := range types {
		if strings.EqualFold(name, "page") || writtenWorks.in(name) != 0 {
			return true
		}
	}
	return false
}

// dataAuthors are the people that structured data names in a property of the page's own article: the first work that has
// it. Works that follow are those of lists and cards.
func (t *trust) dataAuthors(property string) []Person {
	var found []Person
	for _, n := range t.nodes {
		if slices.ContainsFunc(found, func(p Person) bool { return p.Rejected == "" }) {
			break
		}
		if n.Source != "json-ld" || !n.written {
			continue
		}
		for i := range n.Props {
			if strings.EqualFold(n.Props[i].Name, property) {
				found = append(found, t.dataPeople(&n.Props[i], n.Node)...)
			}
		}
	}
	return found
}

// reference is why a person is passed over whom the page names by an identifier that it describes nowhere: another page may.
const reference = "not on this page"

// dataPeople reads one author value: a string, a node, or a reference to a node, perhaps of another page.
func (t *trust) dataPeople(p *Prop, owner *Node) []Person {
	base := Person{Source: p.source(owner)}
	raw := p.Text
	if p.Node != nil {
		n := t.whole(p.Node)
		raw, base.ID = n.text("name"), p.Node.ID
		base.Org = n.is(organization) && !n.is(person)
		base.Profile = t.d.resolve(firstNonEmpty(n.text("url"), n.text("sameAs")))
		base.Credentials, base.Tier = t.qualifications(n)
		if raw == "" && base.ID != "" {
			base.Rejected = reference
			return []Person{base}
		}
	}
	return t.people(raw, base)
}

// qualifications are the letters behind a person's name and the occupation, with the best tier of both.
func (t *trust) qualifications(n nodes) (credentials []string, tier int) {
	if suffix := n.text("honorificSuffix"); suffix != "" {
		credentials, tier, _ = readCredentials(", "+suffix, t.packs)
	}
	if role, occupation := roleIn(n.text("jobTitle"), t.packs); occupation > 0 {
		credentials, tier = union(credentials, []string{role}), BetterTier(tier, occupation)
	}
	return credentials, tier
}

func (p *Prop) source(owner *Node) string {
	if p.Node != nil && p.Node.Source != "" {
		return p.Node.Source
	}
	return owner.Source
}

var physician = []string{"physician"}

var organizations = words("organization|organisation|corporation|brand|business|website")

// organization and person judge the name of a structured-data type.
func organization(name string) bool { return containsFold(name, organizations) }

func person(name string) bool {
	return strings.EqualFold(name, "person") || containsFold(name, physician)
}

// people makes a Person of each name in raw, with the rest as in base.
func (t *trust) people(raw string, base Person) []Person {
	var found []Person
	base.Raw = cut(foldSpace(raw), 200)
	for _, n := range t.readNames(cut(raw, 1000)) {
		p := base
		p.Name = n.name
		p.Credentials = union(n.credentials, base.Credentials)
		p.Tier = BetterTier(n.tier, base.Tier)
		found = append(found, p)
	}
	return found
}

// maxNodes bounds how much structured data is looked at.
const maxNodes = 5000

// collect fills nodes: the page's structured data, outer nodes first. Property is the one that holds the node, "" for none.
func (t *trust) collect(n *Node, property string) {
	if len(t.nodes) == maxNodes {
		return
	}
	t.nodes = append(t.nodes, dataNode{n, written(n.Types), strings.EqualFold(property, "author")})
	for i := range n.Props {
		if p := &n.Props[i]; p.Node != nil {
			t.collect(p.Node, p.Name)
		}
	}
}

// nodes are what a page says of one thing in several places.
type nodes []*Node

// maxParts bounds how many nodes of one id are read together.
const maxParts = 8

// whole is a node and all others with its id, the fullest first: an author often has a name and an id in the article, and
// everything else in a node of its own.
func (t *trust) whole(n *Node) nodes {
	if n.ID == "" {
		return nodes{n}
	}
	if t.byID == nil {
		t.byID = map[string]nodes{}
		for _, o := range t.nodes {
			if have := t.byID[o.ID]; o.ID != "" && len(have) < maxParts {
				t.byID[o.ID] = append(have, o.Node)
			}
		}
		for _, same := range t.byID {
			slices.SortStableFunc(same, func(a, b *Node) int { return len(b.Props) - len(a.Props) })
		}
	}
	return append(nodes{n}, t.byID[n.ID]...)
}

// text is the first text that any of the nodes has for a property.
func (n nodes) text(property string) string {
	for _, part := range n {
		if text := part.text(property); text != "" {
			return text
		}
	}
	return ""
}

func (n nodes) is(kind func(name string) bool) bool {
	return slices.ContainsFunc(n, func(part *Node) bool { return slices.ContainsFunc(part.Types, kind) })
}

// text is the first text of a node's property.
func (n *Node) text(property string) string {
	for i := range n.Props {
		if n.Props[i].Name == property && n.Props[i].Text != "" {
			return n.Props[i].Text
		}
	}
	return ""
}

func firstNonEmpty(list ...string) string {
	for _, s := range list {
		if s != "" {
			return s
		}
	}
	return ""
}

// authorMetas are the names of metas that hold an author.
var authorMetas = set("author|article:author|parsely-author|sailthru.author|dc.creator|dcterms.creator|dc.creator.personalname|citation_author|byl|article.author|author.name")

// namesSite reports whether a text is the name that the page gives its site.
func (t *trust) namesSite(text string) bool {
	return slices.ContainsFunc(t.f.OpenGraph, func(p Property) bool { return p.Name == "og:site_name" && strings.EqualFold(p.Content, text) })
}

// metaAuthors are the people that meta elements name.
func (t *trust) metaAuthors() []Person {
	var found []Person
	label := ""
	for i := range t.f.OpenGraph {
		p := &t.f.OpenGraph[i]
		switch {
		case authorMetas[p.Name] && !addressLike.MatchString(p.Content):
			name := t.withoutByline(p.Content)
			if name != p.Content && t.namesSite(p.Content) { // a site called "Nourished by Ada"
				continue
			}
			found = append(found, t.people(name, Person{Source: "meta"})...)
		case p.Name == "twitter:label1":
			label = PlainText(p.Content)
		case p.Name == "twitter:data1" && t.opensByline(label):
			found = append(found, t.people(p.Content, Person{Source: "meta"})...)
		}
	}
	return found
}

// opensByline reports whether a label is one of the words before a byline, as in "Written by".
func (t *trust) opensByline(label string) bool {
	label = strings.TrimSuffix(label, ":")
	for _, p := range t.packs {
		for _, w := range append(p.WrittenBy, p.By...) {
			if label == strings.TrimRight(w, ": ") {
				return true
			}
		}
	}
	return label == "written by"
}
