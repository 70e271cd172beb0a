package schema

import (
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/crawler"
	"github.com/healthusias/rounds/crawler/page"
)

// anyBlock reports whether a block that readers can see satisfies a test.
func anyBlock(pg *crawler.Page, test func(b *page.Block) bool) bool {
	blocks := pg.Blocks()
	for i := range blocks {
		if !blocks[i].Hidden && test(&blocks[i]) {
			return true
		}
	}
	return false
}

// showsName reports whether one visible block has all words of a name that are no titles or letters behind it. A page in a language that is not
// known may write it in another script.
func showsName(pg *crawler.Page, name string) bool {
	words := slices.DeleteFunc(tokens(name), func(w string) bool { return len(w) < 3 || notName[w] })
	return len(words) == 0 || pg.Facts.Phrases == "" || anyBlock(pg, func(b *page.Block) bool {
		if len(b.Text) < len(words[0]) {
			return false
		}
		have := tokens(b.Text)
		return !slices.ContainsFunc(words, func(w string) bool { return !slices.Contains(have, w) })
	})
}

var notName = map[string]bool{"prof": true, "med": true, "phd": true, "mbbs": true, "facp": true, "frcp": true, "mph": true, "msc": true, "dott": true, "dra": true, "rdn": true, "dpt": true}

// tokens are the words and numbers of a text, in lower case.
func tokens(text string) []string {
	return strings.FieldsFunc(page.PlainText(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) })
}

// fewWords is how many words a block may have that states a date and not much else.
const fewWords = 12

// showsDate reports whether readers can see a date, in whatever order and language: a visible block has its year and its day, or its year and few
// words.
func showsDate(pg *crawler.Page, at time.Time) bool {
	for _, d := range pg.Facts.Dates {
		if (d.Source == "text" || d.Source == "time") && (sameDay(d.Time, at) || sameDay(d.Other, at)) {
			return true
		}
	}
	if pg.Facts.Phrases == "" {
		return true // in other scripts years have other digits, and calendars other years
	}
	year, day := strconv.Itoa(at.Year()), strconv.Itoa(at.Day())
	return anyBlock(pg, func(b *page.Block) bool {
		if !strings.Contains(b.Text, year) || strings.Contains(b.Text, "©") {
			return false
		}
		have := strings.FieldsFunc(b.Text, func(r rune) bool { return !unicode.IsDigit(r) })
		return slices.Contains(have, year) && (len(strings.Fields(b.Text)) <= fewWords || slices.Contains(have, day) || slices.Contains(have, "0"+day))
	})
}

// sameDay allows for time zones.
func sameDay(a, b time.Time) bool { return !a.IsZero() && a.Sub(b).Abs() <= 36*time.Hour }

// statedDates are the dates that JSON-LD gives with one of the labels.
func statedDates(f *page.Facts, labels ...string) []time.Time {
	var list []time.Time
	for _, d := range f.Dates {
		if d.Source == "json-ld" && slices.Contains(labels, d.Label) {
			list = append(list, d.Time)
		}
	}
	return list
}

// NotVisible reports facts that are told to machines alone.
var NotVisible = &checks.Check{
	ID:       "schema/not-visible",
	Title:    "structured data tells what readers cannot see",
	Severity: checks.Warning,
	Kinds:    []crawler.Kind{crawler.Article},
	Text:     true,
	Doc: checks.Doc{
		What: "JSON-LD of an article gives an author whose name stands nowhere in the visible text (sub-code `author`), dates of which none is visible (`date`), or a rating whose value and count are not shown (`rating`). " +
			"Answers to questions have a rule of their own. Pages in a language that Rounds does not know are left alone: names and dates may be written in another script there.",
		Why:     "Search engines ask that structured data describe what readers can see, and take the rest for deceit. A date or a rating that only machines get helps no reader.",
		Example: "{\"@type\": \"Article\", \"author\": {\"@type\": \"Person\", \"name\": \"Jane Roe\"}}    and no byline\n<p>By Jane Roe</p>                                                              good, beside it",
		Fix:     "show on the page what the structured data says, or take it out",
		Sources: []string{googlePolicies, "https://developers.google.com/search/docs/appearance/publication-dates"},
	},
	Page: func(p *checks.Pass) {
		if len(p.Page.Facts.Data) == 0 {
			return
		}
		reportUnseenAuthors(p)
		dates := statedDates(p.Page.Facts, "published", "updated")
		if len(dates) > 0 && !slices.ContainsFunc(dates, func(d time.Time) bool { return showsDate(p.Page, d) }) {
			p.Report(checks.Finding{Evidence: script("date"), Message: "structured data gives " + strconv.Quote(dates[0].Format(time.DateOnly)) + ", and the page shows no date of its own"})
		}
		reportUnseenRating(p)
	},
}

func reportUnseenAuthors(p *checks.Pass) {
	for i := range p.Page.Facts.Authors {
		a := &p.Page.Facts.Authors[i]
		if a.Source == "json-ld" && !a.Visible && !a.Org && !showsName(p.Page, a.Name) {
			p.Report(checks.Finding{Subject: a.Name, Evidence: script("author"), Message: "structured data names the author " + strconv.Quote(checks.Snippet(a.Name)) + ", whom the page does not show"})
		}
	}
}

func reportUnseenRating(p *checks.Pass) {
	for _, it := range itemsOf(p) {
		if it.Source != "json-ld" || !is(it.Node, "AggregateRating") {
			continue
		}
		one := []*page.Node{it.Node}
		value := text(one, "ratingValue")
		if value != "" && !showsNumber(p.Page, value) && !showsNumber(p.Page, text(one, "ratingCount")) && !showsNumber(p.Page, text(one, "reviewCount")) {
			p.Report(checks.Finding{Evidence: script("rating"), Message: "structured data gives a rating of " + strconv.Quote(checks.Snippet(value)) + ", which the page does not show"})
			return
		}
	}
}

// showsNumber reports whether a visible block has a number, with a point or a comma.
func showsNumber(pg *crawler.Page, number string) bool {
	number = strings.ReplaceAll(number, ",", ".")
	return number != "" && anyBlock(pg, func(b *page.Block) bool {
		words := strings.FieldsFunc(strings.ReplaceAll(b.Text, ",", "."), func(r rune) bool { return !unicode.IsDigit(r) && r != '.' })
		return slices.ContainsFunc(words, func(w string) bool { return strings.Trim(w, ".") == number })
	})
}
