package trust

import (
	"fmt"
	"slices"
	"strings"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/crawler"
	"github.com/healthusias/rounds/crawler/page"
)

// CitationIdentifierMalformed reports identifiers that lead nobody anywhere.
var CitationIdentifierMalformed = &checks.Check{
	ID:       "trust/citation-identifier-malformed",
	Title:    "the identifier of a source is malformed",
	Severity: checks.Warning,
	Kinds:    []crawler.Kind{crawler.Article},
	Doc: checks.Doc{
		What: "A DOI, PubMed, PubMed Central or trial number, in a link or in the text, that cannot be one. Sub-codes: `prefix` (a DOI begins with 10. and four to nine digits), `dash` (a typographic dash in place of a hyphen), " +
			"`trailing-punctuation` (the full stop of the sentence is part of the link), `doubled-resolver` (doi.org/https://doi.org/…), `too-long` and `digits` (more or fewer digits than such numbers have).",
		Why:     "An identifier exists so that the paper can be found for ever. One wrong character, and it finds nothing, or another paper.",
		Example: "<a href=\"https://doi.org/https://doi.org/10.1016/j.spinee.2020.01.001.\">\n<a href=\"https://doi.org/10.1016/j.spinee.2020.01.001\">    good",
		Fix:     "copy the identifier again from the publisher's page",
		Sources: []string{"https://www.doi.org/the-identifier/resources/handbook/", "https://www.crossref.org/blog/dois-and-matching-regular-expressions/", "https://clinicaltrials.gov/"},
	},
	Page: func(p *checks.Pass) {
		for i := range p.Page.Facts.Identifiers {
			id := &p.Page.Facts.Identifiers[i]
			if id.Problem == "" || !publication(id) {
				continue
			}
			e := evidence(id.Region, "", id.Raw)
			if id.Link >= 0 {
				e.Selector = p.Page.Facts.Links[id.Link].Selector.String()
			}
			e.Code = id.Problem
			p.Report(checks.Finding{
				Subject: id.Raw, Evidence: e, Source: checks.At(id.Line, id.Col),
				Message: fmt.Sprintf("%q is no valid %s: %s", id.Raw, identifierNames[id.Kind], identifierProblems[id.Problem]),
			})
		}
	},
}

var identifierNames = map[string]string{
	"doi": "DOI", "cochrane": "DOI", "pmid": "PubMed number", "pmcid": "PubMed Central number", "nct": "ClinicalTrials.gov number",
	"isrctn": "ISRCTN number", "eudract": "EudraCT number",
}

var identifierProblems = map[string]string{
	"prefix":               "a DOI begins with 10. and four to nine digits",
	"dash":                 "it has a typographic dash in place of a hyphen",
	"trailing-punctuation": "punctuation of the sentence stands at its end",
	"doubled-resolver":     "the address of the resolver stands in it twice",
	"too-long":             "it has too many digits",
	"digits":               "it does not have the number of digits that such identifiers have",
	"check-digit":          "its check digit is wrong",
}

// CitationOutdated reports lists of sources that nobody has renewed for long.
var CitationOutdated = &checks.Check{
	ID:       "trust/citation-outdated",
	Title:    "the sources of an article are old",
	Severity: checks.Notice,
	Kinds:    []crawler.Kind{crawler.Article},
	Options: []checks.Option{
		{Name: "newest_years", Default: 5, Doc: "years that the newest source may be old"},
		{Name: "drug_years", Default: 3, Doc: "years that the newest source may be old in an article about a drug"},
		{Name: "median_years", Default: 10, Doc: "years that half of the sources may be older than"},
		{Name: "min_dated", Default: 3, Doc: "sources with a year from which on a list is judged"},
	},
	Doc: checks.Doc{
		What: "A list of at least three sources with a year, the newest of which is more than five years old (three in an article about a drug), or half of which are more than ten years old. " +
			"The age is counted from the year of the run.",
		Why:     "Guidelines are renewed every few years. A list without anything recent suggests that nobody has looked since.",
		Example: "Roe J. Back pain in runners. Spine J. 1998;12:3-9.\nRoe J. Back pain in runners: an updated review. Spine J. 2025;39:1-14.    good",
		Fix:     "look for newer guidelines and reviews, and renew what the article says where they differ",
		Sources: []string{jama, "DISCERN, question 5 (date of the information)"},
	},
	Page: func(p *checks.Pass) {
		f := p.Page.Facts
		now := p.Site.Run.Started.Year()
		var years []int
		for _, r := range f.References {
			if r.Year > 0 && r.Year <= now+1 {
				years = append(years, r.Year)
			}
		}
		if len(years) < max(1, p.Int("min_dated")) {
			return
		}
		slices.Sort(years)
		newest, median := years[len(years)-1], years[len(years)/2]
		limit := p.Int("newest_years")
		if slices.Contains(f.SubKinds, "drug") {
			limit = p.Int("drug_years")
		}
		e := evidence(f.References[0].Region, f.ReferenceList.Selector, f.ReferenceList.Text)
		found := checks.Finding{Evidence: e, Source: checks.At(f.References[0].Line, f.References[0].Col), Confidence: checks.Medium}
		switch {
		case now-newest > limit:
			found.Message = fmt.Sprintf("the newest of %d dated sources is of %d", len(years), newest)
		case now-median > p.Int("median_years"):
			found.Message = fmt.Sprintf("half of %d dated sources are of %d or older", len(years), median)
		default:
			return
		}
		p.Report(found)
	},
}

// CitationMarkerOrphan reports citation marks and sources that do not find each other.
var CitationMarkerOrphan = &checks.Check{
	ID:       "trust/citation-marker-orphan",
	Title:    "a citation mark has no source, or a source no mark",
	Severity: checks.Warning,
	Kinds:    []crawler.Kind{crawler.Article},
	Doc: checks.Doc{
		What: "A mark such as [7] in a text whose list has six sources, or a mark that links to an entry which is not there (sub-code `anchor`). " +
			"A source to which no mark refers while marks refer to others is a notice (sub-code `uncited`).",
		Why:     "A mark without a source is a claim without one that looks as if it had one. It mostly is what an edit left behind.",
		Example: "<p>… helps [3].</p> and a list of two sources",
		Fix:     "add the missing source, or correct the number",
		Sources: []string{jama, honAttribution},
	},
	Page: func(p *checks.Pass) {
		f := p.Page.Facts
		cited := map[int]bool{}
		var reported []string
		for _, m := range f.Markers {
			cited[entryOf(f, m)] = true
			if finding, ok := orphaned(p, m); ok && !slices.Contains(reported, finding.Subject) {
				reported = append(reported, finding.Subject)
				p.Report(finding)
			}
		}
		if len(reported) == 0 {
			reportUncited(p, cited)
		}
	},
}

// entryOf is the number of the entry that a mark refers to, 0 for none.
func entryOf(f *page.Facts, m page.Marker) int {
	if fragment := fragmentOf(f, m); fragment != "" {
		for _, r := range f.References {
			if r.ID == fragment {
				return r.Number
			}
		}
	}
	return m.Number
}

func fragmentOf(f *page.Facts, m page.Marker) string {
	if m.Link < 0 {
		return ""
	}
	_, fragment, _ := strings.Cut(f.Links[m.Link].URL, "#")
	return fragment
}

// orphaned reports what a mark refers to that is not there.
func orphaned(p *checks.Pass, m page.Marker) (checks.Finding, bool) {
	f := p.Page.Facts
	list := len(f.References)
	if m.Link >= 0 {
		l := &f.Links[m.Link]
		fragment := fragmentOf(f, m)
		if l.Hidden || slices.Contains(f.IDs, fragment) {
			return checks.Finding{}, false
		}
		e := evidence(l.Region, l.Selector, l.Text)
		e.Code = "anchor"
		return checks.Finding{
			Subject: "#" + fragment, Evidence: e, Source: checks.At(l.Line, l.Col),
			Message: fmt.Sprintf("the mark %q links to %q, which is not on the page", l.Text, "#"+fragment),
		}, true
	}
	mark := fmt.Sprintf("[%d]", m.Number)
	if m.Number <= list || numbered(p, mark) {
		return checks.Finding{}, false
	}
	b := &p.Page.Blocks()[m.Block]
	return checks.Finding{
		Subject: mark, Evidence: evidence(b.Region, b.Selector, around(b.Text, fmt.Sprint(m.Number))), Source: checks.At(b.Line, b.Col),
		Message: fmt.Sprintf("the text cites %s, and the list has %s", mark, count(list, "source")),
	}, !b.Hidden
}

// numbered reports whether the list of sources writes its numbers out and has one: then it is no matter how its entries are set.
func numbered(p *checks.Pass, mark string) bool {
	list := p.Page.Blocks()[p.Page.Facts.References[0].Block:]
	return slices.ContainsFunc(list, func(b page.Block) bool { return strings.Contains(b.Text, mark) })
}

// around is a text near the first place of a word in it.
func around(text, word string) string {
	if at := strings.Index(text, word); at > 80 {
		text = strings.ToValidUTF8(text[at-80:], "")
	}
	return text
}

// reportUncited reports the entries that no mark refers to, as a notice: they mislead nobody, where a mark without a source does. Where marks refer
// to hardly any, the list is no numbered one.
func reportUncited(p *checks.Pass, cited map[int]bool) {
	f := p.Page.Facts
	var missing []string
	for _, r := range f.References {
		if !cited[r.Number] {
			missing = append(missing, fmt.Sprint(r.Number))
		}
	}
	if len(missing) == 0 || 2*len(missing) > len(f.References) {
		return
	}
	r := &f.References[0]
	e := evidence(r.Region, f.ReferenceList.Selector, f.ReferenceList.Text)
	e.Code = "uncited"
	p.Report(checks.Finding{
		Severity: checks.Notice, Confidence: checks.Medium, Evidence: e, Source: checks.At(r.Line, r.Col),
		Message: fmt.Sprintf("no mark in the text refers to %s of the list (%s)", plural(len(missing), "source", "sources"), strings.Join(missing[:min(10, len(missing))], ", ")),
		Fix:     "put a mark where the source is used, or move what is only further reading under a heading of its own",
	})
}
