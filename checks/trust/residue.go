package trust

import (
	"fmt"
	"slices"
	"strings"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/crawler"
	"github.com/healthusias/rounds/crawler/page"
	"github.com/healthusias/rounds/crawler/page/lazy"
)

// AITextResidue reports what a language model left behind.
var AITextResidue = &checks.Check{
	ID:       "trust/ai-text-residue",
	Title:    "text that a language model left behind",
	Severity: checks.Error,
	Text:     true,
	Partial:  true,
	Doc: checks.Doc{
		What: "Visible text that only a language model writes and no editor would leave: \"As an AI language model\", the marks of its citations, \"as of my last knowledge update\". " +
			"Wordings that a person may use as well (\"I cannot provide medical advice\", \"[insert name]\") and pages whose title is about such programs give a warning. " +
			"Sub-code `link` (a warning): the address of a link says that a chat program made it, as utm_source=chatgpt.com does. Quoted text is left alone. Reported once for each of the two.",
		Why:     "It shows that nobody read the page before it was published. A model states wrong doses and invents sources in the same even tone as the rest.",
		Example: "<p>Certainly! Here is the revised article about statins.</p>\n<a href=\"https://journal.example/1?utm_source=chatgpt.com\">    sub-code link",
		Fix:     "remove it, and have somebody who knows the subject read the whole page against its sources",
		Sources: []string{googlePeople, "https://developers.google.com/search/blog/2023/02/google-search-and-ai-content"},
	},
	Page: func(p *checks.Pass) {
		var texts, links []*page.Statement
		for _, s := range p.Page.Facts.Said(page.AIResidue) {
			switch {
			case s.Hidden || s.Region == page.RegionComments:
			case s.Code == "link":
				links = append(links, s)
			case s.Asserted() && !shownText.MatchString(s.Selector.String()):
				texts = append(texts, s)
			}
		}
		reportResidue(p, texts)
		reportMadeLinks(p, links)
	},
}

// certainResidue are wordings that nobody but a model writes of itself; markers stand for themselves wherever they are.
var (
	certainResidue = lazy.MustCompile(`^(?:as an? (?:ai|large) |as an ai|i'm sorry, but as an ai|certainly[!,]|as of my (?:last|latest)? ?knowledge|als ki-sprachmodell|als ai-taalmodel|como (?:un )?modelo de lenguaje|como (?:um )?modelo de linguagem|en tant que modèle de langage|(?:come|in quanto) modello linguistico|sebagai model bahasa)`)
	residueMarkers = lazy.MustCompile(`oaicite|oai_citation|^turn\d`)
	shownText      = lazy.MustCompile(`\b(?:blockquote|pre|code|samp)\b`)
	aboutPrograms  = lazy.MustCompile(`\bai\b|chat-?gpt|\bgpt\b|chatbot|language model|artificial intelligence|prompt|copilot|gemini|` +
		`\bki\b|\bia\b|sprachmodell|taalmodel|modelo de l|modèle de langage|modello linguistico|model bahasa|künstliche|inteligencia artificial|inteligência artificial|intelligence artificielle|intelligenza artificiale|kecerdasan buatan|kunstmatige`)
)

// residueGrade is how grave a leftover is: 2 a mark of a program, 1 a sentence of a model, 0 what a person may have written.
func residueGrade(p *checks.Pass, s *page.Statement) int {
	switch {
	case residueMarkers.MatchString(s.Phrase):
		return 2
	case certainResidue.MatchString(s.Phrase) && !aboutPrograms.MatchString(strings.ToLower(p.Page.Head.Title+" "+p.Page.Head.H1)):
		return 1
	}
	return 0
}

func reportResidue(p *checks.Pass, texts []*page.Statement) {
	if len(texts) == 0 {
		return
	}
	worst := slices.MaxFunc(texts, func(a, b *page.Statement) int { return residueGrade(p, a) - residueGrade(p, b) })
	f := checks.Finding{
		Message:  fmt.Sprintf("the text has what a language model left behind: %q", checks.Snippet(worst.Phrase)),
		Evidence: evidence(worst.Region, worst.Selector, worst.Text), Source: checks.At(worst.Line, worst.Col),
	}
	if residueGrade(p, worst) == 0 {
		f.Severity, f.Confidence = checks.Warning, checks.Medium
		if strings.HasPrefix(worst.Phrase, "[insert") && p.Page.Head.Kind != crawler.Article {
			f.Severity, f.Confidence = checks.Notice, checks.Low // a form or a questionnaire may mean its readers
		}
		f.Message = fmt.Sprintf("the text has what looks like the leftover of a language model or a template: %q", checks.Snippet(worst.Phrase))
	}
	p.Report(f)
}

func reportMadeLinks(p *checks.Pass, links []*page.Statement) {
	if len(links) == 0 {
		return
	}
	first := links[0]
	f := checks.Finding{
		Severity: checks.Warning,
		Message:  fmt.Sprintf("%s made by a chat program: %q", amount(len(links), "address of a link was", "addresses of links were"), checks.Snippet(first.Phrase)),
		Fix:      "open each of these links, make sure that it supports what the page says, and remove the tracking part of its address",
		Evidence: evidence(first.Region, first.Selector, checks.Public(first.Text)), Source: checks.At(first.Line, first.Col),
	}
	f.Evidence.Code = "link"
	p.Report(f)
}

// amount is a number with what it counts.
func amount(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
