package trust

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/crawler"
	"github.com/healthusias/rounds/crawler/page"
)

// CitationLowQuality reports sources that carry little weight.
var CitationLowQuality = &checks.Check{
	ID:       "trust/citation-low-quality",
	Title:    "the sources of an article carry little weight",
	Severity: checks.Warning,
	Kinds:    []crawler.Kind{crawler.Article},
	Options: []checks.Option{
		{Name: "max_weak", Default: 50, Doc: "percent of the sources that may be weak"},
		trustedSources, weakSources,
	},
	Text: true,
	Doc: checks.Doc{
		What: "What an article cites, in its list of sources and beside its claims, says less than it seems to. Sub-codes: `weak` (more than half of it are encyclopedias, other health portals, news, blogs, shops or social networks), " +
			"`self-only` (a warning: every source is a page of this site), `root-only` (a link to the front page of an authority or publisher, where nobody finds the passage), `preprint` (a paper before peer review that is not called one).",
		Why:     "A list of sources is worth what stands in it. Portals cite each other; a guideline or a review can be verified.",
		Example: "<li><a href=\"https://www.cdc.gov/\">CDC</a></li>\n<li><a href=\"https://www.cdc.gov/arthritis/…\">CDC, Arthritis: physical activity</a></li>    good",
		Fix:     "cite the guideline, the review or the page of the authority itself",
		Sources: []string{honAttribution, "NAM: Identifying credible sources of health information in social media (2021), https://doi.org/10.31478/202107a"},
	},
	Page: func(p *checks.Pass) {
		cited := checks.OfPage(p, "trust/evidential", evidential)
		reportWeak(p, cited)
		reportSelfOnly(p)
		for _, i := range cited {
			l := &p.Page.Facts.Links[i]
			t := weigh(p, l.URL)
			switch {
			case t.rank >= 1 && t.rank <= 3 && rootOnly(l.URL):
				p.ReportLink(i, checks.Finding{
					Severity: checks.Notice, Evidence: checks.Evidence{Code: "root-only"},
					Message: fmt.Sprintf("the source is a whole site, %q, and no page of it", hostname(l.URL)),
				})
			case t.preprint && !calledPreprint(p, i):
				p.ReportLink(i, checks.Finding{
					Severity: checks.Notice, Evidence: checks.Evidence{Code: "preprint"},
					Message: fmt.Sprintf("the source is a preprint on %q, and the page does not say so", hostname(l.URL)),
					Fix:     "say that it is a preprint, or cite the published paper",
				})
			}
		}
	},
}

// evidential are the links to other sites that the page gives as sources: those in its list and those beside its claims, one
// of each address.
func evidential(p *checks.Pass) []int {
	f := p.Page.Facts
	var found []int
	seen := map[string]bool{}
	add := func(i int) {
		if leadsAway(p, i) && !seen[f.Links[i].URL] {
			seen[f.Links[i].URL] = true
			found = append(found, i)
		}
	}
	for _, r := range f.References {
		for _, i := range r.Links {
			add(int(i))
		}
	}
	claiming := claimBlocks(f)
	for i := range f.Links {
		if l := &f.Links[i]; l.Block >= 0 && claiming[l.Block] && !paid(f, i) {
			add(i)
		}
	}
	slices.Sort(found)
	return found
}

// claimBlocks are the blocks of the content that state what has to have a source.
func claimBlocks(f *page.Facts) map[int32]bool {
	blocks := map[int32]bool{}
	for i := range f.Statements {
		switch s := &f.Statements[i]; s.Kind {
		case page.Claim, page.AuthorityName, page.Proven:
			if s.Asserted() && s.Region.Content() && s.Block >= 0 {
				blocks[s.Block] = true
			}
		}
	}
	return blocks
}

func paid(f *page.Facts, link int) bool {
	return slices.ContainsFunc(f.Affiliates, func(a page.AffiliateLink) bool { return int(a.Link) == link })
}

func reportWeak(p *checks.Pass, cited []int) {
	var weak []int
	for _, i := range cited {
		if weigh(p, p.Page.Facts.Links[i].URL).rank == 4 {
			weak = append(weak, i)
		}
	}
	if len(weak) == 0 || 100*len(weak) <= p.Int("max_weak")*len(cited) {
		return
	}
	l := &p.Page.Facts.Links[weak[0]]
	e := evidence(l.Region, l.Selector, l.Text)
	e.Code = "weak"
	p.Report(checks.Finding{
		Severity: checks.Notice, Evidence: e, Source: checks.At(l.Line, l.Col),
		Message: fmt.Sprintf("%d of %s are weak, such as %q", len(weak), count(len(cited), "source"), hostname(l.URL)),
	})
}

// reportSelfOnly reports a list of sources all of whose entries lead to the site itself.
func reportSelfOnly(p *checks.Pass) {
	f := p.Page.Facts
	if len(f.References) == 0 || readingList(p) || slices.ContainsFunc(f.Identifiers, func(id page.Identifier) bool { return publication(&id) }) {
		return
	}
	for _, r := range f.References {
		linked := 0
		for _, i := range r.Links {
			if leadsAway(p, int(i)) {
				return
			}
			if f.Links[i].Navigates() && !samePage(f, int(i)) {
				linked += len(f.Links[i].Text)
			}
		}
		if 2*linked < len(r.Text) {
			return // a printed work, whatever its entry links to besides
		}
	}
	e := evidence(f.References[0].Region, f.References[0].Selector, f.References[0].Text)
	e.Code = "self-only"
	p.Report(checks.Finding{
		Evidence: e, Source: checks.At(f.References[0].Line, f.References[0].Col),
		Message: plural(len(f.References), "source is named, and it is a page of this site", "sources are named, and all are pages of this site"),
	})
}

// samePage reports whether a link stays on its page, as the arrow back from a footnote does.
func samePage(f *page.Facts, i int) bool {
	bare, _, _ := strings.Cut(f.Links[i].URL, "#")
	own, _, _ := strings.Cut(f.URL, "#")
	return bare == own
}

func rootOnly(address string) bool {
	u, err := url.Parse(address)
	return err == nil && (u.Path == "" || u.Path == "/") && u.RawQuery == "" && u.Fragment == ""
}

// calledPreprint reports whether the entry or the paragraph of a link says that it leads to a preprint.
func calledPreprint(p *checks.Pass, link int) bool {
	f := p.Page.Facts
	for _, r := range f.References {
		if slices.Contains(r.Links, int32(link)) {
			return r.Preprint
		}
	}
	b := f.Links[link].Block
	text := strings.ToLower(p.Page.Blocks()[b].Text)
	return strings.Contains(text, "preprint") || strings.Contains(text, "not peer-reviewed") || strings.Contains(text, "not yet peer-reviewed")
}
