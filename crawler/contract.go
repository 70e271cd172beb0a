package crawler

import (
	"slices"
	"strings"
)

// Claim is a pillar's claim to an article, seen from the article.
type Claim struct {
	Article, Pillar ID
	Hub             ID // of the pillar, None without one
	Primary         bool
	Evidence        Evidence
}

// seat is where a pillar stands in Contract.Hubs.
type seat struct{ hub, pillar int }

// usual are the clauses of a site that declares none.
var usual = []LinkRule{
	{From: Hub, To: Pillar, Rule: "each", Scope: "children", In: "main"},
	{From: Pillar, To: Hub, Rule: "one", Scope: "parent", In: "main"},
	{From: Pillar, To: Article, Rule: "each", Scope: "children", In: "main"},
	{From: Article, To: Pillar, Rule: "one", Scope: "parent", In: "main"},
}

// buildContract says which pillars belong to which hub and which articles to which pillar. Kinds are decided before.
func buildContract(s *Site, hints []*hint, st *Structure) Contract {
	b := &contractBuilder{site: s, hints: hints, conf: st.compile(), contract: Contract{Inferred: st.inferred(), Links: st.Links}}
	c := &b.contract
	if len(c.Links) == 0 {
		c.Links = usual
	}
	c.conf = b.conf
	b.sortPages()
	b.placePillars()
	b.collectClaims()
	b.placeMembers()
	b.findStray()
	return b.contract
}

// contractBuilder holds what is needed while a contract is built.
type contractBuilder struct {
	site     *Site
	hints    []*hint
	conf     *structure
	contract Contract
	pillars  []ID // sorted by address
	claims   []claim
}

// claim is a Claim that is still to be weighed.
type claim struct {
	article, pillar ID
	by              Evidence
	order           uint32 // of the declaration
	links           uint8  // content links between the two: 0, 1 or 2 ways
}

// sortPages makes a HubSpec of every hub and notes the pillars.
func (b *contractBuilder) sortPages() {
	c := &b.contract
	c.hubs, c.pillars = map[ID]int{}, map[ID]seat{}
	for _, id := range b.site.pages {
		switch b.site.Head(id).Kind {
		case Hub:
			c.hubs[id] = len(c.Hubs)
			c.Hubs = append(c.Hubs, HubSpec{ID: id})
		case Pillar:
			b.pillars = append(b.pillars, id)
		}
	}
}

// placePillars puts every pillar under its hub, or under none.
func (b *contractBuilder) placePillars() {
	c := &b.contract
	for _, id := range b.pillars {
		hub, by := b.hubOf(id)
		i, ok := c.hubs[hub]
		if !ok {
			i = len(c.Hubs)
			c.hubs[None] = i
			c.Hubs = append(c.Hubs, HubSpec{ID: None})
		}
		spec := PillarSpec{ID: id}
		if hub != None {
			spec.Evidence = by.toHub()
		}
		c.pillars[id] = seat{i, len(c.Hubs[i].Pillars)}
		c.Hubs[i].Pillars = append(c.Hubs[i].Pillars, spec)
	}
}

// hubOf is the hub that a pillar belongs to, by the strongest evidence; of several hubs by links alone, the first.
func (b *contractBuilder) hubOf(pillar ID) (ID, Evidence) {
	if hub := b.declaredHub(pillar); hub != None {
		return hub, byDeclaration
	}
	found, by := None, byNothing
	b.site.above(pillar, *b.hints[pillar], func(id ID, e Evidence) bool {
		if b.kind(id) == Hub {
			found, by = id, e
		}
		return found == None
	})
	if found != None {
		return found, by
	}
	weigh := func(id ID, e Evidence) {
		if e < by || e == by && found != None && b.site.urls[id].Address < b.site.urls[found].Address {
			found, by = id, e
		}
	}
	b.linked(pillar, Hub, func(id ID, out, in bool) { weigh(id, byLinks(in, out)) })
	return found, by
}

// declaredHub is the hub of the first cluster that names the pillar.
func (b *contractBuilder) declaredHub(pillar ID) ID {
	address := b.site.urls[pillar].Address
	for i := range b.conf.clusters {
		cl := &b.conf.clusters[i]
		names := slices.ContainsFunc(cl.pillars, func(p clusterPillar) bool { return p.url.match(address) })
		if !names {
			continue
		}
		for j := range b.contract.Hubs {
			if id := b.contract.Hubs[j].ID; id != None && cl.hub.match(b.site.urls[id].Address) {
				return id
			}
		}
	}
	return None
}

// kind is the kind of a page, "" for a URL that is none.
func (b *contractBuilder) kind(id ID) Kind {
	if h := b.site.Head(id); h != nil {
		return h.Kind
	}
	return ""
}

// linked calls yield for every page of a kind that id leads to in content (out) or is led to from (in), once, in the same
// language.
func (b *contractBuilder) linked(id ID, kind Kind, yield func(other ID, out, in bool)) {
	lang := b.site.language(id)
	fitting := func(list *[]ID) func(ID, EdgeFlag) bool { // in the order of IDs
		return func(other ID, flags EdgeFlag) bool {
			if flags&contentEdge == contentEdge && other != id && b.kind(other) == kind && b.site.language(other) == lang {
				*list = append(*list, other)
			}
			return true
		}
	}
	var out, in []ID
	b.site.Out(id, fitting(&out))
	b.site.In(id, fitting(&in))
	for _, to := range out {
		_, both := slices.BinarySearch(in, to)
		yield(to, true, both)
	}
	for _, from := range in {
		if _, both := slices.BinarySearch(out, from); !both {
			yield(from, false, true)
		}
	}
}

// placeMembers turns the claims into members of the pillars and the index by article.
func (b *contractBuilder) placeMembers() {
	c := &b.contract
	slices.SortFunc(b.claims, b.compareClaims)
	c.claims = make([]Claim, 0, len(b.claims))
	last := claim{article: None, pillar: None}
	for _, cl := range b.claims {
		at := c.pillars[cl.pillar]
		primary := cl.article != last.article
		last = cl
		hub := &c.Hubs[at.hub]
		spec := &hub.Pillars[at.pillar]
		spec.Members = append(spec.Members, Member{ID: cl.article, Primary: primary, Evidence: cl.by})
		c.claims = append(c.claims, Claim{Article: cl.article, Pillar: cl.pillar, Hub: hub.ID, Primary: primary, Evidence: cl.by})
	}
	for i := range c.Hubs {
		for j := range c.Hubs[i].Pillars {
			slices.SortFunc(c.Hubs[i].Pillars[j].Members, func(x, y Member) int { return b.compareAddress(x.ID, y.ID) })
		}
	}
	b.claims = nil
}

// compareClaims sorts by article; an article's claims by evidence, then more links, then the earlier declaration, then address.
func (b *contractBuilder) compareClaims(x, y claim) int {
	switch {
	case x.article != y.article:
		return int(int64(x.article) - int64(y.article))
	case x.by.rank() != y.by.rank():
		return int(x.by.rank()) - int(y.by.rank())
	case x.links != y.links:
		return int(y.links) - int(x.links)
	case x.order != y.order:
		return int(int64(x.order) - int64(y.order))
	}
	return b.compareAddress(x.pillar, y.pillar)
}

func (b *contractBuilder) compareAddress(x, y ID) int {
	return strings.Compare(b.site.urls[x].Address, b.site.urls[y].Address)
}

// findStray notes the articles that no pillar claims. Where no pillar is known, or nothing is promised between pillars and
// articles, there is no contract to stray from; pages
// that search engines leave out, that were not read completely or (where articles are declared) that only look like an
// article promise nothing. Neither do the articles of a site most of which stands outside the clusters that were inferred.
func (b *contractBuilder) findStray() {
	c := &b.contract
	_, up := c.Clause(Article, Pillar)
	_, down := c.Clause(Pillar, Article)
	if len(b.pillars) == 0 || !up && !down {
		return
	}
	languages := map[string]bool{}
	for _, id := range b.pillars {
		languages[b.site.language(id)] = true
	}
	for _, id := range b.site.pages {
		h := b.site.Head(id)
		if h.Kind != Article || h.Partial != "" || b.site.LeftOut(id) || len(c.Pillars(id)) > 0 {
			continue
		}
		if b.conf.declared[Article] && h.KindBy != "config" || c.Inferred && !languages[b.site.language(id)] {
			continue
		}
		c.Stray = append(c.Stray, id)
	}
	if c.Inferred && len(c.Stray) > len(c.claims) {
		c.Stray = nil
	}
}
