package trust

import (
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/crawler"
	"github.com/healthusias/rounds/crawler/page"
	"github.com/healthusias/rounds/crawler/page/lazy"
)

// pathDate matches the year and month that blogs put into addresses.
var pathDate = lazy.MustCompile(`/((?:19|20)\d\d)/(0[1-9]|1[0-2])(?:/|$)`)

// How far two dates of one event may lie apart.
const (
	publishedApart = 2 * day
	modifiedApart  = 31 * day
	zones          = day // what time zones may make of one moment
)

// DateConflict reports dates of a page that cannot all be true.
var DateConflict = &checks.Check{
	ID:       "trust/date-conflict",
	Title:    "the dates of a page contradict each other",
	Severity: checks.Warning,
	Kinds:    []crawler.Kind{crawler.Article},
	Doc: checks.Doc{
		What: "Sub-codes: `future` (a date of publication, update or review lies more than a day ahead), `scheduled` (a notice: in a directory that is not published yet, the date of publication does), `modified-before-published`, " +
			"`visible-differs` (the text and the structured data give dates of publication more than 2 days or of update more than 31 days apart), " +
			"`review-after-change` (structured data has a review more than a month after the last change, by another person than the one that readers see), " +
			"`url-date` (the address has a later month than the date of publication). Of a date such as 03/04/2026 either reading may be meant, of a month any day.",
		Why:     "A reader who sees two dates believes neither. Search engines show the one that they choose.",
		Example: "<p>Published 3 May 2026</p> … \"datePublished\": \"2019-05-03\"",
		Fix:     "let the text and the structured data take their dates from the same field",
		Sources: []string{googleDates, googleArticle},
	},
	Page: func(p *checks.Pass) {
		c := conflicts{p: p}
		c.future()
		c.order()
		c.differs(published, publishedApart)
		c.differs(updated, modifiedApart)
		c.reviews()
		c.address()
	},
}

// conflicts looks for the contradictions of one page.
type conflicts struct{ p *checks.Pass }

func (c conflicts) report(code string, d *page.Date, message string) {
	e := dateEvidence(d)
	e.Code = code
	c.p.Report(checks.Finding{Message: message, Evidence: e, Source: checks.At(d.Line, d.Col)})
}

// pick is the date of a label for which a choice holds against all others, nil for none.
func (c conflicts) pick(label string, of func(*page.Date) bool, before func(a, b *page.Date) bool) *page.Date {
	var best *page.Date
	for i := range c.p.Page.Facts.Dates {
		d := &c.p.Page.Facts.Dates[i]
		if d.Label == label && of(d) && (best == nil || before(d, best)) {
			best = d
		}
	}
	return best
}

func sooner(a, b *page.Date) bool { return earliest(a).Before(earliest(b)) }
func later(a, b *page.Date) bool  { return latest(a).After(latest(b)) }

func (c conflicts) future() {
	for _, label := range []string{published, updated, reviewed} {
		d := c.pick(label, func(d *page.Date) bool { return earliest(d).After(c.p.Now().Add(day)) }, later)
		switch {
		case d == nil:
			continue
		case label == published && !strings.Contains(c.p.Site.Run.Target, "://"):
			c.reportScheduled(d)
		default:
			c.report("future", d, fmt.Sprintf("the page says that it was %s on %s, which is yet to come", label, written(d)))
		}
		return
	}
}

// reportScheduled reports a page in a directory whose date of publication is ahead: it may be meant to appear then, and nobody reads it yet.
func (c conflicts) reportScheduled(d *page.Date) {
	e := dateEvidence(d)
	e.Code = "scheduled"
	c.p.Report(checks.Finding{Severity: checks.Notice, Confidence: checks.Low, Evidence: e, Source: checks.At(d.Line, d.Col),
		Message: fmt.Sprintf("the page is dated %s, which is yet to come", written(d)), Fix: "publish the page on that day and not before, or correct the date"})
}

// order compares dates of the same source: where a page has several, the pair that fits best is believed.
func (c conflicts) order() {
	for _, of := range []func(*page.Date) bool{visible, func(d *page.Date) bool { return d.Source == "json-ld" }, func(d *page.Date) bool { return d.Source == "meta" }} {
		first, last := c.pick(published, of, sooner), c.pick(updated, of, later)
		if first != nil && last != nil && latest(last).Add(zones).Before(earliest(first)) {
			c.report("modified-before-published", last, fmt.Sprintf("changed on %s, before it was published on %s", written(last), written(first)))
			return
		}
	}
}

func visible(d *page.Date) bool { return d.Visible }

// differs compares what readers see with what machines read; the two dates that lie nearest decide.
func (c conflicts) differs(label string, apart time.Duration) {
	var seen, told *page.Date
	nearest := time.Duration(-1)
	for i := range c.p.Page.Facts.Dates {
		for k := range c.p.Page.Facts.Dates {
			a, b := &c.p.Page.Facts.Dates[i], &c.p.Page.Facts.Dates[k]
			if a.Label != label || b.Label != label || !a.Visible || b.Visible || !marked(b) {
				continue
			}
			if gap := between(a, b); nearest < 0 || gap < nearest {
				nearest, seen, told = gap, a, b
			}
		}
	}
	if nearest > apart {
		c.report("visible-differs", seen, fmt.Sprintf("readers see %s on %s, structured data says %s", label, written(seen), written(told)))
	}
}

// between is how far two dates lie apart at least.
func between(a, b *page.Date) time.Duration {
	if earliest(a).After(earliest(b)) {
		a, b = b, a
	}
	return max(0, earliest(b).Sub(latest(a).Add(-day)))
}

func (c conflicts) reviews() {
	data := func(d *page.Date) bool { return d.Source == "json-ld" }
	review, change := c.pick(reviewed, data, sooner), c.pick(updated, data, later)
	if review == nil || change == nil || !earliest(review).After(latest(change).Add(modifiedApart)) {
		return
	}
	var seen, told *page.Person
	for i := range c.p.Page.Facts.ReviewFinds {
		switch r := &c.p.Page.Facts.ReviewFinds[i]; {
		case r.Rejected != "":
		case r.Source == "text":
			seen = r
		default:
			told = r
		}
	}
	if seen != nil && told != nil && !page.SameName(seen.Name, told.Name) {
		c.report("review-after-change", review, fmt.Sprintf("structured data has a review on %s by %q after the last change on %s, readers see a review by %q",
			written(review), checks.Snippet(told.Name), written(change), checks.Snippet(seen.Name)))
	}
}

func (c conflicts) address() {
	d := c.pick(published, func(*page.Date) bool { return true }, later)
	u, err := url.Parse(c.p.Page.URL.Address)
	if d == nil || err != nil {
		return
	}
	m := pathDate.FindStringSubmatch(u.Path)
	if m == nil {
		return
	}
	year, _ := strconv.Atoi(m[1])
	month, _ := strconv.Atoi(m[2])
	if at := time.Date(year, time.Month(month), 1, 0, 0, 0, 0, time.UTC); latest(d).Add(zones).Before(at) {
		c.report("url-date", d, fmt.Sprintf("published on %s, and its address is of %s", written(d), at.Format("January 2006")))
	}
}
