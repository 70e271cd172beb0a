package trust

import (
	"fmt"
	"slices"
	"strings"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/crawler"
	"github.com/healthusias/rounds/crawler/page"
)

// AuthorTopicMismatch reports authors who write about something else.
var AuthorTopicMismatch = &checks.Check{
	ID:       "trust/author-topic-mismatch",
	Title:    "the topic is none of the author's fields",
	Severity: checks.Notice,
	Kinds:    []crawler.Kind{crawler.Article},
	Text:     true,
	Doc: checks.Doc{
		What: "The biography names two or more body systems as what the author works on or writes about, and the one that the article is plainly about is not among them. " +
			"It says nothing of general practitioners and others whose field is everything.",
		Why:     "Expertise is expertise in something. A specialist for digestion is a layperson about the spine.",
		Example: "An article about a slipped disc: \"Jane Roe specializes in digestive and respiratory health\"",
		Fix:     "have somebody of the field write or review the article, or name the author's training in it",
		Sources: []string{"Burstin et al.: Identifying credible sources of health information in social media: phase 2, NAM Perspectives 2023", qualityRaters},
	},
	Page: func(p *checks.Pass) {
		f := p.Page.Facts
		if len(f.Topics) == 0 || len(f.Topics) > 1 && 2*f.Topics[0].Score < 3*f.Topics[1].Score {
			return
		}
		top := f.Topics[0].System
		for _, a := range shown(f) {
			b := bioOf(f, a)
			if b == nil || b.Generalist || len(b.Topics) < 2 || slices.ContainsFunc(b.Topics, func(t page.Topic) bool { return t.System == top }) {
				continue
			}
			var fields []string
			for _, t := range b.Topics {
				fields = append(fields, t.System)
			}
			slices.Sort(fields)
			p.Report(checks.Finding{
				Confidence: checks.Medium, Evidence: evidence(b.Region, b.Selector, b.Text), Source: checks.At(b.Line, b.Col),
				Message: fmt.Sprintf("the article is about %s, the fields of %q are %s", fieldNames(top), checks.Snippet(a.Name), fieldNames(fields...)),
			})
		}
	},
}

// fields are the systems of page.Topic in words.
var fields = map[string]string{
	"musculoskeletal": "bones, muscles and joints", "neuro": "the nervous system", "cardio": "the heart and circulation", "respiratory": "breathing",
	"digestive": "digestion", "endocrine": "hormones and metabolism", "renal": "kidneys and bladder", "reproductive": "pregnancy and reproduction",
	"skin": "the skin", "senses": "eyes, ears and teeth", "mental": "mental health", "infectious": "infections", "cancer": "cancer",
	"immune": "the immune system", "nutrition": "nutrition", "child": "children",
}

func fieldNames(systems ...string) string {
	var names []string
	for _, s := range systems {
		name, ok := fields[s]
		if !ok {
			name = s // of a language pack in the configuration
		}
		names = append(names, name)
	}
	return strings.Join(names, "; ")
}
