package page

import (
	"slices"
	"strings"
)

// negationWindow is how far before a phrase a negation is looked for, in bytes.
const negationWindow = 60

// reviewers fills Reviewers and ReviewFinds from structured data and from lines such as "Medically reviewed by Jane Roe, MD".
func (t *trust) reviewers() {
	var found []Person
	for _, n := range t.nodes {
		for i := range n.Props {
			if n.Props[i].Name == "reviewedBy" {
				found = append(found, t.dataPeople(&n.Props[i], n.Node)...)
			}
		}
	}
	for i := range t.lines {
		if len(found) < maxPeople {
			found = append(found, t.reviewerIn(&t.lines[i])...)
		}
	}
	for _, p := range found[:min(len(found), maxPeople)] {
		if p.Rejected == "" {
			p.Rejected = t.rejectReviewer(&p)
		}
		if p.Rejected == "" {
			t.addReviewer(p)
		}
		t.f.ReviewFinds = append(t.f.ReviewFinds, p)
	}
}

// rejectReviewer says why a candidate names no person, "" where it does.
func (t *trust) rejectReviewer(p *Person) string {
	switch p.Generic = t.genericName(p.Name); {
	case p.Org:
		return "organization"
	case rejectName(p.Name) != "":
		return rejectName(p.Name)
	case p.Generic:
		return "generic"
	case p.Source == "text" && len(p.Credentials) == 0 && abbreviated(p.Name):
		return "abbreviated"
	}
	return ""
}

// abbreviated reports whether a name ends in an initial, as those of customers do.
func abbreviated(name string) bool {
	last := strings.TrimSuffix(name[strings.LastIndexByte(name, ' ')+1:], ".")
	return len(last) == 1 && strings.Contains(name, " ")
}

func (t *trust) addReviewer(p Person) {
	for i := range t.f.Reviewers {
		r := &t.f.Reviewers[i]
		if SameName(r.Name, p.Name) {
			r.Credentials = union(r.Credentials, p.Credentials)
			r.Tier = BetterTier(r.Tier, p.Tier)
			r.Visible = r.Visible || p.Visible
			r.ID, r.Profile = firstNonEmpty(r.ID, p.ID), firstNonEmpty(r.Profile, p.Profile)
			return
		}
	}
	t.see(&p)
	if link := t.profileLink(p.Name); link != "" {
		p.Profile = link
	}
	t.f.Reviewers = append(t.f.Reviewers, p)
}

// reviewerIn reads the names in a line that says who reviewed the page. A negated phrase ("not yet reviewed by") names nobody.
func (t *trust) reviewerIn(l *line) []Person {
	b, text, says := &t.f.Blocks[l.block], l.text, l.says
	if says&(saysReviewedBy|saysDate) == 0 {
		return nil
	}
	low := lowerSame(text)
	if len(low) != len(text) {
		return nil
	}
	for _, p := range t.packs {
		raw := ""
		if says.has(saysReviewedBy) {
			raw = firstNonEmpty(t.reviewedBy(text, low, p), t.approvedBy(text, low, p), t.whoReviewed(text, low, p))
		}
		if raw == "" && says.has(saysDate) {
			raw = t.reviewedOn(text, low, p)
		}
		if raw != "" && t.inCard(t.d.blockNodes[l.block]) {
			return nil
		}
		if raw != "" {
			return t.people(raw, Person{
				Source: "text", Visible: true, Region: b.Region, Selector: b.Selector,
				Snippet: cut(b.Text, 120), Line: b.Line, Col: b.Col,
			})
		}
	}
	return nil
}

// reviewedBy reads the names behind a review phrase, "" where there are none.
func (t *trust) reviewedBy(text, low string, p *language) string {
	for _, w := range p.ReviewedBy {
		at := strings.Index(low, w)
		if at < 0 || negated(low, at, p) || !t.opensPhrase(text, w, at) {
			continue
		}
		certain := strings.Count(w, " ") > 1 || strings.HasSuffix(w, ":")
		rest := beforeTitle(strings.TrimLeft(text[at+len(w):], " |:,"))
		if raw := textName(rest, certain, t.packs); raw != "" {
			return raw
		}
		if raw := t.behindRole(rest); raw != "" {
			return raw
		}
	}
	return ""
}

// approvedBy is reviewedBy for phrases that are said of much besides texts: only a person with a credential or title approves one.
func (t *trust) approvedBy(text, low string, p *language) string {
	for _, w := range p.ApprovedBy {
		at := strings.Index(low, w)
		if at < 0 || negated(low, at, p) || !t.opensPhrase(text, w, at) {
			continue
		}
		raw := textName(beforeTitle(strings.TrimLeft(text[at+len(w):], " |:,–—-")), true, t.packs)
		if people := t.readNames(raw); len(people) > 0 && len(people[0].credentials) > 0 {
			return raw
		}
	}
	return ""
}

// articlesBefore are words that may stand before the title of a name, as in "relu par le Dr Roe".
var articlesBefore = words("le |la |el |il |lo |o |a |de |den |der |dem |dal |l'")

// beforeTitle is a text without the article before a title.
func beforeTitle(text string) string {
	for _, w := range articlesBefore {
		rest, ok := strings.CutPrefix(text, w)
		if title, _, _ := strings.Cut(rest, " "); ok && isTitle(title) {
			return rest
		}
	}
	return text
}

// maxRole bounds what may stand between a review phrase and the name, as in "reviewed by our pharmacist, Jane Roe".
const maxRole = 40

// behindRole reads the name behind an occupation, with a comma or colon between them or without.
func (t *trust) behindRole(text string) string {
	end := strings.IndexAny(text[:min(len(text), maxRole)], ",:")
	if end < 0 {
		end = lowerWords(text)
	}
	if end <= 0 || end >= maxRole {
		return ""
	}
	if role, _ := roleIn(text[:end], t.packs); role == "" {
		return ""
	}
	return textName(strings.TrimLeft(text[end:], " ,:"), false, t.packs)
}

// lowerWords is where the words in lower case end that a text begins with.
func lowerWords(text string) int {
	at := 0
	for at < len(text) && text[at] >= 'a' && text[at] <= 'z' {
		space := strings.IndexByte(text[at:], ' ')
		if space < 0 {
			return len(text)
		}
		at += space + 1
	}
	return at
}

// reviewLine bounds the text around a phrase that a reviewer's name is looked for in.
const reviewLine = 120

// whoReviewed reads the name before a phrase such as "reviewed this article", or before a participle at the end of a sentence as German has it.
func (t *trust) whoReviewed(text, low string, p *language) string {
	for _, w := range p.ReviewThis {
		at := strings.Index(low, w)
		if at < 0 || negated(low, at, p) {
			continue
		}
		start := max(0, at-reviewLine)
		if stop := strings.LastIndexAny(text[start:at], "!?|"); stop >= 0 {
			start += stop + 1
		}
		for _, by := range p.By {
			if i := strings.LastIndex(low[start:at], " "+by+" "); i >= 0 {
				start += i + len(by) + 2
				break
			}
		}
		name, rest := leadingName(beforeTitle(strings.TrimLeft(text[start:at], " ")))
		if rest = strings.TrimSpace(rest); strings.Contains(dropTitles(name), " ") && (rest == "" || strings.HasPrefix(rest, ",") || slices.Contains(auxiliaries, rest)) {
			creds, _, _ := readCredentials(rest, t.packs)
			return strings.Join(append([]string{name}, creds...), ", ")
		}
	}
	return ""
}

// auxiliaries stand between a name and the participle.
var auxiliaries = words("has|hat|ha|heeft|a|telah")

// reviewedOn reads the name behind a date of review, as in "Last reviewed on 3 May 2024 by Jane Roe, MD".
func (t *trust) reviewedOn(text, low string, p *language) string {
	for _, w := range p.Reviewed {
		at := strings.Index(low, w)
		if at < 0 || negated(low, at, p) {
			continue
		}
		rest := at + len(w)
		for _, by := range p.By {
			end := strings.Index(low[rest:min(len(low), rest+maxRole)], " "+by+" ")
			if end < 0 {
				continue
			}
			if _, ok := t.parseDate(text[rest : rest+end]); ok {
				return textName(beforeTitle(strings.TrimLeft(text[rest+end+len(by)+2:], " ")), false, t.packs)
			}
		}
	}
	return ""
}

// opensPhrase reports whether a review phrase speaks of the page. One of two words, such as "reviewed by", does so where it opens a line, a
// sentence or what follows a separator, or behind the author in a byline; elsewhere it speaks of whatever stands before it, a film or a bill.
func (t *trust) opensPhrase(text, phrase string, at int) bool {
	if strings.Count(phrase, " ") != 1 || strings.HasSuffix(phrase, ":") {
		return true
	}
	before := strings.TrimRight(text[:at], " ")
	if before == "" || text[at] >= 'A' && text[at] <= 'Z' {
		return true
	}
	if strings.HasSuffix(before, ",") || strings.HasSuffix(before, " and") || strings.HasSuffix(before, " &") {
		signed, _ := t.cutByline(text)
		return signed != ""
	}
	return strings.HasSuffix(before, "—") || strings.HasSuffix(before, "–") || strings.HasSuffix(before, "·") || strings.HasSuffix(before, "•") ||
		strings.IndexByte(".|/:;(", before[len(before)-1]) >= 0
}

// negated reports whether a negation stands before a phrase, in the same sentence.
func negated(text string, at int, l *language) bool {
	before := text[max(0, at-negationWindow):at]
	if i := strings.LastIndexAny(before, ".!?"); i >= 0 {
		before = before[i+1:]
	}
	return l.denies(before)
}
