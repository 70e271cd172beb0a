package trust

import (
	"slices"
	"strings"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/crawler"
	"github.com/healthusias/rounds/crawler/page"
	"github.com/healthusias/rounds/crawler/page/lazy"
)

// FundingUndisclosed reports sites that earn money and do not say so.
var FundingUndisclosed = &checks.Check{
	ID:       "trust/funding-undisclosed",
	Title:    "the site earns money and does not say how",
	Severity: checks.Warning,
	Text:     true,
	Doc: checks.Doc{
		What: "Pages of the site show advertisements, have affiliate links or sell products, and nothing says who pays for the site: no page about funding, advertising, sponsors, affiliates or conflicts of interest, " +
			"no word of it on the home page, the page about the site or other pages of that kind, and not on each page that earns. Reported once for the site.",
		Why:     "Who pays may shape what is said. Codes for health sites ask them to name their income, and those without advertising to say that too.",
		Example: "<ins class=\"adsbygoogle\"></ins> on the articles    and no page says that there is advertising\n<p>This site is paid for by advertising; advertisers have no say in articles.</p>    good",
		Fix:     "say on the page about the site, or on one of its own, where the money comes from and what it may not influence",
		Sources: []string{"HONcode principles 7 (financial disclosure) and 8 (advertising policy)", "https://www.hon.ch/HONcode/Guidelines/hc_p8.html", jama},
	},
	Gather: func(p *checks.Pass) any { return earningOf(p.Page.Facts) },
	Site: func(p *checks.Pass) {
		in := institutionOf(p)
		if in == nil || !in.pages[roleFunding].none() {
			return
		}
		how, silent := "", 0
		for _, g := range p.Gathered {
			e := g.Value.(earning)
			if e.funding {
				return
			}
			if e.how != "" && !e.disclosed {
				silent++
				if how == "" {
					how = e.how
				}
			}
		}
		if silent == 0 || slices.ContainsFunc(ownPages(p.Site, in), speaksOfMoney) {
			return
		}
		p.ReportAt(in.at, checks.Finding{Confidence: checks.Medium, Message: "the site " + how + " and nothing says who pays for it"})
	},
}

// earning is how one page earns money, and what it says about that.
type earning struct {
	how       string // "" where it does not
	disclosed bool   // says so itself
	funding   bool   // says who pays for the site
}

// earningOf is nil for a page that neither earns nor speaks of it.
func earningOf(f *page.Facts) any {
	e := earning{how: howEarns(f)}
	for i := range f.Statements {
		switch s := &f.Statements[i]; s.Kind {
		case page.Funding:
			e.funding = e.funding || !s.Hidden
		case page.Affiliation, page.Sponsorship:
			e.disclosed = e.disclosed || !s.Hidden
		}
	}
	if e == (earning{}) {
		return nil
	}
	return e
}

// howEarns tells certain signs of income: a redirect or a parameter ref= may be something else.
func howEarns(f *page.Facts) string {
	switch {
	case slices.ContainsFunc(f.Ads, func(a page.Ad) bool { return a.Kind == "network" }):
		return "shows advertisements"
	case slices.ContainsFunc(f.Affiliates, func(a page.AffiliateLink) bool { return a.Kind != "redirect" && a.Kind != "shop-ref" }):
		return "has affiliate links"
	case slices.ContainsFunc(f.Offers, func(o page.Offer) bool { return o.Kind != "price" }):
		return "sells products"
	}
	return ""
}

// ownPages are the pages on which a site speaks of itself.
func ownPages(site *crawler.Site, in *institution) []*crawler.Page {
	ids := []crawler.ID{in.at}
	for _, r := range []role{roleAbout, roleEditorial, rolePrivacy, roleContact} {
		ids = append(ids, in.pages[r].pages...)
	}
	for _, id := range site.Pages() {
		if site.Head(id).Kind == crawler.Legal && len(ids) < maxInstitution && !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	return load(site, ids)
}

// moneyShape are words about income in the languages of the packs: one that speaks of it at all is not silent.
var moneyShape = lazy.MustCompile(`(?i)\b(?:fund(?:ed|ing|s)|financ|finanz|sponsor|advertis|affiliat|commission|donat|donor|revenue|conflicts? of interest|paid for by|spende|werb|anzeige|provision|publicid|publicit|pubblicit|` +
	`comisi|doaç|doador|donaci|pendanaan|iklan|donasi|gefinanci|reclame|advertenti|subvention|gesponsert)`)

func speaksOfMoney(pg *crawler.Page) bool {
	return slices.ContainsFunc(pg.Blocks(), func(b page.Block) bool {
		return b.Region != page.RegionComments && b.Region != page.RegionNav && moneyShape.MatchString(strings.ToLower(b.Text))
	})
}
