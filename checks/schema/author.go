package schema

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/crawler"
	"github.com/healthusias/rounds/crawler/page"
)

// AuthorInvalid reports authors that structured data gives in a way that machines misread.
var AuthorInvalid = &checks.Check{
	ID:       "schema/author-invalid",
	Title:    "structured data gives the author in a way that machines misread",
	Severity: checks.Warning,
	Kinds:    []crawler.Kind{crawler.Article},
	Doc: checks.Doc{
		What: "The author of an article node is a bare string (sub-code `string`), has no name (`no-name`), has more than a name in it, such as By, a title or credentials (`name`), is several people in one (`several`), " +
			"is a team typed as a Person or a person typed as an Organization (`type`), or has neither url nor sameAs (`no-link`). Nodes with the author's `@id`, on any page of the site, are read as one; " +
			"a reference that has an id and no type is no fault.",
		Why:     "Who wrote a page is told apart by name and address. A name with letters glued to it is another person, and two people in one string are nobody.",
		Example: "\"author\": \"By Dr. Jane Roe, MD and John Poe\"\n\"author\": [{\"@type\": \"Person\", \"name\": \"Jane Roe\", \"honorificSuffix\": \"MD\", \"url\": \"https://health.example/authors/jane-roe/\"}]    good",
		Fix:     "give each author as a Person of its own with only the name in name, titles in jobTitle or honorificSuffix, and the profile page as url",
		Sources: []string{googleArticle + "#author-bp", "https://schema.org/author"},
	},
	Gather: func(p *checks.Pass) any { return authorsOf(p) },
	Site: func(p *checks.Pass) {
		x, complete := indexFor(p), p.Site.Whole()
		for _, g := range p.Gathered {
			for _, a := range g.Value.([]authorFault) {
				if code := a.settle(x, complete); code != "" {
					p.ReportAt(g.Page, checks.Finding{Subject: a.name, Message: a.message(code), Evidence: a.evidence(code)})
				}
			}
		}
	},
}

// authorFault is one author who is given badly, or may be: what other pages say of the id decides.
type authorFault struct {
	name string // as written; "" without one
	id   string
	code string
	json bool
}

// settle is the sub-code of a fault in the light of all pages, "" for none. Where not all were read, one of them may say more of the id.
func (a *authorFault) settle(x *index, complete bool) string {
	traits := x.traits(a.id)
	switch {
	case a.id == "":
	case !complete && (a.code == "no-name" || a.code == "no-link"):
		return ""
	case a.code == "no-name" && (traits == 0 || traits&named != 0):
		return ""
	case a.code == "no-link" && (traits == 0 || traits&linked != 0 || !strings.Contains(a.id, "#")):
		return ""
	}
	return a.code
}

func (a *authorFault) evidence(code string) checks.Evidence {
	if a.json {
		return script(code)
	}
	return checks.Evidence{Code: code}
}

func (a *authorFault) message(code string) string {
	name := checks.Snippet(a.name)
	switch code {
	case "string":
		return fmt.Sprintf("the author %q is a bare string, not a Person or an Organization", name)
	case "no-name":
		return "an author has no name"
	case "name":
		return fmt.Sprintf("the author's name is %q, which holds more than a name", name)
	case "several":
		return fmt.Sprintf("the author's name is %q, which is several people", name)
	case "type":
		return fmt.Sprintf("the author %q has the wrong one of the types Person and Organization", name)
	}
	return fmt.Sprintf("the author %q has neither url nor sameAs", name)
}

// authorsOf is nil for a page that says nothing of ids and nothing wrong of authors.
func authorsOf(p *checks.Pass) any {
	learn(p)
	var faults []authorFault
	if p.Page.Head.Kind == crawler.Article {
		seen := map[string]bool{}
		for _, node := range articlesOf(p) {
			for _, author := range values(node, "author") {
				a := authorFault{json: node.Source == "json-ld"}
				if a.judge(p, author); a.code != "" && !seen[a.name+a.id] {
					seen[a.name+a.id] = true
					faults = append(faults, a)
				}
			}
		}
	}
	if faults == nil {
		return nil
	}
	return faults
}

// judge finds the gravest fault of one author.
func (a *authorFault) judge(p *checks.Pass, author *page.Prop) {
	if author.Node == nil {
		a.name = author.Text
		if strings.TrimSpace(a.name) != "" {
			a.code = "string"
		}
		return
	}
	all := whole(author.Node, itemsOf(p))
	a.id, a.name = author.Node.ID, text(all, "name")
	if a.name == "" && !slices.ContainsFunc(all, func(n *page.Node) bool { return len(values(n, "name")) > 0 }) {
		a.code = "no-name"
		return
	}
	a.code = nameFault(p, all, a.name)
	if a.code == "" && !has(all, "url", "sameAs") {
		a.code = "no-link"
	}
}

// readings are the people that the byline detectors read from a name in structured data.
func readings(f *page.Facts, name string) []*page.Person {
	var read []*page.Person
	for i := range f.AuthorFinds {
		a := &f.AuthorFinds[i]
		known := slices.ContainsFunc(read, func(have *page.Person) bool { return have.Name == a.Name })
		if a.Raw == name && !known && (a.Source == "json-ld" || a.Source == "microdata" || a.Source == "rdfa") {
			read = append(read, a)
		}
	}
	return read
}

// nameFault holds a name against what the byline detectors made of it.
func nameFault(p *checks.Pass, all []*page.Node, name string) string {
	read := readings(p.Page.Facts, name)
	if len(read) == 0 {
		return ""
	}
	first := read[0]
	human := slices.ContainsFunc(all, func(n *page.Node) bool { return is(n, "Person") })
	switch body := first.Org; {
	case body && !human && len(read) == 1 && len(first.Credentials) > 0:
		return "type"
	case body && !human:
		return ""
	case first.Generic && human:
		return "type"
	case first.Generic:
		return ""
	case len(read) > 1:
		return "several"
	case extra(name, first.Name) || bylineWords.MatchString(name):
		return "name"
	}
	return ""
}

// bylineWords open a byline and are part of no name.
var bylineWords = regexp.MustCompile(`(?i)^(?:(?:written |posted )?by|escrito por|por|écrit par|par|geschrieben von|oleh|ditulis oleh|scritto da)\s`)

// extra reports whether a string has words that are not of the name in it.
func extra(raw, name string) bool {
	words := strings.Fields(page.PlainText(name))
	return slices.ContainsFunc(strings.Fields(page.PlainText(raw)), func(w string) bool {
		w = strings.Trim(w, ".,;:()")
		return w != "" && !slices.ContainsFunc(words, func(have string) bool { return strings.Trim(have, ".,;:()") == w })
	})
}
