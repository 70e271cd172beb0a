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

// AuthorityNameDropped reports bodies that are said to say something, without a way to read it.
var AuthorityNameDropped = &checks.Check{
	ID:       "trust/authority-name-dropped",
	Title:    "an authority is named, but not linked",
	Severity: checks.Warning,
	Kinds:    []crawler.Kind{crawler.Article},
	Text:     true,
	Doc: checks.Doc{
		What: "The text says what a known body or journal (NIH, CDC, WHO, NHS, NICE, Mayo Clinic, Cochrane, The Lancet …) says, recommends or has found, and neither the paragraph nor the list of sources links to it. " +
			"A citation mark, an identifier or a link to a scholarly publisher in the paragraph is enough. Headings, quotations and texts about authors do not count.",
		Why:     "A great name lends weight to whatever stands beside it. Readers must be able to see whether the body really said so, and when.",
		Example: "<p>CDC data show that …</p>\n<p><a href=\"https://www.cdc.gov/…\">CDC data</a> show that …</p>    good",
		Fix:     "link the page or paper of that body that says so",
		Sources: []string{jama, honAttribution},
	},
	Page: func(p *checks.Pass) {
		f := p.Page.Facts
		var reported []string
		said := f.Said(page.AuthorityName)
		for i, s := range said {
			if dropped := drops(p, s); !dropped || i > 0 && sameSentence(said[i-1], s) {
				continue
			}
			names := namedWith(p, said[i:])
			if slices.Contains(reported, names) {
				continue
			}
			reported = append(reported, names)
			p.Report(checks.Finding{
				Subject: names, Evidence: spoken(s), Source: checks.At(s.Line, s.Col), Confidence: checks.Medium,
				Message: fmt.Sprintf("%s is named without a link to what it says", names),
			})
		}
	},
}

// drops reports whether a statement names a body and gives nothing to verify.
func drops(p *checks.Pass, s *page.Statement) bool {
	f := p.Page.Facts
	if !s.Asserted() || !s.Region.Content() || s.Heading || inList(f, s.Block) || inBio(f, s) || !quotesBody(s) {
		return false
	}
	return s.Sourced == "" || s.Sourced == "link" && !scholarly(p, s.Block)
}

var (
	// noName are capitals that name nobody: a pronoun that is stressed, an exclamation, a part of the name of another body.
	noName = lazy.MustCompile(`(?i:\b(?:people|those|patients|persons?|anyone|anybody|everyone|someone|women|men|children|adults|doctors|nurses|ones|individuals|and|but|or)) WHO\b|\bAHA!|\b(?:Africa|China|Chinese|European|Korea|Taiwan) CDC\b`)
	saying = lazy.MustCompile(`(?i)\b(?:say|says|said|recommend|found|publish|show|suggest|estimate|advise|state[sd]?\b|warn|according|report|guideline)`)
)

// places are bodies that texts also name as where somebody works or something stands.
var places = []string{"Mayo Clinic", "Cleveland Clinic", "Johns Hopkins", "Harvard"}

// quotesBody reports whether a statement is a sentence in which the body says something.
func quotesBody(s *page.Statement) bool {
	if noName.MatchString(s.Text) || len(strings.Fields(s.Text)) < 6 {
		return false
	}
	return !slices.Contains(places, s.Code) || saying.MatchString(s.Text)
}

// scholarly reports whether a block links to an authority or a scholarly publisher: a paper may be the body's own.
func scholarly(p *checks.Pass, block int32) bool {
	for i := range p.Page.Facts.Links {
		if l := &p.Page.Facts.Links[i]; l.Block == block && leadsAway(p, i) {
			if rank := tierOf(hostname(l.URL)).rank; rank == 1 || rank == 2 {
				return true
			}
		}
	}
	return false
}

// namedWith joins the bodies of the sentence that the first statement stands in.
func namedWith(p *checks.Pass, said []*page.Statement) string {
	var names []string
	for _, s := range said {
		if !sameSentence(said[0], s) {
			break
		}
		if !slices.Contains(names, s.Code) && drops(p, s) {
			names = append(names, s.Code)
		}
	}
	return strings.Join(names, ", ")
}

// sameSentence reports whether two statements stand in one sentence. Of a long one each has its own excerpt.
func sameSentence(a, b *page.Statement) bool {
	middle := b.Text[len(b.Text)/4 : len(b.Text)/2]
	return a.Block == b.Block && strings.Contains(a.Text, middle)
}
