package links

import (
	"fmt"
	"net/url"

	"github.com/healthusias/rounds/checks"
)

// BaseElsewhere reports pages whose relative links lead to another host.
var BaseElsewhere = &checks.Check{
	ID:       "links/base-elsewhere",
	Title:    "the base of the page is another host",
	Severity: checks.Warning,
	Partial:  true,
	Doc: checks.Doc{
		What:    "The page has a `<base href>` on another host than its own, so that every relative link and image leads there, links within the page too.",
		Why:     "Mostly it is left over from a preview or a copy. Whoever runs that host decides what readers see.",
		Example: "<base href=\"https://preview.example/\">   on https://health.example/",
		Fix:     "remove the base element, or let it name the page's own host",
		Sources: []string{"https://html.spec.whatwg.org/multipage/semantics.html#the-base-element"},
	},
	Page: func(p *checks.Pass) {
		f := p.Page.Facts
		if f.Base == f.URL {
			return
		}
		base, err := url.Parse(f.Base)
		own, err2 := url.Parse(f.URL)
		if err == nil && err2 == nil && base.Host != "" && base.Host != own.Host {
			p.Report(checks.Finding{Subject: checks.Public(f.Base), Message: fmt.Sprintf("relative links of the page lead to %s", quote(p.Site, checks.Public(f.Base)))})
		}
	},
}
