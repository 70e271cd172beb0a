package page

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html/atom"
)

// dateToken is a number or a word of a text that may hold a date.
type dateToken struct {
	text       string // of a word
	number     int
	digits     int // 0 for a word
	start, end int
}

// dateTokens are those of the first maxDateBytes bytes of a text.
type dateTokens struct {
	text string
	all  []dateToken
}

// Bounds of a text that holds a date.
const (
	maxDateBytes  = 80
	maxDateTokens = 40
)

// parseDate reads the first date of a text. A time zone is kept; a date without one is UTC. One to the month gives way to one to the day.
func (t *trust) parseDate(raw string) (Date, bool) {
	if !hasDigit(raw) {
		return Date{}, false
	}
	raw = strings.TrimSpace(raw)
	var room [maxDateTokens]dateToken
	tokens := tokenize(PlainText(cut(raw, maxDateBytes)), room[:0])
	month := Date{}
	for i := range tokens.all {
		d, ok := t.dateAt(&tokens, i)
		d.Raw = cut(raw, 60)
		switch {
		case ok && d.Day:
			return d, true
		case ok && month.Time.IsZero():
			month = d
		}
	}
	return month, !month.Time.IsZero()
}

func tokenize(text string, room []dateToken) dateTokens {
	tokens := dateTokens{text, room}
	for i := 0; i < len(text) && len(tokens.all) < maxDateTokens; {
		start := i
		if c := text[i]; c >= '0' && c <= '9' {
			t := dateToken{start: i}
			for ; i < len(text) && text[i] >= '0' && text[i] <= '9'; i++ {
				t.number = (t.number*10 + int(text[i]-'0')) % 1e15
			}
			t.digits, t.end = i-start, i
			tokens.all = append(tokens.all, t)
			continue
		}
		for i < len(text) {
			r, size := utf8.DecodeRuneInString(text[i:])
			if !unicode.IsLetter(r) {
				break
			}
			i += size
		}
		if i > start {
			tokens.all = append(tokens.all, dateToken{text: text[start:i], start: start, end: i})
			continue
		}
		_, size := utf8.DecodeRuneInString(text[i:])
		i += size
	}
	return tokens
}

// at is the i-th token, a word that says nothing where there is none.
func (d *dateTokens) at(i int) *dateToken {
	if i < 0 || i >= len(d.all) {
		return &dateToken{start: len(d.text), end: len(d.text)}
	}
	return &d.all[i]
}

// between is what stands before the i-th token, back to the one before it.
func (d *dateTokens) between(i int) string {
	if i <= 0 || i >= len(d.all) {
		return ""
	}
	return d.text[d.all[i-1].end:d.all[i].start]
}

func (t *dateToken) year() bool { return t.digits == 4 && t.number >= 1900 && t.number < 2100 }
func (t *dateToken) part() bool { return t.digits == 1 || t.digits == 2 }

// dateAt reads the date that begins with a token.
func (t *trust) dateAt(tokens *dateTokens, i int) (Date, bool) {
	switch first := tokens.at(i); {
	case first.digits == 8 || first.digits == 14:
		return packedDate(tokens, i)
	case first.year():
		return yearFirst(tokens, i)
	case first.part():
		if d, ok := t.numbers(tokens, i); ok {
			return d, true
		}
		return t.dayFirst(tokens, i)
	case first.digits == 0:
		return t.monthFirst(tokens, i)
	}
	return Date{}, false
}

// packedDate is 20240503, perhaps with a time behind.
func packedDate(tokens *dateTokens, i int) (Date, bool) {
	n := tokens.all[i].number
	if tokens.all[i].digits == 14 {
		n /= 1e6
	}
	at, ok := calendar(n/10000, time.Month(n/100%100), n%100)
	return Date{Time: at, Day: true}, ok && i == 0 && at.Year() >= 1900 && at.Year() < 2100
}

// yearFirst is 2024-05-03, with its time and zone.
func yearFirst(tokens *dateTokens, i int) (Date, bool) {
	mark := tokens.between(i + 1)
	month, day := tokens.at(i+1), tokens.at(i+2)
	if mark != "-" && mark != "/" && mark != "." || tokens.between(i+2) != mark || !month.part() || !day.part() {
		return Date{}, false
	}
	at, ok := calendar(tokens.all[i].number, time.Month(month.number), day.number)
	if ok && mark != "." {
		at = withTime(at, tokens.text[day.end:])
	}
	return Date{Time: at, Day: true}, ok
}

// withTime adds to a day the time of day that a text begins with.
func withTime(day time.Time, text string) time.Time {
	clock, ok := two(strings.TrimPrefix(strings.TrimPrefix(text, "t"), " "), "")
	minute, ok2 := two(clock.rest, ":")
	if !ok || !ok2 || clock.n > 23 || minute.n > 59 {
		return day
	}
	second, ok := two(minute.rest, ":")
	zone := minute.rest
	if ok {
		zone = second.rest
	}
	if strings.HasPrefix(zone, ".") {
		zone = strings.TrimLeft(zone[1:], "0123456789")
	}
	place := time.UTC
	if east, ok := offset(zone); ok {
		place = time.FixedZone("", east)
	}
	return time.Date(day.Year(), day.Month(), day.Day(), clock.n, minute.n, second.n, 0, place)
}

type clockPart struct {
	n    int
	rest string
}

// two reads two digits behind a mark.
func two(text, mark string) (clockPart, bool) {
	text, ok := strings.CutPrefix(text, mark)
	if !ok || len(text) < 2 || text[0] < '0' || text[0] > '9' || text[1] < '0' || text[1] > '9' {
		return clockPart{}, false
	}
	return clockPart{int(text[0]-'0')*10 + int(text[1]-'0'), text[2:]}, true
}

// offset reads a zone such as +02:00, in seconds east.
func offset(zone string) (int, bool) {
	if zone == "" || zone[0] != '+' && zone[0] != '-' {
		return 0, false
	}
	hours, ok := two(zone[1:], "")
	minutes, ok2 := two(strings.TrimPrefix(hours.rest, ":"), "")
	east := hours.n*3600 + minutes.n*60
	if zone[0] == '-' {
		east = -east
	}
	return east, ok && ok2
}

// numbers is 3.5.2024, 03/05/2024 or 03.05.24: with slashes month first where the page speaks American English.
func (t *trust) numbers(tokens *dateTokens, i int) (Date, bool) {
	mark := strings.TrimSpace(tokens.between(i + 1))
	a, b, year := tokens.at(i), tokens.at(i+1), tokens.at(i+2)
	short := year.digits == 2 && a.digits == 2 && b.digits == 2 && mark != "-" && tokens.between(i+1) == mark && !tokens.dotted(i)
	if mark != "." && mark != "/" && mark != "-" || strings.TrimSpace(tokens.between(i+2)) != mark || !b.part() || !year.year() && !short {
		return Date{}, false
	}
	y := year.number
	if short {
		y += 2000
	}
	day, month := a.number, b.number
	if mark == "/" && t.american() && day <= 12 || month > 12 {
		day, month = month, day
	}
	at, ok := calendar(y, time.Month(month), day)
	d := Date{Time: at, Day: true}
	if ok && mark == "/" && day <= 12 && day != month {
		d.Other, _ = calendar(y, time.Month(day), month)
	}
	return d, ok
}

// dotted reports whether the three numbers from a token on are part of a longer one, such as a version or an address.
func (d *dateTokens) dotted(i int) bool {
	before, after := d.between(i), d.between(i+3)
	return strings.HasSuffix(before, ".") && len(before) == 1 || after == "." || after == "/" || after == "-"
}

// american reports whether the page writes the month first: English that says of no other country that it is of it.
func (t *trust) american() bool {
	lang := strings.ToLower(t.f.Lang)
	for i := 0; i < len(t.d.elements) && lang == ""; i++ {
		if n := t.d.elements[i].node; n.DataAtom == atom.Body {
			break
		} else if n.DataAtom == atom.Html {
			lang = strings.ToLower(attr(n, "xml:lang"))
		}
	}
	if lang == "" && len(t.packs) > 0 {
		lang = t.packs[0].code
	}
	if lang == "en" || lang == "" {
		for i := range t.f.OpenGraph {
			if p := &t.f.OpenGraph[i]; p.Name == "og:locale" {
				lang = strings.ToLower(strings.ReplaceAll(p.Content, "_", "-"))
			}
		}
	}
	return lang == "en" || lang == "en-us" || lang == ""
}

// dayFirst is 3 May 2024, 3. Mai 2024, 3rd of May, 2024, 3 de mayo de 2024.
func (t *trust) dayFirst(tokens *dateTokens, i int) (Date, bool) {
	day := tokens.all[i].number
	k := i + 1
	if ordinals[tokens.at(k).text] && tokens.between(k) == "" {
		k++
	}
	if linking[tokens.at(k).text] {
		k++
	}
	month := t.month(tokens.at(k).text)
	if month == 0 || !tight(tokens, i+1, k) {
		return Date{}, false
	}
	year := k + 1
	if linking[tokens.at(year).text] {
		year++
	}
	if !tokens.at(year).year() || !tight(tokens, k+1, year) {
		return Date{}, false
	}
	at, ok := calendar(tokens.at(year).number, month, day)
	return Date{Time: at, Day: true}, ok
}

// monthFirst is May 3, 2024, and to the month May 2024.
func (t *trust) monthFirst(tokens *dateTokens, i int) (Date, bool) {
	month := t.month(tokens.all[i].text)
	if month == 0 {
		return Date{}, false
	}
	k := i + 1
	if day := tokens.at(k); day.part() {
		if k++; ordinals[tokens.at(k).text] && tokens.between(k) == "" {
			k++
		}
		if tokens.at(k).year() && tight(tokens, i+1, k) {
			at, ok := calendar(tokens.at(k).number, month, day.number)
			return Date{Time: at, Day: true}, ok
		}
		return Date{}, false
	}
	if linking[tokens.at(k).text] {
		k++
	}
	behindDay := tokens.at(i-1).part() && tight(tokens, i, i) // of a day that does not exist
	if !tokens.at(k).year() || !tight(tokens, i+1, k) || behindDay || !t.ownMonth(tokens.all[i].text) {
		return Date{}, false
	}
	return Date{Time: time.Date(tokens.at(k).number, month, 1, 0, 0, 0, 0, time.UTC)}, true
}

var (
	ordinals = set("st|nd|rd|th|º|er|e")
	linking  = set("de|of|del")
)

// tight reports whether nothing but a space and a mark stands before each of some tokens.
func tight(tokens *dateTokens, from, to int) bool {
	for k := from; k <= to; k++ {
		if gap := tokens.between(k); len(gap) > 2 || strings.Trim(gap, " .,-") != "" {
			return false
		}
	}
	return true
}

// calendar is a day that exists.
func calendar(year int, month time.Month, day int) (time.Time, bool) {
	at := time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
	return at, month >= 1 && month <= 12 && at.Day() == day && at.Month() == month
}

// month reads a month's name in any language, 0 where it is none: those of the page are asked first.
func (t *trust) month(name string) time.Month {
	if len(name) < 3 {
		return 0
	}
	for _, p := range t.packs {
		if m := p.months[name]; m != 0 {
			return m
		}
	}
	if m := t.opt.packs().months[name]; m != 0 {
		return m
	}
	return otherMonths[name]
}

// otherMonths are the names of months in languages without a pack: a date can be read where nothing else is.
var otherMonths = func() map[string]time.Month {
	names := map[string]time.Month{}
	for i, list := range [...]string{
		"stycznia|sty|januari|januar|ianuarie|ocak|ledna|января|янв|ιανουαρίου", "lutego|lut|februari|februar|februarie|şubat|února|февраля|фев|φεβρουαρίου",
		"marca|mars|marts|martie|mart|března|марта|мар|μαρτίου", "kwietnia|kwi|april|aprilie|nisan|dubna|апреля|апр|απριλίου",
		"maja|maj|mai|mayıs|května|мая|μαΐου", "czerwca|cze|juni|iunie|haziran|června|июня|июн|ιουνίου",
		"lipca|lip|juli|iulie|temmuz|července|июля|июл|ιουλίου", "sierpnia|sie|augusti|august|ağustos|srpna|августа|авг|αυγούστου",
		"września|wrz|september|septembrie|eylül|září|сентября|сен|σεπτεμβρίου", "października|paź|oktober|octombrie|ekim|října|октября|окт|οκτωβρίου",
		"listopada|lis|november|noiembrie|kasım|listopadu|ноября|ноя|νοεμβρίου", "grudnia|gru|december|desember|decembrie|aralık|prosince|декабря|дек|δεκεμβρίου",
	} {
		for _, name := range words(list) {
			names[name] = time.Month(i + 1)
		}
	}
	return names
}()

// ownMonth reports whether a name is that of a month in a language of the page.
func (t *trust) ownMonth(name string) bool {
	for _, p := range t.packs {
		if p.months[name] != 0 {
			return true
		}
	}
	return len(t.packs) == 0
}
