package trust

import (
	"fmt"
	"slices"
	"strings"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/crawler"
	"github.com/healthusias/rounds/crawler/page"
)

// CrisisLineMissing reports articles about suicide that offer nobody to talk to.
var CrisisLineMissing = &checks.Check{
	ID:       "trust/crisis-line-missing",
	Title:    "an article speaks of suicide and names no crisis line",
	Severity: checks.Warning,
	Kinds:    []crawler.Kind{crawler.Article},
	Text:     true,
	Options: []checks.Option{
		{Name: "mentions", Default: 3, Doc: "how often the text must speak of suicide or self-harm"},
	},
	Doc: checks.Doc{
		What: "An article about mental health speaks of suicide or self-harm at least three times, and nowhere on the page readers see the number or the link of a crisis line " +
			"(988, Samaritans, Lifeline, 116 123, a text line, findahelpline.com and those of other countries).",
		Why:     "Some who read such an article are in danger while they read. Codes for writing about suicide ask for a place to turn to on the same page.",
		Example: "<p>… thoughts of suicide …</p>\n<p>If you think about suicide, call or text 988 at any hour.</p>    good",
		Fix:     "name a crisis line of the readers' country at the top of the article, with its number as a link",
		Sources: []string{"WHO: Preventing suicide, a resource for media professionals (2023)", "https://findahelpline.com/", "https://reportingonsuicide.org/"},
	},
	Page: func(p *checks.Pass) {
		f := p.Page.Facts
		if !slices.Contains(f.SubKinds, "mental-health") || crisisLine(f) {
			return
		}
		mentions := 0
		var first *page.Statement
		for _, s := range f.Said(page.Crisis) {
			if s.Region.Content() && !s.Hidden {
				mentions += max(1, strings.Count(page.PlainText(s.Text), s.Phrase))
				if first == nil {
					first = s
				}
			}
		}
		if first == nil || mentions < p.Int("mentions") {
			return
		}
		p.Report(checks.Finding{
			Message:  fmt.Sprintf("the text speaks %d times of suicide or self-harm and names no crisis line", mentions),
			Evidence: evidence(first.Region, first.Selector, first.Text), Source: checks.At(first.Line, first.Col),
		})
	},
}

// crisisHosts and crisisNumbers are where links to crisis lines lead.
var (
	crisisHosts = []string{"findahelpline.com", "988lifeline.org", "samaritans.org", "crisistextline.org", "befrienders.org", "lifeline.org.au", "giveusashout.org", "telefonseelsorge.de", "3114.fr", "cvv.org.br", "113.nl", "suicidepreventionlifeline.org",
		"zelfmoord1813.be", "telefonoamico.it", "telefonodelaesperanza.org", "suicide-ecoute.fr", "sos-amitie.com", "143.ch", "intothelightid.org"}
	crisisNumbers = []string{"988", "116123", "131114", "08001110111", "08001110222", "3114", "024", "188", "18002738255",
		"113", "08000113", "1813", "142", "143", "0223272327", "717003717", "213544545", "0972394050", "0145394000", "119"}
)

// crisisLine reports whether readers see a crisis line, as a number or as a link.
func crisisLine(f *page.Facts) bool {
	return slices.ContainsFunc(f.Statements, func(s page.Statement) bool { return s.Kind == page.CrisisLine && !s.Hidden }) ||
		f.Links.Any(func(l *page.Link) bool {
			return l.Navigates() && !l.Hidden && l.Region != page.RegionComments && leadsToCrisisLine(l)
		})
}

func leadsToCrisisLine(l *page.Link) bool {
	if l.Scheme == "tel" || l.Scheme == "sms" {
		_, number, _ := strings.Cut(l.Raw, ":")
		return slices.Contains(crisisNumbers, strings.TrimPrefix(digits(number), "44"))
	}
	host := hostOf(l.URL)
	return slices.ContainsFunc(crisisHosts, func(h string) bool {
		before, ok := strings.CutSuffix(host, h)
		return ok && (before == "" || before[len(before)-1] == '.')
	})
}

// digits are the digits of a text.
func digits(text string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, text)
}
