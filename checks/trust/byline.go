package trust

import (
	"fmt"
	"slices"
	"strings"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/crawler"
	"github.com/healthusias/rounds/crawler/page"
)

// AuthorBylineMissing reports articles that nobody signs.
var AuthorBylineMissing = &checks.Check{
	ID:       "trust/author-byline-missing",
	Title:    "an article names no author",
	Severity: checks.Error,
	Kinds:    []crawler.Kind{crawler.Article},
	Text:     true,
	Options: []checks.Option{
		{Name: "min_words", Default: 300, Doc: "shorter articles are left alone, in words of running text"},
		{Name: "institutional", Default: false, Doc: "the institution may be the author: a publisher and a date of review or update are asked for instead of a person"},
	},
	Doc: checks.Doc{
		What: "An article on which no person is found as author: not in structured data, not in a byline, not in a meta element, and no biography closes it. " +
			"Names in image credits, comments, cards of other articles and navigation do not count. " +
			"Sub-code `not-visible` (a warning): only structured data or a meta element names the author, and readers cannot see the name; `footer-only` (a warning): the footer of the page tells of a person, as it does below every page. " +
			"An article that has nothing to do with health gets a warning, unless the configuration calls it an article. " +
			"A byline that names nobody in particular is reported by `trust/author-byline-generic` instead.",
		Why: "A reader who is about to act on health advice asks first who gives it. Every checklist for health information since 1997 begins with the author's name, " +
			"and Google's raters rate a medical page without a responsible author lowest.",
		Example: "<h1>Sleeping with back pain</h1>\n<p>…</p>                                    nobody signs\n\n" +
			"<h1>Sleeping with back pain</h1>\n<p>By <a href=\"/authors/ada-okafor/\">Ada Okafor, MD</a></p>    good",
		Fix:     "name the author in a visible byline below the heading, and in the author property of the page's structured data",
		Sources: []string{jama, honAuthority, googlePeople, qualityRaters, "URAC Health Web Site Accreditation, WS-15: author or source"},
	},
	Page: func(p *checks.Pass) {
		f := p.Page.Facts
		switch {
		case !judgeable(f), f.Words < p.Int("min_words"), len(shown(f)) > 0:
		case len(f.Authors) > 0:
			reportInvisible(p, &f.Authors[0])
		case stranger(p) != "":
			reportInvisible(p, &page.Person{Name: stranger(p), Source: "json-ld"})
		case genericByline(f) != nil, visibleBio(f), p.Bool("institutional") && institutional(f):
		case footerBio(f) != nil:
			reportFooter(p, footerBio(f))
		default:
			p.Report(owed(p, checks.Finding{Message: fmt.Sprintf("no person is named as the author of this article of %d words", f.Words)}))
		}
	},
}

// stranger is whom structured data names as author by an identifier that another page describes, "" for nobody.
func stranger(p *checks.Pass) string {
	for i := range p.Page.Facts.AuthorFinds {
		a := &p.Page.Facts.AuthorFinds[i]
		if a.Rejected != unresolved {
			continue
		}
		if who := described(p, a.ID); who != nil {
			return who.Name
		}
	}
	return ""
}

func reportInvisible(p *checks.Pass, a *page.Person) {
	where := "structured data"
	if a.Source == "meta" {
		where = "a meta element"
	}
	p.Report(checks.Finding{
		Severity: checks.Warning,
		Message:  fmt.Sprintf("only %s names the author %q, readers cannot see the name", where, checks.Snippet(a.Name)),
		Fix:      "show the name in a byline below the heading",
		Evidence: checks.Evidence{Code: "not-visible", Snippet: checks.Snippet(a.Raw)},
	})
}

// visibleBio reports whether readers of the page, and not only of its footer, meet a text about somebody.
func visibleBio(f *page.Facts) bool {
	return slices.ContainsFunc(f.Bios, func(b page.Bio) bool { return b.Visible && !b.InFooter() })
}

// footerBio is a text about somebody in the footer of the page, nil for none.
func footerBio(f *page.Facts) *page.Bio {
	for i := range f.Bios {
		if b := &f.Bios[i]; b.Visible && b.InFooter() {
			return b
		}
	}
	return nil
}

func reportFooter(p *checks.Pass, b *page.Bio) {
	e := evidence(b.Region, b.Selector, b.Text)
	e.Code = "footer-only"
	p.Report(checks.Finding{Severity: checks.Warning, Evidence: e, Source: checks.At(b.Line, b.Col),
		Message: "only the footer of the page tells of a person, and does not say who wrote the article"})
}

// institutional reports whether a publisher and a date stand in for a person.
func institutional(f *page.Facts) bool {
	dated := slices.ContainsFunc(f.Dates, func(d page.Date) bool { return d.Label == "reviewed" || d.Label == "updated" })
	return dated && publisher(f.Data, 6)
}

// publisher reports whether the structured data names a publisher, looking depth levels deep.
func publisher(nodes []page.Node, depth int) bool {
	for i := range nodes {
		for _, prop := range nodes[i].Props {
			if prop.Name == "publisher" || slices.Contains(nodes[i].Types, "Organization") && prop.Name == "name" && prop.Text != "" {
				return true
			}
			if prop.Node != nil && depth > 0 && publisher([]page.Node{*prop.Node}, depth-1) {
				return true
			}
		}
	}
	return false
}

// AuthorBylineGeneric reports bylines that name nobody.
var AuthorBylineGeneric = &checks.Check{
	ID:       "trust/author-byline-generic",
	Title:    "a byline names nobody in particular",
	Severity: checks.Warning,
	Kinds:    []crawler.Kind{crawler.Article},
	Text:     true,
	Options: []checks.Option{
		{Name: "allow", Default: []string{}, Doc: "names of institutions that may sign, such as a medical society"},
	},
	Doc: checks.Doc{
		What: "The only author of an article is a role, a team, the site itself, an e-mail address, a web address or a login name: " +
			"`admin`, `Editorial Team`, `staff writer`, `jroe_42`, or an organization in structured data. " +
			"A meta element alone is not reported here: content systems fill it unasked.",
		Why:     "Nobody stands behind a team's name: readers cannot look up its training, and no one can be asked.",
		Example: "<p>By Editorial Team</p>\n<p>By <a href=\"/authors/ada-okafor/\">Ada Okafor, MD</a>, for the editorial team</p>    good",
		Fix:     "name the person who wrote the article, or allow the institution in the rule's option `allow`",
		Sources: []string{googlePeople, jama, honAuthority, googleArticle},
	},
	Page: func(p *checks.Pass) {
		g := genericByline(p.Page.Facts)
		if g == nil || allowed(g.Name, p.Strings("allow")) {
			return
		}
		e := evidence(g.Region, g.Selector, g.Snippet)
		if g.Source == "json-ld" {
			e = checks.Evidence{Selector: `script[type="application/ld+json"]`, Snippet: checks.Snippet(g.Raw)}
		}
		p.Report(checks.Finding{
			Message:  fmt.Sprintf("the author is given as %q, which names no person", checks.Snippet(g.Name)),
			Evidence: e, Source: checks.At(g.Line, g.Col),
		})
	},
}

// genericByline is the byline of a page that names no person but an unnamed body, nil where there is none.
func genericByline(f *page.Facts) *page.Person {
	if len(f.Authors) > 0 {
		return nil
	}
	var found *page.Person
	for i := range f.AuthorFinds {
		a := &f.AuthorFinds[i]
		nobody := a.Rejected == "generic" || a.Rejected == "organization"
		if nobody && a.Source != "meta" && a.Source != "bio" && (found == nil || found.Source == "json-ld") {
			found = a
		}
	}
	return found
}

func allowed(name string, list []string) bool {
	return slices.ContainsFunc(list, func(a string) bool { return strings.EqualFold(a, name) || page.SameName(a, name) })
}
