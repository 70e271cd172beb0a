package trust

import (
	"fmt"
	"strings"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/crawler"
)

// SensationalHeadline reports titles that shout.
var SensationalHeadline = &checks.Check{
	ID:       "trust/sensational-headline",
	Title:    "the title shouts or baits",
	Severity: checks.Notice,
	Kinds:    []crawler.Kind{crawler.Article},
	Options: []checks.Option{
		{Name: "max_capitals", Default: 1, Doc: "words in capitals that a title may have; abbreviations do not count"},
	},
	Doc: checks.Doc{
		What:    "An article whose title has an exclamation mark, several words in capitals, or the wording of clickbait (\"you won't believe\", \"what doctors aren't telling you\"). Numbered lists are fine.",
		Why:     "A title that frightens or teases promises more than the text can hold; rating schemes for news and for health count it against a site.",
		Example: "<title>SHOCKING: what doctors aren't telling you about statins!</title>\n<title>Seven questions to ask about statins</title>    good",
		Fix:     "say plainly what the article answers",
		Sources: []string{"NewsGuard criteria: avoids deceptive headlines", qualityRaters},
	},
	Page: func(p *checks.Pass) {
		h := &p.Page.Facts.Headline
		f := checks.Finding{Evidence: checks.Evidence{Selector: "title", Snippet: checks.Snippet(p.Page.Head.Title)}}
		switch {
		case len(h.Hooks) > 0:
			f.Message, f.Evidence.Code = fmt.Sprintf("the title baits with %q", checks.Snippet(h.Hooks[0])), "hook"
		case len(h.Capitals) > p.Int("max_capitals"):
			f.Message, f.Evidence.Code = fmt.Sprintf("the title shouts: %q", checks.Snippet(strings.Join(h.Capitals, " "))), "capitals"
		case h.Exclaims > 0:
			f.Message, f.Evidence.Code = "the title has an exclamation mark", "exclamation"
		default:
			return
		}
		p.Report(f)
	},
}
