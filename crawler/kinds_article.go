package crawler

import (
	"slices"
	"strings"

	"github.com/healthusias/rounds/crawler/page"
)

// articleTraits are what tells an article from other pages with as much text: an index, a landing page, a page of the site about itself.
func articleTraits(f *page.Facts) (t trait) {
	if f.Words >= articleWords && 5*paragraphs(f) >= 3*f.Words {
		t |= traitProse
	}
	if isIndex(f) {
		t |= traitIndex
	}
	declared, other := openGraphType(f)
	if declared {
		t |= traitDeclared
	}
	if signed(f) {
		t |= traitTold
	}
	if other || slices.ContainsFunc(f.Forms, asksWho) {
		t |= traitUntold
	}
	return t
}

// An index leads to this many pages with less than this many words for each.
const (
	indexLinks = 20
	indexWords = 40
)

// paragraphs counts the words of the content that stand in blocks of 25 words or more: those of articles do, those of cards, tables and
// slogans do not.
func paragraphs(f *page.Facts) (words int) {
	const paragraph = 25
	for i := range f.Blocks {
		b := &f.Blocks[i]
		if b.Words >= paragraph && 2*b.InLinks < b.Words && !b.Hidden && b.Region.Content() {
			words += b.Words
		}
	}
	return words
}

// isIndex reports whether the content is an index of pages of the same host. Links are told apart only where there are enough of them.
func isIndex(f *page.Facts) bool {
	enough := func(links int) bool { return links >= indexLinks && f.Words < indexWords*links }
	if !enough(len(f.Links)) {
		return false
	}
	host := originOf(f.URL) + "/"
	to := make([]string, 0, len(f.Links))
	for i := range f.Links {
		l := &f.Links[i]
		if l.Navigates() && !l.Hidden && l.Region.Content() && strings.HasPrefix(l.URL, host) && strings.IndexByte(l.URL, '#') < 0 {
			to = append(to, l.URL)
		}
	}
	if !enough(len(to)) {
		return false
	}
	slices.Sort(to)
	return enough(len(slices.Compact(to)))
}

// openGraphType reports whether Open Graph calls the page an article, or anything else. WordPress gives that type to every page, and the time of
// publication to articles alone.
func openGraphType(f *page.Facts) (article, other bool) {
	published, modified := false, false
	for _, p := range f.OpenGraph {
		switch p.Name {
		case "og:type":
			article = article || strings.EqualFold(p.Content, "article")
			other = other || p.Content != "" && !strings.EqualFold(p.Content, "article")
		case "article:published_time":
			published = true
		case "article:modified_time":
			modified = true
		}
	}
	return article && (published || !modified), other && !article
}

// signed reports whether readers of the content see who wrote it, or when.
func signed(f *page.Facts) bool {
	return slices.ContainsFunc(f.Authors, func(a page.Person) bool { return a.Visible && a.Region.Content() && a.Source != "json-ld" }) ||
		slices.ContainsFunc(f.Dates, func(d page.Date) bool { return d.Visible && d.Label != "" && d.Region.Content() })
}

// asksWho reports whether a form wants to know its reader: three fields or more, one of them an address, a number or a name, as on a page that
// takes appointments. Forms for comments and newsletters do not count.
func asksWho(f page.Form) bool {
	return len(f.Fields) >= 3 && len(f.Personal) > 0 && !f.Search && !f.Hidden && f.Region != page.RegionComments && f.Region != page.RegionFooter &&
		!slices.Contains(f.Fields, "comment") && !slices.Contains(f.Fields, "comment_post_id")
}
