package page

import (
	"cmp"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/healthusias/rounds/crawler/page/lazy"
)

// Where a date without a label may be the page's own: so many blocks around its title, in a block of so few words; of a block that names the
// author or whose class promises a date, anywhere.
const (
	bareBefore = 4
	bareBehind = 8
	bareWords  = 20
	wholeWords = 5 // of a block that is hardly more than a date
	maxBare    = 8
)

// bareDates are dates to the day without a label, as in "Jane Roe, 3 May 2024": those beside the title, the nearest first, then those of bylines.
func (t *trust) bareDates() {
	title := t.titleBlock()
	var near, far []int
	for i := range t.f.Blocks {
		b := &t.f.Blocks[i]
		if i == title || b.Words > bareWords || !t.said(i) || t.cited[i] || t.says(i).has(saysDate) || !mayHoldDate(b.Text) {
			continue
		}
		if b.Words > wholeWords && tells(b) && !t.says(i).has(saysBy) {
			continue
		}
		whole := b.Words <= wholeWords && b.Region.Content() && b.Element != "td" && b.Element != "th"
		switch {
		case title >= 0 && i >= title-bareBefore && i <= title+bareBehind:
			near = append(near, i)
		case len(far) < maxBare && b.Region.Content() && (whole || t.says(i).has(saysBy) || t.classedDate(i)):
			far = append(far, i)
		}
	}
	defer t.openingDates(title)
	slices.SortStableFunc(near, func(a, b int) int { return cmp.Compare(distance(a, title), distance(b, title)) })
	for _, i := range slices.Concat(near, far) {
		if !mayHoldDay(t.f.Blocks[i].Text) {
			continue
		}
		d, ok := t.parseDate(t.f.Blocks[i].Text)
		t.addDate(t.inBlock(d, i), ok && d.Day && !t.inCard(t.d.blockNodes[i]))
	}
}

// openingDates are dates that open a text near the title, or the title itself, and are set off from it: "27.1.2022 - In Leeds …", "Leeds (27 May 2022).".
func (t *trust) openingDates(title int) {
	if title < 0 {
		return
	}
	for i := max(0, title-1); i < len(t.f.Blocks) && i <= title+bareBehind; i++ {
		b := &t.f.Blocks[i]
		if i != title && b.Words <= bareWords || b.Hidden || !t.said(i) || t.cited[i] {
			continue
		}
		head := b.Text[:min(len(b.Text), maxOpening)]
		if !mayHoldDay(head) {
			continue
		}
		at := opening.FindStringIndex(head)
		if at == nil || !mayHoldDate(head[:at[1]]) {
			continue
		}
		d, ok := t.parseDate(strings.ToValidUTF8(head[:at[1]], ""))
		t.addDate(t.inBlock(d, i), ok && d.Day)
	}
}

// maxOpening is how far a date that opens a text may reach.
const maxOpening = 44

// opening matches up to the mark that sets a date off: a place may stand before the date, and nothing else.
var opening = lazy.MustCompile(`^\W{0,2}(?:\p{Lu}[\pL.-]+(?: \p{Lu}[\pL.-]+)?,? \(?)?(?:\d{1,2}[./-] ?\d{1,2}[./-] ?\d{2,4}|\d{4}-\d\d-\d\d|\d{1,2}\.? \pL{3,10}\.?,? \d{4}|\pL{3,10}\.? \d{1,2},? \d{4})\)?(?: ?[|–—•:]|\)|\.? [-–—] )`)

// tells reports whether a block is a sentence of the text and no line about the page: it begins with a capital and ends with a stop or a colon.
func tells(b *Block) bool {
	return b.Element == "p" && b.Words >= 8 && strings.IndexByte(".:?!", b.Text[len(b.Text)-1]) >= 0
}

// distance is how far a block stands from the title; one before it is farther than one behind it.
func distance(i, title int) int {
	if i < title {
		return 2 * (title - i)
	}
	return i - title
}

// mayHoldDate reports whether a text has two digits that end a year.
func mayHoldDate(text string) bool {
	for i := digitIn(text, 0); i+1 < len(text); i = digitIn(text, i+1) {
		if digit(text[i+1]) && (i+2 == len(text) || !digit(text[i+2])) {
			return true
		}
	}
	return false
}

// mayHoldDay reports whether a text may have a date to the day: the day and the year, or eight digits in a row.
func mayHoldDay(text string) bool {
	numbers, digits := 0, 0
	for i := range len(text) {
		switch {
		case !digit(text[i]):
			digits = 0
			continue
		case digits == 0:
			numbers++
		}
		if digits++; digits == len("20240503") {
			return true
		}
	}
	return numbers > 1 && mayHoldDate(text)
}

var dateClasses = mustPhrases(map[clues][]string{1: words("date|time|datum|fecha|publish|posted|submitted|created|byline|meta")})

// classedDate reports whether a class of a block's element, of one in it or of the two around it promises a date.
func (t *trust) classedDate(i int) bool {
	n := t.d.blockNodes[i]
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode && dateClasses.in(attr(c, "class")) != 0 {
			return true
		}
	}
	for k := 0; k < 3 && n != nil && n.Type == html.ElementNode && n.DataAtom != atom.Body; k++ {
		if class := attr(n, "class"); len(class) < 100 && dateClasses.in(class) != 0 {
			return true
		}
		n = n.Parent
	}
	return false
}
