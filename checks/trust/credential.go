package trust

import (
	"fmt"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/crawler"
	"github.com/healthusias/rounds/crawler/page"
)

// AuthorCredentialMissing reports authors of whom nothing says what they are.
var AuthorCredentialMissing = &checks.Check{
	ID:       "trust/author-credential-missing",
	Title:    "nothing says what qualifies the author",
	Severity: checks.Warning,
	Kinds:    []crawler.Kind{crawler.Article},
	Text:     true,
	Doc: checks.Doc{
		What: "Neither the byline, the biography nor the profile page of an author names a degree, a license, an occupation or any other role. " +
			"A plain word is enough, and it need not be medical: \"is a journalist\", \"is a patient with arthritis\". " +
			"A profile that the run did not read is not held against its author.",
		Why:     "Readers weigh advice by who gives it. Whoever is no clinician does well to say so.",
		Example: "<p>By Jane Roe</p>\n<p>By Jane Roe, RN</p>    good\n<p>Jane Roe is a patient advocate who has lived with back pain since 2009.</p>    good",
		Fix:     "give the author's credentials or occupation in the byline, the biography or on the profile page",
		Sources: []string{jama, honAuthority},
	},
	Page: func(p *checks.Pass) {
		if !judgeable(p.Page.Facts) {
			return
		}
		for _, a := range shown(p.Page.Facts) {
			if s := standingOf(p, a); !s.told && !s.unread {
				p.Report(checks.Finding{
					Message:  fmt.Sprintf("nothing says what qualifies %q: no degree, license or occupation", checks.Snippet(a.Name)),
					Evidence: evidence(a.Region, a.Selector, a.Snippet), Source: checks.At(a.Line, a.Col),
				})
			}
		}
	},
}

// AuthorUnlicensedUnreviewed reports medical advice by laypeople that no clinician has looked at.
var AuthorUnlicensedUnreviewed = &checks.Check{
	ID:       "trust/author-unlicensed-unreviewed",
	Title:    "no licensed clinician wrote or reviewed medical advice",
	Severity: checks.Warning,
	Kinds:    []crawler.Kind{crawler.Article},
	Text:     true,
	Options: []checks.Option{
		{Name: "subkinds", Default: []string{"condition", "treatment", "drug", "nutrition-supplement"}, Doc: "kinds of articles that need a clinician"},
		{Name: "licensed", Default: []string{}, Doc: "further titles that count as a clinician's, such as MUDr."},
	},
	Doc: checks.Doc{
		What: "An article about a condition, a treatment, a drug or a supplement by authors without a clinician's license or an academic degree, " +
			"and no reviewer with a license is named. The message names the best credential found. " +
			"It is a notice for the story of somebody's own illness and for news.",
		Why:     "A layperson can write well about illness, but errors that a clinician would see at a glance reach patients.",
		Example: "Jane Roe is a dedicated Medical Assistant and health writer …    and no reviewer\nMedically reviewed by <a href=\"/team/ada-okafor/\">Ada Okafor, MD</a>    good",
		Fix:     "have a licensed clinician review the article, and name the reviewer with credentials and profile",
		Sources: []string{jama, honAuthority, "Google Search Quality Rater Guidelines, 3.4.1", nationalAcademy},
	},
	Page: func(p *checks.Pass) {
		f := p.Page.Facts
		authors := shown(f)
		if !judgeable(f) || len(authors) == 0 || !about(f, p.Strings("subkinds")...) || reviewedByClinician(p) {
			return
		}
		var best standing
		for _, a := range authors {
			s := standingOf(p, a)
			if s.unread || s.tier == tierClinician || s.tier == tierAcademic || licensed(p, s.credentials) {
				return
			}
			if best.tier == 0 || page.BetterTier(s.tier, best.tier) != best.tier {
				best = s
			}
		}
		reportUnlicensed(p, authors[0], &best)
	},
}

func reportUnlicensed(p *checks.Pass, a *page.Person, best *standing) {
	severity := checks.Warning
	if about(p.Page.Facts, "personal-story", "news") {
		severity = checks.Notice
	}
	p.Report(checks.Finding{
		Severity:   severity,
		Confidence: checks.Medium,
		Message:    fmt.Sprintf("the author %q has %s and no licensed clinician is named as reviewer", checks.Snippet(a.Name), best.called()),
		Evidence:   evidence(a.Region, a.Selector, a.Snippet), Source: checks.At(a.Line, a.Col),
	})
}

// reviewedByClinician reports whether a licensed reviewer is named, or one whose profile was not read.
func reviewedByClinician(p *checks.Pass) bool {
	found := reviewsOf(p)
	for i := range found.people {
		if s := standingOf(p, &found.people[i]); s.tier == tierClinician || s.unread || licensed(p, s.credentials) {
			return true
		}
	}
	return len(found.strange) > 0 && p.Site.Run.State != "complete"
}

// licensed reports whether the configuration knows one of the titles as a clinician's.
func licensed(p *checks.Pass, credentials []string) bool {
	for _, c := range credentials {
		if allowed(c, p.Strings("licensed")) {
			return true
		}
	}
	return false
}
