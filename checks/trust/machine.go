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

// AuthorAIListed reports language models in the place of an author.
var AuthorAIListed = &checks.Check{
	ID:       "trust/author-ai-listed",
	Title:    "a language model is listed as author",
	Severity: checks.Error,
	Kinds:    []crawler.Kind{crawler.Article, crawler.Author},
	Doc: checks.Doc{
		What: "The author or the reviewer of an article, or the person of an author's page, is a program: ChatGPT, GPT-4, Copilot, \"AI Writer\". " +
			"A name that people bear too, such as Claude or Gemini, counts only without a surname or with a word such as AI beside it; alone it is a warning. " +
			"A sentence that says how a program was used is no listing, it is what a page should have.",
		Why:     "A program cannot answer for what it says. Google calls it inappropriate to list one as author; readers look for the person who checked the text.",
		Example: "<p>By ChatGPT</p>\n<p>By Ada Okafor, MD. The first draft was made with a language model.</p>    good",
		Fix:     "name the person who answers for the text, and say in the text how automation was used",
		Sources: []string{googlePeople, "https://developers.google.com/search/docs/fundamentals/using-gen-ai-content"},
	},
	Page: func(p *checks.Pass) {
		f := p.Page.Facts
		seen := map[string]bool{}
		for _, list := range [][]page.Person{f.AuthorFinds, f.ReviewFinds} {
			for i := range list {
				a := &list[i]
				severity := machine(a.Name)
				if severity == "" || !credited(a) || seen[a.Name] {
					continue
				}
				seen[a.Name] = true
				p.Report(checks.Finding{
					Severity: severity, Message: fmt.Sprintf("%q is a program, not a person who can answer for the text", checks.Snippet(a.Name)),
					Evidence: evidence(a.Region, a.Selector, a.Snippet), Source: checks.At(a.Line, a.Col),
				})
			}
		}
		reportMachineProfile(p, seen)
	},
}

// credited reports whether a place names somebody as author or reviewer, be it no person: credits of images, comments and cards do not.
func credited(a *page.Person) bool {
	switch a.Rejected {
	case "", "generic", "organization", "not a name":
		return true
	}
	return strings.HasPrefix(a.Rejected, "named by ")
}

// reportMachineProfile reports an author's page about a program.
func reportMachineProfile(p *checks.Pass, seen map[string]bool) {
	f := p.Page.Facts
	if p.Page.Head.Kind != crawler.Author || len(f.H1s) == 0 || len(seen) > 0 {
		return
	}
	if h := &f.H1s[0]; machine(h.Text) == checks.Error {
		p.Report(checks.Finding{
			Message:  fmt.Sprintf("the author of this profile, %q, is a program", checks.Snippet(h.Text)),
			Evidence: checks.Evidence{Selector: h.Selector.String(), Snippet: checks.Snippet(h.Text)}, Source: checks.At(h.Line, h.Col),
		})
	}
}

var (
	// product matches names that nobody bears.
	product = lazy.MustCompile(`(?i)\b(?:chat-?gpt|gpt-?[345](?:o|\.\d)?|perplexity ai)\b|^(?:an? )?(?:artificial intelligence|(?:large )?language model|chatbot)$|(?-i:\bLLaMA\b)|^llama[ -]?\d[\w.]*$`)
	// alone matches names that programs share with people, standing alone.
	alone = lazy.MustCompile(`^(?:Claude|Gemini|Copilot|Bard|Llama)(?: ?[\d.]+)?$`)
	// vendor matches those names with a word that tells the program.
	vendor = lazy.MustCompile(`^(?:(?:Google|Microsoft|GitHub|Anthropic|Meta|Bing) (?:Claude|Gemini|Copilot|Bard|Llama|AI)|(?:Claude|Gemini|Copilot|Bard) (?:AI|\d[\w.]*|Pro|Opus|Sonnet|Haiku|Ultra)|Anthropic Claude \w+)$`)
	// robot matches AI with the words that make it a writer.
	robot = lazy.MustCompile(`^(?:(?:Our|The|By) )?(?:[A-Z]\w+ )?(?:AI|A\.I\.|Artificial Intelligence)(?:[ -](?:Assistant|Writer|Author|Editor|Bot|Team|Model|Tool|Generated|Content|Staff|Health Writer|assistant|writer|author|editor|bot|team|model|tool|generated|content))*$`)
)

// machine is how certain it is that a name is a program's: an error, a warning, or "" for a person's.
func machine(name string) checks.Severity {
	name = strings.TrimSpace(name)
	switch {
	case !couldBeMachine(name) || len(strings.Fields(name)) > 5:
		return ""
	case product.MatchString(name), vendor.MatchString(name), name == "AI", name == "A.I.":
		return checks.Error
	case robot.MatchString(name) && (strings.Count(name, " ") == 0 || !allCapitals(name)):
		return checks.Error
	case alone.MatchString(name):
		return checks.Warning
	}
	return ""
}

// couldBeMachine reports whether a name has a word without which nothing matches: almost no name does.
func couldBeMachine(name string) bool {
	if strings.Contains(name, "AI") || strings.Contains(name, "A.I.") {
		return true
	}
	name = strings.ToLower(name)
	return slices.ContainsFunc(machineWords, func(word string) bool { return strings.Contains(name, word) })
}

var machineWords = []string{"gpt", "perplexity", "intelligence", "language model", "chatbot", "llama", "claude", "gemini", "copilot", "bard"}

// allCapitals reports whether a name is written in capitals, where AI may be a first name.
func allCapitals(name string) bool { return strings.ToUpper(name) == name }
