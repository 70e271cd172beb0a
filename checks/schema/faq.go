package schema

import (
	"fmt"
	"html"
	"regexp"
	"strings"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/crawler/page"
)

// answerStart is how much of an answer is looked for, in letters and digits: what follows may be shortened.
const answerStart = 60

// FAQNotVisible reports answers that the page does not give its readers.
var FAQNotVisible = &checks.Check{
	ID:       "schema/faq-not-visible",
	Title:    "answers in structured data are not on the page",
	Severity: checks.Warning,
	Text:     true,
	Doc: checks.Doc{
		What:    "The beginning of an accepted answer of a FAQPage or QAPage (60 letters and digits, whatever the markup) stands nowhere in the text of the page. Text that folds open counts as visible.",
		Why:     "Questions and answers that only machines get are against the rules of search engines, and an assistant that reads them aloud quotes what no reader can check.",
		Example: "{\"@type\": \"Question\", \"name\": \"Is it dangerous?\", \"acceptedAnswer\": {\"@type\": \"Answer\", \"text\": \"Hardly ever.\"}}    and no such words on the page",
		Fix:     "show the questions with their answers on the page, or take the markup out",
		Sources: []string{"https://developers.google.com/search/docs/appearance/structured-data/faqpage", googlePolicies},
	},
	Page: func(p *checks.Pass) {
		var answers []string
		for _, it := range itemsOf(p) {
			if it.held == "acceptedAnswer" && it.Source == "json-ld" {
				if start := beginning(text([]*page.Node{it.Node}, "text")); start != "" {
					answers = append(answers, start)
				}
			}
		}
		if len(answers) == 0 {
			return
		}
		said := allLetters(p)
		var unseen []string
		for _, a := range answers {
			if !strings.Contains(said, letters(a)) {
				unseen = append(unseen, a)
			}
		}
		if len(unseen) > 0 {
			p.Report(checks.Finding{Confidence: checks.Medium, Evidence: script(""),
				Message: fmt.Sprintf("%d of %d answers in structured data are not on the page, such as %q", len(unseen), len(answers), checks.Snippet(unseen[0]))})
		}
	},
}

var tag = regexp.MustCompile(`<[^>]*>`)

// beginning is the start of an answer without its markup.
func beginning(answer string) string {
	answer = strings.Join(strings.Fields(html.UnescapeString(tag.ReplaceAllString(html.UnescapeString(answer), " "))), " ")
	n := 0
	for i, r := range answer {
		if letterOrDigit(r) {
			if n++; n > answerStart {
				return answer[:i]
			}
		}
	}
	return answer
}

// letters are the letters and digits of a text in lower case: how it is set does not matter.
func letters(s string) string {
	return strings.Join(tokens(s), "")
}

func letterOrDigit(r rune) bool { return len(tokens(string(r))) > 0 }

// allLetters are those of the page's text in one string.
func allLetters(p *checks.Pass) string {
	var b strings.Builder
	for _, block := range p.Page.Blocks() {
		b.WriteString(letters(block.Text))
	}
	return b.String()
}
