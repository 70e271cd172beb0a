package trust

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/crawler"
	"github.com/healthusias/rounds/crawler/page"
	"github.com/healthusias/rounds/crawler/page/lazy"
)

// AboutPageMissing reports sites that do not say who they are.
var AboutPageMissing = &checks.Check{
	ID:       "trust/about-page-missing",
	Title:    "the site does not say who runs it",
	Severity: checks.Error,
	Options:  []checks.Option{{Name: "min_words", Default: 100, Doc: "fewest words of running text of an about page"}},
	Doc: checks.Doc{
		What: "A site with articles has no page about itself: none whose address, heading, or link on the home page says about us, who we are, our team or imprint, in the languages that Rounds knows. " +
			"One that has fewer than 100 words (sub-code `thin`) or names neither a person nor an organization (sub-code `unnamed`) is a warning. A link to such a page that leads nowhere has the sub-code `broken`. " +
			"Where the home page or the terms say in passing who runs the site it is a warning (sub-code `aside`). " +
			"Silent where pages of the site were not read, where the page is on another host, and where the home page has a section about the site. Reported once, on the home page.",
		Why: "Readers of health advice ask first who is talking. Where nobody is named as responsible, raters of search engines call a health page untrustworthy whatever it says.",
		Example: "<footer><a href=\"/privacy/\">Privacy</a></footer>                              and nothing else\n" +
			"<footer><a href=\"/about/\">About us</a> …                                     good, if /about/ names who runs the site",
		Fix:     "publish a page that names the person or organization behind the site, and link it from every page",
		Sources: []string{qualityRaters, "Health Communication and Health IT objective HC/HIT-8.1, criteria 1 and 2 (Healthy People 2020)", jama},
	},
	Site: func(p *checks.Pass) {
		in := institutionOf(p)
		if in == nil {
			return
		}
		about := &in.pages[roleAbout]
		if about.none() {
			if where := operatorTold(p.Site, in.at); where != nil && about.broken == crawler.None {
				f := checks.Finding{Severity: checks.Warning, Evidence: evidence(where.Region, where.Selector, where.Text)}
				f.Evidence.Code = "aside"
				f.Message = "the site has no page about itself, and says who runs it in passing only"
				p.ReportAt(in.at, f)
				return
			}
			in.missing(p, roleAbout, "no page of the site says who runs it")
			return
		}
		if pages := load(p.Site, about.pages); !about.elsewhere && len(pages) > 0 && len(pages) == len(about.pages) {
			judgeAbout(p, pages)
		}
	},
}

// operatorTold finds where the home page or a page such as the terms of use says who runs the site, nil for nowhere.
func operatorTold(site *crawler.Site, home crawler.ID) *page.Block {
	ids := []crawler.ID{home}
	for _, id := range site.Pages() {
		if site.Head(id).Kind == crawler.Legal && id != home {
			ids = append(ids, id)
		}
	}
	for _, pg := range load(site, ids) {
		blocks := pg.Blocks()
		for i := range blocks {
			if b := &blocks[i]; !b.Hidden && b.Region != page.RegionComments && operator.MatchString(b.Text) {
				return b
			}
		}
	}
	return nil
}

// operator matches words that name who runs a site.
var operator = lazy.MustCompile(`\b(?:[Oo]perated|[Rr]un|[Oo]wned|[Pp]ublished|[Ff]ounded|[Mm]aintained|[Cc]reated) (?:and \w+ )?by (?:Dr\.? |the )?\p{Lu}|^(?:\p{Lu}[\pL.'’-]+ ){2,3}(?:[–—,|-] )?(?:[Cc]o-)?[Ff]ounder\b|^(?:[Cc]o-)?[Ff]ounder(?: and \pL+)?, \p{Lu}|` +
	`\b(?:[Bb]etrieben von|[Ii]nhaber(?:in)?:|[Éé]dité par|[Ee]ditado por|[Gg]estito da|[Oo]perado por|[Dd]ikelola oleh|[Bb]eheerd door) \p{Lu}`)

// judgeAbout reports the page that says most, if it says too little.
func judgeAbout(p *checks.Pass, pages []*crawler.Page) {
	best := slices.MaxFunc(pages, func(a, b *crawler.Page) int { return a.Facts.Words - b.Facts.Words })
	f := checks.Finding{Severity: checks.Warning, Confidence: checks.Medium}
	switch {
	case best.Facts.Words < p.Int("min_words"):
		f.Evidence.Code = "thin"
		f.Message = fmt.Sprintf("the page about the site has %d words", best.Facts.Words)
	case !slices.ContainsFunc(pages, namesOperator):
		f.Evidence.Code = "unnamed"
		f.Message = "the page about the site names neither a person nor an organization"
	default:
		return
	}
	p.ReportAt(best.Head.ID, f)
}

// legalForms are words of the names of bodies, in the languages of the packs.
var legalForms = listed("foundation|charity|trust|ltd|limited|inc|llc|plc|corporation|company|university|hospital|clinic|institute|association|society|college|gmbh|e.v|stiftung|verein|universität|klinik|" +
	"fundación|asociación|hospital|clínica|universidad|sociedad|fondation|association|université|fondazione|associazione|università|fundação|associação|universidade|yayasan|stichting|vereniging|sarl|srl|s.l|b.v|ltda")

// namesOperator reports whether a page names a person or a body: by its structured data, its people, the form of a body, or two capitalized words
// in a row within a sentence.
func namesOperator(pg *crawler.Page) bool {
	f := pg.Facts
	if len(f.Authors)+len(f.Bios) > 0 || slices.ContainsFunc(f.Data, func(n page.Node) bool {
		return slices.ContainsFunc(n.Types, func(t string) bool { return t == "Person" || strings.HasSuffix(t, "Organization") })
	}) {
		return true
	}
	return slices.ContainsFunc(pg.Blocks(), func(b page.Block) bool {
		return b.Region != page.RegionNav && b.Region != page.RegionCookie && !b.Hidden && (hasLegalForm(b.Text) || hasName(b.Text))
	})
}

func hasLegalForm(text string) bool {
	return slices.ContainsFunc(strings.Fields(page.PlainText(text)), func(w string) bool { return slices.Contains(legalForms, strings.Trim(w, ".,;:()")) })
}

// hasName reports whether two capitalized words stand in a row behind the first word of a sentence.
func hasName(text string) bool {
	row, opens := 0, true
	for w := range strings.FieldsSeq(text) {
		first, _ := utf8.DecodeRuneInString(w)
		if unicode.IsUpper(first) && !opens {
			row++
		} else {
			row = 0
		}
		if row == 2 {
			return true
		}
		opens = strings.ContainsAny(w[len(w)-1:], ".!?:") && len(w) > 3
	}
	return false
}
