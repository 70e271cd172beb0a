package links

import (
	"fmt"
	"strings"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/crawler"
	"github.com/healthusias/rounds/crawler/page"
)

// BrokenFragment reports links to places that the target does not have.
var BrokenFragment = &checks.Check{
	ID:       "links/broken-fragment",
	Title:    "a link names a place that its target does not have",
	Severity: checks.Warning,
	Doc: checks.Doc{
		What: "The part behind `#` is neither an id nor an anchor name in the target, as written or percent-decoded. `#top` and text fragments (`#:~:text=`) " +
			"always work. Targets that were not read as HTML, and pages without any text before scripts run, are not judged.",
		Why:     "The reader lands at the top of a long page and has to search for what the link promised, such as when to call for help.",
		Example: "<a href=\"/stroke/#call\">   the page has <h2 id=\"call-for-help\">",
		Fix:     "link to an id that exists, or give the place that id",
		Sources: []string{"https://html.spec.whatwg.org/multipage/browsing-the-web.html#scrolling-to-a-fragment", "https://wicg.github.io/scroll-to-text-fragment/"},
	},
	Page: func(p *checks.Pass) {
		each(p, func(i int, l *page.Link) {
			fragment := fragmentOf(l.URL)
			if fragment == "" || !l.Navigates() || p.Page.Links[i] == crawler.None {
				return
			}
			r := follow(p, i)
			if r.end == nil || r.end.State != crawler.OK || !missing(p, p.Page.Links[i], fragment) {
				return
			}
			severity := checks.Warning
			if !r.end.Internal {
				severity = checks.Notice
			}
			p.ReportLink(i, checks.Finding{
				Severity: severity, Evidence: checks.Evidence{HTTP: r.end.Status},
				Message: fmt.Sprintf("%s has no place named %q", place(p, r.end), checks.Snippet(fragment)),
			})
		})
	},
}

func place(p *checks.Pass, end *crawler.URL) string {
	if end == p.Page.URL {
		return "this page"
	}
	return quote(p.Site, end.Address)
}

// fragmentOf is the part behind # that must be in the target, "" where there is none: a text directive, the top of the
// page, and the routes of script applications ask for no element.
func fragmentOf(address string) string {
	at := strings.IndexByte(address, '#')
	if at < 0 {
		return ""
	}
	fragment, _, _ := strings.Cut(address[at+1:], ":~:")
	if strings.EqualFold(fragment, "top") || strings.HasPrefix(fragment, "!") || strings.HasPrefix(fragment, "/") {
		return ""
	}
	return fragment
}

// missing reports whether it is known that the target (or the end of its redirects) lacks the fragment.
func missing(p *checks.Pass, id crawler.ID, fragment string) bool {
	end := final(p.Site, id)
	if end == p.Page.Head.ID {
		return !p.Page.Facts.Shell && !page.Indicates(p.Page.Facts.IDs, fragment)
	}
	if head := p.Site.Head(end); head != nil && head.Words == 0 {
		return false // scripts may fill it
	}
	for _, at := range []crawler.ID{id, end} {
		if found, known := p.Site.Fragment(at, fragment); known {
			return !found
		}
	}
	return false
}
