package page

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html/atom"
)

// Limits of bylines in running text.
const (
	bylineHead  = 3000 // characters of content, from its start, in which a byline is looked for
	bylineWords = 40   // words of a block that can hold one
	lineWords   = 80   // … or a reviewer or date
	articleHead = 300  // characters within which a footer of an article stands at its head, as some systems have it
)

// textAuthors are the authors that a line of text names, such as "Written by Jane Roe, PhD on April 29, 2018".
func (t *trust) textAuthors() []Person {
	if len(t.packs) == 0 {
		return nil
	}
	var found []Person
	for i := range t.lines {
		l := &t.lines[i]
		if words := t.f.Blocks[l.block].Words; !l.foot && words <= bylineWords && (l.before < bylineHead || words <= 20) {
			found = append(found, t.bylineIn(l)...)
		}
	}
	return found
}

// bylineIn reads the byline that begins a line or stands behind a separator in it.
func (t *trust) bylineIn(l *line) []Person {
	b := &t.f.Blocks[l.block]
	if !l.says.has(saysBy) || strings.Contains(l.text, "ISBN") { // of a book
		return nil
	}
	for _, part := range splitByline(l.text) {
		if t.opensReview(strings.TrimSpace(part)) {
			continue
		}
		after, certain := t.cutByline(part)
		if after == "" {
			after = t.labelInside(part)
		}
		if after == "" && countWords(part) <= 14 {
			after, certain = t.datedByline(part)
		}
		if after == "" || photoCredit(part) {
			continue
		}
		raw := textName(after, certain, t.packs)
		if raw == "" || t.inCard(t.d.blockNodes[l.block]) {
			continue
		}
		base := Person{Source: "text", Region: b.Region, Selector: b.Selector, Line: b.Line, Col: b.Col, Snippet: cut(b.Text, 120)}
		return t.people(raw, base)
	}
	return nil
}

// labelInside returns what stands behind a label such as "Author:" in the middle of a line of several.
func (t *trust) labelInside(text string) string {
	low := lowerSame(text)
	if len(low) != len(text) || !strings.Contains(low, ":") {
		return ""
	}
	for _, p := range t.packs {
		for _, w := range p.WrittenBy {
			if i := strings.Index(low, " "+w); i >= 0 && strings.HasSuffix(w, ":") && !p.endsReview(low[:i+len(w)]) && !p.behindWord(low[:i], w) {
				return strings.TrimLeft(text[i+1+len(w):], " ")
			}
		}
	}
	return ""
}

// prepositions are labels that say who did what the word before them says: wrote, or inspired, sponsored, powered.
var prepositions = []string{"by", "por", "par", "von", "di", "door", "oleh"}

// behindWord reports whether a label is but a preposition and stands behind a word that tells of no writing. Before is the text up to the label,
// both in lower case.
func (l *language) behindWord(before, label string) bool {
	last, _ := utf8.DecodeLastRuneInString(before)
	label = strings.TrimRight(label, " :")
	return unicode.IsLetter(last) && slices.Contains(prepositions, label) &&
		!slices.ContainsFunc(l.WrittenBy, func(w string) bool { return len(w) > len(label) && strings.HasSuffix(before+" "+label, w) })
}

// endsReview reports whether a text ends with the words that open a reviewer's line.
func (l *language) endsReview(low string) bool {
	if !l.phrases.in(low + ":").has(saysReviewedBy) {
		return false
	}
	for _, w := range l.ReviewedBy {
		if strings.HasSuffix(low, strings.TrimSuffix(w, ":")) && !strings.HasPrefix(w, "written") {
			return true
		}
	}
	return false
}

// datedByline returns what stands behind "by" where a date comes before it: "Posted on May 3, 2024 by Jane".
func (t *trust) datedByline(text string) (after string, certain bool) {
	if !hasDigit(text) {
		return "", false
	}
	if after = t.withoutByline(text); after == text {
		return "", false
	}
	if _, ok := t.parseDate(text); !ok {
		return "", false
	}
	return after, false
}

// line is a block with a sign of a byline, a reviewer or a date of the page.
type line struct {
	block  int
	text   string // behind its label
	says   clues  // both together
	before int    // bytes of what the page says before it
	foot   bool   // it stands in a footer that is not at the head of an article
}

// findLines fills lines.
func (t *trust) findLines() {
	if len(t.packs) == 0 {
		return
	}
	seen := 0
	for i := range t.f.Blocks {
		if !t.said(i) {
			continue
		}
		b := &t.f.Blocks[i]
		foot := b.Region == RegionFooter && (seen > articleHead || !within(t.d.blockNodes[i], atom.Article))
		if b.Words <= lineWords {
			if text, says := t.labeled(i); says&(saysBy|saysReviewedBy|saysDate) != 0 {
				t.lines = append(t.lines, line{i, text, says, seen, foot})
			}
		}
		if !foot {
			seen += len(b.Text)
		}
	}
}

// labeled is a block's text and what that says. The label of a definition list or table row is put before its value.
func (t *trust) labeled(i int) (text string, says clues) {
	text = t.f.Blocks[i].Text
	label := t.labelOf(i)
	if label == "" {
		return text, t.says(i)
	}
	text = strings.TrimSuffix(label, ":") + ": " + text
	return text, t.saysIn(newPlainBlock(text).text)
}

func (t *trust) labelOf(i int) string {
	if i == 0 {
		return ""
	}
	b, label := &t.f.Blocks[i], &t.f.Blocks[i-1]
	if len(label.Text) >= 40 || b.Words > bylineWords {
		return ""
	}
	pair := (b.Element == "dd" || b.Element == "td") && (label.Element == "dt" || label.Element == "th" || label.Element == "td")
	if (pair || strings.HasSuffix(label.Text, ":") && looksLikeName(b.Text) || t.titlesName(label, b)) && !t.otherDeed(label.Text) {
		return label.Text
	}
	return ""
}

// titlesName reports whether a block of its own, such as a heading, is the bare word of a label ("Author", "Reviewer") and the next one a person.
func (t *trust) titlesName(label, b *Block) bool {
	if label.Words > 2 || b.Words > 8 || label.Region != b.Region || label.Hidden != b.Hidden {
		return false
	}
	if !slices.ContainsFunc(t.packs, func(p *language) bool { return lowerIn(p.bareLabels, label.Text) }) {
		return false
	}
	people := t.readNames(strings.Trim(b.Text, " ,|"))
	return len(people) == 1 && looksLikeName(people[0].name)
}

// otherDeed reports whether a label ends with "by" and says something else than that somebody wrote or reviewed: "Owned by", "Developed by:".
func (t *trust) otherDeed(label string) bool {
	words := strings.Fields(strings.TrimSuffix(PlainText(label), ":"))
	if len(words) < 2 {
		return false
	}
	whole, last := strings.Join(words, " "), words[len(words)-1]
	ends := func(openers []string) bool {
		return slices.ContainsFunc(openers, func(w string) bool {
			return strings.Contains(w, " ") && strings.HasSuffix(whole, strings.TrimSuffix(w, ":"))
		})
	}
	deed := slices.ContainsFunc(t.packs, func(p *language) bool { return slices.Contains(p.By, last) })
	return deed && !slices.ContainsFunc(t.packs, func(p *language) bool { return ends(p.WrittenBy) || ends(p.ReviewedBy) })
}

// lowerSame is plain text where that keeps every byte in its place, else lower case.
func lowerSame(text string) string {
	if low := PlainText(text); len(low) == len(text) {
		return low
	}
	return strings.ToLower(text)
}

func splitByline(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("|·•–—/", r) })
}

// withoutByline drops the words before the name: "By", "Posted on May 3 by", "View all posts by". Without a name behind
// them nothing is left.
func (t *trust) withoutByline(text string) string {
	if after, certain := t.cutByline(text); after != "" || certain {
		return after
	}
	low := lowerCase(text)
	if len(low) != len(text) {
		return text
	}
	for _, p := range t.packs {
		for _, w := range p.By {
			if i := strings.Index(low, " "+w+" "); i >= 0 && (i < 12 || hasDigit(text[:i]) || containsAny(low, allPosts)) {
				return strings.TrimLeft(text[i+len(w)+2:], " |:")
			}
		}
	}
	return text
}

// allPosts begin the titles of links to an author's archive.
var allPosts = words("posts by|alle beiträge|articles by|entradas de|tous les articles|tutti gli articoli|todos os posts")

// cutByline returns what stands behind the words that open a byline, "" where none opens it, and whether those words say
// more than "by".
func (t *trust) cutByline(text string) (after string, certain bool) {
	text = strings.Trim(text, " |(\"")
	low := lowerSame(text)
	if len(low) != len(text) {
		return "", false
	}
	for _, p := range t.packs {
		for _, w := range p.WrittenBy {
			if strings.HasPrefix(low, w) && (strings.HasSuffix(w, ":") || boundary(low, len(w))) {
				return strings.TrimLeft(text[len(w):], " |:"), true
			}
		}
	}
	for _, p := range t.packs {
		for _, w := range p.By {
			if strings.HasPrefix(low, w+" ") {
				return strings.TrimLeft(text[len(w):], " |:"), false
			}
		}
	}
	return "", false
}

// opensReview reports whether a text begins as a reviewer's line.
func (t *trust) opensReview(text string) bool {
	low := newPlainBlock(text).text
	for _, p := range t.packs {
		if !p.phrases.in(low).has(saysReviewedBy) {
			continue
		}
		low := PlainText(low)
		for _, w := range p.ReviewedBy {
			if strings.HasPrefix(low, w) && !strings.HasPrefix(w, "written") {
				return true
			}
		}
	}
	return false
}

// textName reads names from running text behind byline words. Where those words are not certain ("by"), two words are
// needed and no sentence may go on behind them.
func textName(after string, certain bool, packs []*language) string {
	name, rest := leadingName(after)
	if name == "" || !certain && !strings.Contains(dropTitles(name), " ") {
		return ""
	}
	raw := name
	creds, _, rest := readCredentials(rest, packs)
	if len(creds) > 0 {
		raw += ", " + strings.Join(creds, ", ")
	}
	for _, and := range [...]string{"and ", "und ", "& ", "y ", "et ", "e ", ", "} {
		if more, ok := strings.CutPrefix(strings.TrimLeft(rest, " "), and); ok {
			if second := textName(more, false, packs); second != "" {
				return raw + "; " + second
			}
		}
	}
	if (!certain || !strings.Contains(dropTitles(name), " ")) && sentenceGoesOn(rest) {
		return ""
	}
	return raw
}

// sentenceGoesOn reports whether a lower-case word that no byline has follows.
func sentenceGoesOn(rest string) bool {
	word, _, _ := strings.Cut(strings.TrimLeft(rest, " "), " ")
	if word == "" || !unicode.IsLower([]rune(word)[0]) {
		return false
	}
	switch strings.Trim(word, ".,:;") {
	case "on", "am", "le", "el", "il", "em", "op", "in", "at", "for", "vom", "updated", "published", "pada", "posted", "last", "min", "für", "medically":
		return false
	}
	return true
}

// bylineName cuts what follows the name in the text of a byline element: a date, a place, a time to read.
func bylineName(text string) string {
	if i := strings.IndexAny(text, "|·•–—(→"); i > 0 {
		text = text[:i]
	}
	text = strings.TrimSpace(text)
	for i, r := range text {
		if unicode.IsDigit(r) && i > 0 && strings.ContainsRune(" .,", rune(text[i-1])) {
			text = text[:i]
			break
		}
	}
	text = strings.TrimSuffix(strings.TrimSuffix(text, " am"), " on")
	for _, stop := range [...]string{" on ", " am ", " in ", " at ", " le ", " vom ", " posted ", " Posted ", " published ", " Published ", " Updated ", " updated ", " aktualisiert", " veröffentlicht", " for ", " für ", " - "} {
		if i := strings.Index(text, stop); i > 0 {
			text = text[:i]
		}
	}
	if label, name, ok := strings.Cut(text, "："); ok && utf8.RuneCountInString(label) < 10 {
		text = name
	}
	return strings.TrimSpace(text)
}
