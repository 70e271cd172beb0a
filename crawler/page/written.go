package page

import (
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/healthusias/rounds/crawler/page/lazy"
)

// Written is the date that readers take for that of the page: the one that they see as that of its publication or beside its title, else the one
// that they see as that of its last change, else what structured data and metas say, else the one in its address. It is zero where there is none.
func (f *Facts) Written() Date {
	title := f.titleBlock()
	choices := [...]func(d *Date) bool{
		func(d *Date) bool { return f.seenWriting(d) && f.told(d) },
		func(d *Date) bool { return d.Visible && d.Label == "published" },
		func(d *Date) bool { return f.seenWriting(d) && f.beside(d, title) },
		func(d *Date) bool { return d.Visible && d.Label == "updated" },
		func(d *Date) bool { return d.Label == "published" && d.Source == "json-ld" },
		func(d *Date) bool { return d.Label == "published" },
		func(d *Date) bool { return d.Visible && d.Label == "" },
		func(d *Date) bool { return d.Label == "updated" },
		func(d *Date) bool { return d.Label == "reviewed" },
	}
	for _, fits := range choices {
		for i := range f.Dates {
			if fits(&f.Dates[i]) {
				return f.Dates[i]
			}
		}
	}
	return f.addressDate()
}

// seenWriting reports whether readers see a date that may be the one of writing.
func (f *Facts) seenWriting(d *Date) bool {
	return d.Visible && (d.Label == "published" || d.Label == "")
}

// told reports whether structured data or a meta has the same day for the publication.
func (f *Facts) told(d *Date) bool {
	for i := range f.Dates {
		if other := &f.Dates[i]; !other.Visible && other.Label == "published" && sameDay(other.Time, d.Time) {
			return true
		}
	}
	return false
}

func sameDay(a, b time.Time) bool {
	return a.Year() == b.Year() && a.YearDay() == b.YearDay()
}

// besideTitle is how many blocks after the title the date of the page may stand, besideBefore how many before it.
const (
	besideTitle  = 5
	besideBefore = 3
)

// beside reports whether a date stands close to the title; what a header has before it is the day of the visit.
func (f *Facts) beside(d *Date, title int) bool {
	if title < 0 {
		return false
	}
	at := len(f.Blocks) - 1
	for ; at > 0; at-- {
		if b := &f.Blocks[at]; b.Line < d.Line || b.Line == d.Line && b.Col <= d.Col {
			break
		}
	}
	if d.Region == RegionHeader && at < title {
		return false
	}
	return at >= title-besideBefore && at <= title+besideTitle
}

// titleBlock is the longest heading that the page's title repeats, else its first h1, -1 without either.
func (f *Facts) titleBlock() int {
	first, best, title := -1, -1, ""
	if len(f.Titles) > 0 {
		title = f.Titles[0].Text
	}
	for i := range f.Blocks {
		b := &f.Blocks[i]
		if b.Hidden || !headingElement(b.Element) {
			continue
		}
		if len(b.Text) >= minTitle && len(b.Text) <= len(title) && (best < 0 || len(b.Text) > len(f.Blocks[best].Text)) && strings.Contains(title, b.Text) {
			best = i
		}
		if first < 0 && b.Element == "h1" {
			first = i
		}
	}
	if best >= 0 {
		return best
	}
	return first
}

// minTitle is how long a heading must be to be known again in the title.
const minTitle = 10

// dayFirstInAddress matches a day such as /29-10-2021/ or /08112021-news.
var dayFirstInAddress = lazy.MustCompile(`/(\d\d)[-.]?(\d\d)[-.]?((?:19|20)\d\d)(?:[-_/.]|$)`)

var inAddress = lazy.MustCompile(`/((?:19|20)\d\d)[/-]?(\d\d)[/-]?(\d\d)\b`)

// addressDate is the day in the page's address, such as /2024/05/03/.
func (f *Facts) addressDate() Date {
	u, err := url.Parse(f.URL)
	if err != nil {
		return Date{}
	}
	m := inAddress.FindStringSubmatch(u.Path)
	if m == nil {
		if m = dayFirstInAddress.FindStringSubmatch(u.Path); m == nil {
			return Date{}
		}
		m[1], m[3] = m[3], m[1]
	}
	at, ok := calendar(atoi(m[1]), time.Month(atoi(m[2])), atoi(m[3]))
	if !ok {
		return Date{}
	}
	return Date{Time: at, Day: true, Label: "published", Source: "address", Raw: m[0]}
}

func atoi(digits string) int {
	n, _ := strconv.Atoi(digits)
	return n
}
