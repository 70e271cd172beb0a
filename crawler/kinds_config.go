package crawler

import (
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
)

// kindOrder is the order in which a page that could be several is decided.
var kindOrder = []Kind{Home, Hub, Pillar, Article, Author, Legal, Product, Other}

// structure is a Structure made ready for matching many pages.
type structure struct {
	types    []typeRule // in kindOrder
	clusters []cluster
	declared map[Kind]bool // kinds that the configuration says something about
}

type typeRule struct {
	kind  Kind
	match globs
	has   int // index in Facts.Matches, -1 for none
}

type cluster struct {
	hub     globs
	pillars []clusterPillar
}

type clusterPillar struct {
	url, articles globs
}

func (st *Structure) compile() *structure {
	c := &structure{declared: map[Kind]bool{}}
	selectors := 0
	for _, t := range st.Types {
		r := typeRule{kind: t.Kind, match: newGlobs(t.Match), has: -1}
		if t.Has != "" {
			r.has = selectors
			selectors++
		}
		c.types = append(c.types, r)
		c.declared[t.Kind] = true
	}
	slices.SortStableFunc(c.types, func(a, b typeRule) int {
		return slices.Index(kindOrder, a.kind) - slices.Index(kindOrder, b.kind)
	})
	for _, cl := range st.Clusters {
		k := cluster{hub: newGlobs([]string{cl.Hub})}
		for _, p := range cl.Pillars {
			k.pillars = append(k.pillars, clusterPillar{url: newGlobs([]string{p.URL}), articles: newGlobs(p.Articles)})
		}
		c.clusters = append(c.clusters, k)
		c.declared[Hub] = c.declared[Hub] || cl.Hub != ""
		c.declared[Pillar] = c.declared[Pillar] || len(cl.Pillars) > 0
	}
	return c
}

// inferred reports whether nothing is declared about the contract.
func (st *Structure) inferred() bool {
	return len(st.Clusters) == 0 && len(st.Links) == 0 && !slices.ContainsFunc(st.Types, func(t TypeRule) bool {
		return t.Kind == Hub || t.Kind == Pillar
	})
}

// kindOf is what the configuration says a page is, "" where it says nothing. What a cluster names as hub or pillar is
// one; what it names as article may be typed otherwise.
func (c *structure) kindOf(address string, matches []bool) Kind {
	for i := range c.clusters {
		if c.clusters[i].hub.match(address) {
			return Hub
		}
	}
	inCluster := Kind("")
	for i := range c.clusters {
		for j := range c.clusters[i].pillars {
			p := &c.clusters[i].pillars[j]
			if p.url.match(address) {
				return Pillar
			}
			if inCluster == "" && p.articles.match(address) {
				inCluster = Article
			}
		}
	}
	for i := range c.types {
		if c.types[i].matches(address, matches) {
			return c.types[i].kind
		}
	}
	return inCluster
}

// matches demands both the path and the selector where a rule has both.
func (r *typeRule) matches(address string, matches []bool) bool {
	if r.has >= 0 && (r.has >= len(matches) || !matches[r.has]) {
		return false
	}
	return r.match.match(address) || r.match.empty() && r.has >= 0
}

// globs matches addresses: by their path, or whole where a glob begins with http. Most are plain paths, which are looked up.
type globs struct {
	plain    map[string]bool
	patterns []string
	prefixes []string // what every match of patterns[i] begins with
}

func newGlobs(list []string) globs {
	g := globs{plain: map[string]bool{}}
	for _, p := range list {
		switch prefix, _ := doublestar.SplitPattern(p); {
		case p == "":
		case !strings.ContainsAny(p, `*?[{\`):
			g.plain[p] = true
		default:
			g.patterns = append(g.patterns, p)
			g.prefixes = append(g.prefixes, strings.TrimSuffix(prefix, "."))
		}
	}
	return g
}

func (g *globs) empty() bool { return len(g.plain) == 0 && len(g.patterns) == 0 }

func (g *globs) match(address string) bool {
	if g.empty() {
		return false
	}
	path := pathOf(address)
	if g.plain[path] || g.plain[address] {
		return true
	}
	for i, p := range g.patterns {
		subject := path
		if isHTTP(p) {
			subject = address
		}
		if strings.HasPrefix(subject, g.prefixes[i]) && matchPath([]string{p}, subject) {
			return true
		}
	}
	return false
}
