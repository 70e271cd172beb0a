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

// ProvenClaimUnsourced reports seals of proof without the proof.
var ProvenClaimUnsourced = &checks.Check{
	ID:       "trust/proven-claim-unsourced",
	Title:    "something is called proven, tested or approved without a source",
	Severity: checks.Error,
	Kinds:    []crawler.Kind{crawler.Article, crawler.Product},
	Text:     true,
	Doc: checks.Doc{
		What: "Clinically proven, scientifically tested, doctor-recommended, FDA-approved and the like, in a paragraph without a source. A supplement or cosmetic that is called FDA-approved is an error " +
			"(sub-code `fda-supplement`): the FDA approves neither. That a medicine is FDA-approved is a notice outside product pages: it is mostly true and easily linked. Negations, questions and quotations do not count.",
		Why:     "The words sound like evidence and stand in its place. Where there is a trial, linking it costs nothing.",
		Example: "<p>Our clinically proven cream …</p>\n<p>In <a href=\"https://doi.org/…\">a trial with 120 people</a> the cream …</p>    good",
		Fix:     "link the trial or the approval, or leave the word out",
		Sources: []string{ftcHealth, "https://www.fda.gov/consumers/consumer-updates/it-really-fda-approved", honJustify},
	},
	Page: func(p *checks.Pass) {
		var reported []string
		for _, s := range p.Page.Facts.Said(page.Proven) {
			if !told(s) || asks(s) || inList(p.Page.Facts, s.Block) || provenText.MatchString(s.Text) || demanded.MatchString(s.Text) {
				continue
			}
			f := checks.Finding{Severity: checks.Warning, Confidence: checks.Medium, Subject: s.Phrase, Evidence: spoken(s), Source: checks.At(s.Line, s.Col)}
			f.Message = fmt.Sprintf("%q has no source", s.Phrase)
			switch {
			case approvesSupplement(p, s):
				f.Severity, f.Evidence.Code = checks.Error, "fda-supplement"
				f.Message = fmt.Sprintf("a supplement or cosmetic is called %q, and the FDA approves none", s.Phrase)
				f.Fix = "remove the word; the FDA approves medicines, no supplements and no cosmetics"
			case s.Sourced != "" || slices.Contains(reported, s.Phrase):
				continue
			case strings.HasPrefix(s.Code, "fda-") && p.Page.Head.Kind != crawler.Product:
				f.Severity = checks.Notice
			}
			reported = append(reported, s.Phrase)
			p.Report(f)
		}
	},
}

var (
	// provenText matches praise for texts: nobody is told that they help.
	provenText = lazy.MustCompile(`(?i)\bscience-backed (?:[\w-]+ ){0,3}(?:content|articles?|information|insights?|advice|tips|education|resources|guides?|library|answers)\b|` +
		`\b(?:content|articles?|information|insights?|advice|tips|resources|guides?) (?:that is |that are )?backed by science\b`)

	// demanded matches what is asked for, and not said to be so.
	demanded = lazy.MustCompile(`(?i)\b(?:must|should|has to|have to|needs? to|ought to|until \w+ (?:is|are|has been|have been)) (?:first )?(?:be )?(?:clinically|scientifically|medically) (?:proven|tested|validated)\b`)

	approvedSupplement = lazy.MustCompile(`(?i)\bfda[- ]approved\s+(?:(?:dietary|herbal|natural|organic|sports?|nutritional|health|beauty|anti-aging)\s+){0,3}(?:supplements?|herbal (?:remed(?:y|ies)|products?)|cosmetics?|nootropics?|superfoods?)\b`)
	// cosmeticCare is what the FDA does approve, behind the word "cosmetic".
	cosmeticCare = lazy.MustCompile(`(?i)^[ ,]*(?:and \w+ )?(?:procedures?|treatments?|surger\w+|operations?|fillers?|dermal|devices?|lasers?|inject\w+|use|uses|indications?|drugs?|medicines?|botulinum|implants?)\b`)
	deniedBefore = lazy.MustCompile(`(?i)\b(?:none|neither|nor|few|hardly|any|unlike|if|fake|false(?:ly)?|so-called|claim(?:s|ed|ing)?|call(?:s|ed|ing)?|market(?:s|ed|ing)?|label(?:s|ed|led|ing)?)\b`)
)

// approvesSupplement reports whether a page that is about a supplement or sells one says that the FDA has approved it, or any page that of a cosmetic.
func approvesSupplement(p *checks.Pass, s *page.Statement) bool {
	at := approvedSupplement.FindStringIndex(s.Text)
	if s.Code != "fda-approved" || s.Hedged || at == nil || deniedBefore.MatchString(s.Text[:at[0]]) {
		return false
	}
	if strings.Contains(strings.ToLower(s.Text[at[0]:at[1]]), "cosmetic") {
		return !cosmeticCare.MatchString(s.Text[at[1]:])
	}
	return p.Page.Head.Kind == crawler.Product || slices.Contains(p.Page.Facts.SubKinds, "nutrition-supplement")
}

// asks reports whether a sentence is a question, as far as its excerpt shows.
func asks(s *page.Statement) bool {
	return strings.HasSuffix(strings.TrimRight(s.Text, `"')”’ `), "?")
}
