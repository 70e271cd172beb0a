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

// ContactMissing reports sites that cannot be reached.
var ContactMissing = &checks.Check{
	ID:       "trust/contact-missing",
	Title:    "the site does not say how to reach it",
	Severity: checks.Error,
	Doc: checks.Doc{
		What: "A site with articles has no contact page and gives no address, telephone number, postal address or form on its home page and its page about itself. A contact page without any of them has the sub-code `empty`; " +
			"it is a warning where scripts may add a form. Notices: contact is possible but has no page of its own (sub-code `no-page`), and there is one way only (sub-code `one-way`). " +
			"Silent where pages of the site were not read and where a frame on the page may hold a form. Reported once for the site.",
		Why:     "Somebody who finds a dangerous error, or wants their data deleted, must be able to say so. Sites that cannot be reached have reasons for it, and readers know.",
		Example: "<a href=\"/contact/\">Contact</a>    and /contact/ says: we love to hear from you\n<a href=\"mailto:editors@health.example\">editors@health.example</a>, 12 Harbor Lane, Exampleton    good",
		Fix:     "publish a contact page with an e-mail address or a form, and a telephone number or postal address",
		Sources: []string{"HONcode principle 6 (transparency of authorship: contact)", qualityRaters},
	},
	Site: func(p *checks.Pass) {
		in := institutionOf(p)
		if in == nil {
			return
		}
		contact := &in.pages[roleContact]
		switch {
		case contact.none():
			judgeNoContact(p, in)
		case !contact.elsewhere:
			if pages := load(p.Site, contact.pages); len(pages) > 0 && len(pages) == len(contact.pages) {
				judgeContact(p, in, pages)
			}
		}
	},
}

// judgeNoContact looks for ways of contact on other pages.
func judgeNoContact(p *checks.Pass, in *institution) {
	others := load(p.Site, append(slices.Clone(in.pages[roleAbout].pages), in.at))
	ways := waysOf(others)
	switch {
	case len(ways) > 0:
		p.ReportAt(in.at, checks.Finding{Severity: checks.Notice, Evidence: checks.Evidence{Code: "no-page"},
			Message: fmt.Sprintf("the site can be reached by %s and has no contact page", strings.Join(ways, " and "))})
	case !slices.ContainsFunc(others, framed):
		in.missing(p, roleContact, "the site has no contact page and gives no way to reach it")
	}
}

func judgeContact(p *checks.Pass, in *institution, pages []*crawler.Page) {
	f := checks.Finding{}
	ways := waysOf(append(load(p.Site, []crawler.ID{in.at}), pages...))
	switch {
	case slices.ContainsFunc(pages, framed):
		return
	case len(ways) == 0:
		f.Evidence.Code, f.Message = "empty", "the contact page gives no address, number or form"
		if slices.ContainsFunc(pages, scripted) {
			f.Severity, f.Confidence = checks.Warning, checks.Medium
		}
	case len(ways) == 1:
		f.Severity, f.Evidence.Code = checks.Notice, "one-way"
		f.Message = fmt.Sprintf("the site can be reached by %s only", ways[0])
	default:
		return
	}
	p.ReportAt(pages[0].Head.ID, f)
}

// framed reports whether a page shows something of another address that may be a form.
func framed(pg *crawler.Page) bool {
	return loads(pg, "iframe") || loads(pg, "embed") || loads(pg, "object")
}

func scripted(pg *crawler.Page) bool { return loads(pg, "script") }

func loads(pg *crawler.Page, element string) bool {
	return pg.Facts.Links.Any(func(l *page.Link) bool { return l.Element == element })
}

// waysOf names the ways by which readers can write, call or visit, in a fixed order.
func waysOf(pages []*crawler.Page) []string {
	var ways []string
	for _, w := range []struct {
		name string
		on   func(*crawler.Page) bool
	}{{"e-mail", mails}, {"telephone", calls}, {"post", posts}, {"a form", hasForm}, {"messages", messages}} {
		if slices.ContainsFunc(pages, w.on) {
			ways = append(ways, w.name)
		}
	}
	return ways
}

func hasLink(pg *crawler.Page, has func(*page.Link) bool) bool {
	return pg.Facts.Links.Any(func(l *page.Link) bool { return l.Navigates() && has(l) })
}

func hasText(pg *crawler.Page, shape *lazy.Regexp) bool {
	return slices.ContainsFunc(pg.Blocks(), func(b page.Block) bool {
		return b.Region != page.RegionComments && b.Region != page.RegionRelated && shape.MatchString(b.Text)
	})
}

// Shapes of what people write where they make no link of it. Addresses are often disguised.
var (
	mailShape  = lazy.MustCompile(`(?i)[\w.+-]+\s?(?:@|\(at\)|\[at\]|\[email)\s?[\w-]+`)
	phoneShape = lazy.MustCompile(`(?:\+|\b0|\()\d[\d\s()/.-]{6,}\d|\b\d{3}[ .-]\d{3,4}[ .-]?\d{4}\b`)
	postShape  = lazy.MustCompile(`\b(?:[A-Z]-)?(?:\d{5}|1[0-8]\d\d|[3-9]\d{3})\s+\p{Lu}\p{Ll}+|\b[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}\b|\b[A-Z]{2}\s\d{5}\b|(?i:\bp\.?\s?o\.?\s?box\b)|\b\d{1,5}[a-z]?,?\s+(?:\p{Lu}\p{L}+\s+){1,3}(?:Street|St|Road|Rd|Lane|Avenue|Ave|Drive|Way|Square|Boulevard)\b`)
)

func mails(pg *crawler.Page) bool {
	return hasLink(pg, func(l *page.Link) bool {
		return l.Scheme == "mailto" || strings.Contains(l.URL, "/cdn-cgi/l/email-protection")
	}) || hasText(pg, mailShape)
}

func calls(pg *crawler.Page) bool {
	return hasLink(pg, func(l *page.Link) bool { return l.Scheme == "tel" }) || hasText(pg, phoneShape)
}

func posts(pg *crawler.Page) bool {
	f := pg.Facts
	return len(f.Said(page.Postal)) > 0 || hasText(pg, postShape) || addressed(f.Data)
}

// addressed reports whether structured data gives a postal address.
func addressed(data []page.Node) bool {
	return slices.ContainsFunc(data, func(n page.Node) bool {
		return slices.Contains(n.Types, "PostalAddress") || slices.ContainsFunc(n.Props, func(p page.Prop) bool {
			return p.Name == "address" || p.Node != nil && addressed([]page.Node{*p.Node})
		})
	})
}

// hasForm reports whether a page has a form to write with. A newsletter asks for an address alone.
func hasForm(pg *crawler.Page) bool {
	return slices.ContainsFunc(pg.Facts.Forms, func(f page.Form) bool { return !f.Search && len(f.Fields) > 1 })
}

// messengers are hosts by which people write to a site. So do they in the list of issues of a public repository.
var messengers = listed("//wa.me/|//api.whatsapp.com/|//m.me/|//t.me/|//www.facebook.com/|//facebook.com/|//www.instagram.com/|//www.linkedin.com/|//twitter.com/|//x.com/|//discord.gg/")

func messages(pg *crawler.Page) bool {
	return hasLink(pg, func(l *page.Link) bool {
		return strings.HasSuffix(strings.TrimSuffix(l.URL, "/new"), "/issues") ||
			slices.ContainsFunc(messengers, func(m string) bool { return strings.Contains(l.URL, m) }) && !strings.Contains(l.URL, "share")
	})
}
