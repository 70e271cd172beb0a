package trust

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/crawler"
	"github.com/healthusias/rounds/crawler/page"
)

// minForeign is how many words of running text a page must have for its language to matter.
const minForeign = 50

// LanguageUnsupported names the languages whose pages are judged by their markup alone.
var LanguageUnsupported = &checks.Check{
	ID:       "trust/language-unsupported",
	Title:    "the wordings of a language are not known",
	Severity: checks.Notice,
	Text:     true,
	Doc: checks.Doc{
		What: "Pages with running text in a language for which Rounds has no pack: bylines in text, disclaimers, claims and advice cannot be found there, so the rules about wording leave these pages alone " +
			"and only those about markup judge them. Reported once for each language, on the first such page.",
		Why:     "A page that was not judged must not look like one on which nothing is wrong.",
		Example: "<html lang=\"sv\"> … a page in Swedish, without a pack for sv",
		Fix:     "add a pack for the language under trust.languages in the configuration, or exclude its pages with site.ignore",
		Sources: []string{"https://github.com/healthusias/rounds/blob/main/docs/languages.md"},
	},
	Gather: func(p *checks.Pass) any {
		f := p.Page.Facts
		if judgeable(f) || f.Words < minForeign {
			return nil
		}
		return tongue(f)
	},
	Site: func(p *checks.Pass) {
		pages := map[string][]crawler.ID{}
		for _, g := range p.Gathered {
			language := g.Value.(string)
			pages[language] = append(pages[language], g.Page)
		}
		for _, language := range slices.Sorted(maps.Keys(pages)) {
			reportLanguage(p, language, pages[language])
		}
	},
}

// tongue is the language that a page declares, without its region; "" where it declares none.
func tongue(f *page.Facts) string {
	code, _, _ := strings.Cut(strings.ToLower(f.Lang), "-")
	code, _, _ = strings.Cut(code, "_")
	return code
}

func reportLanguage(p *checks.Pass, language string, pages []crawler.ID) {
	what := "an undeclared language that was not recognized"
	if language != "" {
		what = fmt.Sprintf("the language %q", checks.Snippet(language))
	}
	count := "1 page is"
	if len(pages) > 1 {
		count = fmt.Sprintf("%d pages are", len(pages))
	}
	p.ReportAt(pages[0], checks.Finding{
		Subject: cmp.Or(language, "undeclared"),
		Message: fmt.Sprintf("%s in %s, whose wordings are not known: rules about wording leave them alone", count, what),
	})
}
