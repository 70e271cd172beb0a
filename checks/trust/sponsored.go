package trust

import (
	"fmt"
	"strings"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/crawler"
	"github.com/healthusias/rounds/crawler/page"
	"github.com/healthusias/rounds/crawler/page/lazy"
)

// SponsoredContentUnlabeled reports texts that somebody paid for and that do not say so.
var SponsoredContentUnlabeled = &checks.Check{
	ID:       "trust/sponsored-content-unlabeled",
	Title:    "a text that was paid for is not labeled",
	Severity: checks.Warning,
	Kinds:    []crawler.Kind{crawler.Article},
	Text:     true,
	Doc: checks.Doc{
		What: "The markup says that somebody paid for the text (a class such as sponsored or advertorial, the attribute data-sponsored, links with utm_medium=sponsor, at least two links with rel=sponsored to one site that is no affiliate network), " +
			"and no visible word does: sponsored, advertisement, paid partnership, in their languages. Sub-code `late`: the label stands below the first paid link or in the footer only. " +
			"A page that discloses affiliate links has explained its links with rel=sponsored.",
		Why:     "An advertisement that looks like advice is read as advice. Advertisements on a health site are labeled and kept apart from the rest.",
		Example: "<div class=\"post-sponsored\"><p>Why we love these insoles …</p></div>\n<div class=\"post-sponsored\"><p><b>Sponsored</b></p><p>Why we love these insoles …</p></div>    good",
		Fix:     "put a plain label such as \"Sponsored by …\" above the text",
		Sources: []string{"https://www.hon.ch/HONcode/Guidelines/hc_p8.html", "NHS standard for creating health content: be transparent about advertising", ftcEndorsement},
	},
	Page: func(p *checks.Pass) {
		f := p.Page.Facts
		sign, link := paidSign(f)
		if sign == "" || !judgeable(f) {
			return
		}
		finding := checks.Finding{Message: sign + ", and no visible word says so"}
		if label := sponsorLabel(f); label != nil {
			if label.Region != page.RegionFooter && (link == nil || !follows(label, link)) {
				return
			}
			finding.Message, finding.Evidence.Code = sign+", and the label comes after it", "late"
		}
		if link != nil {
			finding.Evidence.Region, finding.Evidence.Selector, finding.Source = link.Region.String(), link.Selector.String(), checks.At(link.Line, link.Col)
		} else if ad := paidText(f); ad != nil {
			finding.Evidence.Region, finding.Evidence.Selector, finding.Source = ad.Region.String(), ad.Selector.String(), checks.At(ad.Line, ad.Col)
		}
		finding.Confidence = checks.Medium
		p.Report(finding)
	},
}

// paidSign says by what the page shows that it was paid for, "" for nothing; link is the first link where links do.
func paidSign(f *page.Facts) (sign string, link *page.Link) {
	if ad := paidText(f); ad != nil {
		what := "class"
		if ad.Name == "data-sponsored" {
			what = "attribute"
		}
		return fmt.Sprintf("the %s %q marks a text as paid for", what, checks.Snippet(ad.Name)), nil
	}
	for i := range f.Links {
		if l := &f.Links[i]; l.Region.Content() && l.Navigates() && strings.Contains(l.URL, "=") && strings.Contains(strings.ToLower(l.URL), "utm_medium=sponsor") {
			return "a link says that a sponsor pays for it", l
		}
	}
	return brandLinks(f)
}

// paidText is a part of the content that its markup calls paid for.
func paidText(f *page.Facts) *page.Ad {
	for i := range f.Ads {
		if a := &f.Ads[i]; a.Kind == "sponsored" && a.Region.Content() && !a.Hidden {
			return a
		}
	}
	return nil
}

// brandLinks finds two links in content that are declared as sponsored and lead to one site, which is no shop that counts
// its partners.
func brandLinks(f *page.Facts) (sign string, link *page.Link) {
	for _, s := range f.Said(page.Affiliation) {
		if !s.Hidden && !denies(s) && !strings.Contains(s.Phrase, "sponsored by") && !strings.Contains(s.Phrase, "paid partnership") {
			return "", nil
		}
	}
	first := map[string]*page.Link{}
	for _, a := range f.Affiliates {
		l := &f.Links[a.Link]
		if a.Kind != "sponsored" || l.Hidden || !l.Region.Content() || partnerTag.MatchString(l.URL) {
			continue
		}
		host := hostOf(l.URL)
		if have := first[host]; have != nil {
			return fmt.Sprintf("links to %q are declared as sponsored", checks.Snippet(host)), have
		}
		first[host] = l
	}
	return "", nil
}

// partnerTag matches addresses that count who sent a buyer, and those of single products: such links are affiliate links.
var partnerTag = lazy.MustCompile(`(?i)[?&](?:ref|tag|aff\w*|partner\w*|rcode|src|via|coupon)=|/(?:aff|ref|refer|products?|dp)/`)

// hostOf is the host of an absolute address, without www.
func hostOf(address string) string {
	_, rest, _ := strings.Cut(checks.Public(address), "://")
	if i := strings.IndexAny(rest, "/?#:"); i >= 0 {
		rest = rest[:i]
	}
	return strings.TrimPrefix(rest, "www.")
}

// sponsorLabel is the first visible word that labels the page as paid for, one outside the footer before one in it.
func sponsorLabel(f *page.Facts) *page.Statement {
	var footer *page.Statement
	for _, s := range f.Said(page.Sponsorship) {
		switch {
		case s.Hidden || denies(s):
		case s.Region != page.RegionFooter:
			return s
		case footer == nil:
			footer = s
		}
	}
	return footer
}
