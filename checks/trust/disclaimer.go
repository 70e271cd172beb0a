package trust

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/crawler"
	"github.com/healthusias/rounds/crawler/page"
)

var textAny = checks.Option{Name: "text_any", Default: []string{}, Doc: "further wordings that are a disclaimer, any of them; case and typography do not matter"}

// MedicalDisclaimerMissing reports pages that never say that they replace no medical advice.
var MedicalDisclaimerMissing = &checks.Check{
	ID:       "trust/medical-disclaimer-missing",
	Title:    "a page has no medical disclaimer",
	Severity: checks.Error,
	Kinds:    []crawler.Kind{crawler.Article, crawler.Product, crawler.Pillar, crawler.Hub},
	Options: []checks.Option{textAny,
		{Name: "required", Default: []string{}, Doc: "approved texts, of which each page must have one word for word; one that begins with a language, as in \"es: Esta página …\", is asked of pages in that language"},
	},
	Text: true,
	Doc: checks.Doc{
		What: "Nowhere on an article or product page can readers see that it does not replace medical advice, not even a word that sends them to a doctor or a link to a disclaimer page. " +
			"On a hub or pillar this is a notice, and a warning where scripts put the header or footer into the page. Every region of the page counts; comments of readers, hidden text (sub-code `hidden` where there is such text), image descriptions and " +
			"notices about money or affiliates do not. Pages in a language whose wordings Rounds does not know, and pages that have nothing to do with health and that no configuration calls articles, are left alone. " +
			"Sub-code `not-approved`: the option `required` names texts and none of them stands on the page, case, typography and punctuation aside; " +
			"the message says how near the page comes and which words are missing. With overrides by path each section has texts of its own.",
		Why: "Readers act on what they read. Every code of conduct for health sites asks them to say that information supports, not replaces, " +
			"the relationship between a patient and a clinician.",
		Example: "<p>Sleep on the side that does not hurt.</p>    and no more\n\n" +
			"<p class=\"disclaimer\">This article is for information only and is not a substitute for professional medical advice.</p>    good",
		Fix:     "add a sentence to the article, or to its template, which says that the page is not a substitute for professional medical advice",
		Sources: []string{honComplement, "https://www.hon.ch/HONcode/Guidelines/hc_p2.html", qualityRaters},
	},
	Page: func(p *checks.Pass) {
		f := p.Page.Facts
		var severity checks.Severity
		if k := p.Page.Head.Kind; k == crawler.Pillar || k == crawler.Hub || p.Page.Head.Guess {
			severity = checks.Notice
		}
		if texts := approvedTexts(f, p.Strings("required")); len(texts) > 0 {
			reportUnapproved(p, texts, severity)
			return
		}
		if !judgeable(f) || hasWording(p.Page, p.Strings("text_any")) || slices.ContainsFunc(f.Disclaimers, func(d page.Disclaimer) bool { return counts(p.Site, &d) }) {
			return
		}
		if !heldToHealth(p) {
			return
		}
		finding := checks.Finding{Severity: severity, Message: "no visible medical disclaimer"}
		if p.Page.Head.Guess {
			finding.Confidence = checks.Low
		}
		if f.Hollow && severity == "" {
			finding.Severity, finding.Confidence = checks.Warning, checks.Low
			finding.Message = "no visible medical disclaimer, unless scripts put one into the frame of the page"
		}
		if d := hiddenDisclaimer(f); d != nil {
			finding.Message = fmt.Sprintf("the only medical disclaimer is hidden: %q", checks.Snippet(d.Phrase))
			finding.Evidence = evidence(d.Region, d.Selector, d.Phrase)
			finding.Evidence.Code = "hidden"
			finding.Source = checks.At(d.Line, d.Col)
		}
		p.Report(finding)
	},
}

// counts reports whether readers can see a disclaimer of the site, or follow a link to one that is not known to be broken.
func counts(site *crawler.Site, d *page.Disclaimer) bool {
	if d.Hidden || d.Region == page.RegionComments {
		return false
	}
	if d.Strength != page.DisclaimerLink {
		return true
	}
	bare, _, _ := strings.Cut(d.Link, "#")
	id := site.Lookup(bare)
	if id == crawler.None {
		return true
	}
	end, _, loop := site.Final(id)
	return !loop && site.URL(end).State != crawler.Broken
}

func hiddenDisclaimer(f *page.Facts) *page.Disclaimer {
	for i := range f.Disclaimers {
		if d := &f.Disclaimers[i]; d.Hidden && d.Strength == page.DisclaimerStrong {
			return d
		}
	}
	return nil
}

// hasWording reports whether a visible block has one of the configured wordings.
func hasWording(p *crawler.Page, wordings []string) bool {
	if len(wordings) == 0 {
		return false
	}
	for _, b := range p.Blocks() {
		if b.Hidden || b.Region == page.RegionComments {
			continue
		}
		text := page.PlainText(b.Text)
		if slices.ContainsFunc(wordings, func(w string) bool { return strings.Contains(text, page.PlainText(w)) }) {
			return true
		}
	}
	return false
}

// MedicalDisclaimerWeak reports disclaimers that a reader of the article will hardly meet or that say too little.
var MedicalDisclaimerWeak = &checks.Check{
	ID:       "trust/medical-disclaimer-weak",
	Title:    "the medical disclaimer is weak or out of sight",
	Severity: checks.Warning,
	Kinds:    []crawler.Kind{crawler.Article},
	Options:  []checks.Option{textAny},
	Text:     true,
	Doc: checks.Doc{
		What: "An article has something in the way of a medical disclaimer, but no plain one where its readers are. Without sub-code: it only sends readers to a doctor, which is advice and no disclaimer. " +
			"Sub-codes: `sitewide-footer-only` (stands in the page's footer only), `link-only` (a link to a disclaimer page is all), `below-comments` (follows the comments of readers), " +
			"`hidden` (the plain one is hidden, what shows is less).",
		Why:     "Most readers come from a search, read one article and leave. What stands in the site's footer or on another page does not reach them.",
		Example: "<p>Always talk to your doctor before you start a new treatment.</p>\n<p>This article does not replace the advice of your doctor.</p>    good",
		Fix:     "say in the article itself that it is not a substitute for professional medical advice",
		Sources: []string{honComplement, googlePeople},
	},
	Page: func(p *checks.Pass) {
		f := p.Page.Facts
		if !judgeable(f) || hasWording(p.Page, p.Strings("text_any")) {
			return
		}
		d, code := weakness(p.Site, f)
		if d == nil {
			return
		}
		e := evidence(d.Region, d.Selector, d.Phrase)
		e.Code = code
		p.Report(checks.Finding{Message: weak[code], Evidence: e, Source: checks.At(d.Line, d.Col)})
	},
}

var weak = map[string]string{
	"":                     "the page only sends readers to a doctor, it does not say that it replaces no medical advice",
	"sitewide-footer-only": "the medical disclaimer stands in the footer only",
	"link-only":            "a link to a disclaimer page is all there is",
	"below-comments":       "the medical disclaimer stands below the comments of readers",
	"hidden":               "the medical disclaimer is hidden",
}

// weakness finds what is wrong with the best disclaimer of the page; nil where it is good or where there is none.
func weakness(site *crawler.Site, f *page.Facts) (best *page.Disclaimer, code string) {
	rank := 0
	for i := range f.Disclaimers {
		d := &f.Disclaimers[i]
		r, c := 0, ""
		switch {
		case !counts(site, d):
			continue
		case d.Strength == page.DisclaimerSoft:
			r = 1
		case d.Strength == page.DisclaimerLink:
			r, c = 2, "link-only"
		case d.InFooter:
			r, c = 4, "sitewide-footer-only"
		case d.BelowComments:
			r, c = 3, "below-comments"
		default:
			return nil, ""
		}
		if r > rank {
			best, rank, code = d, r, c
		}
	}
	if h := hiddenDisclaimer(f); best != nil && rank <= 2 && h != nil {
		return h, "hidden"
	}
	return best, code
}

// MedicalDisclaimerPageMissing reports a site without a page that spells its disclaimer out.
var MedicalDisclaimerPageMissing = &checks.Check{
	ID:       "trust/medical-disclaimer-page-missing",
	Title:    "the site has no medical disclaimer page",
	Severity: checks.Warning,
	Text:     true,
	Doc: checks.Doc{
		What: "A site with articles links to no page of its own that answers and says in plain words that the site does not replace medical advice. " +
			"Such a page is known by a link whose text or address says disclaimer, in the languages that Rounds knows. Reported once, on the home page.",
		Why:     "The sentence in an article is short. One page that says who the information is for, what it cannot do and where to turn in an emergency is what the sentence links to.",
		Example: "<footer><a href=\"/medical-disclaimer/\">Medical disclaimer</a></footer>    good, if /medical-disclaimer/ says what it promises",
		Fix:     "publish a page with the medical disclaimer and link it from every page, best from the footer",
		Sources: []string{honComplement, qualityRaters},
	},
	Gather: func(p *checks.Pass) any { return oneNote(p, disclaimerNotes(p)) },
	Site: func(p *checks.Pass) {
		if !articles(p.Site) || disclaimerPage(p) {
			return
		}
		at := p.Site.Home
		if at == crawler.None || p.Site.Head(at) == nil {
			at = p.Site.Pages()[0]
		}
		p.ReportAt(at, checks.Finding{Message: "no page of the site that is linked as a disclaimer says that the site replaces no medical advice"})
	},
}

// notes are what one page adds to the search for a disclaimer page.
type notes struct {
	strong bool         // says it in plain words, not just in a footer
	links  []crawler.ID // where its links to a disclaimer lead
	known  bool         // in a language whose wordings are known
}

func disclaimerNotes(p *checks.Pass) notes {
	f := p.Page.Facts
	n := notes{known: judgeable(f)}
	for i := range f.Disclaimers {
		d := &f.Disclaimers[i]
		switch {
		case d.Strength == page.DisclaimerLink && !d.Hidden:
			bare, _, _ := strings.Cut(d.Link, "#")
			if id := p.Site.Lookup(bare); id != crawler.None && !slices.Contains(n.links, id) {
				n.links = append(n.links, id)
			}
		case d.Strength == page.DisclaimerStrong && !d.Hidden && !d.InFooter:
			n.strong = true
		}
	}
	return n
}

// oneNote is the one copy of what many pages add: the same link in the same place.
func oneNote(p *checks.Pass, n notes) *notes {
	key := fmt.Sprint(n)
	all := checks.Shared(p, "trust/disclaimer notes", func(*crawler.Site) *sync.Map { return new(sync.Map) })
	if one, ok := all.Load(key); ok {
		return one.(*notes)
	}
	one, _ := all.LoadOrStore(key, &n)
	return one.(*notes)
}

// disclaimerPage reports whether a page that is linked as a disclaimer is one; also where it was not read or no page's
// language is known, because then nobody can tell.
func disclaimerPage(p *checks.Pass) bool {
	strong := map[crawler.ID]bool{}
	known := false
	for _, g := range p.Gathered {
		n := g.Value.(*notes)
		known = known || n.known
		strong[g.Page] = n.strong || !n.known
	}
	for _, g := range p.Gathered {
		for _, id := range g.Value.(*notes).links {
			if end, _, loop := p.Site.Final(id); !loop && strong[end] || unread(p.Site, id) {
				return true
			}
		}
	}
	return !known
}
