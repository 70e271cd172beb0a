package page

import (
	"slices"
	"strings"
)

// Limits of a bio that nothing but its shape gives away.
const (
	minShapeWords = 15
	maxShapeWords = 220
	minSignals    = 2
)

// shapeBios are closing paragraphs that begin with a person's name and a verb and speak of training and writing: "Jane Roe
// is a registered nurse and health writer who …". They stand in the last quarter of the content or behind it; a story
// about a patient or a researcher stands earlier, or says nothing of writing. What a known
// bio includes is passed over.
func (t *trust) shapeBios(known []Bio) []Bio {
	total := 0
	for i := range t.f.Blocks {
		if b := &t.f.Blocks[i]; b.Region.Content() && t.said(i) {
			total += b.Words
		}
	}
	var found []Bio
	before := 0
	for i := range t.f.Blocks {
		b := &t.f.Blocks[i]
		if len(found) < maxPeople && b.Words >= minShapeWords && b.Words <= maxShapeWords && t.said(i) && b.Region != RegionHeader &&
			(b.Region == RegionAside || 4*(before+b.Words) >= 3*total) &&
			!slices.ContainsFunc(known, func(k Bio) bool { return strings.Contains(k.Text, cut(b.Text, maxBio)) }) && t.shapedAsBio(i) {
			found = append(found, t.bioOf(i, b.Text, "shape", "medium"))
		}
		if b.Region.Content() && t.said(i) {
			before += b.Words
		}
	}
	return found
}

// shapedAsBio tells by the cheapest signs first: of a thousand paragraphs, one gets as far as its credentials.
func (t *trust) shapedAsBio(i int) bool {
	text := t.f.Blocks[i].Text
	if first := text[0]; first >= 'a' && first <= 'z' {
		return false
	}
	if t.says(i).has(saysAbout) {
		text = t.withoutAbout(text)
	}
	if !opensAsName(text) {
		return false
	}
	name, rest := leadingName(text)
	if !strings.Contains(dropTitles(name), " ") {
		return false
	}
	_, _, rest = readCredentials(rest, t.packs)
	rest = strings.TrimLeft(rest, " ,")
	for _, p := range t.packs {
		if beginsWithWord(rest, p.BioVerbs) && signals(t.low(i), rest, p) >= minSignals {
			return !t.genericName(dropTitles(name))
		}
	}
	return false
}

// opensAsName is a first look at whether a text may begin with a name of two words: behind a word that is no title stands no other in small letters,
// but for particles.
func opensAsName(text string) bool {
	first, rest, _ := strings.Cut(text, " ")
	if rest == "" || rest[0] < 'a' || rest[0] > 'z' {
		return true
	}
	second, _, _ := strings.Cut(rest, " ")
	return particles[strings.TrimRight(second, nameMarks)] || isTitle(strings.TrimRight(first, nameMarks))
}

// beginsWithWord reports whether the first word of a text is one of the list.
func beginsWithWord(text string, list []string) bool {
	first, _, _ := strings.Cut(text, " ")
	low := strings.ToLower(first)
	for _, w := range list {
		if strings.HasPrefix(low, w) && boundary(low, len(w)) {
			return true
		}
	}
	return false
}

// signals counts what speaks for a bio: writing, qualification and, where that settles it, an occupation.
func signals(low, rest string, p *language) int {
	n := 0
	if containsAny(low, p.Writing) {
		n++
	}
	if containsAny(low, p.Expertise) {
		n++
	}
	if n == minSignals-1 {
		if _, tier := roleIn(cut(rest, 240), []*language{p}); tier > 0 {
			n++
		}
	}
	return n
}
