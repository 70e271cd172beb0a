package crawler

import "slices"

// Evidence is why a page belongs to another, strongest first.
type Evidence uint8

const (
	byDeclaration Evidence = iota
	byIsPartOf
	byBreadcrumb
	byPath
	byBothWays
	byUpper // the page above links down
	byLower // the page below links up
	byNothing
)

// String is the evidence of an article's pillar, in words.
func (e Evidence) String() string {
	return [...]string{"declared", "isPartOf", "breadcrumb", "path", "links both ways", "pillar links it", "it links the pillar", ""}[e]
}

// toHub is the evidence of a pillar's hub, in words.
func (e Evidence) toHub() string {
	switch e {
	case byUpper:
		return "hub links it"
	case byLower:
		return "it links the hub"
	}
	return e.String()
}

// rank is the strength of evidence: a link one way is worth the same whichever way it goes.
func (e Evidence) rank() Evidence {
	if e == byLower {
		return byUpper
	}
	return e
}

// byLinks is the evidence of content links between a page and the one above it.
func byLinks(down, up bool) Evidence {
	switch {
	case down && up:
		return byBothWays
	case down:
		return byUpper
	case up:
		return byLower
	}
	return byNothing
}

// contentEdge is what makes an edge a content link: readers follow it, and it stands in the page's own text.
const contentEdge = EdgeFollow | EdgeContent

// contentLink reports whether a page links to another in content.
func (s *Site) contentLink(from, to ID) bool { return s.Edge(from, to)&contentEdge == contentEdge }

// above calls yield for the pages that a page stands under: what it is part of, its breadcrumb and the pages above its
// path, nearest first. Links are not asked.
func (s *Site) above(id ID, h hint, yield func(ID, Evidence) bool) {
	offer := func(up ID, by Evidence) bool {
		if int(up) >= len(s.urls) {
			return true
		}
		up = s.End(up)
		if up == id || s.Head(up) == nil {
			return true
		}
		return yield(up, by)
	}
	for _, up := range h.whole {
		if !offer(up, byIsPartOf) {
			return
		}
	}
	for _, up := range h.trail[:h.depth] {
		if !offer(up, byBreadcrumb) {
			return
		}
	}
	folderPages(s.urls[id].Address, func(address string) bool {
		up, ok := s.known.find(address, s.urls)
		return !ok || offer(up, byPath)
	})
}

// collectClaims gathers every reason for which an article may belong to a pillar.
func (b *contractBuilder) collectClaims() {
	declared := b.declaredPillars()
	b.claimInParts(b.site.pages, func(b *contractBuilder, id ID) {
		if b.kind(id) == Article {
			b.claimDeclared(id, declared)
			b.claimAbove(id)
		}
	})
	settled := b.settled()
	b.claimInParts(b.pillars, func(b *contractBuilder, pillar ID) {
		b.linked(pillar, Article, func(article ID, down, up bool) {
			if !settled[article] {
				b.claims = append(b.claims, claim{article: article, pillar: pillar, by: byLinks(down, up), links: ways(down, up)})
			}
		})
	})
	b.strongest()
	b.dropPopular()
}

// claimInParts calls each for every page with a builder whose claims are added to those of b, in the order of pages.
func (b *contractBuilder) claimInParts(pages []ID, each func(*contractBuilder, ID)) {
	claims := make([][]claim, countParts(len(pages)))
	inParts(len(pages), func(part, lo, hi int) {
		own := *b
		own.claims = nil
		for _, id := range pages[lo:hi] {
			each(&own, id)
		}
		claims[part] = own.claims
	})
	b.claims = slices.Concat(append([][]claim{b.claims}, claims...)...)
}

func (b *contractBuilder) claim(article, pillar ID, by Evidence, order int) {
	links := ways(b.site.contentLink(article, pillar), b.site.contentLink(pillar, article))
	b.claims = append(b.claims, claim{article, pillar, by, uint32(order), links})
}

// ways is how many of two links there are.
func ways(down, up bool) (n uint8) {
	for _, linked := range [...]bool{down, up} {
		if linked {
			n++
		}
	}
	return n
}

// declaredPillars are the pages that each pillar of the configuration's clusters stands for, cluster by cluster.
func (b *contractBuilder) declaredPillars() [][]ID {
	var all [][]ID
	for i := range b.conf.clusters {
		for j := range b.conf.clusters[i].pillars {
			var ids []ID
			for _, id := range b.pillars {
				if b.conf.clusters[i].pillars[j].url.match(b.site.urls[id].Address) {
					ids = append(ids, id)
				}
			}
			all = append(all, ids)
		}
	}
	return all
}

// claimDeclared adds what the clusters say about an article. Where one glob stands for several pillars, they cannot all
// mean every article: then other evidence decides between them.
func (b *contractBuilder) claimDeclared(article ID, declared [][]ID) {
	k := 0
	for i := range b.conf.clusters {
		for j := range b.conf.clusters[i].pillars {
			if len(declared[k]) == 1 && declared[k][0] != article && b.conf.clusters[i].pillars[j].articles.match(b.site.urls[article].Address) {
				b.claim(article, declared[k][0], byDeclaration, k)
			}
			k++
		}
	}
}

// claimAbove adds what the article's own structured data, breadcrumb and path say: of each, the nearest pillar.
func (b *contractBuilder) claimAbove(article ID) {
	done := byDeclaration
	b.site.above(article, *b.hints[article], func(id ID, by Evidence) bool {
		if b.kind(id) == Pillar && (by == byIsPartOf || by > done) {
			b.claim(article, id, by, 0)
			done = by
		}
		return true
	})
}

// settled are the articles that a cluster declares: links to other pillars make them no member there.
func (b *contractBuilder) settled() map[ID]bool {
	m := map[ID]bool{}
	for _, c := range b.claims {
		if c.by == byDeclaration {
			m[c.article] = true
		}
	}
	return m
}

// strongest keeps of all claims of one pillar to one article the best.
func (b *contractBuilder) strongest() {
	slices.SortFunc(b.claims, func(x, y claim) int {
		switch {
		case x.article != y.article:
			return int(int64(x.article) - int64(y.article))
		case x.pillar != y.pillar:
			return int(int64(x.pillar) - int64(y.pillar))
		case x.by != y.by:
			return int(x.by) - int(y.by)
		}
		return int(int64(x.order) - int64(y.order))
	})
	b.claims = slices.CompactFunc(b.claims, func(x, y claim) bool { return x.article == y.article && x.pillar == y.pillar })
}

// manyLinks is how many articles may link up to a pillar that does not list them before its popularity is considered.
const manyLinks = 10

// dropPopular drops the claims of pillars that rest on a link up alone, where those are many and more than all other claims
// of the pillar: everybody links to such a page, and belongs elsewhere.
func (b *contractBuilder) dropPopular() {
	type count struct{ up, other int }
	counts := map[ID]count{}
	for _, c := range b.claims {
		n := counts[c.pillar]
		if c.by == byLower {
			n.up++
		} else {
			n.other++
		}
		counts[c.pillar] = n
	}
	b.claims = slices.DeleteFunc(b.claims, func(c claim) bool {
		n := counts[c.pillar]
		return c.by == byLower && n.up > manyLinks && n.up > n.other
	})
}
