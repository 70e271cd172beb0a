package page

import (
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
	for i := range t.f.Blocks {
		if len(found) < maxPeople && t.said(i) && t.f.Blocks[i].Words <= 80 {
			found = append(found, t.reviewerIn(i)...)
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
	}
	return ""
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

// reviewerIn reads the names behind the review phrase of a block. A negated phrase ("not yet reviewed by") names nobody.
func (t *trust) reviewerIn(i int) []Person {
	b := &t.f.Blocks[i]
	text, says := t.labeled(i)
	if !says.has(saysReviewedBy) {
		return nil
	}
	low := lowerSame(text)
	if len(low) != len(text) {
		return nil
	}
	for _, p := range t.packs {
		for _, w := range p.ReviewedBy {
			at := strings.Index(low, w)
			if at < 0 || negated(low, at, p) || !opensReview(text, w, at) {
				continue
			}
			raw := textName(strings.TrimLeft(text[at+len(w):], " |:,"), strings.Count(w, " ") > 1 || strings.HasSuffix(w, ":"), t.packs)
			if raw == "" {
				continue
			}
			return t.people(raw, Person{
				Source: "text", Visible: true, Region: b.Region, Selector: b.Selector,
				Snippet: cut(b.Text, 120), Line: b.Line, Col: b.Col,
			})
		}
	}
	return nil
}

// opensReview reports whether a review phrase speaks of the page. One of two words, such as "reviewed by", does so where it opens a line, a
// sentence or what follows a separator; elsewhere it speaks of whatever stands before it, a film or a bill.
func opensReview(text, phrase string, at int) bool {
	if strings.Count(phrase, " ") != 1 || strings.HasSuffix(phrase, ":") {
		return true
	}
	before := strings.TrimRight(text[:at], " ")
	if before == "" || text[at] >= 'A' && text[at] <= 'Z' {
		return true
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
