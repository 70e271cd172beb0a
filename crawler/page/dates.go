package page

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// dates fills Dates from structured data, metas, time elements and labeled text.
func (t *trust) dates() {
	t.dataDates()
	t.metaDates()
	t.timeDates()
	t.textDates()
}

func (t *trust) addDate(d Date, ok bool) {
	if !ok || len(t.f.Dates) == maxDates {
		return
	}
	for _, have := range t.f.Dates {
		if have.Time.Equal(d.Time) && have.Label == d.Label && have.Source == d.Source {
			return
		}
	}
	t.f.Dates = append(t.f.Dates, d)
}

// dateLabels names the properties and metas that hold a date.
var dateLabels = map[string]string{
	"datepublished": "published", "datecreated": "published", "datemodified": "updated", "lastreviewed": "reviewed",
	"article:published_time": "published", "article:modified_time": "updated", "og:updated_time": "updated", "date": "published",
	"dc.date": "published", "dc.date.issued": "published", "dcterms.modified": "updated", "dc.date.modified": "updated", "last-modified": "updated",
	"pubdate": "published", "publish-date": "published", "citation_publication_date": "published", "article:reviewed_time": "reviewed",
}

func (t *trust) dataDates() {
	for _, n := range t.nodes {
		if !n.written {
			continue
		}
		for i := range n.Props {
			if label := dateLabels[strings.ToLower(n.Props[i].Name)]; label != "" && n.Props[i].Text != "" {
				d, ok := t.parseDate(n.Props[i].Text)
				d.Label, d.Source = label, n.Source
				t.addDate(d, ok)
			}
		}
	}
}

func (t *trust) metaDates() {
	for _, p := range t.f.OpenGraph {
		if label := dateLabels[p.Name]; label != "" {
			d, ok := t.parseDate(p.Content)
			d.Label, d.Source = label, "meta"
			t.addDate(d, ok)
		}
	}
}

// timeDates are the visible time elements of the page; the words before one, or its class, label it.
func (t *trust) timeDates() {
	for _, m := range t.marks {
		if m.mark&markTime == 0 {
			continue
		}
		e := &t.d.elements[m.element]
		switch e.region {
		case RegionHeader, RegionMain, RegionArticle, RegionAside, RegionFooter, RegionHead:
		default:
			continue
		}
		raw := firstNonEmpty(attr(e.node, "datetime"), attr(e.node, "content"), bylineText(e.node))
		d, ok := t.parseDate(raw)
		d.Region, d.Source, d.Selector = e.region, "time", t.d.path(m.element)
		d.Visible = !e.unseen && bylineText(e.node) != ""
		d.Line, d.Col = t.d.place(e.offset)
		if prop := attr(e.node, "itemprop"); prop != "" {
			d.Source, d.Label = "microdata", dateLabels[strings.ToLower(prop)]
		}
		if d.Label == "" {
			d.Label = classDate(attr(e.node, "class"))
		}
		if d.Label == "" && e.node.Parent != nil {
			before, _, _ := strings.Cut(bylineText(e.node.Parent), bylineText(e.node))
			d.Label, _ = t.dateLabel(PlainText(before))
		}
		t.addDate(d, ok)
	}
}

func classDate(class string) string {
	low := strings.ToLower(class)
	switch {
	case strings.Contains(low, "review"):
		return "reviewed"
	case strings.Contains(low, "updated"), strings.Contains(low, "modified"):
		return "updated"
	case strings.Contains(low, "publish"), strings.Contains(low, "entry-date"), strings.Contains(low, "posted"):
		return "published"
	}
	return ""
}

// textDates are dates behind a label: "Last reviewed: 3 May 2024".
func (t *trust) textDates() {
	for i := range t.f.Blocks {
		if !t.said(i) || t.f.Blocks[i].Words > 60 {
			continue
		}
		text, says := t.labeled(i)
		if !says.has(saysDate) || !strings.ContainsAny(t.f.Blocks[i].Text, "0123456789") {
			continue
		}
		text = PlainText(text)
		for from := 0; from < len(text); {
			label, end := t.dateLabel(text[from:])
			if label == "" {
				break
			}
			from += end
			d, ok := t.parseDate(text[from:min(len(text), from+40)])
			d.Label = label
			t.addDate(t.inBlock(d, i), ok)
		}
	}
	t.bareDates()
}

// inBlock is a date that a block says.
func (t *trust) inBlock(d Date, i int) Date {
	b := &t.f.Blocks[i]
	d.Source, d.Visible, d.Region, d.Selector, d.Line, d.Col = "text", true, b.Region, b.Selector, b.Line, b.Col
	return d
}

// Where a date without a label is the page's own: so many blocks around its h1, in a block of so few words.
const (
	bareBefore = 3
	bareBehind = 6
	bareWords  = 20
)

// bareDates are dates to the day without a label that stand beside the page's h1, as in "Jane Roe, 3 May 2024".
func (t *trust) bareDates() {
	title := slices.IndexFunc(t.f.Blocks, func(b Block) bool { return b.Element == "h1" && !b.Hidden })
	if title < 0 {
		return
	}
	for i := max(0, title-bareBefore); i < min(len(t.f.Blocks), title+bareBehind+1); i++ {
		b := &t.f.Blocks[i]
		if i == title || !t.said(i) || b.Words > bareWords || !strings.Contains(b.Text, "20") || t.says(i).has(saysDate) {
			continue
		}
		d, ok := t.parseDate(b.Text)
		t.addDate(t.inBlock(d, i), ok && d.Day)
	}
}

// dateLabel is the first label in a plain text and where it ends; a longer one at the same place wins.
func (t *trust) dateLabel(text string) (label string, end int) {
	first, length := len(text), 0
	for _, p := range t.packs {
		for _, kind := range [...]struct {
			label string
			words []string
		}{{"next-review", p.NextReview}, {"reviewed", p.Reviewed}, {"updated", p.Updated}, {"published", p.Published}} {
			for _, w := range kind.words {
				if i := wordIndex(text, w); i >= 0 && (i < first || i == first && len(w) > length) {
					label, first, length = kind.label, i, len(w)
				}
			}
		}
	}
	return label, first + length
}

var (
	isoDate   = regexp.MustCompile(`\b((?:19|20)\d\d)-(\d\d?)-(\d\d?)(?:[T ](\d\d):(\d\d)(?::(\d\d))?(?:\.\d+)?(Z|[+-]\d\d:?\d\d)?)?`)
	compact   = regexp.MustCompile(`^((?:19|20)\d\d)(\d\d)(\d\d)$`)
	dayFirst  = regexp.MustCompile(`\b(\d\d?)(?:st|nd|rd|th|\.|º|er)? (?:de |of )?(\pL{3,10})\.?,? (?:de |del )?((?:19|20)\d\d)\b`)
	monthDay  = regexp.MustCompile(`(\pL{3,10})\.? (\d\d?)(?:st|nd|rd|th)?,? ((?:19|20)\d\d)\b`)
	monthYear = regexp.MustCompile(`(\pL{3,10})\.?,? (?:de )?((?:19|20)\d\d)\b`)
	numeric   = regexp.MustCompile(`\b(\d\d?)[./-](\d\d?)[./-]((?:19|20)\d\d)\b`)
)

// parseDate reads the first date of a text. A time zone is kept; a date without one is UTC.
func (t *trust) parseDate(raw string) (Date, bool) {
	raw = strings.TrimSpace(raw)
	d := Date{Raw: cut(raw, 60), Day: true}
	text := PlainText(cut(raw, 80))
	for _, read := range [...]func(string) (time.Time, bool){t.readISO, t.readDayFirst, t.readMonthDay} {
		if at, ok := read(text); ok {
			d.Time = at
			return d, true
		}
	}
	if at, ok := t.readNumeric(text); ok {
		d.Time = at
		if day, month := at.Day(), int(at.Month()); day <= 12 && day != month && strings.Contains(numeric.FindString(text), "/") {
			d.Other, _ = calendar(at.Year(), time.Month(day), month)
		}
		return d, true
	}
	if m := monthYear.FindStringSubmatch(text); m != nil && !dayFirst.MatchString(text) {
		if month := t.month(m[1]); month > 0 {
			d.Day = false
			d.Time = time.Date(atoi(m[2]), month, 1, 0, 0, 0, 0, time.UTC)
			return d, true
		}
	}
	return Date{}, false
}

func (t *trust) readISO(text string) (time.Time, bool) {
	m := isoDate.FindStringSubmatch(strings.ToUpper(text))
	if m == nil {
		if m = compact.FindStringSubmatch(text); m == nil {
			return time.Time{}, false
		}
		return calendar(atoi(m[1]), time.Month(atoi(m[2])), atoi(m[3]))
	}
	day, ok := calendar(atoi(m[1]), time.Month(atoi(m[2])), atoi(m[3]))
	if !ok || m[4] == "" {
		return day, ok
	}
	day = day.Add(time.Duration(atoi(m[4]))*time.Hour + time.Duration(atoi(m[5]))*time.Minute + time.Duration(atoi(m[6]))*time.Second)
	if zone := strings.ReplaceAll(m[7], ":", ""); len(zone) == 5 {
		east := atoi(zone[1:3])*3600 + atoi(zone[3:5])*60
		if zone[0] == '-' {
			east = -east
		}
		return time.Date(day.Year(), day.Month(), day.Day(), day.Hour(), day.Minute(), day.Second(), 0, time.FixedZone("", east)), true
	}
	return day, true
}

func (t *trust) readDayFirst(text string) (time.Time, bool) {
	m := dayFirst.FindStringSubmatch(text)
	if m == nil {
		return time.Time{}, false
	}
	return calendar(atoi(m[3]), t.month(m[2]), atoi(m[1]))
}

func (t *trust) readMonthDay(text string) (time.Time, bool) {
	m := monthDay.FindStringSubmatch(text)
	if m == nil {
		return time.Time{}, false
	}
	return calendar(atoi(m[3]), t.month(m[1]), atoi(m[2]))
}

// readNumeric reads D.M.YYYY and, with slashes, month first where the page's language is American or plain English.
func (t *trust) readNumeric(text string) (time.Time, bool) {
	m := numeric.FindStringSubmatch(text)
	if m == nil {
		return time.Time{}, false
	}
	day, month := atoi(m[1]), atoi(m[2])
	lang := strings.ToLower(t.f.Lang)
	american := strings.Contains(m[0], "/") && (lang == "en" || lang == "en-us" || lang == "")
	if american && day <= 12 || month > 12 {
		day, month = month, day
	}
	return calendar(atoi(m[3]), time.Month(month), day)
}

// calendar is a day that exists.
func calendar(year int, month time.Month, day int) (time.Time, bool) {
	at := time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
	return at, month >= 1 && month <= 12 && at.Day() == day && at.Month() == month
}

// month reads a month's name in any language of the page, 0 where it is none.
func (t *trust) month(name string) time.Month {
	packs := t.packs
	if len(packs) == 0 {
		packs = []*language{builtIn().language("en")}
	}
	for _, p := range packs {
		for i := range p.Months {
			if slices.Contains(p.Months[i], name) {
				return time.Month(i + 1)
			}
		}
	}
	return 0
}

func atoi(digits string) int {
	n, _ := strconv.Atoi(digits)
	return n
}
