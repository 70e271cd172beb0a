package trust

import (
	"fmt"
	"slices"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/crawler"
	"github.com/healthusias/rounds/crawler/page"
	"github.com/healthusias/rounds/crawler/page/lazy"
)

// Standards about evidence.
const (
	honAttribution = "HONcode principle 4 (attribution)"
	discern        = "DISCERN, question 4 (sources of information)"
)

// ReferencesMissing reports articles that name nothing they rest on.
var ReferencesMissing = &checks.Check{
	ID:       "trust/references-missing",
	Title:    "an article links or lists no sources",
	Severity: checks.Error,
	Kinds:    []crawler.Kind{crawler.Article},
	Options: []checks.Option{
		{Name: "many_claims", Default: 3, Doc: "unsourced claims from which on the finding is an error"},
		trustedSources, weakSources,
	},
	Text: true,
	Doc: checks.Doc{
		What: "An article without a list of sources, without an identifier of a publication (DOI, PMID, PMCID, trial number) and without a link in its text to an authority, " +
			"a scholarly publisher, a professional society or a university. Where it makes three or more claims, none with a source, and links to no other site at all, the finding is an error. Articles that are not about health are left alone, unless the configuration calls them articles.",
		Why:     "Readers cannot tell knowledge from opinion where nothing says what a text rests on. Every standard for health information asks for attribution.",
		Example: "<h2>Sources</h2>\n<ol><li><a href=\"https://www.nice.org.uk/guidance/ng59\">NICE guideline on low back pain</a></li></ol>    good",
		Fix:     "list the sources of the article, best the guideline or review behind each claim",
		Sources: []string{jama, honAttribution, discern},
	},
	Page: func(p *checks.Pass) {
		f := p.Page.Facts
		if !judgeable(f) || cites(p) || !heldToHealth(p) {
			return
		}
		claims := assertedClaims(f)
		severity := checks.Warning
		message := "the article links or lists no source"
		if n := len(claims); n > 0 {
			message = fmt.Sprintf("the article makes %s and links or lists no source", count(n, "claim"))
			if n >= p.Int("many_claims") && !slices.ContainsFunc(claims, isSourced) && !linksAway(p) {
				severity = checks.Error
			}
		}
		p.Report(checks.Finding{Severity: severity, Message: message})
	},
}

// cites reports whether the page gives any source. How much those of a list weigh is told by citation-low-quality.
func cites(p *checks.Pass) bool {
	f := p.Page.Facts
	if len(f.References) > 0 && !readingList(p) || slices.ContainsFunc(f.Identifiers, func(id page.Identifier) bool { return publication(&id) }) {
		return true
	}
	for i := range f.Links {
		r := f.Links[i].Region
		if (r.Content() || r == page.RegionAside) && leadsAway(p, i) {
			if rank := weigh(p, f.Links[i].URL).rank; rank >= 1 && rank <= 3 {
				return true
			}
		}
	}
	return false
}

var furtherReading = lazy.MustCompile(`(?i)further reading|read more|learn more|weiterf|lesen|lanjut|lectura|lecture|lettura|leitura|leia|lezen`)

// readingList reports whether the list is one of pages of this site to read next: no list of sources, whatever comes close.
func readingList(p *checks.Pass) bool {
	f := p.Page.Facts
	return !slices.ContainsFunc(f.References, func(r page.Reference) bool {
		return len(r.Links) == 0 || slices.ContainsFunc(r.Links, func(i int32) bool { return leadsAway(p, int(i)) })
	}) && furtherReading.MatchString(f.ReferenceList.Text)
}

// linksAway reports whether the content leads readers to any other site: that may be a source which nobody knows.
func linksAway(p *checks.Pass) bool {
	for i := range p.Page.Facts.Links {
		if p.Page.Facts.Links[i].Region.Content() && leadsAway(p, i) {
			return true
		}
	}
	return false
}

// assertedClaims are what the content says as findings of research, of experts or in numbers; titles in the list of sources
// are none.
func assertedClaims(f *page.Facts) []*page.Statement {
	return slices.DeleteFunc(f.Said(page.Claim), func(s *page.Statement) bool {
		return !s.Asserted() || !s.Region.Content() || inList(f, s.Block) || inBio(f, s)
	})
}

func isSourced(s *page.Statement) bool { return s.Sourced != "" }

func inList(f *page.Facts, block int32) bool {
	return slices.ContainsFunc(f.References, func(r page.Reference) bool { return r.Block == block })
}

// inBio reports whether a statement stands in text about an author.
func inBio(f *page.Facts, s *page.Statement) bool {
	return slices.ContainsFunc(f.Bios, func(b page.Bio) bool {
		return s.Selector.In(b.Selector)
	})
}

// count is a number with its noun: "1 claim", "3 claims".
func count(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return fmt.Sprintf("%d %s", n, noun)
}

// spoken is where a statement stands.
func spoken(s *page.Statement) checks.Evidence { return evidence(s.Region, s.Selector, s.Text) }
