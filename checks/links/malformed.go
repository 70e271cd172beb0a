package links

import (
	"fmt"
	"strings"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/crawler"
	"github.com/healthusias/rounds/crawler/page"
)

// Malformed reports addresses that are none.
var Malformed = &checks.Check{
	ID:       "links/malformed",
	Title:    "a link is no valid address",
	Severity: checks.Error,
	Partial:  true,
	Doc: checks.Doc{
		What: "An address that cannot be parsed (no host, a port above 65535, brackets in the host), whose scheme is a misspelled http or https, that has not two slashes behind " +
			"the scheme, or that has spaces inside (a warning where the address with %20 in their place answers: browsers ask for that).",
		Why:     "Browsers guess what was meant, and each one guesses differently; the link is dead or leads to another host.",
		Example: "<a href=\"http:/journal.example/a\">   one slash\n<a href=\"htt://journal.example/\">     no such scheme\n<a href=\"https://:8080/\">            no host",
		Fix:     "write the whole address as the browser shows it, with spaces as %20",
		Sources: []string{"https://url.spec.whatwg.org/#url-parsing", "RFC 3986 3"},
	},
	Page: func(p *checks.Pass) {
		each(p, func(i int, l *page.Link) {
			if !leads(p.Page.Facts, l) && !loads(l) {
				return
			}
			if fault := wrong(l); fault != "" {
				severity := checks.Error
				if guessed(p, i) {
					severity = checks.Warning
				}
				p.ReportLink(i, checks.Finding{
					Subject: l.Raw, Severity: mild(l, severity),
					Message: fmt.Sprintf("%q is no valid address: %s", checks.Snippet(l.Raw), fault),
				})
			}
		})
	},
}

// guessed reports whether browsers arrive all the same: what has spaces inside is asked for with %20 in their place, and that answers.
func guessed(p *checks.Pass, i int) bool {
	if p.Page.Facts.Links[i].URL == "" {
		return false
	}
	end, _, loop := p.Site.Final(p.Page.Links[i])
	return !loop && p.Site.URL(end).State == crawler.OK
}

// wrong says why what is written is no address, "" where it is one.
func wrong(l *page.Link) string {
	if l.Problem != "malformed" {
		return ""
	}
	raw := written(l.Raw)
	scheme, rest, absolute := strings.Cut(raw, ":")
	if absolute && !strings.ContainsAny(scheme, "/?#") {
		if fault := misshapen(strings.ToLower(scheme), strings.ReplaceAll(rest, `\`, "/")); fault != "" {
			return fault
		}
	}
	if strings.Contains(raw, " ") {
		return "there are spaces inside"
	}
	return "it cannot be parsed"
}

// misshapen looks for the fault up to the host.
func misshapen(scheme, rest string) string {
	switch web := scheme == "http" || scheme == "https"; {
	case !web && strings.HasPrefix(rest, "//"):
		return fmt.Sprintf("there is no scheme %q", scheme)
	case web && !strings.HasPrefix(rest, "//"):
		return "two slashes must follow the scheme"
	case web && (strings.HasPrefix(rest, "///") || rest == "//"):
		return "it has no host"
	}
	return ""
}

// written is an attribute as the URL standard reads it: without white space around it, tabs and line ends.
func written(raw string) string {
	return breaks.Replace(strings.Trim(raw, "\x00 \t\n\f\r"))
}

var breaks = strings.NewReplacer("\t", "", "\n", "", "\r", "")
