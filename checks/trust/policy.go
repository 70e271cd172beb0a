package trust

import (
	"fmt"
	"slices"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/crawler"
	"github.com/healthusias/rounds/crawler/page"
	"github.com/healthusias/rounds/crawler/page/lazy"
)

// EditorialPolicyMissing reports sites that do not say how their pages come about.
var EditorialPolicyMissing = &checks.Check{
	ID:       "trust/editorial-policy-missing",
	Title:    "the site does not say how its pages come about",
	Severity: checks.Warning,
	Doc: checks.Doc{
		What: "A site with articles has no page about how they are written, checked and corrected: none whose address, heading, or link on the home page says editorial, how we write or review, fact check or medical review, " +
			"and no publishingPrinciples, ethicsPolicy or correctionsPolicy in structured data. Where there is one in English, notices say what it leaves out: `no-corrections` (how errors are corrected or reported), " +
			"`no-review-cycle` (when pages are looked at again), `no-sources` (which sources are used). Reported once for the site.",
		Why:     "An article shows a result. How it came about, who checked it and what happens to errors tell readers whether the next one can be trusted as well.",
		Example: "<a href=\"/editorial-policy/\">How we write</a>    good, if the page speaks of sources, review and corrections",
		Fix:     "publish a page that says who writes, which sources count, who reviews and how often, and how errors are corrected; link it from every page",
		Sources: []string{"NHS standard for creating health content, 1", "URAC Health Web Site Accreditation: editorial policies", "NewsGuard criteria: corrections", "https://schema.org/publishingPrinciples"},
	},
	Site: func(p *checks.Pass) {
		in := institutionOf(p)
		if in == nil {
			return
		}
		policy := &in.pages[roleEditorial]
		switch {
		case !policy.none():
			if pages := load(p.Site, policy.pages); !policy.elsewhere && len(pages) > 0 && len(pages) == len(policy.pages) {
				judgeEditorial(p, append(pages, load(p.Site, in.pages[roleAbout].pages)...))
			}
		case !slices.ContainsFunc(load(p.Site, in.pages[roleAbout].pages), headsEditorial) && !principled(p.Site, in):
			in.missing(p, roleEditorial, "no page of the site says how its articles are written, checked and corrected")
		}
	},
}

// headsEditorial reports whether a page has a section about how articles come about.
func headsEditorial(pg *crawler.Page) bool {
	return slices.ContainsFunc(pg.Facts.Headings, func(h page.Heading) bool { return signs[roleEditorial].fits(named(h.Text), false) })
}

// maxSampled is how many articles are asked for what structured data says of the site: their template says the same on each.
const maxSampled = 10

// principled reports whether structured data of the home page or of some articles links to principles.
func principled(site *crawler.Site, in *institution) bool {
	left := maxSampled
	for _, id := range site.Pages() {
		if site.Head(id).Kind == crawler.Article && left > 0 {
			left--
			if pg, err := site.Load(id); err == nil && principles(pg.Facts.Data) {
				return true
			}
		}
	}
	return principles(in.home.Data)
}

func principles(data []page.Node) bool {
	return slices.ContainsFunc(data, func(n page.Node) bool {
		return slices.ContainsFunc(n.Props, func(p page.Prop) bool {
			switch p.Name {
			case "publishingPrinciples", "ethicsPolicy", "correctionsPolicy", "verificationFactCheckingPolicy":
				return true
			}
			return p.Node != nil && principles([]page.Node{*p.Node})
		})
	})
}

// Topics of an editorial policy in English. One that a page touches in any words is not missing.
var policyTopics = []struct {
	code, message string
	shape         *lazy.Regexp
}{
	{"no-corrections", "the editorial policy does not say how errors are corrected or reported", lazy.MustCompile(`(?i)\b(?:correct(?:ion|ed|s|ing)?s?|errors?|mistakes?|inaccura\w+)\b`)},
	{"no-review-cycle", "the editorial policy does not say when pages are looked at again", lazy.MustCompile(`(?i)\b(?:(?:every|each|after|within|at least|once a|twice a|per) (?:\w+ ){0,2}(?:years?|months?|weeks?|quarter)|annual\w*|yearly|quarterly|monthly|regular\w*|periodic\w*|up[- ]to[- ]date|review (?:cycle|date|schedule))\b`)},
	{"no-sources", "the editorial policy does not say which sources are used", lazy.MustCompile(`(?i)\b(?:sources?|sourc(?:ed|ing)|references?|citations?|cite[sd]?|evidence|stud(?:y|ies)|literature|guidelines|peer[- ]reviewed|journals?)\b`)},
}

// judgeEditorial says what the policy, and the page about the site beside it, leave out.
func judgeEditorial(p *checks.Pass, pages []*crawler.Page) {
	if slices.ContainsFunc(pages, func(pg *crawler.Page) bool { return pg.Facts.Phrases != "en" }) {
		return
	}
	for _, topic := range policyTopics {
		if !slices.ContainsFunc(pages, func(pg *crawler.Page) bool { return contentSays(pg, topic.shape) }) {
			p.ReportAt(pages[0].Head.ID, checks.Finding{Severity: checks.Notice, Confidence: checks.Medium, Message: topic.message, Evidence: checks.Evidence{Code: topic.code}})
		}
	}
}

// contentSays reports whether the content of a page, not its frame, has a wording.
func contentSays(pg *crawler.Page, shape *lazy.Regexp) bool {
	return slices.ContainsFunc(pg.Blocks(), func(b page.Block) bool { return b.Region.Content() && shape.MatchString(b.Text) })
}

// PrivacyPolicyMissing reports sites that do not say what becomes of their readers' data.
var PrivacyPolicyMissing = &checks.Check{
	ID:       "trust/privacy-policy-missing",
	Title:    "the site has no privacy policy",
	Severity: checks.Error,
	Options:  []checks.Option{{Name: "min_words", Default: 200, Doc: "fewest words of running text of a privacy policy"}},
	Doc: checks.Doc{
		What: "A site with articles has no privacy policy: no page whose address, heading, or link on the home page says privacy or data protection, in the languages that Rounds knows. A link to one that leads nowhere has the " +
			"sub-code `broken`; one of fewer than 200 words is a warning, sub-code `thin`. A policy on another host or as a file counts, and one that a frame shows. Silent where pages of the site were not read. Reported once for the site.",
		Why:     "What somebody reads about their health is health data. Laws and every code for health sites ask for a plain word on what is collected, who gets it and for how long.",
		Example: "<footer><a href=\"/privacy/\">Privacy</a></footer>    good",
		Fix:     "publish a privacy policy and link it from every page",
		Sources: []string{"HONcode principle 3 (privacy)", "URAC WS-4", "GDPR Art. 13"},
	},
	Site: func(p *checks.Pass) {
		in := institutionOf(p)
		if in == nil {
			return
		}
		policy := &in.pages[rolePrivacy]
		if policy.none() {
			in.missing(p, rolePrivacy, "the site has no privacy policy")
			return
		}
		pages := load(p.Site, policy.pages)
		if policy.elsewhere || len(pages) == 0 || len(pages) < len(policy.pages) || slices.ContainsFunc(pages, framed) {
			return
		}
		longest := slices.MaxFunc(pages, func(a, b *crawler.Page) int { return a.Facts.Words - b.Facts.Words })
		if longest.Facts.Words < p.Int("min_words") {
			p.ReportAt(longest.Head.ID, checks.Finding{Severity: checks.Warning, Evidence: checks.Evidence{Code: "thin"},
				Message: fmt.Sprintf("the privacy policy has %d words", longest.Facts.Words)})
		}
	},
}
