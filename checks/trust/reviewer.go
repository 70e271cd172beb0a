package trust

import (
	"fmt"
	"slices"
	"strings"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/crawler"
	"github.com/healthusias/rounds/crawler/page"
	"github.com/healthusias/rounds/crawler/page/lazy"
)

// ReviewerMissing reports medical articles that nobody reviewed.
var ReviewerMissing = &checks.Check{
	ID:       "trust/reviewer-missing",
	Title:    "a medical article names no reviewer",
	Severity: checks.Warning,
	Kinds:    []crawler.Kind{crawler.Article},
	Text:     true,
	Options: []checks.Option{
		{Name: "subkinds", Default: []string{"condition", "treatment", "drug", "nutrition-supplement", "pregnancy", "child"}, Doc: "kinds of articles that need a reviewer"},
	},
	Doc: checks.Doc{
		What: "An article about a condition, a treatment, a drug, a supplement, pregnancy or children says neither in structured data (`reviewedBy`) nor " +
			"in a line such as \"Medically reviewed by\" who reviewed it. Lines in cards of other articles do not count. " +
			"Sub-code `declared-unreviewed`: the page itself says that it has not been reviewed. A review by somebody unnamed is reported by `trust/reviewer-unidentified`.",
		Why:     "A second pair of eyes with clinical training finds what the author overlooked. Every standard for health information asks for it.",
		Example: "<p>Written by Jane Roe</p>\n<p>Written by Jane Roe. Medically reviewed by <a href=\"/team/ada-okafor/\">Ada Okafor, MD</a></p>    good",
		Fix:     "have a clinician review the article and say who it was, in a visible line and in reviewedBy of the page's structured data",
		Sources: []string{nhsStandard, pifTick, nationalAcademy},
	},
	Page: func(p *checks.Pass) {
		f := p.Page.Facts
		found := reviewsOf(p)
		if !judgeable(f) || !about(f, p.Strings("subkinds")...) || len(found.people)+len(found.strange)+len(found.bodies) > 0 {
			return
		}
		if s := declaredUnreviewed(f); s != nil {
			e := evidence(s.Region, s.Selector, s.Text)
			e.Code = "declared-unreviewed"
			p.Report(checks.Finding{
				Message: fmt.Sprintf("the page says itself that nobody has reviewed it: %q", checks.Snippet(s.Text)), Evidence: e, Source: checks.At(s.Line, s.Col),
			})
			return
		}
		if reviewClaim(f) == nil {
			p.Report(checks.Finding{Message: "nobody is named as medical reviewer of this article", Confidence: checks.Medium})
		}
	},
}

// declaredUnreviewed is the sentence in which a page says that it has not been reviewed, nil where none does.
func declaredUnreviewed(f *page.Facts) *page.Statement {
	for _, s := range f.Said(page.NotReviewed) {
		bare := *s
		bare.Negated = false // it is its own negation
		if bare.Asserted() {
			return s
		}
	}
	return nil
}

// reviewClaim is the sentence that speaks of a review without a name, nil where none does.
func reviewClaim(f *page.Facts) *page.Statement {
	for _, s := range f.Said(page.ReviewClaim) {
		if s.Asserted() && ofThisPage(f, s) {
			return s
		}
	}
	return nil
}

// own are words with which a site speaks of itself or of the page.
var own = lazy.MustCompile(`(?i)\b(?:this|these|our|we|us|all|every|page|article|guide|last|reviewers?|unser\w*|dies\w*|este|esta|nuestr\w+|cet|cette|notre|nos|questo|questa|nostr\w+|noss\w+|kami|deze|dit|onze)\b`)

// ofThisPage reports whether a sentence about a review is about the page: it stands outside the running text, begins with the review, or says so.
// "Articles reviewed by doctors" in a list of what some app offers is about the app.
func ofThisPage(f *page.Facts, s *page.Statement) bool {
	if f.Phrases != "en" || !s.Region.Content() || s.Heading {
		return true
	}
	most := 2
	if s.Selector.Last() == "li" {
		most = 0
	}
	before, _, _ := strings.Cut(page.PlainText(s.Text), s.Phrase)
	return len(strings.Fields(before)) <= most || own.MatchString(s.Text)
}

// ReviewerUnidentified reports reviews by somebody of whom the reader cannot tell who it is.
var ReviewerUnidentified = &checks.Check{
	ID:       "trust/reviewer-unidentified",
	Title:    "a review is claimed, and the reviewer cannot be identified",
	Severity: checks.Warning,
	Kinds:    []crawler.Kind{crawler.Article},
	Text:     true,
	Doc: checks.Doc{
		What: "An article says that it was reviewed and leaves open by whom. Sub-codes: `nobody` (a phrase such as \"medically reviewed\" or a board without a person's name), " +
			"`reference` (structured data names an identifier that no page of the site describes), `credential` (a person, and nothing says what qualifies them), " +
			"`profile` (a person whose name leads nowhere). Identifiers are looked up on every page of the site.",
		Why:     "A review is worth what its reviewer is worth. An unnamed board can be invented, a person with a license can be looked up.",
		Example: "Reviewed by our Medical Review Board\nMedically reviewed by <a href=\"/team/ada-okafor/\">Ada Okafor, MD</a>    good",
		Fix:     "name the person who reviewed the article, with credentials and a link to a profile page",
		Sources: []string{nhsStandard, nationalAcademy, "https://schema.org/reviewedBy"},
	},
	Page: func(p *checks.Pass) {
		f := p.Page.Facts
		if !judgeable(f) {
			return
		}
		found := reviewsOf(p)
		for i := range found.people {
			reportReviewer(p, &found.people[i])
		}
		if len(found.people) > 0 {
			return
		}
		switch s := reviewClaim(f); {
		case len(found.strange) > 0:
			reportStranger(p, &found.strange[0])
		case len(found.bodies) > 0:
			b := &found.bodies[0]
			p.Report(unidentified(b, "nobody", fmt.Sprintf("the reviewer is given as %q, which names no person", checks.Snippet(b.Name))))
		case s != nil:
			e := evidence(s.Region, s.Selector, s.Text)
			e.Code = "nobody"
			p.Report(checks.Finding{Message: fmt.Sprintf("a review is claimed without a name: %q", checks.Snippet(s.Text)), Confidence: checks.Medium, Evidence: e, Source: checks.At(s.Line, s.Col)})
		}
	},
}

// reportReviewer reports what is missing to identify a reviewer with a name.
func reportReviewer(p *checks.Pass, r *page.Person) {
	s := standingOf(p, r)
	switch name := checks.Snippet(r.Name); {
	case s.unread:
	case !s.told:
		p.Report(unidentified(r, "credential", fmt.Sprintf("nothing says what qualifies the reviewer %q", name)))
	case s.profile == "":
		p.Report(unidentified(r, "profile", fmt.Sprintf("the name of the reviewer %q leads to no profile", name)))
	}
}

// reportStranger reports a reviewer whom no page describes, if every page was read.
func reportStranger(p *checks.Pass, r *page.Person) {
	if p.Site.Run.State == "complete" {
		p.Report(unidentified(r, "reference", fmt.Sprintf("structured data names the reviewer %q, whom no page of the site describes", checks.Snippet(p.Site.Short(r.ID)))))
	}
}

func unidentified(r *page.Person, code, message string) checks.Finding {
	e := evidence(r.Region, r.Selector, r.Snippet)
	if r.Selector == "" {
		e = checks.Evidence{Selector: dataSelector, Snippet: checks.Snippet(r.Raw)}
	}
	e.Code = code
	return checks.Finding{Message: message, Evidence: e, Source: checks.At(r.Line, r.Col)}
}

// ReviewerSelf reports reviewers who review themselves.
var ReviewerSelf = &checks.Check{
	ID:       "trust/reviewer-self",
	Title:    "the author is given as reviewer too",
	Severity: checks.Notice,
	Kinds:    []crawler.Kind{crawler.Article},
	Doc: checks.Doc{
		What:    "The person who reviewed an article is its author, by name or by the identifier in structured data.",
		Why:     "It is honest to say so, but nobody else has looked at the text, and a review is understood as somebody else's.",
		Example: "By Ada Okafor, MD. Medically reviewed by Ada Okafor, MD",
		Fix:     "have somebody else review the article, or leave the reviewer out",
		Sources: []string{nationalAcademy, nhsStandard},
	},
	Page: func(p *checks.Pass) {
		for _, r := range reviewsOf(p).people {
			if wrote(p.Page.Facts, &r) {
				e := evidence(r.Region, r.Selector, r.Snippet)
				p.Report(checks.Finding{Message: fmt.Sprintf("%q is both author and reviewer", checks.Snippet(r.Name)), Evidence: e, Source: checks.At(r.Line, r.Col)})
			}
		}
	},
}

// wrote reports whether somebody is an author of the page, by name or by the identifier that it has for its author.
func wrote(f *page.Facts, who *page.Person) bool {
	return slices.ContainsFunc(f.Authors, func(a page.Person) bool { return a.ID != "" && a.ID == who.ID || page.SameName(a.Name, who.Name) }) ||
		slices.ContainsFunc(f.AuthorFinds, func(a page.Person) bool { return a.Rejected == unresolved && a.ID == who.ID })
}
