package links

import (
	"fmt"

	"github.com/healthusias/rounds/checks"
)

// ScriptRedirect reports pages that exist only to send their readers elsewhere by a script.
var ScriptRedirect = &checks.Check{
	ID:       "links/script-redirect",
	Title:    "the page sends its readers on by a script",
	Severity: checks.Notice,
	Partial:  true,
	Doc: checks.Doc{
		What: "A page with hardly a word has a short script that sets the location of the window to another address. The address is not crawled on account of that: " +
			"whether the script gets there is not known.",
		Why:     "Without scripts, and for most search engines and assistive tools, the page is empty.",
		Example: "<script>location.replace('/new/')</script>",
		Fix:     "answer with a redirect (301) instead, and put a link on the page for whoever has no scripts",
		Sources: []string{"https://developers.google.com/search/docs/crawling-indexing/301-redirects#jslocation"},
	},
	Page: func(p *checks.Pass) {
		if to := p.Page.Facts.ScriptTarget; to != "" && to != p.Page.Facts.URL {
			p.Report(checks.Finding{Subject: to, Confidence: checks.Medium, Message: fmt.Sprintf("a script of the page sends its readers to %s", quote(p.Site, to))})
		}
	},
}
