package links

import (
	"fmt"
	"strings"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/crawler/page"
)

// Empty reports links that lead nowhere by how they are written.
var Empty = &checks.Check{
	ID:       "links/empty",
	Title:    "a link has no target",
	Severity: checks.Warning,
	Partial:  true,
	Doc: checks.Doc{
		What: "An `a` element with text but without href, with an empty href, with `#` alone, or with `javascript:`. " +
			"`#` under words such as \"back to top\" is meant so and not reported.",
		Why:     "It looks like a link and does nothing, or nothing without scripts; a keyboard may not reach it. What does something on the page is a button.",
		Example: "<a href=\"#\">Opening hours</a>\n<a href=\"/opening-hours/\">Opening hours</a>   good",
		Fix:     "give the link its target, or make it a button",
		Sources: []string{"https://html.spec.whatwg.org/multipage/links.html#links-created-by-a-and-area-elements", "WCAG 2.1.1, technique F42"},
	},
	Page: func(p *checks.Pass) {
		each(p, func(i int, l *page.Link) {
			code := emptiness(l)
			if code == "" || l.Hidden || !l.Navigates() {
				return
			}
			p.ReportLink(i, checks.Finding{
				Subject:  l.Raw,
				Message:  fmt.Sprintf("the link %q %s", checks.Snippet(l.Text), emptyBecause[code]),
				Evidence: checks.Evidence{Code: code},
			})
		})
	},
}

var emptyBecause = map[string]string{
	"missing":    "has no href",
	"empty":      "has an empty href",
	"hash":       "leads to # alone",
	"javascript": "runs a script in place of leading somewhere",
}

// emptiness says in which way a link has no target, "" where it has one.
func emptiness(l *page.Link) string {
	switch {
	case l.Problem == "" && l.Scheme == "":
		return ""
	case l.Scheme == "javascript":
		return "javascript"
	case l.Problem == "missing" && l.Text == "": // a place to jump to, as <a name> was
		return ""
	case l.Problem == "hash" && meansTop(l.Text):
		return ""
	case emptyBecause[l.Problem] != "":
		return l.Problem
	}
	return ""
}

// meansTop reports whether a link's text says that it leads to the top of the page.
func meansTop(text string) bool {
	for word := range strings.FieldsSeq(plain(text)) {
		if topWords[word] {
			return true
		}
	}
	return strings.TrimSpace(text) == "↑"
}

var topWords = map[string]bool{
	"top": true, "oben": true, "seitenanfang": true, "arriba": true, "inicio": true, "haut": true, "su": true, "cima": true,
	"topo": true, "boven": true, "atas": true,
}
