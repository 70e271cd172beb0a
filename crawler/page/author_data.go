package page

import (
	"regexp"
	"strings"
)

// writtenWork matches the structured-data types whose author is the page's.
var writtenWork = regexp.MustCompile(`(?i)article|posting|webpage|report|creativework|recipe|itempage|qapage|medical|^page$`)

// dataAuthors are the people that structured data names in a property of the page's own article: the first work that has
// it. Works that follow are those of lists and cards.
func (t *trust) dataAuthors(property string) []Person {
	var found []Person
	t.eachNode(func(n *Node) {
		if len(found) > 0 || n.Source != "json-ld" || !anyMatch(n.Types, writtenWork) {
			return
		}
		for i := range n.Props {
			if strings.EqualFold(n.Props[i].Name, property) {
				found = append(found, t.dataPeople(&n.Props[i], n)...)
			}
		}
	})
	return found
}

// dataPeople reads one author value: a string, a node, or a reference to a node elsewhere on the page.
func (t *trust) dataPeople(p *Prop, owner *Node) []Person {
	base := Person{Source: p.source(owner)}
	raw := p.Text
	if p.Node != nil {
		n := t.dereference(p.Node)
		raw = property(n, "name")
		base.Org = anyMatch(n.Types, organization) && !anyMatch(n.Types, person)
		base.Profile = t.d.resolve(firstNonEmpty(property(n, "url"), property(n, "sameAs")))
		title := property(n, "jobTitle")
		if suffix := property(n, "honorificSuffix"); suffix != "" {
			raw += ", " + suffix
		}
		if role, tier := roleIn(title, t.packs); tier > 0 {
			base.Credentials, base.Tier = []string{role}, tier
		}
	}
	return t.people(raw, base)
}

func (p *Prop) source(owner *Node) string {
	if p.Node != nil && p.Node.Source != "" {
		return p.Node.Source
	}
	return owner.Source
}

var (
	organization = regexp.MustCompile(`(?i)organi[sz]ation|corporation|brand|business|website`)
	person       = regexp.MustCompile(`(?i)^person$|physician`)
)

// people makes a Person of each name in raw, with the rest as in base.
func (t *trust) people(raw string, base Person) []Person {
	var found []Person
	base.Raw = cut(foldSpace(raw), 200)
	for _, n := range readNames(cut(raw, 1000), t.packs) {
		p := base
		p.Name = n.name
		p.Credentials = union(n.credentials, base.Credentials)
		p.Tier = betterTier(n.tier, base.Tier)
		found = append(found, p)
	}
	return found
}

// maxNodes bounds the walk over structured data.
const maxNodes = 5000

// eachNode calls yield for each structured-data node, outer ones first.
func (t *trust) eachNode(yield func(*Node)) {
	left := maxNodes
	var walk func(*Node)
	walk = func(n *Node) {
		if left--; left < 0 {
			return
		}
		yield(n)
		for i := range n.Props {
			if n.Props[i].Node != nil {
				walk(n.Props[i].Node)
			}
		}
	}
	for i := range t.f.Data {
		walk(&t.f.Data[i])
	}
}

// dereference finds the node that a mere reference points to.
func (t *trust) dereference(n *Node) *Node {
	if n.ID == "" || property(n, "name") != "" {
		return n
	}
	if t.nodes == nil {
		t.nodes = map[string]*Node{}
		t.eachNode(func(o *Node) {
			if have := t.nodes[o.ID]; o.ID != "" && (have == nil || len(o.Props) > len(have.Props)) {
				t.nodes[o.ID] = o
			}
		})
	}
	if target := t.nodes[n.ID]; target != nil {
		return target
	}
	return n
}

// property is the first text of a node's property.
func property(n *Node, name string) string {
	for i := range n.Props {
		if n.Props[i].Name == name && n.Props[i].Text != "" {
			return n.Props[i].Text
		}
	}
	return ""
}

func anyMatch(list []string, re *regexp.Regexp) bool {
	for _, s := range list {
		if re.MatchString(s) {
			return true
		}
	}
	return false
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

// metaAuthors are the people that meta elements name.
func (t *trust) metaAuthors() []Person {
	var found []Person
	label := ""
	for i := range t.f.OpenGraph {
		p := &t.f.OpenGraph[i]
		switch {
		case authorMetas[p.Name] && !addressLike.MatchString(p.Content):
			found = append(found, t.people(t.withoutByline(p.Content), Person{Source: "meta"})...)
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
		for _, w := range append(p.writtenBy, p.by...) {
			if label == strings.TrimRight(w, ": ") {
				return true
			}
		}
	}
	return label == "written by"
}
