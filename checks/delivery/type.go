package delivery

import (
	"fmt"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/crawler"
)

// ContentType reports bodies that are not what their header says.
var ContentType = &checks.Check{
	ID:       "delivery/content-type",
	Title:    "the body is not what Content-Type says",
	Severity: checks.Warning,
	Partial:  true,
	Doc: checks.Doc{
		What: "A page whose `Content-Type` does not say HTML although its first bytes do, or an address that says HTML and sends a PDF, an image, an archive, " +
			"a feed or JSON. A page without any `Content-Type` is a notice.",
		Why:     "Browsers show such a page as source code, save it to disk, or fill the window with garbage. Rounds looks at the bytes and reads the page all the same.",
		Example: "Content-Type: text/plain                  <!doctype html> follows\nContent-Type: text/html; charset=utf-8    good",
		Fix:     "let the server send the type that the body has",
		Sources: []string{"RFC 9110 8.3", "https://mimesniff.spec.whatwg.org/"},
	},
	Site: func(p *checks.Pass) {
		for i := range p.Site.Len() {
			id := crawler.ID(i)
			u := p.Site.URL(id)
			if !u.Internal {
				continue
			}
			f := checks.Finding{Evidence: checks.Evidence{HTTP: u.Status}}
			switch {
			case u.Mistyped:
				f.Message, f.Evidence.Code = fmt.Sprintf("the answer says %q, and its body is something else", u.MediaType), "not-html"
			case !u.Page || u.MediaType == "text/html" || u.MediaType == "application/xhtml+xml":
				continue
			case u.MediaType == "":
				f.Message, f.Evidence.Code, f.Severity = "the page is sent without a type", "none", checks.Notice
			default:
				f.Message, f.Evidence.Code = fmt.Sprintf("the page is sent as %q", u.MediaType), "html"
			}
			p.ReportAt(id, f)
		}
	},
}
