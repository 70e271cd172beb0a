package checks

import (
	"fmt"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/healthusias/rounds/crawler"
)

// Globs, wherever the configuration of a rule takes one:
//
//   - any characters within one segment of a path
//     **     any number of whole segments: "/legal/**" is /legal/ and everything below it
//     ?      one character
//     [a-z]  one character of a set
//     {a,b}  either of two
//
// A page or a target of the site is matched by its path with the query ("/search/?q=knee"), by its path alone, and by its
// whole address; the target of another host by its whole address ("https://journal.example/**"); a subject that is no
// address (a name) as it is. Rule ids are matched as paths: "links/*". Letters match in their own case only.
type globs []string

// match reports whether any glob matches any of the spellings.
func (g globs) match(spellings ...string) bool {
	return slices.ContainsFunc(g, func(pattern string) bool {
		return slices.ContainsFunc(spellings, func(s string) bool { return doublestar.MatchUnvalidated(pattern, s) })
	})
}

func (g globs) validate() error {
	for _, pattern := range g {
		if !doublestar.ValidatePattern(pattern) {
			return fmt.Errorf("glob %q: brackets or braces do not close", pattern)
		}
	}
	return nil
}

// spellings are the texts by which globs know an address (or another subject).
func spellings(site *crawler.Site, address string) []string {
	path := site.Short(address)
	all := []string{path}
	if bare, _, found := strings.Cut(path, "?"); found {
		all = append(all, bare)
	}
	if path != address {
		all = append(all, address)
	}
	return all
}

// Match reports whether any of the globs selects an address of the site: how rules judge options that are globs.
func Match(site *crawler.Site, patterns []string, address string) bool {
	return len(patterns) > 0 && globs(patterns).match(spellings(site, address)...)
}
