package trust

import (
	"strings"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/crawler/page"
)

// disclosure is how a page tells that it earns from links.
type disclosure struct {
	code      string // "" for in time, else late, footer-only, link-only or hidden
	statement *page.Statement
	link      *page.Link // of link-only, where no statement has it
}

// tell finds the best disclosure of a page with paid links, nil where there is none.
func tell(p *checks.Pass, paid []int) *disclosure {
	var best *disclosure
	rank := map[string]int{"": 5, "late": 4, "footer-only": 3, "link-only": 2, "hidden": 1}
	f := p.Page.Facts
	for i := range f.Statements {
		s := &f.Statements[i]
		if !discloses(p, s, paid) {
			continue
		}
		d := &disclosure{lateCode(f, s, paid[0]), s, nil}
		if best == nil || rank[d.code] > rank[best.code] {
			best = d
		}
	}
	if best == nil || best.code == "hidden" {
		if l := disclosureLink(f); l != nil {
			return &disclosure{"link-only", nil, l}
		}
	}
	return best
}

// discloses reports whether a statement says that links are paid. "Sponsored by" does where every paid link is declared as sponsored.
func discloses(p *checks.Pass, s *page.Statement, paid []int) bool {
	switch {
	case denies(s):
		return false
	case s.Kind == page.Affiliation:
		return true
	case s.Kind != page.Sponsorship:
		return false
	}
	for _, i := range paid {
		if !hasRel(&p.Page.Facts.Links[i], "sponsored") {
			return false
		}
	}
	return true
}

// denies reports whether a sentence says that there are no paid links. A negation elsewhere in it says something else: "at no cost to
// you", "not paid by makers, but we earn a commission".
func denies(s *page.Statement) bool {
	before, _, found := strings.Cut(page.PlainText(s.Text), s.Phrase)
	if !s.Negated || !found || strings.Contains(s.Phrase, " but ") {
		return false
	}
	words := strings.Fields(before)
	for _, w := range words[max(0, len(words)-3):] {
		if strings.HasSuffix(w, "n't") || w == "no" || w == "not" || w == "never" || w == "without" {
			return true
		}
	}
	return false
}

// lateCode says what is wrong with where a disclosure stands, "" for nothing.
func lateCode(f *page.Facts, s *page.Statement, first int) string {
	switch {
	case s.Hidden:
		return "hidden"
	case s.Block >= 0 && linked(f, s):
		return "link-only"
	case s.Region == page.RegionFooter:
		return "footer-only"
	case follows(s, &f.Links[first]):
		return "late"
	}
	return ""
}

// linked reports whether the words of a statement are those of a link.
func linked(f *page.Facts, s *page.Statement) bool {
	for i := range f.Links {
		l := &f.Links[i]
		if l.Block == s.Block && l.Navigates() && strings.Contains(page.PlainText(l.Text), s.Phrase) {
			return true
		}
	}
	return false
}

// follows reports whether a statement stands in a later block than a link.
func follows(s *page.Statement, l *page.Link) bool {
	if s.Block >= 0 && l.Block >= 0 {
		return s.Block > l.Block
	}
	return s.Line > 0 && l.Line > 0 && s.Line > l.Line
}

// disclosureLink is a link to a page about affiliate links by its text or address, in any region.
func disclosureLink(f *page.Facts) *page.Link {
	for i := range f.Links {
		l := &f.Links[i]
		if !l.Navigates() || l.Hidden || l.Scheme != "" {
			continue
		}
		named := strings.ToLower(l.Text + " " + strings.TrimPrefix(l.URL, "https://"))
		if _, path, ok := strings.Cut(named, "/"); ok && (strings.Contains(path, "affiliat") || strings.Contains(path, "afiliad")) && !hasRel(l, "sponsored") &&
			!strings.Contains(l.URL, "?") {
			return l
		}
		if text := strings.ToLower(l.Text); strings.Contains(text, "affiliat") || strings.Contains(text, "afiliad") {
			return l
		}
	}
	return nil
}
