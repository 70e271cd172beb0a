package trust

import (
	"fmt"
	"slices"
	"strings"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/crawler"
	"github.com/healthusias/rounds/crawler/page"
)

// CitationBroken reports sources that are gone.
var CitationBroken = &checks.Check{
	ID:       "trust/citation-broken",
	Title:    "a source is gone",
	Severity: checks.Error,
	Kinds:    []crawler.Kind{crawler.Article, crawler.Pillar, crawler.Hub, crawler.Legal},
	Doc: checks.Doc{
		What: "A link to another site in the list of sources, or beside a claim, that answers 404 or 410, or whose host does not exist. Other errors, and a DOI that is known but whose publisher has no page for it, are a warning. " +
			"What a publisher's wall, a time-out or a certificate hides is never broken: it is counted once a page as a notice (sub-code `unverifiable`). Only where links to other sites are verified (`--external check`).",
		Why:     "A source that nobody can open proves nothing, and tells readers that the page is not looked after.",
		Example: "<li><a href=\"https://journal.example/gone\">Roe 2019</a></li>",
		Fix:     "link where the source is now, best by its DOI, or cite another one",
		Sources: []string{"PIF TICK: check that links work", "RFC 9110 15.5"},
	},
	Page: func(p *checks.Pass) {
		hidden := 0
		var first *crawler.URL
		for _, i := range checks.OfPage(p, "trust/evidential", evidential) {
			u := p.Site.URL(p.Site.End(p.Page.Links[i]))
			switch {
			case u.State == crawler.Unverified && !u.Internal:
				hidden++
				if first == nil {
					first = u
				}
			case u.State == crawler.Broken && !u.Internal && !resolver(u.Address):
				reportGone(p, i, u)
			}
		}
		if hidden > 0 {
			p.Report(checks.Finding{
				Severity: checks.Notice, Confidence: checks.Low, Evidence: checks.Evidence{Code: "unverifiable", HTTP: first.Status},
				Message: fmt.Sprintf("%s could not be verified (%s: %s)", count(hidden, "source"), hostname(first.Address), first.Reason),
				Fix:     "open the sources in a browser once; where they work, nothing is to be done",
			})
		}
	},
}

func reportGone(p *checks.Pass, link int, u *crawler.URL) {
	f := checks.Finding{Evidence: checks.Evidence{HTTP: u.Status}}
	certain := u.Status == 404 || u.Status == 410 || u.Reason == "dns"
	if !certain || resolver(p.Page.Facts.Links[link].URL) {
		f.Severity = checks.Warning
	}
	f.Message = fmt.Sprintf("the source %q is gone: %s", checks.Public(p.Page.Facts.Links[link].URL), failing(u))
	p.ReportLink(link, f)
}

func failing(u *crawler.URL) string {
	switch {
	case u.Status > 0:
		return fmt.Sprintf("it answers %d", u.Status)
	case u.Reason == "dns":
		return "its host does not exist"
	}
	return "there is no answer (" + u.Reason + ")"
}

// resolver reports whether an address is one of the service that knows where each DOI leads.
func resolver(address string) bool { return below(hostname(address), []string{"doi.org"}) }

// DOIUnresolved reports DOIs that the resolver does not know.
var DOIUnresolved = &checks.Check{
	ID:       "trust/doi-unresolved",
	Title:    "a DOI does not exist",
	Severity: checks.Error,
	Doc: checks.Doc{
		What: "A link to a well-formed DOI for which doi.org itself answers that it is not found. What the publisher's page behind it answers is never judged here: many turn programs away. " +
			"DOIs that nobody could verify, because links to other sites are not checked, because the resolver did not answer or because the page gives the DOI without a link, are counted once for the site as a notice (sub-code `unverified`).",
		Why:     "A DOI that does not exist is a typing error, or a paper that somebody made up. Invented references are a known fault of texts written by machines.",
		Example: "<a href=\"https://doi.org/10.1016/j.spinee.2020.99.999\">    answers \"DOI not found\"",
		Fix:     "look the paper up by its title and copy its DOI; where there is no such paper, remove what it was to prove",
		Sources: []string{"https://www.doi.org/the-identifier/resources/handbook/", "https://www.crossref.org/documentation/"},
	},
	Gather: func(p *checks.Pass) any { return gatherDOIs(p) },
	Site: func(p *checks.Pass) {
		unverified, reason := 0, ""
		for _, g := range p.Gathered {
			for _, d := range g.Value.([]cited) {
				missing, why := d.missing(p.Site)
				if missing {
					d.report(p, g.Page)
				}
				if why != "" {
					unverified++
					if reason == "" || why < reason {
						reason = why
					}
				}
			}
		}
		if unverified > 0 {
			p.Report(checks.Finding{
				Severity: checks.Notice, Confidence: checks.Low, Evidence: checks.Evidence{Code: "unverified"},
				Message: fmt.Sprintf("%s not verified: %s", plural(unverified, "DOI was", "DOIs were"), reason),
				Fix:     "audit with --external check once, and link each DOI as https://doi.org/…",
			})
		}
	},
}

// cited is a DOI as a page gives it.
type cited struct {
	doi  string
	to   crawler.ID // its address at the resolver, None where it has no link
	link page.Link  // what is reported of it
}

// gatherDOIs are the DOIs of a page, each once.
func gatherDOIs(p *checks.Pass) any {
	f := p.Page.Facts
	var found []cited
	for i := range f.Identifiers {
		id := &f.Identifiers[i]
		if id.Kind != "doi" && id.Kind != "cochrane" || id.Problem != "" || !publication(id) ||
			slices.ContainsFunc(found, func(c cited) bool { return c.doi == id.Value }) {
			continue
		}
		c := cited{doi: id.Value, to: crawler.None}
		if id.Link >= 0 {
			l := &f.Links[id.Link]
			c.to, c.link = p.Page.Links[id.Link], page.Link{URL: strings.Clone(l.URL), Text: strings.Clone(l.Text), Selector: page.Selector(strings.Clone(string(l.Selector))),
				Region: l.Region, Line: l.Line, Col: l.Col}
		}
		found = append(found, c)
	}
	if found == nil {
		return nil
	}
	return found
}

// missing reports whether the resolver does not know the DOI, or why nobody can tell.
func (c *cited) missing(site *crawler.Site) (missing bool, why string) {
	if c.to == crawler.None {
		return false, "given in the text without a link"
	}
	u := site.URL(site.End(c.to))
	switch {
	case !resolver(u.Address):
		return false, ""
	case u.State == crawler.Broken && u.Status == 404:
		return true, ""
	case u.State == crawler.Skipped && u.Reason == "external-off", u.State == crawler.Pending:
		return false, "links to other sites are not checked"
	case u.State == crawler.Broken, u.State == crawler.Unverified, u.State == crawler.Skipped:
		return false, fmt.Sprintf("the resolver gave no answer (%s)", u.Reason)
	}
	return false, ""
}

func (c *cited) report(p *checks.Pass, at crawler.ID) {
	e := evidence(c.link.Region, c.link.Selector, c.link.Text)
	e.HTTP = 404
	p.ReportAt(at, checks.Finding{
		Subject: c.link.URL, Evidence: e, Source: checks.At(c.link.Line, c.link.Col),
		Message: fmt.Sprintf("doi.org knows no DOI %q", c.doi),
	})
}
