package crawler

import (
	"cmp"
	"slices"
)

// Pillars are the claims to an article, the primary pillar's first; nil for a page that no pillar claims.
func (c *Contract) Pillars(article ID) []Claim {
	i, _ := slices.BinarySearchFunc(c.claims, article, func(x Claim, id ID) int { return cmp.Compare(x.Article, id) })
	j := i
	for j < len(c.claims) && c.claims[j].Article == article {
		j++
	}
	return c.claims[i:j:j]
}

// Pillar is a pillar with its articles, and its hub (None without one); ok is false for other pages.
func (c *Contract) Pillar(id ID) (spec *PillarSpec, hub ID, ok bool) {
	at, ok := c.pillars[id]
	if !ok {
		return nil, None, false
	}
	return &c.Hubs[at.hub].Pillars[at.pillar], c.Hubs[at.hub].ID, true
}

// Hub is a hub with its pillars; ok is false for other pages.
func (c *Contract) Hub(id ID) (spec *HubSpec, ok bool) {
	i, ok := c.hubs[id]
	if !ok || id == None {
		return nil, false
	}
	return &c.Hubs[i], true
}

// Clause is what one kind promises another; ok is false where it promises nothing.
func (c *Contract) Clause(from, to Kind) (rule LinkRule, ok bool) {
	i := slices.IndexFunc(c.Links, func(r LinkRule) bool { return r.From == from && r.To == to })
	if i < 0 {
		return LinkRule{}, false
	}
	return c.Links[i], true
}

// Guessed reports whether the contract between two pages rests on inference: nothing declares it, or the configuration
// names hubs or pillars and one of the two is such a page without being named.
func (s *Site) Guessed(a, b ID) bool {
	if s.Contract.Inferred {
		return true
	}
	declared := s.Contract.conf.declared
	return (declared[Hub] || declared[Pillar]) && (s.guessedSection(a) || s.guessedSection(b))
}

func (s *Site) guessedSection(id ID) bool {
	h := s.Head(id)
	return h != nil && (h.Kind == Hub || h.Kind == Pillar) && h.KindBy != "config"
}

// LeftOut reports whether search engines leave a page out: it is noindex, or names another page as its canonical.
func (s *Site) LeftOut(id ID) bool {
	h := s.Head(id)
	return h != nil && (h.NoIndex || s.Canonicalized(id))
}

// Canonicalized reports whether a page names another as its canonical. One that leads back to it names itself.
func (s *Site) Canonicalized(id ID) bool {
	h := s.Head(id)
	if h == nil || h.Canonical == None || h.Canonical == id {
		return false
	}
	end := s.End(h.Canonical)
	return end != id
}

// Promised says what a URL that is no page would be to a page if it worked: the configuration names it as a hub, pillar or
// article that the page belongs to, or that belongs to the page. It is "" where it promises nothing.
func (s *Site) Promised(from, to ID) Kind {
	head, conf := s.Head(from), s.Contract.conf
	if head == nil || s.Head(to) != nil || !s.urls[to].Internal {
		return ""
	}
	page, target := s.urls[from].Address, s.urls[to].Address
	kind := conf.kindOf(target, nil)
	switch {
	case head.Kind == Hub && kind == Pillar, head.Kind == Pillar && kind == Article:
		if conf.belongs(target, page) {
			return kind
		}
	case head.Kind == Article && kind == Pillar, head.Kind == Pillar && kind == Hub:
		if conf.belongs(page, target) {
			return kind
		}
	}
	return ""
}

// belongs reports whether one address belongs to another: a cluster names the two as pillar and article or as hub and
// pillar, or it lies below the other.
func (c *structure) belongs(lower, upper string) bool {
	for i := range c.clusters {
		isHub := c.clusters[i].hub.match(upper)
		for j := range c.clusters[i].pillars {
			p := &c.clusters[i].pillars[j]
			if isHub && p.url.match(lower) || p.url.match(upper) && p.articles.match(lower) {
				return true
			}
		}
	}
	return under(lower, upper)
}

// under reports whether an address lies below another one's folder.
func under(address, folder string) bool {
	found := false
	folderPages(address, func(a string) bool {
		found = a == folder
		return !found
	})
	return found
}
