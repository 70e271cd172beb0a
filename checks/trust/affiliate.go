package trust

import (
	"fmt"
	"slices"
	"strings"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/crawler"
	"github.com/healthusias/rounds/crawler/page"
)

// Standards about money.
const (
	ftcEndorsement = "FTC Endorsement Guides, 16 CFR 255: clear and conspicuous disclosure"
	honMoney       = "HONcode principles 7 and 8 (financial disclosure, advertising policy)"
	questConflict  = "QUEST: conflict of interest, https://doi.org/10.1186/s12911-018-0668-9"
	googleLinks    = "https://developers.google.com/search/docs/crawling-indexing/qualify-outbound-links"
)

// AffiliateDisclosureMissing reports pages that earn from links and do not say so.
var AffiliateDisclosureMissing = &checks.Check{
	ID:       "trust/affiliate-disclosure-missing",
	Title:    "a page earns from its links and does not say so",
	Severity: checks.Error,
	Kinds:    []crawler.Kind{crawler.Article, crawler.Product},
	Text:     true,
	Doc: checks.Doc{
		What: "The page has links that pay the site (rel=sponsored, an affiliate network, a partner tag in the address, a redirect such as /go/ that leads to another site) " +
			"and nothing that readers see says so: no wording about affiliate links, commissions or paid links, and no link to a page that tells. " +
			"Where such links stand outside the content only, where the address may just count visits (ref=, partnerid=) and where the page is labeled as advertising it is a warning; the page's footer is left alone. " +
			"A disclosure that readers meet too late is reported by `trust/affiliate-disclosure-late`.",
		Why: "Who reads a recommendation for their health must know that the writer is paid when they follow it. " +
			"In the United States and the European Union saying so is a duty.",
		Example: "<p>We like this <a href=\"https://amzn.to/3xyz\">pillow</a>.</p>\n\n" +
			"<p>We earn a commission if you buy through the links on this page.</p>\n<p>We like this <a rel=\"sponsored\" href=\"https://amzn.to/3xyz\">pillow</a>.</p>    good",
		Fix:     "say above the first paid link that the site earns a commission when readers buy through its links",
		Sources: []string{ftcEndorsement, honMoney, questConflict},
	},
	Page: func(p *checks.Pass) {
		paid := paidLinks(p)
		if !judgeable(p.Page.Facts) || len(paid) == 0 || tell(p, paid) != nil {
			return
		}
		f := checks.Finding{Message: fmt.Sprintf("nothing says that %s", pays(p, paid))}
		if label := sponsorLabel(p.Page.Facts); !certain(p.Page.Facts) || label != nil && label.Region != page.RegionFooter {
			f.Severity, f.Confidence = checks.Warning, checks.Medium
		}
		reportPaid(p, paid, f)
	},
}

// paidLinks are the links of the page that pay the site and that readers can see, as indices in Facts.Links; credits in the footer recommend nothing. A redirect of the
// site's own pays only where it is known to lead to another site. Several rules ask.
func paidLinks(p *checks.Pass) []int {
	return checks.OfPage(p, "trust/paid-links", func(p *checks.Pass) []int {
		var paid []int
		for _, a := range p.Page.Facts.Affiliates {
			l := &p.Page.Facts.Links[a.Link]
			if !l.Hidden && l.Region != page.RegionFooter && (a.Kind != "redirect" || leavesSite(p, int(a.Link))) {
				paid = append(paid, int(a.Link))
			}
		}
		return paid
	})
}

// leavesSite reports whether a link of the page ends on another site.
func leavesSite(p *checks.Pass, link int) bool {
	id := p.Page.Links[link]
	if id == crawler.None {
		return false
	}
	end, _, loop := p.Site.Final(id)
	return !loop && !p.Site.URL(end).Internal
}

// certain reports whether a link in the content pays beyond doubt. A parameter such as partnerid= or ref= may count visits only.
func certain(f *page.Facts) bool {
	return slices.ContainsFunc(f.Affiliates, func(a page.AffiliateLink) bool {
		l := &f.Links[a.Link]
		return l.Region.Content() && !l.Hidden && a.Kind != "shop-ref" && (a.Kind != "parameter" || !strings.HasPrefix(strings.ToLower(a.Key), "partner"))
	})
}

func inContent(p *checks.Pass, links []int) bool {
	for _, i := range links {
		if p.Page.Facts.Links[i].Region.Content() {
			return true
		}
	}
	return false
}

// pays says how many links pay the site, and where the first leads.
func pays(p *checks.Pass, paid []int) string {
	first := checks.Snippet(checks.Public(p.Page.Facts.Links[paid[0]].URL))
	return fmt.Sprintf("%s the site, the first leads to %q", amount(len(paid), "link pays", "links pay"), first)
}

// reportPaid files a finding at the first paid link: one for the page, however many there are.
func reportPaid(p *checks.Pass, paid []int, f checks.Finding) {
	l := &p.Page.Facts.Links[paid[0]]
	f.Evidence.Region, f.Evidence.Selector, f.Evidence.Snippet = l.Region.String(), l.Selector.String(), checks.Snippet(l.Text)
	f.Source = checks.At(l.Line, l.Col)
	p.Report(f)
}

func hasRel(l *page.Link, token string) bool {
	for t := range strings.FieldsSeq(strings.ToLower(l.Rel)) {
		if t == token {
			return true
		}
	}
	return false
}

// AffiliateDisclosureLate reports disclosures that readers meet after the links, or not at all.
var AffiliateDisclosureLate = &checks.Check{
	ID:       "trust/affiliate-disclosure-late",
	Title:    "readers meet the paid links before the word about them",
	Severity: checks.Warning,
	Kinds:    []crawler.Kind{crawler.Article, crawler.Product},
	Text:     true,
	Doc: checks.Doc{
		What: "A page with paid links discloses them, but not before the first one. Sub-codes: `late` (the disclosure follows the first paid link), `footer-only` (it stands in the page's footer), " +
			"`link-only` (a link to a disclosure is all there is), `hidden` (readers cannot see it).",
		Why:     "A reader who follows the first link has not read the end of the page. A disclosure counts where it is seen before the recommendation.",
		Example: "<p>We like this <a href=\"https://amzn.to/3xyz\">pillow</a>.</p> … <footer>This site earns from affiliate links.</footer>\n\n<p>This page has affiliate links.</p> … the links    good",
		Fix:     "move the disclosure above the first paid link, in plain sight",
		Sources: []string{ftcEndorsement, honMoney},
	},
	Page: func(p *checks.Pass) {
		paid := paidLinks(p)
		if !judgeable(p.Page.Facts) || len(paid) == 0 {
			return
		}
		d := tell(p, paid)
		if d == nil || d.code == "" {
			return
		}
		f := checks.Finding{Message: lateness[d.code]}
		if s := d.statement; s != nil {
			f.Evidence, f.Source = evidence(s.Region, s.Selector, s.Text), checks.At(s.Line, s.Col)
		} else {
			f.Evidence, f.Source = evidence(d.link.Region, d.link.Selector, d.link.Text), checks.At(d.link.Line, d.link.Col)
		}
		f.Evidence.Code = d.code
		p.Report(f)
	},
}

var lateness = map[string]string{
	"late":        "the word about paid links follows the first of them",
	"footer-only": "the word about paid links stands in the footer only",
	"link-only":   "a link to a disclosure is all that the page says about its paid links",
	"hidden":      "the word about paid links is hidden",
}

// AffiliateLinkUnqualified reports paid links that tell search engines nothing.
var AffiliateLinkUnqualified = &checks.Check{
	ID:       "trust/affiliate-link-unqualified",
	Title:    "paid links do not say that they are paid",
	Severity: checks.Warning,
	Kinds:    []crawler.Kind{crawler.Article, crawler.Product},
	Doc: checks.Doc{
		What:    "Links that pay the site have neither `sponsored` nor `nofollow` in their rel attribute. Reported once for a page, with the further addresses in the evidence.",
		Why:     "Search engines take a plain link as a recommendation. One that was paid for has to say so, or the whole site may be trusted less.",
		Example: "<a href=\"https://www.amazon.com/dp/B01?tag=site-20\">\n<a href=\"https://www.amazon.com/dp/B01?tag=site-20\" rel=\"sponsored\">    good",
		Fix:     "add rel=\"sponsored\" to each paid link",
		Sources: []string{googleLinks},
	},
	Page: func(p *checks.Pass) {
		var plain []int
		for _, i := range paidLinks(p) {
			if l := &p.Page.Facts.Links[i]; !hasRel(l, "sponsored") && !hasRel(l, "nofollow") {
				plain = append(plain, i)
			}
		}
		if len(plain) == 0 {
			return
		}
		f := checks.Finding{Message: fmt.Sprintf("%s neither sponsored nor nofollow in rel, the first leads to %q",
			amount(len(plain), "paid link has", "paid links have"), checks.Snippet(checks.Public(p.Page.Facts.Links[plain[0]].URL)))}
		for _, i := range plain[:min(len(plain), 10)] {
			f.Evidence.Path = append(f.Evidence.Path, strings.Clone(checks.Public(p.Page.Facts.Links[i].URL)))
		}
		reportPaid(p, plain, f)
	},
}
