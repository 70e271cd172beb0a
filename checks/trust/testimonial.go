package trust

import (
	"fmt"
	"slices"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/crawler"
	"github.com/healthusias/rounds/crawler/page"
)

// TestimonialAsEvidence reports products that are sold with a story of relief.
var TestimonialAsEvidence = &checks.Check{
	ID:       "trust/testimonial-as-evidence",
	Title:    "a story of relief stands in for evidence about a product",
	Severity: checks.Notice,
	Kinds:    []crawler.Kind{crawler.Article, crawler.Product},
	Text:     true,
	Doc: checks.Doc{
		What:    "Somebody tells in the first person of relief or cure in the same paragraph or list item as a paid link or an offer.",
		Why:     "What helped one person may have passed by itself. A testimonial does not replace competent and reliable scientific evidence, and beside a link that pays it persuades all the more.",
		Example: "<p>I put on this <a rel=\"sponsored\" href=\"https://shop.example/belt\">belt</a> and my pain went.</p>\n<p>I wore a belt for a month. Trials have found little effect.</p>    good",
		Fix:     "say what studies found about the product, or tell the story without the link",
		Sources: []string{"FTC Health Products Compliance Guidance, December 2022: testimonials", ftcEndorsement},
	},
	Page: func(p *checks.Pass) {
		for _, s := range p.Page.Facts.Said(page.Testimonial) {
			if s.Asserted() && s.Block >= 0 && !ofAuthor(p.Page.Facts, s) && sells(p, s.Block) {
				p.Report(checks.Finding{
					Confidence: checks.Medium,
					Message:    fmt.Sprintf("a story of relief stands beside a product: %q", checks.Snippet(s.Text)),
					Evidence:   evidence(s.Region, s.Selector, s.Text), Source: checks.At(s.Line, s.Col),
				})
			}
		}
	},
}

// sells reports whether a block has a paid link or an offer.
func sells(p *checks.Pass, block int32) bool {
	f := p.Page.Facts
	return slices.ContainsFunc(paidLinks(p), func(i int) bool { return f.Links[i].Block == block }) ||
		slices.ContainsFunc(f.Offers, func(o page.Offer) bool { return o.Block == block })
}
