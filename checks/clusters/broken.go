package clusters

import (
	"fmt"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/crawler"
)

// LinkBroken reports contract links that are there and do not do their work.
var LinkBroken = &checks.Check{
	ID:       "clusters/link-broken",
	Title:    "a link between hub, pillar and article does not do its work",
	Severity: checks.Error,
	Kinds:    []crawler.Kind{crawler.Hub, crawler.Pillar, crawler.Article},
	Partial:  true,
	Doc: checks.Doc{
		What: "The link that the contract demands exists, but it is broken (code broken), goes through a redirect (redirect), is marked nofollow (nofollow), or " +
			"leads to a page that search engines leave out (noindex, canonicalized). The pair then counts as linked for the other rules of this family.",
		Why: "These links carry the structure of the site. One that fails takes the reader of a whole cluster to an error page; one that is nofollow, or ends " +
			"at a page outside the index, keeps search engines from seeing the cluster as one.",
		Example: "<a href=\"/heart/cholesterol/\" rel=\"nofollow\">cholesterol</a>\n<a href=\"/heart/cholesterol/\">cholesterol</a>   good",
		Fix:     "let the link lead straight to the page, without nofollow, and let the page be indexed",
		Sources: []string{
			"https://developers.google.com/search/docs/crawling-indexing/qualify-outbound-links",
			"https://developers.google.com/search/docs/crawling-indexing/301-redirects",
			"https://developers.google.com/search/docs/crawling-indexing/block-indexing",
		},
	},
	Page: func(p *checks.Pass) {
		bonds := append(up(p), down(p)...)
		r := read(p)
		told := map[int]bool{}
		for _, b := range bonds {
			rule, ok := clause(p, b)
			if !ok {
				continue
			}
			if v := r.judge(b, rule); v.outcome == faulty {
				told[v.link] = true
				reportFaulty(p, b, v)
			}
		}
		reportDead(p, r, told)
	},
}

// reportFaulty files one link of a pair.
func reportFaulty(p *checks.Pass, b bond, v verdict) {
	f := b.finding(p)
	l := &p.Page.Facts.Links[v.link]
	f.Evidence.Code = v.code
	switch v.code {
	case "redirect":
		_, hops, _ := p.Site.Final(p.Page.Links[v.link])
		for _, hop := range hops {
			f.Evidence.Path = append(f.Evidence.Path, p.Site.URL(hop).Address)
		}
		f.Evidence.HTTP = p.Site.URL(hops[0]).Status
		f.Message = fmt.Sprintf("the link to %s goes through a redirect from %q", b.name(p), p.Site.Short(l.URL))
		f.Fix = fmt.Sprintf("link straight to %q", p.Site.Short(f.Subject))
	case "nofollow":
		f.Message = fmt.Sprintf("the link to %s is nofollow", b.name(p))
		f.Fix = "take nofollow from the link"
	case "broken":
		end := p.Site.End(p.Page.Links[v.link])
		f.Evidence.HTTP = p.Site.URL(end).Status
		f.Message = fmt.Sprintf("the link to %s leads to %q, which is broken", b.name(p), p.Site.Short(l.URL))
		f.Fix = fmt.Sprintf("link to %q", p.Site.Short(f.Subject))
	case "noindex":
		f.Message = fmt.Sprintf("links to %s, which is noindex", b.name(p))
		f.Fix = fmt.Sprintf("let the %s be indexed, or take it out of the cluster", b.kind)
	case "canonicalized":
		canonical := p.Site.URL(p.Site.Head(b.to).Canonical).Address
		f.Evidence.Path = []string{f.Subject, canonical}
		f.Message = fmt.Sprintf("links to %s, whose canonical is %q", b.name(p), p.Site.Short(canonical))
		f.Fix = fmt.Sprintf("let the %s name itself as canonical, or link to the page that it names", b.kind)
	}
	p.ReportLink(v.link, f)
}

// reportDead files the broken links to addresses that the configuration promises: a pillar's article, a hub's pillar, or
// the page above.
func reportDead(p *checks.Pass, r *reading, told map[int]bool) {
	seen := map[crawler.ID]bool{}
	for _, i := range r.broken {
		end := p.Site.End(p.Page.Links[i])
		if told[i] || seen[end] {
			continue
		}
		seen[end] = true
		kind := p.Site.Promised(p.Page.Head.ID, end)
		if kind == "" {
			continue
		}
		if _, ok := p.Site.Contract.Clause(p.Page.Head.Kind, kind); !ok {
			continue
		}
		u := p.Site.URL(end)
		p.ReportLink(i, checks.Finding{
			Subject:  u.Address,
			Message:  fmt.Sprintf("the link to %s %q is broken", kind, p.Site.Short(u.Address)),
			Fix:      "bring the page back, or take it out of the cluster and the link with it",
			Evidence: checks.Evidence{Code: "broken", HTTP: u.Status},
		})
	}
}
