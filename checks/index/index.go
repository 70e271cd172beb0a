// Package index holds the rules about what search engines may list: robots.txt, sitemaps and what these say about pages.
// Findings about such a file stand at its own address and name the line.
package index

import (
	"fmt"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/crawler"
)

// Checks is the family.
var Checks = []*checks.Check{
	RobotsMissing, RobotsError, RobotsNoSitemap, RobotsBlocksLinked, RobotsBlocksAsset,
	SitemapMissing, SitemapInvalid, SitemapTooLarge,
	SitemapURLBroken, SitemapURLRedirect, SitemapURLNoindex, SitemapURLCanonicalized, SitemapURLBlocked, SitemapURLForeign, SitemapURLDuplicate,
	SitemapPageAbsent, SitemapLastmodFake,
	ErrorPage200,
}

// agentOption names the crawler whose permission a rule judges.
var agentOption = []checks.Option{{Name: "agent", Default: "Googlebot", Doc: "product token of the crawler that is meant, as robots.txt names it"}}

// Sources that several rules share.
const (
	rfc9309      = "RFC 9309"
	googleRobots = "https://developers.google.com/crawling/docs/robots-txt/robots-txt-spec"
	protocol     = "https://www.sitemaps.org/protocol.html"
	googleMaps   = "https://developers.google.com/search/docs/crawling-indexing/sitemaps/build-sitemap"
)

// mainRobots is the robots.txt of the site's own origin, nil where it was not asked for.
func mainRobots(site *crawler.Site) *crawler.Robots {
	for _, r := range site.Robots() {
		if r.Address == site.Origin()+"/robots.txt" {
			return r
		}
	}
	return nil
}

// short quotes an address as a reader of the report needs it.
func short(p *checks.Pass, address string) string {
	return fmt.Sprintf("%q", p.Site.Short(checks.Public(address)))
}

// count is a number of things in words.
func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
