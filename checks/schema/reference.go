package schema

import (
	"fmt"

	"github.com/healthusias/rounds/checks"
)

// DanglingID reports references to things that nothing describes.
var DanglingID = &checks.Check{
	ID:       "schema/dangling-id",
	Title:    "structured data refers to something that no page describes",
	Severity: checks.Warning,
	Doc: checks.Doc{
		What: "A node is nothing but `{\"@id\": …}`, and neither the page nor any other page of the site describes that id. Ids on other hosts, and ids that are the address of a page of the site, explain themselves. " +
			"Silent where pages of the site were not read: the missing node may stand on one of them.",
		Why:     "The author, reviewer or publisher that an article points to exists for machines only if some page says who it is. Without that the article is anonymous to them.",
		Example: "\"author\": {\"@id\": \"https://health.example/#jane\"}                                      and no node with that id\n{\"@id\": \"https://health.example/#jane\", \"@type\": \"Person\", \"name\": \"Jane Roe\"}    good, on this or another page",
		Fix:     "describe the node on this page, or refer to the id that is described",
		Sources: []string{"https://www.w3.org/TR/json-ld11/#node-identifiers", googleArticle},
	},
	Gather: func(p *checks.Pass) any {
		if o := learn(p); o != nil && len(o.refs) > 0 {
			return o.refs
		}
		return nil
	},
	Site: func(p *checks.Pass) {
		if !p.Site.Whole() {
			return
		}
		x := indexFor(p)
		for _, g := range p.Gathered {
			for _, id := range g.Value.([]string) {
				if x.traits(id) == 0 && !foreign(p.Site, id) {
					p.ReportAt(g.Page, checks.Finding{Subject: id, Confidence: checks.Medium, Evidence: script(""),
						Message: fmt.Sprintf("structured data refers to %q, which no page of the site describes", checks.Snippet(p.Site.Short(id)))})
				}
			}
		}
	},
}
