package links

import (
	"fmt"
	"strings"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/crawler/page"
)

// Soft404 reports error pages that say they are none.
var Soft404 = &checks.Check{
	ID:       "links/soft-404",
	Title:    "a page is an error page and answers 200",
	Severity: checks.Warning,
	Text:     true,
	Options: []checks.Option{
		{Name: "max_words", Default: 120, Doc: "words of running text above which a page is taken for one about the subject"},
	},
	Doc: checks.Doc{
		What: "The page has the text with which its host answers two addresses that cannot exist (sub-code `same`). Or its title or first heading says that there is no such page, in one of eight languages, the other does not contradict it, and there is little text besides; " +
			"but the answer is 200.",
		Why:     "Programs believe the status: the address stays in search results and no link checker finds the links to it.",
		Example: "HTTP/1.1 200 OK … <h1>Page not found</h1>",
		Fix:     "answer 404 or 410, and mend the links that lead here",
		Sources: []string{"RFC 9110 15.5.5", "https://developers.google.com/search/docs/crawling-indexing/http-network-errors#soft-404-errors"},
	},
	Page: func(p *checks.Pass) {
		f := p.Page.Facts
		if m := p.Site.Missing(f.URL); p.Page.Head.ID != p.Site.Home && m != nil && m.Status/100 == 2 && m.Hash != 0 && m.Hash == f.Hash {
			p.Report(checks.Finding{
				Evidence: checks.Evidence{HTTP: f.Status, Code: "same", Snippet: firstText(f.Titles), Path: m.Addresses},
				Message:  fmt.Sprintf("the page has the same text as what the host answers for addresses that do not exist, and answers %d", f.Status),
			})
			return
		}
		title, heading := firstText(f.Titles), firstText(f.H1s)
		if f.Words > p.Int("max_words") || !saysLost(title, f.Lang) && title != "" || !saysLost(heading, f.Lang) && heading != "" || title+heading == "" {
			return
		}
		says := heading
		if says == "" {
			says = title
		}
		p.Report(checks.Finding{
			Confidence: checks.Medium, Evidence: checks.Evidence{HTTP: f.Status, Snippet: says},
			Message: fmt.Sprintf("the page says %q and answers %d", checks.Snippet(says), f.Status),
		})
	},
}

func firstText(texts []page.Text) string {
	if len(texts) == 0 {
		return ""
	}
	return strings.TrimSpace(texts[0].Text)
}

// saysLost reports whether a heading says that there is no such page.
func saysLost(text, lang string) bool {
	text = plain(text)
	if text == "404" || strings.HasPrefix(text, "404 ") || strings.HasPrefix(text, "error 404") {
		return true
	}
	for _, language := range languages(lang) {
		for _, phrase := range lost[language] {
			if text == phrase || strings.HasPrefix(text, phrase+" ") || strings.HasSuffix(text, " "+phrase) {
				return true
			}
		}
	}
	return false
}
