package trust

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/crawler"
	"github.com/healthusias/rounds/crawler/page"
)

// ContentStale reports pages that nobody has looked after for years.
var ContentStale = &checks.Check{
	ID:       "trust/content-stale",
	Title:    "a page has not been reviewed for too long",
	Severity: checks.Error,
	Kinds:    []crawler.Kind{crawler.Article, crawler.Pillar, crawler.Hub},
	Options: []checks.Option{
		{Name: "notice_months", Default: 24, Doc: "age in months from which it is a notice; 0 is never"},
		{Name: "warning_months", Default: 36, Doc: "age in months from which it is a warning; 0 is never"},
		{Name: "error_months", Default: 60, Doc: "age in months from which it is an error; 0 is never"},
		{Name: "fast_months", Default: 12, Doc: "age in months from which a page of a fast topic is a warning; 0 is never"},
		{Name: "fast_topics", Default: []string{"drug", "nutrition-supplement", "product-review"}, Doc: "kinds of articles whose topic moves fast"},
		{Name: "fast_words", Default: []string{"vaccin", "covid", "dosage", "dosing"}, Doc: "beginnings of words that make a title one of a fast topic"},
	},
	Doc: checks.Doc{
		What: "The page was reviewed last, or where no review is dated, changed last, or where neither is, published longer ago than its window: 24 months are a notice, 36 a warning, 60 an error; " +
			"12 months are a warning for drugs, doses, vaccines, supplements and product reviews. A review counts more than a change, and a change that readers see more than one in structured data, " +
			"which content systems write unasked. It is an error only where no date of the page at all is younger. Pages kept from search engines and pages that say that they are archived are left alone. " +
			"Windows for a topic or a path are set with `overrides`.",
		Why:     "Advice that was right five years ago may be wrong today, and the date at the top says that nobody has checked. Patient information standards ask for a review every three years.",
		Example: "Last reviewed: 15 March 2019\nLast reviewed: 15 March 2026    good",
		Fix:     "review the page against present guidelines and date the review",
		Sources: []string{pifTick, "HSE content: review date, https://service-manual.hse.ie/design-system/components/review-date", nhsDates, jama},
	},
	Page: func(p *checks.Pass) {
		f := p.Page.Facts
		if p.Page.Head.NoIndex || archived(f) {
			return
		}
		d := standingDate(f)
		if d == nil {
			return
		}
		severity, window := ageOf(p, latest(d))
		if severity == checks.Error {
			severity, window = youngest(p, f, window)
		}
		if severity == "" {
			return
		}
		p.Report(checks.Finding{
			Severity: severity,
			Message:  fmt.Sprintf("%s %s, more than %d months ago", deed(d), written(d), window),
			Evidence: dateEvidence(d), Source: checks.At(d.Line, d.Col),
		})
	},
}

// archived reports whether the page says that it is kept as an archive.
func archived(f *page.Facts) bool {
	return slices.ContainsFunc(f.Said(page.Archived), func(s *page.Statement) bool { return s.Region != page.RegionRelated && !s.Hidden && !s.Quoted })
}

// standingDate is the date by which the page's age counts: the newest of the best kind that it has.
func standingDate(f *page.Facts) *page.Date {
	kinds := []func(d *page.Date) bool{
		func(d *page.Date) bool { return d.Label == reviewed },
		func(d *page.Date) bool { return d.Label == updated && d.Visible },
		func(d *page.Date) bool { return d.Label == updated },
		func(d *page.Date) bool { return d.Label == published },
	}
	for _, of := range kinds {
		var newest *page.Date
		for i := range f.Dates {
			if d := &f.Dates[i]; of(d) && (newest == nil || latest(d).After(latest(newest))) {
				newest = d
			}
		}
		if newest != nil {
			return newest
		}
	}
	return nil
}

// ageOf is how grave the age of a date is, and the window in months that it is past; "" where it is young enough.
func ageOf(p *checks.Pass, at time.Time) (checks.Severity, int) {
	windows := []struct {
		option   string
		severity checks.Severity
	}{{"error_months", checks.Error}, {"warning_months", checks.Warning}, {"fast_months", checks.Warning}, {"notice_months", checks.Notice}}
	for _, w := range windows {
		months := p.Int(w.option)
		if months == 0 || w.option == "fast_months" && !fast(p) {
			continue
		}
		if at.AddDate(0, months, 0).Before(p.Now()) {
			return w.severity, months
		}
	}
	return "", 0
}

// youngest makes an error a warning where another date of the page is younger than that.
func youngest(p *checks.Pass, f *page.Facts, window int) (checks.Severity, int) {
	for i := range f.Dates {
		if d := &f.Dates[i]; dated(d) {
			if severity, _ := ageOf(p, latest(d)); severity != checks.Error {
				return checks.Warning, window
			}
		}
	}
	return checks.Error, window
}

// fast reports whether the topic of the page moves fast.
func fast(p *checks.Pass) bool {
	if about(p.Page.Facts, p.Strings("fast_topics")...) {
		return true
	}
	title := " " + page.PlainText(p.Page.Head.Title+" "+p.Page.Head.H1)
	return slices.ContainsFunc(p.Strings("fast_words"), func(w string) bool { return strings.Contains(title, " "+page.PlainText(w)) })
}

// deed words what a date says was done.
func deed(d *page.Date) string {
	switch d.Label {
	case reviewed:
		return "last reviewed"
	case updated:
		return "last changed"
	}
	return "published"
}

// ReviewOverdue reports pages past the date on which they were to be reviewed.
var ReviewOverdue = &checks.Check{
	ID:       "trust/review-overdue",
	Title:    "the next review is overdue",
	Severity: checks.Error,
	Kinds:    []crawler.Kind{crawler.Article},
	Text:     true,
	Doc: checks.Doc{
		What:    "The page says when its next review is due, and that date is past. Of several such dates the latest counts; a month without a day lasts to its end.",
		Why:     "The site promised its readers to look again by a certain day and did not.",
		Example: "Page last reviewed: 15 March 2021. Next review due: 15 March 2024    and today is 22 November 2026",
		Fix:     "review the page and set both dates anew",
		Sources: []string{nhsDates, pifTick},
	},
	Page: func(p *checks.Pass) {
		var due *page.Date
		for i := range p.Page.Facts.Dates {
			if d := &p.Page.Facts.Dates[i]; d.Label == nextReview && d.Visible && (due == nil || latest(d).After(latest(due))) {
				due = d
			}
		}
		if due == nil || !latest(due).Before(p.Now()) || archived(p.Page.Facts) {
			return
		}
		p.Report(checks.Finding{
			Message:  fmt.Sprintf("the next review was due %s", written(due)),
			Evidence: dateEvidence(due), Source: checks.At(due.Line, due.Col),
		})
	},
}

// DateBumpedUnchanged reports pages that say that they were updated and were not.
var DateBumpedUnchanged = &checks.Check{
	ID:       "trust/date-bumped-unchanged",
	Title:    "the date of the update moved, the text did not",
	Severity: checks.Notice,
	Kinds:    []crawler.Kind{crawler.Article},
	Text:     true,
	Doc: checks.Doc{
		What: "Since the run before this one the date of the last update has moved forward, and the content, its lines with dates left out, is the same to the letter. " +
			"The run before is the latest one of the same site in the state directory that came to an end; without one nothing is reported. A date of review may move alone: that is what a review without findings looks like.",
		Why:     "A fresh date on old text tells readers that somebody has worked on it. Search engines take it for a sign of pages made for them.",
		Example: "Last updated: 3 May 2025    and a year later: Last updated: 3 May 2026, every other word unchanged",
		Fix:     "set the date of the update only when the content changes; date a review without changes as a review",
		Sources: []string{googlePeople, nhsDates},
	},
	Page: func(p *checks.Pass) {
		f := p.Page.Facts
		now := newestUpdate(f)
		if now == nil || f.Undated == 0 {
			return
		}
		run, before := p.Site.Earlier(p.Page.Head.ID)
		if before == nil || before.Undated != f.Undated {
			return
		}
		was := newestUpdate(before)
		if was == nil || was.Source != now.Source || !earliest(now).After(latest(was)) {
			return
		}
		p.Report(checks.Finding{
			Message:  fmt.Sprintf("the date of the update moved from %s to %s since run %s, and the text is the same", written(was), written(now), run),
			Evidence: dateEvidence(now), Source: checks.At(now.Line, now.Col),
		})
	},
}

// newestUpdate is the newest date of an update, one that readers see before others; nil for none.
func newestUpdate(f *page.Facts) *page.Date {
	var newest *page.Date
	for i := range f.Dates {
		d := &f.Dates[i]
		if d.Label == updated && (newest == nil || d.Visible && !newest.Visible || d.Visible == newest.Visible && d.Time.After(newest.Time)) {
			newest = d
		}
	}
	return newest
}
