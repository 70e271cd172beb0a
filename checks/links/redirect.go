package links

import (
	"fmt"
	"net/http"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/crawler"
	"github.com/healthusias/rounds/crawler/page"
)

// Redirect reports links that could name their end at once.
var Redirect = &checks.Check{
	ID:       "links/redirect",
	Title:    "a link of the site leads through a redirect",
	Severity: checks.Notice,
	Partial:  true,
	Doc: checks.Doc{
		What: "A link to an address of this site that redirects once. Evidence tells permanent redirects (301, 308: the page moved) from temporary ones " +
			"(302, 303, 307: the address may be meant to stay).",
		Why:     "Each redirect costs every reader a round trip, and one day somebody removes it.",
		Example: "<a href=\"/about\">    answers 301 to /about/\n<a href=\"/about/\">   good",
		Fix:     "link to the address where the redirect ends",
		Sources: []string{"RFC 9110 15.4"},
	},
	Page: func(p *checks.Pass) {
		reportFate(p, redirected, func(l *page.Link, r route) *checks.Finding {
			manner := permanence(p.Site.URL(r.hops[0]).Status)
			f := &checks.Finding{Message: fmt.Sprintf("%s redirects %s to %s", target(p, l), adverbs[manner], quote(p.Site, r.end.Address))}
			f.Evidence.Code = manner
			if manner == "permanent" {
				f.Fix = "link to " + quote(p.Site, r.end.Address)
			}
			return f
		})
	},
}

var adverbs = map[string]string{"permanent": "permanently", "temporary": "temporarily"}

func permanence(status int) string {
	if status == http.StatusMovedPermanently || status == http.StatusPermanentRedirect {
		return "permanent"
	}
	return "temporary"
}

// RedirectChain reports links through two redirects and more.
var RedirectChain = &checks.Check{
	ID:       "links/redirect-chain",
	Title:    "a link leads through several redirects",
	Severity: checks.Warning,
	Partial:  true,
	Doc: checks.Doc{
		What:    "A link to an address of this site that takes two redirects or more to reach its end. All hops are listed.",
		Why:     "Every hop is a round trip, and search engines give up after a few.",
		Example: "/kontakt -> /contact -> /contact/",
		Fix:     "link to the last address, and let every older address redirect to it at once",
		Sources: []string{"RFC 9110 15.4", "https://developers.google.com/search/docs/crawling-indexing/301-redirects"},
	},
	Page: func(p *checks.Pass) {
		reportFate(p, chained, func(l *page.Link, r route) *checks.Finding {
			way := "takes %d redirects to reach %s"
			if p.Site.URL(r.hops[0]).Reason == crawler.ReasonTooMany {
				way = "was given up after %d redirects, at %s"
			}
			return &checks.Finding{Message: fmt.Sprintf("%s "+way, target(p, l), len(r.hops)-1, quote(p.Site, r.end.Address))}
		})
	},
}

// RedirectLoop reports links that never arrive.
var RedirectLoop = &checks.Check{
	ID:       "links/redirect-loop",
	Title:    "a link leads into a redirect loop",
	Severity: checks.Error,
	Partial:  true,
	Doc: checks.Doc{
		What: "Redirects that come back to an address they passed before, or go round on one path with an ever longer query. " +
			"Loops of other hosts are notices. Where an answer on the way sets a cookie, a browser that keeps it may get out: that is `links/unverified`.",
		Why:     "Browsers stop with an error: the reader sees nothing.",
		Example: "/a/ -> /b/ -> /a/",
		Fix:     "correct the redirect rules so that they end at a page",
		Sources: []string{"RFC 9110 15.4"},
	},
	Page: func(p *checks.Pass) {
		reportFate(p, loops, func(l *page.Link, r route) *checks.Finding {
			severity := mild(l, checks.Error)
			if !p.Site.URL(r.hops[0]).Internal {
				severity = checks.Notice
			}
			return &checks.Finding{Severity: severity, Message: fmt.Sprintf("%s redirects in a loop", target(p, l))}
		})
	},
}

// RedirectBroken reports redirects that end in an error.
var RedirectBroken = &checks.Check{
	ID:       "links/redirect-broken",
	Title:    "a link leads through a redirect to an error",
	Severity: checks.Error,
	Partial:  true,
	Doc: checks.Doc{
		What: "A link to an address of this site that redirects, in one hop or several, to an address that does not work. " +
			"Where the redirect leaves the site it is a warning.",
		Why:     "The redirect was set up so that old links keep working. They do not.",
		Example: "/old-guide/ -> /guide/   and /guide/ answers 404",
		Fix:     "let the redirect lead to a page that exists, and link to that page",
		Sources: []string{"RFC 9110 15.4 and 15.5"},
	},
	Page: func(p *checks.Pass) {
		reportFate(p, brokenAfter, func(l *page.Link, r route) *checks.Finding {
			if !p.Site.URL(r.hops[0]).Internal {
				return nil // links/broken-external
			}
			severity := mild(l, checks.Error)
			if !r.end.Internal {
				severity = checks.Warning
			}
			message := fmt.Sprintf("%s %s", target(p, l), what(p.Site, r.end))
			if len(r.hops) > 1 {
				message = fmt.Sprintf("%s redirects to %s, which %s", target(p, l), quote(p.Site, r.end.Address), what(p.Site, r.end))
			}
			return &checks.Finding{Severity: severity, Message: message}
		})
	},
}

// RedirectDowngrade reports redirects that give up encryption.
var RedirectDowngrade = &checks.Check{
	ID:       "links/redirect-downgrade",
	Title:    "a redirect leads from https to http",
	Severity: checks.Warning,
	Partial:  true,
	Doc: checks.Doc{
		What:    "On the way from an https address a redirect goes to an http address. Redirects of other hosts are notices.",
		Why:     "What a person reads about their health passes the network in the clear.",
		Example: "https://health.example/a -> http://health.example/a/",
		Fix:     "let the redirect name an https address",
		Sources: []string{"RFC 9110 17.1", "RFC 6797"},
	},
	Page: func(p *checks.Pass) {
		reportFate(p, downgraded, func(l *page.Link, r route) *checks.Finding {
			severity := checks.Warning
			if !p.Site.URL(r.hops[0]).Internal {
				severity = checks.Notice
			}
			return &checks.Finding{Severity: severity, Message: fmt.Sprintf("%s redirects from https to http", target(p, l))}
		})
	},
}

// RedirectHome reports pages that were removed by sending everybody home.
var RedirectHome = &checks.Check{
	ID:       "links/redirect-home",
	Title:    "a link to a page ends at the home page",
	Severity: checks.Warning,
	Partial:  true,
	Doc: checks.Doc{
		What:    "A link to a page below the home page whose address redirects to the home page. Other spellings of the home page, such as /index.html, are not meant.",
		Why:     "The page is gone and nobody says so: readers look for it in vain, and search engines treat the redirect as an error (a soft 404).",
		Example: "/heart/old-guide/ -> /",
		Fix:     "redirect to the page that took its place, or answer 410 and remove the link",
		Sources: []string{"https://developers.google.com/search/docs/crawling-indexing/http-network-errors#soft-404-errors"},
	},
	Page: func(p *checks.Pass) {
		reportFate(p, sentHome, func(l *page.Link, r route) *checks.Finding {
			return &checks.Finding{Message: fmt.Sprintf("%s redirects to the home page", target(p, l))}
		})
	},
}

// MetaRefresh reports pages that move their readers on by themselves.
var MetaRefresh = &checks.Check{
	ID:       "links/meta-refresh",
	Title:    "the page sends its readers on by a refresh",
	Severity: checks.Notice,
	Partial:  true,
	Doc: checks.Doc{
		What:    "The page has a `<meta http-equiv=\"refresh\">` or a `Refresh` header that leads to another page or loads the same one again.",
		Why:     "Readers who need time, or a screen reader, are moved on before they are done; search engines may not follow.",
		Example: "<meta http-equiv=\"refresh\" content=\"0; url=/new/\">",
		Fix:     "answer with a redirect (301) instead, or leave it to the reader to go on",
		Sources: []string{"WCAG 2.2.1, technique F41", "https://html.spec.whatwg.org/multipage/semantics.html#attr-meta-http-equiv-refresh"},
	},
	Page: func(p *checks.Pass) {
		f := p.Page.Facts
		if f.Refresh == "" {
			return
		}
		message, code := fmt.Sprintf("the page sends its readers to %s after %d s", quote(p.Site, f.Refresh), f.RefreshDelay), "other"
		if f.Refresh == f.URL || f.Refresh == p.Page.URL.Address {
			message, code = fmt.Sprintf("the page loads itself again after %d s", f.RefreshDelay), "reload"
		}
		finding := checks.Finding{Subject: f.Refresh, Message: message, Evidence: checks.Evidence{Code: code}}
		for i := range f.Links {
			if f.Links[i].Element == "meta" && f.Links[i].URL == f.Refresh {
				p.ReportLink(i, finding)
				return
			}
		}
		p.Report(finding)
	},
}

// withoutTLS is the fate of an http link on an https page: a fault where the target is known to be there with https.
func withoutTLS(p *checks.Pass, l *page.Link, u *crawler.URL, r route) fate {
	switch {
	case u.Internal:
		return insecure
	case l.Navigates() && servesTLS(p.Site, l.URL, r):
		return insecureAway
	}
	return r.fate
}
