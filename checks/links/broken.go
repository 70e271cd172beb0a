package links

import (
	"fmt"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/crawler"
	"github.com/healthusias/rounds/crawler/page"
)

// Broken reports links of the site to itself that do not work.
var Broken = &checks.Check{
	ID:       "links/broken",
	Title:    "a link leads nowhere",
	Severity: checks.Error,
	Partial:  true,
	Doc: checks.Doc{
		What: "A link to a page or file of this site that answers with an error (4xx, or 5xx after retries) or does not answer at all for a reason that is certain. " +
			"Where another page has nearly the same address it is named. A hidden link or one in a visitor's comment is a warning.",
		Why:     "A reader who looks for help ends at an error page, and search engines lose the way too.",
		Example: "<a href=\"/hart/statins/\">   the page is /heart/statins/\n<a href=\"/heart/statins/\">  good",
		Fix:     "link to the page's present address, or remove the link",
		Sources: []string{"RFC 9110 15.5 and 15.6", "https://developers.google.com/search/docs/crawling-indexing/http-network-errors"},
	},
	Page: func(p *checks.Pass) {
		reportFate(p, broken, func(l *page.Link, r route) *checks.Finding {
			if !r.end.Internal || loads(l) {
				return nil
			}
			f := &checks.Finding{Severity: mild(l, checks.Error), Message: fmt.Sprintf("%s %s", target(p, l), what(p.Site, r.end))}
			if near := nearest(p, r.end.Address); near != "" {
				f.Message += fmt.Sprintf("; did you mean %q?", near)
				f.Fix = fmt.Sprintf("link to %q if that is the page, or remove the link", near)
			}
			return f
		})
	},
}

// BrokenExternal reports links to other hosts that do not work.
var BrokenExternal = &checks.Check{
	ID:       "links/broken-external",
	Title:    "a link to another site leads nowhere",
	Severity: checks.Notice,
	Partial:  true,
	Doc: checks.Doc{
		What: "A link to another host whose final answer is an error, or whose host does not exist or refuses connections. " +
			"Walls, time-outs and certificates are `links/unverified` instead: they say nothing about the page.",
		Why:     "Sources and further help are part of a health page's worth. A source that is gone proves nothing any more.",
		Example: "<a href=\"https://journal.example/moved\">",
		Fix:     "find where the page went, or cite another source",
		Sources: []string{"RFC 9110 15.5 and 15.6"},
	},
	Page: func(p *checks.Pass) {
		away := func(l *page.Link, r route) *checks.Finding {
			if r.end.Internal || loads(l) {
				return nil
			}
			return &checks.Finding{Message: fmt.Sprintf("%s %s", target(p, l), what(p.Site, r.end))}
		}
		reportFate(p, broken, away)
		reportFate(p, brokenAfter, func(l *page.Link, r route) *checks.Finding {
			if p.Site.URL(r.hops[0]).Internal {
				return nil
			}
			return away(l, r)
		})
	},
}

// BrokenAsset reports what a page loads and does not get.
var BrokenAsset = &checks.Check{
	ID:       "links/broken-asset",
	Title:    "an image, style sheet, script or other file of the page does not load",
	Severity: checks.Error,
	Partial:  true,
	Doc: checks.Doc{
		What: "An image (every srcset candidate and poster included), script, style sheet, font, frame, video, icon or manifest that the page loads and that answers " +
			"with an error. On another host it is a warning, as in hidden parts of the page.",
		Why:     "Readers see a hole where a diagram or a dose table should be, or a page without its style.",
		Example: "<img src=\"/img/spine.png\" alt=\"…\">   the file is /img/spine.webp",
		Fix:     "correct the address, or put the file where the page looks for it",
		Sources: []string{"https://html.spec.whatwg.org/multipage/links.html#linkTypes", "RFC 9110 15.5"},
	},
	Page: func(p *checks.Pass) {
		reportFate(p, broken, func(l *page.Link, r route) *checks.Finding {
			if !loads(l) {
				return nil
			}
			severity := mild(l, checks.Error)
			if !r.end.Internal {
				severity = checks.Warning
			}
			return &checks.Finding{Severity: severity, Message: fmt.Sprintf("%s, loaded by %s, %s", target(p, l), element(l), what(p.Site, r.end))}
		})
	},
}

func element(l *page.Link) string {
	if l.Attr == "src" || l.Attr == "href" || l.Attr == "text" || l.Attr == "" {
		return l.Element
	}
	return l.Element + " " + l.Attr
}

// Unverified lists what nobody can tell.
var Unverified = &checks.Check{
	ID:       "links/unverified",
	Title:    "a link could not be verified",
	Severity: checks.Notice,
	Partial:  true,
	Doc: checks.Doc{
		What: "The target answered 401, 403, 407, 429, 451 or 999, did not answer in time, has a certificate that this machine does not accept, " +
			"redirects in a circle that a cookie may end, or its host asks robots to stay away, asked for a longer wait than was granted, or failed so often in a row that it was not asked any more. " +
			"It may work for readers: it is listed with its reason and never counted as broken. A host of the site itself that was given up is no finding: " +
			"it makes the run incomplete, and is named there once.",
		Why:     "What was not seen must not be reported as good, nor as broken.",
		Example: "<a href=\"https://journal.example/paywall\">   answers 403 to programs",
		Fix:     "open the link in a browser once; where it works, nothing is to be done",
		Sources: []string{"RFC 9110 15.5.2, 15.5.4", "RFC 6585 4", "RFC 7725 3", "RFC 9309"},
	},
	Page: func(p *checks.Pass) {
		reportFate(p, unverified, func(l *page.Link, r route) *checks.Finding {
			if r.end.Internal && givenUp(r.end) {
				return nil
			}
			return &checks.Finding{Confidence: checks.Low, Message: fmt.Sprintf("%s could not be verified: it %s", target(p, l), what(p.Site, r.end))}
		})
	},
}

// reportFate files what describe says of every link with a fate; nil is nothing.
func reportFate(p *checks.Pass, wanted fate, describe func(*page.Link, route) *checks.Finding) {
	for _, fated := range checks.OfPage(p, "links/fates", fates) {
		r := fated.route
		if r.fate != wanted {
			continue
		}
		if f := describe(&p.Page.Facts.Links[fated.link], r); f != nil {
			code := f.Evidence.Code
			f.Evidence = r.evidence(p.Site)
			f.Evidence.Code = code
			p.ReportLink(fated.link, *f)
		}
	}
}

// Flaky reports URLs that answered with an error first and well later.
var Flaky = &checks.Check{
	ID:       "links/flaky",
	Title:    "an address answers now with an error and now without",
	Severity: checks.Notice,
	Partial:  true,
	Doc: checks.Doc{
		What:    "An address gave an error or no answer, and a good answer when it was asked again within the same run. It is reported once, on the first page that refers to it.",
		Why:     "Some readers meet the error. It is often the first sign of a server at its limit.",
		Example: "GET /heart/  503, and two seconds later 200",
		Fix:     "look into the server's log at the time of the run",
		Sources: []string{"RFC 9110 15.6.4"},
	},
	Site: func(p *checks.Pass) {
		for id := range crawler.ID(p.Site.Len()) {
			u := p.Site.URL(id)
			if !u.Flaky {
				continue
			}
			if from := firstReferrer(p.Site, id); from != crawler.None {
				p.ReportAt(from, checks.Finding{
					Subject: u.Address, Evidence: checks.Evidence{HTTP: u.Status},
					Message: fmt.Sprintf("%s answered only when it was asked again", quote(p.Site, u.Address)),
				})
			}
		}
	},
}

// firstReferrer is the page with the smallest address that refers to id, or id itself where it is a page that none refers to.
func firstReferrer(site *crawler.Site, id crawler.ID) crawler.ID {
	first := crawler.None
	for from := range func(yield func(crawler.ID) bool) {
		site.In(id, func(from crawler.ID, _ crawler.EdgeFlag) bool { return yield(from) })
	} {
		if site.Head(from) != nil && (first == crawler.None || site.URL(from).Address < site.URL(first).Address) {
			first = from
		}
	}
	if first == crawler.None && site.Head(id) != nil {
		return id
	}
	return first
}
