package reports

import (
	"strconv"
	"strings"

	"github.com/healthusias/rounds/crawler"
	"github.com/healthusias/rounds/crawler/page"
)

// Link is one row of the link export: one occurrence of an address on a page.
type Link struct {
	Page      string `json:"page"`
	URL       string `json:"url"` // resolved, with its fragment; "" where Raw is no address
	Raw       string `json:"raw"`
	Element   string `json:"element"`
	Attribute string `json:"attribute"`
	Region    string `json:"region"`
	Text      string `json:"text"`
	Rel       string `json:"rel"`
	Line      *int   `json:"line"`   // nil: unknown
	Column    *int   `json:"column"` // nil: unknown
	Internal  bool   `json:"internal"`
	// State is what became of the URL. What cannot be fetched is skipped, with the reason "scheme:mailto" (or another
	// scheme), "missing" or "malformed"; an empty address and a lone # are the page itself.
	State  string `json:"state"`
	Status *int   `json:"status"` // HTTP status of the URL itself, not of what it redirects to; nil without an answer
	Reason string `json:"reason"` // narrows State; "" for ok
	Final  string `json:"final"`  // where redirects end; "" without redirects, and for a loop
	// FragmentFound says whether the fragment is in the target: nil without a fragment, or where the target was not read.
	FragmentFound *bool `json:"fragment_found"`
}

// eachLink calls yield for each link of the site. The Link is valid during the call.
func eachLink(site *crawler.Site, yield func(*Link) error) error {
	return load(site, func(p *crawler.Page) error {
		for i := range p.Facts.Links {
			l := linkOf(p.URL.Address, &p.Facts.Links[i])
			switch {
			case p.Links[i] != crawler.None:
				l.resolve(site, p.Links[i])
			case l.Reason == "empty" || l.Reason == "hash":
				l.stay(p)
			}
			if err := yield(&l); err != nil {
				return err
			}
		}
		return nil
	})
}

// linkOf is what the page alone says of a link.
func linkOf(address string, l *page.Link) Link {
	link := Link{
		Page: address, URL: l.URL, Raw: l.Raw, Element: l.Element, Attribute: l.Attr, Region: l.Region.String(), Text: l.Text, Rel: l.Rel,
		Line: known(l.Line), Column: known(l.Col), State: crawler.Pending.String(),
	}
	if l.Element == "form" {
		link.Rel = "" // the facts keep the method there
	}
	switch {
	case l.Scheme != "":
		link.State, link.Reason = crawler.Skipped.String(), "scheme:"+l.Scheme
	case l.Problem != "":
		link.State, link.Reason = crawler.Skipped.String(), l.Problem
	}
	return link
}

// stay resolves an empty address, or a lone #, which lead to the page itself.
func (l *Link) stay(p *crawler.Page) {
	l.URL, _, _ = strings.Cut(p.Facts.Base, "#")
	if l.Reason == "hash" {
		top := true
		l.URL, l.FragmentFound = l.URL+"#", &top
	}
	l.Internal, l.State, l.Reason, l.Status = true, p.URL.State.String(), p.URL.Reason, known(p.URL.Status)
}

// resolve adds what became of the link's target.
func (l *Link) resolve(site *crawler.Site, target crawler.ID) {
	u := site.URL(target)
	l.Internal, l.State, l.Reason, l.Status = u.Internal, u.State.String(), u.Reason, known(u.Status)
	end, hops, loop := site.Final(target)
	if len(hops) > 1 && !loop {
		l.Final = site.URL(end).Address
	}
	if _, fragment, has := strings.Cut(l.URL, "#"); has && fragment != "" {
		if found, ok := site.Fragment(target, fragment); ok {
			l.FragmentFound = &found
		}
	}
}

var linkColumns = []string{"page", "url", "raw", "element", "attribute", "region", "text", "rel", "line", "column",
	"internal", "state", "status", "reason", "final", "fragment_found"}

func (l *Link) cells() []string {
	found := ""
	if l.FragmentFound != nil {
		found = strconv.FormatBool(*l.FragmentFound)
	}
	return []string{l.Page, l.URL, l.Raw, l.Element, l.Attribute, l.Region, l.Text, l.Rel, optional(l.Line), optional(l.Column),
		strconv.FormatBool(l.Internal), l.State, optional(l.Status), l.Reason, l.Final, found}
}

// known is a number that is absent where it is zero.
func known(n int) *int {
	if n == 0 {
		return nil
	}
	return &n
}

func optional(n *int) string {
	if n == nil {
		return ""
	}
	return strconv.Itoa(*n)
}
