package page

import (
	"slices"
	"strings"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/healthusias/rounds/crawler/page/lazy"
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
	for i := range t.f.Dates {
		have := &t.f.Dates[i]
		labeled := d.Label == "" && have.Line == d.Line && have.Col == d.Col // by its term in a list of definitions
		if have.Time.Equal(d.Time) && have.Source == d.Source && (have.Label == d.Label || labeled) {
			return
		}
	}
	t.f.Dates = append(t.f.Dates, d)
}

// dateLabels names the properties and metas that hold a date, by their letters and digits alone.
var dateLabels = labelsOf(map[string]string{
	"published": "datepublished|articlepublishedtime|articlepublished|articlepublishdate|articledateoriginal|date|dcdate|dcdateissued|dcissued|dctermsissued|dctermsdate|pubdate|publishdate|" +
		"publicationdate|publisheddate|publishedat|publishedtime|publishtime|datepublication|originalpublicationdate|citationdate|citationonlinedate|citationpublicationdate|bepresscitationdate|" +
		"eprintsdate|prismpublicationdate|ogpubdate|ogpublishedtime|ogarticlepublishedtime|btpubdate|sailthrudate|parselypubdate|rnewsdatepublished|vrpublishedtime|" +
		"shareaholicarticlepublishedtime|cxenseparserecspublishtime|cxenseparserecsarticlepublishedtime|displaydate|dateposted|postdate|articlecreated|" +
		"datecreated|dcdatecreated|dccreated|dctermscreated|created|createdate|creationdate",
	"updated": "datemodified|articlemodifiedtime|articlemodified|articleupdatedtime|ogupdatedtime|ogarticlemodifiedtime|dctermsmodified|dcmodified|dcdatemodified|dcdateupdated|" +
		"lastmodified|lastmod|lastupdated|lastupdate|modifieddate|modified|moddate|updatedtime|dateupdated|revised|revisiondate|cxenseparserecsmodifiedtime",
	"reviewed": "lastreviewed|articlereviewedtime|datereviewed|reviewdate",
})

func labelsOf(lists map[string]string) map[string]string {
	labels := map[string]string{}
	for label, names := range lists {
		for _, name := range words(names) {
			labels[name] = label
		}
	}
	return labels
}

// labelOfDate is what the date in a property or meta of a name is, "" where the name is of none.
func labelOfDate(name string) string {
	var bare [48]byte
	n := 0
	for i := range len(name) {
		if c := lowered[name[i]]; c != 0 {
			if n == len(bare) {
				return ""
			}
			bare[n] = c
			n++
		}
	}
	return dateLabels[string(bare[:n])]
}

func (t *trust) dataDates() {
	for _, n := range t.nodes {
		if !n.written {
			continue
		}
		for i := range n.Props {
			if label := labelOfDate(n.Props[i].Name); label != "" && n.Props[i].Text != "" {
				d, ok := t.parseDate(n.Props[i].Text)
				d.Label, d.Source = label, n.Source
				t.addDate(d, ok)
			}
		}
	}
}

func (t *trust) metaDates() {
	for _, p := range t.f.OpenGraph {
		if label := labelOfDate(p.Name); label != "" {
			d, ok := t.parseDate(p.Content)
			d.Label, d.Source = label, "meta"
			t.addDate(d, ok)
		}
	}
}

// timeDates are the visible time elements of the page; the words before one, or its class, label it.
func (t *trust) timeDates() {
	for _, m := range t.d.marks {
		if m.mark&markTime == 0 {
			continue
		}
		e := &t.d.elements[m.element]
		switch e.region {
		case RegionHeader, RegionMain, RegionArticle, RegionAside, RegionFooter, RegionHead:
		default:
			continue
		}
		shown := bylineText(e.node)
		raw := firstNonEmpty(attr(e.node, "datetime"), attr(e.node, "content"), stamp(e.node), shown)
		d, ok := t.parseDate(raw)
		if seen, plain := t.parseDate(shown); plain && ok && seen.Day && d.Day && seen.Time.Sub(d.Time).Abs() <= 2*24*time.Hour {
			d.Time, d.Other = seen.Time, time.Time{} // what readers see is the day where the writer is, the attribute may be that of Greenwich
		}
		d.Region, d.Source, d.Selector = e.region, "time", t.d.path(m.element)
		d.Visible = !e.unseen && shown != ""
		d.Line, d.Col = e.place()
		prop := attr(e.node, "itemprop")
		if e.node.DataAtom != atom.Time && prop == "" && stamp(e.node) == "" {
			continue
		}
		if prop != "" {
			d.Source, d.Label = "microdata", labelOfDate(prop)
		}
		if d.Label == "" {
			d.Label = classDate(attr(e.node, "class"))
		}
		if d.Label == "" && e.node.Parent != nil {
			before, _, _ := strings.Cut(bylineText(e.node.Parent), shown)
			d.Label, _, _ = t.dateLabel(PlainText(before))
		}
		t.addDate(d, ok && !t.inCard(e.node))
	}
}

// stamp is the time in the title of an element of an old microformat, such as <abbr class="published" title="2013-04-04T18:52:11">.
func stamp(n *html.Node) string {
	if title := attr(n, "title"); n.DataAtom != atom.Time && stamped(title) && classDate(attr(n, "class")) != "" {
		return title
	}
	return ""
}

// stamped reports whether an attribute begins with a day as 2013-04-04.
func stamped(value string) bool {
	return len(value) >= 10 && value[4] == '-' && value[7] == '-' && digit(value[0]) && digit(value[9])
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
	before := len(t.f.Dates)
	for _, l := range t.lines {
		i := l.block
		if !l.says.has(saysDate) || t.f.Blocks[i].Words > 60 || t.cited[i] || !hasDigit(t.f.Blocks[i].Text) {
			continue
		}
		text := PlainText(l.text)
		for from := 0; from < len(text); {
			label, start, end := t.dateLabel(text[from:])
			if label == "" || from == 0 && t.inCard(t.d.blockNodes[i]) {
				break
			}
			if from == 0 && t.f.Blocks[i].Words <= bareWords && mayHoldDate(text[:start]) {
				d, ok := t.parseDate(text[max(0, start-maxDateBytes):start])
				t.addDate(t.inBlock(d, i), ok && d.Day)
			}
			yours := label == "next-review" && ofSomebody.MatchString(text[:from+start])
			from += end
			d, ok := t.parseDate(text[from:min(len(text), from+40)])
			d.Label = label
			t.addDate(t.inBlock(d, i), ok && !yours && !tellsOf(text[from:]))
		}
	}
	t.dropListed(before)
	t.bareDates()
}

// leastListed is how many works with dates of their own make a list of them.
const leastListed = 3

// dropListed drops the dates of publication of works that the page lists, as in "Publication date: May 2020" below each of some books: three
// different ones away from the title.
func (t *trust) dropListed(from int) {
	title := t.titleBlock()
	listed := func(d Date) bool { return d.Label == "published" && d.Region.Content() && !t.f.beside(&d, title) }
	var days []time.Time
	for _, d := range t.f.Dates[from:] {
		if listed(d) && !slices.ContainsFunc(days, d.Time.Equal) {
			days = append(days, d.Time)
		}
	}
	if len(days) >= leastListed {
		t.f.Dates = append(t.f.Dates[:from], slices.DeleteFunc(t.f.Dates[from:], listed)...)
	}
}

// titleBlock is that of the facts, looked for once.
func (t *trust) titleBlock() int {
	if !t.titled {
		t.title, t.titled = t.f.titleBlock(), true
	}
	return t.title
}

// ofSomebody matches what makes a review that of a person and not of the page: "at your next review in June".
var ofSomebody = lazy.MustCompile(`\b(?:your|my|his|her|their|ihre[rsn]?|deine[rsn]?|su|tu|votre|vos|ton|vostra|tua|seu|sua|uw|je) $`)

// storyGoesOn matches a label's date in a sentence that goes on to say what follows from it: it is about something else than the page.
var storyGoesOn = lazy.MustCompile(`^[^.!?;|·•]{0,40}\d, (?:so|which|but|when|because|though|while|since|after|before|it|they)\b`)

// tellsOf reports whether what stands behind a label tells a story: "updated in May 2023, so nobody works on it".
func tellsOf(behind string) bool {
	behind = behind[:min(len(behind), 80)]
	return strings.Contains(behind, ", ") && storyGoesOn.MatchString(behind)
}

// inBlock is a date that a block says.
func (t *trust) inBlock(d Date, i int) Date {
	b := &t.f.Blocks[i]
	d.Source, d.Visible, d.Region, d.Selector, d.Line, d.Col = "text", true, b.Region, b.Selector, b.Line, b.Col
	return d
}

// dateLabel is the first label in a plain text and where it stands; a longer one at the same place wins.
func (t *trust) dateLabel(text string) (label string, start, end int) {
	first, length := len(text), 0
	for _, p := range t.packs {
		says := p.dates.in(text)
		if says == 0 {
			continue
		}
		for i, kind := range [...]struct {
			label string
			words []string
		}{{"next-review", p.NextReview}, {"reviewed", p.Reviewed}, {"updated", p.Updated}, {"published", p.Published}} {
			if !says.has(1 << i) {
				continue
			}
			for _, w := range kind.words {
				if i := wordIndex(text, w); i >= 0 && (i < first || i == first && len(w) > length) {
					label, first, length = kind.label, i, len(w)
				}
			}
		}
	}
	return label, first, first + length
}
