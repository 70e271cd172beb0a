package links

import (
	"fmt"
	"strings"

	"github.com/healthusias/rounds/checks"
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
			"the scheme, or that has spaces inside.",
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
				p.ReportLink(i, checks.Finding{
					Subject: l.Raw, Severity: mild(l, checks.Error),
					Message: fmt.Sprintf("%q is no valid address: %s", checks.Snippet(l.Raw), fault),
				})
			}
		})
	},
}

// wrong says why what is written is no address, "" where it is one. It judges what the author wrote: the URL standard
// makes something of almost everything.
func wrong(l *page.Link) string {
	raw := written(l.Raw)
	if fault := misshapen(raw); fault != "" || l.Problem != "malformed" {
		return fault
	}
	if strings.Contains(raw, " ") {
		return "there are spaces inside"
	}
	return "it cannot be parsed"
}

// misshapen looks at the part up to the host.
func misshapen(raw string) string {
	colon := strings.IndexByte(raw, ':')
	if colon < 0 || strings.ContainsAny(raw[:colon], "/?#") {
		return ""
	}
	scheme, rest := strings.ToLower(raw[:colon]), strings.ReplaceAll(raw[colon+1:], `\`, "/")
	web := scheme == "http" || scheme == "https"
	switch {
	case web && !strings.HasPrefix(rest, "//"):
		return "two slashes must follow the scheme"
	case web && (strings.HasPrefix(rest, "///") || rest == "//"):
		return "it has no host"
	case !web && strings.HasPrefix(rest, "//") && misspelled(scheme):
		return fmt.Sprintf("there is no scheme %q", scheme)
	}
	return ""
}

// written is an attribute as the URL standard reads it: without white space around it, tabs and line ends.
func written(raw string) string {
	return strings.NewReplacer("\t", "", "\n", "", "\r", "").Replace(strings.Trim(raw, "\x00 \t\n\f\r"))
}

// misspelled reports whether a scheme is http or https with one slip of the hand.
func misspelled(scheme string) bool {
	return distance(scheme, "http", 1) <= 1 || distance(scheme, "https", 1) <= 1
}
