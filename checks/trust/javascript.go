package trust

import "github.com/healthusias/rounds/checks"

// ContentNeedsJavaScript names the pages that no rule about text has judged.
var ContentNeedsJavaScript = &checks.Check{
	ID:       "trust/content-needs-javascript",
	Title:    "a page cannot be judged without JavaScript",
	Severity: checks.Notice,
	Doc: checks.Doc{
		What: "The HTML is the empty root of an application that scripts fill: hardly a word, scripts, and an element such as <div id=\"root\"> or a note for browsers without scripts. " +
			"What the page says and lacks cannot be told, so the rules about missing text, people and links leave it alone.",
		Why: "A page that was not judged must not look like one on which nothing is wrong. " +
			"And search engines, chat programs and readers with a poor connection see what Rounds sees: nothing.",
		Example: "<body><div id=\"root\"></div><script src=\"/app.js\"></script></body>\n<body><div id=\"root\"><h1>Sciatica</h1><p>…</p></div>…    good: rendered on the server",
		Fix:     "render the page on the server or when the site is built, or audit the rendered output as a directory",
		Sources: []string{"https://developers.google.com/search/docs/crawling-indexing/javascript/javascript-seo-basics"},
	},
	Page: func(p *checks.Pass) {
		if p.Page.Facts.Shell {
			p.Report(checks.Finding{Message: "the page is an empty application root: it cannot be judged without JavaScript"})
		}
	},
}
