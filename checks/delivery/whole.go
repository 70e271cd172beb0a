package delivery

import (
	"fmt"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/crawler"
)

// CutByLength reports pages that stop in the middle though the answer was complete.
var CutByLength = &checks.Check{
	ID:       "delivery/cut-by-length",
	Title:    "the page stops in the middle",
	Severity: checks.Notice,
	Doc: checks.Doc{
		What: "The answer arrived as complete, yet the source ends within a tag, a comment, a script, a text area, a title, or before the end of its content. " +
			"Pages that leave out `</body>` and `</html>`, as the standard allows, are not meant.",
		Why:     "A wrong `Content-Length`, a full disk or a template that broke off: readers miss the rest and nothing tells them. A comment or script that nobody closes hides everything after it.",
		Example: "<main><p>Take two tabl          the source ends here\n<main><p>Take two tablets.</p></main>   good",
		Fix:     "find out what cuts the page off: the length that the server announces, a proxy, the build, or an element that is not closed",
		Sources: []string{"RFC 9110 8.6", "https://html.spec.whatwg.org/multipage/syntax.html#optional-tags"},
	},
	Page: func(p *checks.Pass) {
		if within := p.Page.Facts.Ends; within != "" {
			p.Report(checks.Finding{
				Confidence: checks.Medium, Evidence: checks.Evidence{Code: within},
				Message: fmt.Sprintf("the source ends within %s", endings[within]),
			})
		}
	},
}

var endings = map[string]string{
	"tag": "a tag", "comment": "a comment", "element": "its content", "script": "a script", "style": "a style sheet", "textarea": "a text area",
	"title": "its title", "xmp": "an xmp element", "iframe": "an iframe", "noembed": "a noembed element", "noframes": "a noframes element",
}

// Empty reports addresses that are linked as pages and answer with nothing.
var Empty = &checks.Check{
	ID:       "delivery/empty",
	Title:    "an address that is linked as a page has no content",
	Severity: checks.Notice,
	Partial:  true,
	Doc: checks.Doc{
		What:    "A link of the site leads to an address of it that answers 204, 205 or 304: a success without a body.",
		Why:     "Browsers stay where they are: whoever clicks believes that the link does nothing.",
		Example: "HTTP/1.1 204 No Content",
		Fix:     "answer with a page, or remove the links",
		Sources: []string{"RFC 9110 15.3.5, 15.3.6 and 15.4.5"},
	},
	Site: func(p *checks.Pass) {
		for i := range p.Site.Len() {
			id := crawler.ID(i)
			u := p.Site.URL(id)
			if u.Internal && u.State == crawler.OK && (u.Status == 204 || u.Status == 205 || u.Status == 304) && followed(p.Site, id) {
				p.ReportAt(id, checks.Finding{Evidence: checks.Evidence{HTTP: u.Status}, Message: fmt.Sprintf("the address answers %d, which has no content", u.Status)})
			}
		}
	},
}

// followed reports whether readers can get to a URL by a link.
func followed(site *crawler.Site, id crawler.ID) bool {
	found := false
	site.In(id, func(_ crawler.ID, flags crawler.EdgeFlag) bool {
		found = flags&crawler.EdgeFollow != 0
		return !found
	})
	return found
}
