package index

import (
	"fmt"
	"slices"
	"strings"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/crawler"
	"github.com/healthusias/rounds/crawler/robots"
)

// RobotsBlocksLinked reports pages that readers are led to and search engines are kept from.
var RobotsBlocksLinked = &checks.Check{
	ID:       "index/robots-blocks-linked",
	Title:    "robots.txt forbids a page that the site links to",
	Severity: checks.Warning,
	Options:  agentOption,
	Doc: checks.Doc{
		What: "A page of the site links to an address, without rel=nofollow, that robots.txt forbids to the crawler of the option. The line that decides is named, and " +
			"three of the pages that link there.",
		Why:     "A search engine does not see what a forbidden page says, not even noindex: it lists the bare address, and the links there are wasted.",
		Example: "Disallow: /heart/   and   <a href=\"/heart/statins/\">",
		Fix:     "allow the page if it is to be found, otherwise allow it and mark it noindex, or set rel=nofollow on the links",
		Sources: []string{rfc9309 + " 2.2.2", "https://developers.google.com/search/docs/crawling-indexing/robots/intro"},
	},
	Site: func(p *checks.Pass) {
		reportBlocked(p, "links to it", "link to it", func(flags crawler.EdgeFlag) bool {
			return flags&crawler.EdgeFollow != 0 && flags&crawler.EdgePass != 0
		})
	},
}

// RobotsBlocksAsset reports what search engines cannot load.
var RobotsBlocksAsset = &checks.Check{
	ID:       "index/robots-blocks-asset",
	Title:    "robots.txt forbids a file that pages load",
	Severity: checks.Warning,
	Options:  agentOption,
	Doc: checks.Doc{
		What:    "A page of the site loads a style sheet, script, image or other file of the site that robots.txt forbids to the crawler of the option.",
		Why:     "Search engines render pages. Without its files a page looks broken to them, and images are not found by those who search for images.",
		Example: "Disallow: /assets/   and   <link rel=\"stylesheet\" href=\"/assets/site.css\">",
		Fix:     "allow the folder of style sheets, scripts and images",
		Sources: []string{"https://developers.google.com/search/docs/crawling-indexing/javascript/javascript-seo-basics", rfc9309 + " 2.2.2"},
	},
	Site: func(p *checks.Pass) {
		reportBlocked(p, "loads it", "load it", func(flags crawler.EdgeFlag) bool { return flags&crawler.EdgeAsset != 0 })
	},
}

// reportBlocked reports each forbidden address that some page refers to in the way that counts.
func reportBlocked(p *checks.Pass, one, many string, counts func(crawler.EdgeFlag) bool) {
	agent := p.String("agent")
	for id, by := range forbidden(p, agent) {
		u := p.Site.URL(id)
		if u.State == crawler.Broken {
			continue
		}
		var pages []string
		p.Site.In(id, func(from crawler.ID, flags crawler.EdgeFlag) bool {
			if p.Site.Head(from) != nil && counts(flags) {
				pages = append(pages, p.Site.URL(from).Address)
			}
			return true
		})
		if len(pages) == 0 {
			continue
		}
		slices.Sort(pages)
		p.Report(checks.Finding{
			Page: by.file, Subject: u.Address, Source: checks.At(by.rule.Line, 1), Evidence: checks.Evidence{Snippet: by.rule.String(), Path: pages[:min(3, len(pages))]},
			Message: fmt.Sprintf("%q keeps %s from %s, and %s", by.rule, agent, short(p, u.Address), count(len(pages), "page "+one, "pages "+many)),
		})
	}
}

// ban is why an address is forbidden.
type ban struct {
	file string // address of the robots.txt
	rule *robots.Rule
}

// forbidden are the URLs of the site that robots.txt keeps a crawler from, as far as it could be read.
func forbidden(p *checks.Pass, agent string) map[crawler.ID]ban {
	return checks.Shared(p, "index/forbidden "+agent, func(site *crawler.Site) map[crawler.ID]ban {
		bans := map[crawler.ID]ban{}
		for _, r := range site.Robots() {
			if r.File == nil {
				continue
			}
			origin, rules := strings.TrimSuffix(r.Address, "/robots.txt"), r.File.For(agent)
			for id := range crawler.ID(site.Len()) {
				path, ok := strings.CutPrefix(site.URL(id).Address, origin)
				if !ok || !strings.HasPrefix(path, "/") {
					continue
				}
				if d := rules.Decide(path); !d.Allowed {
					bans[id] = ban{r.Address, d.Rule}
				}
			}
		}
		return bans
	})
}
