package onpage

import (
	"fmt"
	"slices"
	"strings"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/crawler"
)

// judgedKinds are the kinds that hold running text. The others are left alone: a list of names has no language.
var judgedKinds = []crawler.Kind{crawler.Home, crawler.Hub, crawler.Pillar, crawler.Article, crawler.Legal, crawler.Author, crawler.Product}

// LangMissing reports pages that do not say which language they are in.
var LangMissing = &checks.Check{
	ID:       "onpage/lang-missing",
	Title:    "the page does not say which language it is in",
	Severity: checks.Warning,
	Text:     true,
	Doc: checks.Doc{
		What:    "The `html` element has no `lang` attribute, or an empty one.",
		Why:     "Screen readers choose the voice by it, translators and search engines start from it. Without it an English text may be read aloud as if it were French.",
		Example: "<html>\n<html lang=\"en\">    good",
		Fix:     "set lang on the html element",
		Sources: []string{"WCAG 2.2, 3.1.1 Language of Page", "BCP 47"},
	},
	Page: func(p *checks.Pass) {
		if strings.TrimSpace(p.Page.Facts.Lang) == "" {
			p.Report(checks.Finding{Message: "the html element has no lang attribute", Evidence: checks.Evidence{Selector: "html"}})
		}
	},
}

// LangWrong reports pages whose text is in another language than they say.
var LangWrong = &checks.Check{
	ID:       "onpage/lang-wrong",
	Title:    "the text is in another language than the page says",
	Severity: checks.Warning,
	Kinds:    judgedKinds,
	Text:     true,
	Options: []checks.Option{
		{Name: "min_words", Default: 80, Doc: "shorter texts are left alone, in words of running text"},
		{Name: "min_share", Default: 20, Doc: "percent of the words that must be frequent ones of the language that is found"},
	},
	Doc: checks.Doc{
		What: "The `lang` attribute names one language and the frequent words of the running text are those of another. Languages whose frequent words are not known, or that share them with a neighbor (Catalan with Spanish, Malay with Indonesian), and short texts are left alone.",
		Why: "Screen readers read the page with the wrong voice, browsers offer to translate what needs no translation, and search engines show it to the wrong readers. " +
			"Rounds itself looks for an author or a disclaimer in the language that the page claims.",
		Example: "<html lang=\"en\">  …  <p>Rückenschmerzen vergehen meist nach wenigen Wochen von allein.</p>",
		Fix:     "set lang to the language of the text",
		Sources: []string{"WCAG 2.2, 3.1.1 Language of Page", "BCP 47"},
	},
	Page: func(p *checks.Pass) {
		f := p.Page.Facts
		claimed := primary(f.Lang)
		if claimed == "" || f.DetectedLang == "" || claimed == f.DetectedLang || slices.Contains(kin[f.DetectedLang], claimed) || f.Words < p.Int("min_words") || f.LangShare < p.Int("min_share") {
			return
		}
		p.Report(checks.Finding{
			Confidence: checks.Medium,
			Message:    fmt.Sprintf("the page says %q and its text is in %q", checks.Snippet(f.Lang), f.DetectedLang),
			Evidence:   checks.Evidence{Selector: "html"},
		})
	},
}

// oldCodes are codes that were in use before the present ones.
var oldCodes = map[string]string{"in": "id", "iw": "he", "ji": "yi", "jw": "jv"}

// kin are languages whose frequent words are largely those of one that is known: a text in them is taken for one in that.
var kin = map[string][]string{
	"en": {"sco"}, "de": {"lb", "nds", "gsw", "bar", "als", "ksh", "pfl"}, "nl": {"af", "li", "fy", "vls", "zea"}, "es": {"ca", "gl", "ast", "an", "oc", "ext", "lad"},
	"pt": {"gl", "mwl"}, "fr": {"oc", "wa", "pcd", "frp", "nrm"}, "it": {"co", "sc", "scn", "fur", "lij", "lmo", "nap", "pms", "vec"}, "id": {"ms", "zsm", "jv", "su", "min", "bjn", "ban"},
}

// primary is the language of a tag without script and region, in its present code. Underscores are a common slip.
func primary(tag string) string {
	code, _, _ := strings.Cut(strings.ReplaceAll(strings.ToLower(strings.TrimSpace(tag)), "_", "-"), "-")
	if now := oldCodes[code]; now != "" {
		return now
	}
	return code
}
