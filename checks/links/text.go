package links

import (
	"fmt"
	"slices"
	"strings"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/crawler"
	"github.com/healthusias/rounds/crawler/page"
)

// NoText reports links without a name.
var NoText = &checks.Check{
	ID:       "links/no-text",
	Title:    "a link has no text",
	Severity: checks.Warning,
	Doc: checks.Doc{
		What:    "A link with neither text, nor aria-label, nor an image with alternative text, nor a title.",
		Why:     "A screen reader can only read out the address.",
		Example: "<a href=\"/heart/\"><img src=\"heart.svg\"></a>\n<a href=\"/heart/\"><img src=\"heart.svg\" alt=\"Heart\"></a>   good",
		Fix:     "name the target in the link's text, or in the alt of its image",
		Sources: []string{"WCAG 2.4.4, 4.1.2, technique F89"},
	},
	Page: func(p *checks.Pass) {
		each(p, func(i int, l *page.Link) {
			if l.Navigates() && !l.Hidden && l.URL != "" && l.Text == "" {
				p.ReportLink(i, checks.Finding{Message: fmt.Sprintf("the link to %s has no text", target(p, l))})
			}
		})
	},
}

// VagueText reports links whose text names nothing.
var VagueText = &checks.Check{
	ID:       "links/vague-text",
	Title:    "a link's text does not say where it leads",
	Severity: checks.Notice,
	Partial:  true,
	Options: []checks.Option{
		{Name: "texts", Default: []string{}, Doc: "further texts that say nothing, in any language"},
	},
	Doc: checks.Doc{
		What: "A link whose whole text is one of a list such as \"click here\" or \"read more\", or that begins with \"here's\", \"here are\". " +
			"There are lists for English, German, Spanish, French, Italian, Portuguese, Dutch and Indonesian; the language of the page decides.",
		Why:     "People who move from link to link hear the text alone, and search engines take it for the name of the target.",
		Example: "<a href=\"/statins/side-effects/\">Read more</a>\n<a href=\"/statins/side-effects/\">Side effects of statins</a>   good",
		Fix:     "write what the target is about",
		Sources: []string{"WCAG 2.4.4, 2.4.9, technique F84", "https://developers.google.com/search/docs/crawling-indexing/links-crawlable#anchor-text"},
	},
	Page: func(p *checks.Pass) {
		more, labels := p.Strings("texts"), checks.OfPage(p, "links/labels", labels)
		each(p, func(i int, l *page.Link) {
			if !l.Navigates() || l.Hidden || l.URL == "" {
				return
			}
			if labels[i].vague || slices.Contains(more, labels[i].text) {
				p.ReportLink(i, checks.Finding{Message: fmt.Sprintf("the text %q does not say that the link leads to %s", checks.Snippet(l.Text), target(p, l))})
			}
		})
	},
}

// vague reports whether a text in plain form says nothing about its target, in any of the languages.
func vague(text string, languages []vagueWords) bool {
	for i := range languages {
		words := &languages[i]
		if len(text) <= words.longest && words.texts[text] {
			return true
		}
		for _, start := range words.starts {
			if len(text) > len(start) && text[len(start)] == ' ' && strings.HasPrefix(text, start) {
				return true
			}
		}
	}
	return false
}

// TextAmbiguous reports one text for several targets.
var TextAmbiguous = &checks.Check{
	ID:       "links/text-ambiguous",
	Title:    "the same text leads to different pages",
	Severity: checks.Notice,
	Doc: checks.Doc{
		What: "Two links of one page with the same text and different targets, redirects followed. Reported once for each text, on the first link that differs. " +
			"Texts that say nothing are `links/vague-text`; those without letters (page numbers, footnotes) are left out.",
		Why:     "Whoever hears the links read out cannot tell them apart.",
		Example: "<a href=\"/heart/diet/\">Diet</a> … <a href=\"/diabetes/diet/\">Diet</a>",
		Fix:     "name what is different about the targets, or link to the same one",
		Sources: []string{"WCAG 2.4.4, 2.4.9"},
	},
	Page: func(p *checks.Pass) {
		labels := checks.OfPage(p, "links/labels", labels)
		names, told := newFirsts(labels, &room(p).slots), map[string]bool{}
		each(p, func(i int, l *page.Link) {
			text := labels[i].name
			if p.Page.Links[i] == crawler.None || text == "" {
				return
			}
			first := names.first(i)
			if first == i {
				return
			}
			before, end := final(p.Site, p.Page.Links[first]), final(p.Site, p.Page.Links[i])
			if before == end || told[text] {
				return
			}
			told[text] = true
			one, other := p.Site.URL(before).Address, p.Site.URL(end).Address
			p.ReportLink(i, checks.Finding{
				Message:  fmt.Sprintf("%q leads to %s here and to %s before", checks.Snippet(l.Text), quote(p.Site, other), quote(p.Site, one)),
				Evidence: checks.Evidence{Path: []string{one, other}},
			})
		})
	},
}

// final is the end of redirects from id.
func final(site *crawler.Site, id crawler.ID) crawler.ID {
	if site.URL(id).State != crawler.Redirect {
		return id
	}
	end, _, _ := site.Final(id)
	return end
}
