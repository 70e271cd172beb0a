package page

import (
	"regexp"
	"strings"
)

// dataNode is one structured-data object of the page.
type dataNode struct {
	*Node
	written bool // a work of writing, by its types: its author is the page's
}

// writtenWorks are parts of the names of those types.
var writtenWorks = words("article|posting|webpage|report|creativework|recipe|itempage|qapage|medical")

func written(types []string) bool {
	for _, name := range types {
		if low := PlainText(name); low == "page" || containsAny(low, writtenWorks) {
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
		if len(found) > 0 {
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

// maxNodes bounds how much structured data is looked at.
const maxNodes = 5000

// collect fills nodes: the page's structured data, outer nodes first.
func (t *trust) collect(n *Node) {
	if len(t.nodes) == maxNodes {
		return
	}
	t.nodes = append(t.nodes, dataNode{n, written(n.Types)})
	for i := range n.Props {
		if n.Props[i].Node != nil {
			t.collect(n.Props[i].Node)
		}
	}
}

// dereference finds the node that a mere reference points to: of those with its id the fullest.
func (t *trust) dereference(n *Node) *Node {
	if n.ID == "" || property(n, "name") != "" {
		return n
	}
	if t.byID == nil {
		t.byID = map[string]*Node{}
		for _, o := range t.nodes {
			if have := t.byID[o.ID]; o.ID != "" && (have == nil || len(o.Props) > len(have.Props)) {
				t.byID[o.ID] = o.Node
			}
		}
	}
	if target := t.byID[n.ID]; target != nil {
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
