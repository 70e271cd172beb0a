package trust

import (
	"fmt"
	"slices"
	"strings"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/crawler"
	"github.com/healthusias/rounds/crawler/page"
)

// AuthorIdentityConflict reports pages whose places name different authors.
var AuthorIdentityConflict = &checks.Check{
	ID:       "trust/author-identity-conflict",
	Title:    "the page names different authors in different places",
	Severity: checks.Warning,
	Kinds:    []crawler.Kind{crawler.Article},
	Doc: checks.Doc{
		What: "The byline that readers see, the author in structured data, the author of a meta element and the person of the biography are not the same. " +
			"Names are compared without case, marks, titles, credentials and order, initials stand for names, and one name in common is enough where there are several. " +
			"An author elsewhere who is the page's reviewer, and names of teams and of the site, are no conflict. The sub-code says which place disagrees: `json-ld`, `meta` or `bio`.",
		Why:     "Whom a search engine names as author should be whom the reader sees. Often the second name is that of a former editor or of whoever installed the site.",
		Example: "<p>By Jane Roe</p> … \"author\": {\"@type\": \"Person\", \"name\": \"Sam Poe\"}",
		Fix:     "let byline, structured data and meta elements take the author from the same field",
		Sources: []string{googleArticle, googlePeople},
	},
	Page: func(p *checks.Pass) {
		f := p.Page.Facts
		seen := namedBy(f, "class", "text", "microdata", "configured")
		if len(seen) == 0 {
			reportConflict(p, namedBy(f, "json-ld"), namedBy(f, "meta"), "meta")
			return
		}
		reportConflict(p, seen, namedBy(f, "json-ld"), "json-ld")
		reportConflict(p, seen, namedBy(f, "meta"), "meta")
		reportConflict(p, seen, biographed(f), "bio")
	},
}

// namedBy are the people whom places of some kinds name as author, and whom the cascade did not pass over for what they are.
func namedBy(f *page.Facts, sources ...string) []*page.Person {
	var found []*page.Person
	for i := range f.AuthorFinds {
		a := &f.AuthorFinds[i]
		if slices.Contains(sources, a.Source) && fullName(a.Name) && (a.Rejected == "" || strings.HasPrefix(a.Rejected, "named by ")) {
			found = append(found, a)
		}
	}
	return found
}

// fullName reports whether a name has two words or more: one alone may be a first name, a place or the name of a paper.
func fullName(name string) bool { return strings.Contains(page.NameKey(name), " ") }

// biographed is the person of the one text about an author that is announced as such.
func biographed(f *page.Facts) []*page.Person {
	var found []*page.Person
	for i := range f.Bios {
		b := &f.Bios[i]
		if !b.Visible || b.Source != "heading" && b.Source != "class" {
			continue
		}
		if !fullName(b.Name) || !strings.Contains(b.Text, b.Name) || b.Tier == 0 && !roleTold.MatchString(b.Text) || b.Confidence != "high" || len(found) > 0 {
			return nil
		}
		found = append(found, &page.Person{Name: b.Name, Source: "bio", Region: b.Region, Selector: b.Selector, Snippet: b.Text, Line: b.Line, Col: b.Col})
	}
	return found
}

func reportConflict(p *checks.Pass, a, b []*page.Person, code string) {
	if len(a) == 0 || len(b) == 0 || shareName(a, b) || shareName(b, reviewersOf(p.Page.Facts)) || shareName(a, reviewersOf(p.Page.Facts)) {
		return
	}
	confidence := checks.High
	if code != "json-ld" {
		confidence = checks.Medium
	}
	e := evidence(a[0].Region, a[0].Selector, a[0].Snippet)
	e.Code = code
	p.Report(checks.Finding{
		Confidence: confidence, Evidence: e, Source: checks.At(a[0].Line, a[0].Col),
		Message: fmt.Sprintf("%s names %q as author, %s %q", placeOf(a[0].Source), checks.Snippet(a[0].Name), placeOf(code), checks.Snippet(b[0].Name)),
	})
}

func reviewersOf(f *page.Facts) []*page.Person {
	var found []*page.Person
	for i := range f.Reviewers {
		found = append(found, &f.Reviewers[i])
	}
	return found
}

// shareName reports whether somebody stands in both lists: the same name, or at least half of its words.
func shareName(a, b []*page.Person) bool {
	return slices.ContainsFunc(a, func(x *page.Person) bool {
		return slices.ContainsFunc(b, func(y *page.Person) bool {
			return page.SameName(x.Name, y.Name) || sharesName(x.Name, y.Name) || sharesName(y.Name, x.Name) || overlap(x.Name, y.Name)
		})
	})
}

// overlap reports whether two names have at least half of the words of the longer one in common.
func overlap(a, b string) bool {
	x, y := strings.Fields(page.NameKey(a)), strings.Fields(page.NameKey(b))
	common := 0
	for _, w := range x {
		if slices.Contains(y, w) {
			common++
		}
	}
	return common > 0 && 2*common >= max(len(x), len(y))
}

// placeOf words a source of names in a message.
func placeOf(source string) string {
	switch source {
	case "json-ld":
		return "structured data"
	case "meta":
		return "a meta element"
	case "bio":
		return "the biography"
	}
	return "the byline"
}
