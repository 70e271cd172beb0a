package schema

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/crawler"
	"github.com/healthusias/rounds/crawler/page"
)

// BreadcrumbInvalid reports trails that machines cannot follow.
var BreadcrumbInvalid = &checks.Check{
	ID:       "schema/breadcrumb-invalid",
	Title:    "structured data does not show where the page belongs",
	Severity: checks.Warning,
	Text:     true,
	Doc: checks.Doc{
		What: "A BreadcrumbList has no items (sub-code `empty`), an item without a name (`name`), without an address where it is not the last one (`item`), with a position that is missing, no number or not in its turn (`position`), " +
			"or with an address of this site that does not work (`broken`). An article without a BreadcrumbList is a notice, sub-code `missing`.",
		Why:     "The trail tells search engines, and those who see it in results, which topic a page belongs to. A broken one is ignored as a whole.",
		Example: "{\"@type\": \"ListItem\", \"name\": \"Back pain\"}\n{\"@type\": \"ListItem\", \"position\": 1, \"name\": \"Back pain\", \"item\": \"https://health.example/back-pain/\"}    good",
		Fix:     "number the items from 1 and give each a name and, but for the last, the address of its page",
		Sources: []string{"https://developers.google.com/search/docs/appearance/structured-data/breadcrumb", "https://schema.org/BreadcrumbList"},
	},
	Page: func(p *checks.Pass) {
		found := false
		for _, it := range itemsOf(p) {
			if is(it.Node, "BreadcrumbList") {
				found = true
				judgeTrail(p, it.Node)
			}
		}
		if !found && p.Page.Head.Kind == crawler.Article && len(p.Page.Facts.DataFault) == 0 {
			p.Report(checks.Finding{Severity: checks.Notice, Message: "no structured data shows where the article belongs", Evidence: checks.Evidence{Code: "missing"}})
		}
	},
}

// judgeTrail reports the first fault of a trail.
func judgeTrail(p *checks.Pass, list *page.Node) {
	if reference(list) || len(list.Props) == 0 {
		return // described elsewhere
	}
	var steps []*page.Node
	for _, v := range values(list, "itemListElement") {
		if v.Node != nil {
			steps = append(steps, v.Node)
		}
	}
	if len(steps) == 0 {
		p.Report(checks.Finding{Message: "the breadcrumb list has no items", Evidence: place(list, "empty")})
		return
	}
	taken := make([]bool, len(steps))
	for i, step := range steps {
		if code, message := stepFault(p, step, i, taken); code != "" {
			p.Report(checks.Finding{Message: message, Evidence: place(list, code)})
			return
		}
	}
}

// stepFault is what is wrong with the i-th item of a trail; taken are the positions of those before it.
func stepFault(p *checks.Pass, step *page.Node, i int, taken []bool) (code, message string) {
	all := whole(step, itemsOf(p))
	position, err := strconv.Atoi(strings.TrimSpace(text(all, "position")))
	name, address, leads := destination(p, all)
	switch {
	case err != nil:
		return "position", fmt.Sprintf("item %d of the breadcrumb list has no position", i+1)
	case position < 1 || position > len(taken) || taken[position-1]:
		return "position", fmt.Sprintf("the positions of the breadcrumb list do not count from 1 to %d: one is %d", len(taken), position)
	case strings.TrimSpace(name) == "":
		return "name", fmt.Sprintf("item %d of the breadcrumb list has no name", i+1)
	case !leads && position < len(taken):
		return "item", fmt.Sprintf("item %d of the breadcrumb list, %q, has no address", i+1, checks.Snippet(name))
	case broken(p.Site, address):
		return "broken", fmt.Sprintf("item %d of the breadcrumb list leads to %q, which does not work", i+1, checks.Snippet(p.Site.Short(checks.Public(address))))
	}
	taken[position-1] = true
	return "", ""
}

// destination is where an item leads and what it is called.
func destination(p *checks.Pass, step []*page.Node) (name, address string, leads bool) {
	name = text(step, "name")
	for _, n := range step {
		for _, v := range slices.Concat(values(n, "item"), values(n, "url")) {
			leads = true
			if v.Node == nil {
				address = v.Text
				continue
			}
			all := whole(v.Node, itemsOf(p))
			if name == "" {
				name = text(all, "name")
			}
			if address = v.Node.ID; address == "" {
				address = text(all, "url")
			}
		}
	}
	return name, address, leads
}

// broken reports whether an address of the site is one that the run met and found not to work.
func broken(site *crawler.Site, address string) bool {
	address, _, _ = strings.Cut(address, "#")
	id := site.Lookup(address)
	return address != "" && id != crawler.None && site.URL(site.End(id)).State == crawler.Broken
}
