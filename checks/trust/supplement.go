package trust

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/crawler"
	"github.com/healthusias/rounds/crawler/page"
	"github.com/healthusias/rounds/crawler/page/lazy"
)

// SupplementDisclaimerMissing reports supplements that are sold with a claim and without the sentences that the law asks for.
var SupplementDisclaimerMissing = &checks.Check{
	ID:       "trust/supplement-disclaimer-missing",
	Title:    "a supplement is sold with a claim and without the statutory disclaimer",
	Severity: checks.Error,
	Kinds:    []crawler.Kind{crawler.Article, crawler.Product},
	Text:     true,
	Options: []checks.Option{
		{Name: "jurisdiction", Default: "auto", Doc: "whom the site sells to: us, other (the rule is off), or auto (pages of lang …-US, and English ones that name no other country in lang, host or currency)"},
	},
	Doc: checks.Doc{
		What: "A product page, or an article about supplements with an offer or a paid link, says that a supplement supports, maintains or boosts a function of the body, and nowhere on the page stand both sentences: " +
			"\"This statement has not been evaluated by the Food and Drug Administration\" and \"This product is not intended to diagnose, treat, cure, or prevent any disease\". " +
			"An error on an English product page that is certainly for readers in the United States (lang=en-US, prices in dollars, or the option), else a warning. Sub-code `partial` (a warning): one of the two sentences is there. " +
			"Articles that sell nothing are left alone.",
		Why: "The two sentences are the condition on which such claims may be made without approval (21 CFR 101.93). They tell readers that nobody has verified the claim.",
		Example: "<p>Supports joint health.</p> <button>Add to cart</button>\n\n" +
			"<p>Supports joint health.*</p> … <p><b>*This statement has not been evaluated by the Food and Drug Administration. This product is not intended to diagnose, treat, cure, or prevent any disease.</b></p>    good",
		Fix:     "add both sentences in bold beside the claim, or link the claim to them with a symbol",
		Sources: []string{"21 CFR 101.93(c)", "FD&C Act 403(r)(6)(C)", "FDA letter on the placement of the DSHEA disclaimer, 11 December 2025"},
	},
	Page: func(p *checks.Pass) {
		claim := bodyClaim(p)
		if claim == nil {
			return
		}
		where := market(p)
		if where == "other" {
			return
		}
		code, complete := statutory(p.Page.Facts)
		if complete {
			return
		}
		f := checks.Finding{
			Message:  fmt.Sprintf("the claim %q stands without the sentences about the Food and Drug Administration", checks.Snippet(claim.Text)),
			Evidence: evidence(claim.Region, claim.Selector, claim.Text), Source: checks.At(claim.Line, claim.Col),
		}
		if p.Page.Head.Kind != crawler.Product || where != "us" || code != "" || p.Page.Facts.Phrases != "en" {
			f.Severity, f.Confidence = checks.Warning, checks.Medium
		}
		if code != "" {
			f.Message = fmt.Sprintf("of the two sentences that the claim %q needs only one is there", checks.Snippet(claim.Text))
			f.Evidence.Code = code
		}
		p.Report(f)
	},
}

// bodyClaim is a claim about the body on a page that sells a supplement, nil where there is none.
func bodyClaim(p *checks.Pass) *page.Statement {
	f := p.Page.Facts
	said := f.Said(page.Supplement)
	if len(said) == 0 || !selling(p) || p.Page.Head.Kind != crawler.Product && !slices.Contains(f.SubKinds, "nutrition-supplement") {
		return nil
	}
	for _, s := range said {
		if s.Asserted() && s.Region != page.RegionFooter {
			return s
		}
	}
	return nil
}

// selling reports whether the page offers a product or links to one for money.
func selling(p *checks.Pass) bool {
	f := p.Page.Facts
	return inContent(p, paidLinks(p)) || slices.ContainsFunc(f.Offers, func(o page.Offer) bool {
		return o.Region == page.RegionHead || o.Region.Content() || o.Region == page.RegionForm || o.Region == page.RegionAside
	})
}

// statutory says which of the two sentences the page shows: complete for both, else the sub-code.
func statutory(f *page.Facts) (code string, complete bool) {
	var evaluated, diagnose bool
	for _, s := range f.Said(page.Fda) {
		if !s.Hidden {
			evaluated = evaluated || s.Code == "evaluated" || s.Code == "both"
			diagnose = diagnose || s.Code == "diagnose" || s.Code == "both"
		}
	}
	if evaluated != diagnose {
		return "partial", false
	}
	return "", evaluated
}

// countryHost matches hosts under the domain of a country other than the United States; .io, .co and the like are used anywhere.
var countryHost = lazy.MustCompile(`\.(?:uk|ie|au|nz|ca|in|za|sg|my|ph|hk|ng|ke|gh|pk|eu|de|fr|es|it|nl|at|ch|be|se|no|dk|fi|pl|pt|br|mx|jp|cn|id)$`)

// market is whom a page sells to: us, other, or maybe where nothing tells.
func market(p *checks.Pass) string {
	f := p.Page.Facts
	if set := p.String("jurisdiction"); set != "auto" {
		return strings.ToLower(set)
	}
	_, region, _ := strings.Cut(strings.ToLower(strings.ReplaceAll(f.Lang, "_", "-")), "-")
	switch {
	case region == "us":
		return "us"
	case region != "" || f.Phrases != "en":
		return "other"
	}
	if u, err := url.Parse(p.Page.URL.Address); err == nil && countryHost.MatchString(u.Hostname()) {
		return "other"
	}
	return currency(f.Offers)
}

func currency(offers []page.Offer) string {
	for _, o := range offers {
		switch {
		case strings.ContainsAny(o.Text, "£€"):
			return "other"
		case strings.Contains(o.Text, "$"):
			return "us"
		}
	}
	return "maybe"
}
