package trust

import (
	"fmt"
	"slices"
	"time"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/crawler"
	"github.com/healthusias/rounds/crawler/page"
	"github.com/healthusias/rounds/crawler/page/lazy"
)

// Labels of page.Date.
const (
	published  = "published"
	updated    = "updated"
	reviewed   = "reviewed"
	nextReview = "next-review"
)

// day is a day in durations.
const day = 24 * time.Hour

// dated reports whether a date says when the page was written, changed or reviewed.
func dated(d *page.Date) bool { return d.Label != nextReview }

// marked reports whether machines can read a date: it stands in structured data, a meta element or a time element.
func marked(d *page.Date) bool { return d.Source != "text" }

// latest is the last moment that a date may mean: the end of its day or month, and of two readings the later one.
func latest(d *page.Date) time.Time {
	at := d.Time
	if d.Other.After(at) {
		at = d.Other
	}
	if !d.Day {
		return at.AddDate(0, 1, 0)
	}
	return at.Add(day)
}

// earliest is the first moment that a date may mean.
func earliest(d *page.Date) time.Time {
	if !d.Other.IsZero() && d.Other.Before(d.Time) {
		return d.Other
	}
	return d.Time
}

// written is a date in a message.
func written(d *page.Date) string {
	if !d.Day {
		return d.Time.Format("January 2006")
	}
	return d.Time.Format("2 January 2006")
}

// dateEvidence is where a date stands.
func dateEvidence(d *page.Date) checks.Evidence {
	switch d.Source {
	case "json-ld":
		return checks.Evidence{Selector: dataSelector, Snippet: checks.Snippet(d.Raw)}
	case "meta":
		return checks.Evidence{Selector: "meta", Snippet: checks.Snippet(d.Raw)}
	}
	return evidence(d.Region, d.Selector, d.Raw)
}

// DateMissing reports articles without a date, or with one that either readers or machines cannot see.
var DateMissing = &checks.Check{
	ID:       "trust/date-missing",
	Title:    "an article has no date",
	Severity: checks.Error,
	Kinds:    []crawler.Kind{crawler.Article},
	Text:     true,
	Doc: checks.Doc{
		What: "No date of publication, update or review is on an article: not in its text, not in a time element, not in structured data or a meta element. " +
			"A year in a copyright line is no date. An article that has nothing to do with health gets a warning, unless the configuration calls it an article. Sub-codes: `date-not-visible` (a warning: only structured data or a meta element has one), " +
			"`date-not-marked-up` (a notice: only the text has one).",
		Why:     "Medical knowledge ages. Without a date a reader cannot tell advice of this year from advice that has been withdrawn since.",
		Example: "<p>Last reviewed: <time datetime=\"2026-03-15\">15 March 2026</time></p>    good",
		Fix:     "show the date of the last review or update near the title, with a label, and give it as dateModified or lastReviewed in structured data",
		Sources: []string{googleDates, jama, urac, "DISCERN, question 5"},
	},
	Page: func(p *checks.Pass) {
		f := p.Page.Facts
		if !judgeable(f) {
			return
		}
		var seen, machine *page.Date
		for i := range f.Dates {
			d := &f.Dates[i]
			if dated(d) && d.Visible && (seen == nil || seen.Label == "") {
				seen = d
			}
			if dated(d) && marked(d) && machine == nil {
				machine = d
			}
		}
		reportDates(p, seen, machine)
	},
}

// reportDates reports what is missing of a date that readers see and one that machines read.
func reportDates(p *checks.Pass, seen, machine *page.Date) {
	switch {
	case seen == nil && machine == nil:
		reportUndated(p)
	case seen == nil:
		e := dateEvidence(machine)
		e.Code = "date-not-visible"
		p.Report(checks.Finding{Severity: checks.Warning, Message: fmt.Sprintf("the date %s is told to machines only", written(machine)), Evidence: e,
			Fix: "show the date to readers near the title, with a label such as Last reviewed"})
	case machine == nil:
		e := dateEvidence(seen)
		e.Code = "date-not-marked-up"
		p.Report(checks.Finding{Severity: checks.Notice, Message: fmt.Sprintf("the date %s is in the text only", written(seen)), Evidence: e, Source: checks.At(seen.Line, seen.Col),
			Fix: "put the date in a time element, or give it as datePublished and dateModified in structured data"})
	}
}

// dateLike matches what may be a date, whatever its label, language and form.
var dateLike = lazy.MustCompile(`(?i)\b\d{1,2}(?:st|nd|rd|th|\.|º)?(?: de)? \pL{3,10}\.? (?:de )?(?:19|20)\d\d\b|\b\pL{3,10}\.? \d{1,2}\b.{0,20}\b(?:19|20)\d\d\b|\b\d{1,4}[./-]\pZ?\d{1,2}[./-]\pZ?\d{2,4}\b|\b(?:days?|weeks?|months?|years?) ago\b`)

// mayDate reports whether a block may hold the page's date: a short one anywhere in it, a long one at its beginning.
func mayDate(b *page.Block) bool {
	text := b.Text
	if b.Words > 25 {
		text = checks.Snippet(text)
	}
	return !b.Hidden && b.Region != page.RegionRelated && b.Region != page.RegionComments && dateLike.MatchString(text)
}

// reportUndated reports a page without a date. It is a warning where some line may hold one that nothing labels.
func reportUndated(p *checks.Pass) {
	if slices.ContainsFunc(p.Page.Facts.Dates, func(d page.Date) bool { return d.Visible }) {
		return
	}
	f := checks.Finding{Message: "no date says when this article was written, updated or reviewed"}
	for _, b := range p.Page.Blocks() {
		if mayDate(&b) {
			f.Severity, f.Confidence, f.Evidence = checks.Warning, checks.Low, evidence(b.Region, b.Selector, b.Text)
			f.Message = "no date is labeled as that of the article's publication, update or review"
			break
		}
	}
	p.Report(owed(p, f))
}
