package crawler

// A section is a page that others stand under: a pillar or a hub. survey finds sections by two kinds of evidence that must
// agree: something says that pages stand under it (isPartOf, breadcrumb, path; on flat sites its title or shape), and
// content links go both ways between them. A blog's list, a tag page or a chapter of a manual has only the first.
type survey struct {
	site  *Site
	hints []*hint
	conf  *structure
	infer bool     // pillars: the configuration does not name them
	at    []uint32 // position in site.pages by ID, absent for others
	nodes []node   // in step with site.pages
}

const absent = ^uint32(0)

// node is what the survey knows of one page.
type node struct {
	id      ID
	parent  uint32 // position of the page it stands under, absent without one
	open    bool   // may be hub or pillar: its kind is not decided by something stronger
	content bool   // may stand under a section: an article, or open
	section bool
	role    Kind   // Hub or Pillar once decided, Article for a section within a pillar
	pairs   uint32 // one more than its degree, 0 while nobody asked

	all      tally // of the pages that stand under it
	sections tally // of those that are sections themselves
}

// tally counts pairs of pages by the content links between them.
type tally struct{ pages, down, up uint32 }

func (t *tally) add(down, up bool) {
	t.pages++
	if down {
		t.down++
	}
	if up {
		t.up++
	}
}

// inferSections promotes pages to hub and pillar where the configuration names none, and thin pages under them to article.
func inferSections(s *Site, hints []*hint, c *structure) {
	v := newSurvey(s, hints, c)
	v.count(func(n *node) *tally { return &n.all }, func(*node) bool { return true })
	if v.infer {
		v.findSections()
	}
	v.count(func(n *node) *tally { return &n.sections }, func(n *node) bool { return n.section })
	if v.infer {
		v.findSiblingSections()
	}
	v.assignRoles()
	v.findFlat()
	v.promote()
}

func newSurvey(s *Site, hints []*hint, c *structure) *survey {
	v := &survey{site: s, hints: hints, conf: c, infer: !c.declared[Pillar], at: make([]uint32, len(s.urls)), nodes: make([]node, len(s.pages))}
	for i := range v.at {
		v.at[i] = absent
	}
	for i, id := range s.pages {
		v.at[id] = uint32(i)
	}
	for i, id := range s.pages {
		n := &v.nodes[i]
		h := hints[id]
		head := s.Head(id)
		n.id, n.parent = id, absent
		n.open = openKind(head, h)
		n.content = n.open || head.Kind == Article
		if head.KindBy == "config" && (head.Kind == Hub || head.Kind == Pillar) {
			n.content, n.section, n.role = true, true, head.Kind
		}
	}
	for i := range v.nodes {
		if v.nodes[i].content {
			v.nodes[i].parent = v.parent(&v.nodes[i])
		}
	}
	return v
}

// openKind reports whether links may still make a page hub or pillar: an article, a list, or a page without a kind of its own.
func openKind(head *Head, h *hint) bool {
	if head.KindBy == "config" || h.address != "" || h.is(traitMissing) {
		return false
	}
	return head.Kind == Article || head.Kind == Other
}

// parent is the page that a page stands under, by the strongest evidence that names one.
func (v *survey) parent(n *node) uint32 {
	found := absent
	v.site.above(n.id, *v.hints[n.id], func(id ID, _ Evidence) bool {
		if p := v.at[id]; p != absent && (v.nodes[p].open || v.nodes[p].section) {
			found = p
			return false
		}
		return true
	})
	return found
}

// count fills one tally of every page from the pages under it that want accepts.
func (v *survey) count(of func(*node) *tally, want func(*node) bool) {
	for i := range v.nodes {
		n := &v.nodes[i]
		if n.parent == absent || !want(n) {
			continue
		}
		p := &v.nodes[n.parent]
		of(p).add(v.site.contentLink(p.id, n.id), v.site.contentLink(n.id, p.id))
	}
}

// findSections marks the pages whose lower pages are mostly listed and often link back.
func (v *survey) findSections() {
	for i := range v.nodes {
		n := &v.nodes[i]
		if !n.open {
			continue
		}
		t := n.all
		named := v.named(n)
		switch {
		case t.pages >= 2 && 2*t.down >= t.pages && 3*t.up >= t.pages,
			t.pages >= 2 && named && t.down > 0 && t.up > 0 && (2*t.down >= t.pages || 2*t.up >= t.pages),
			t.pages == 1 && named && t.down > 0 && t.up > 0:
			n.section = true
		}
	}
}

// named reports whether a page calls itself hub, pillar or list.
func (v *survey) named(n *node) bool {
	h := v.hints[n.id]
	return h.is(traitHub|traitPillar) || h.list()
}

// findSiblingSections adds what stands beside sections and has but a page or two of its own: where a page leads to
// sections, its other lower pages that lead further are sections too, if one link of each pair is there.
func (v *survey) findSiblingSections() {
	for i := range v.nodes {
		n := &v.nodes[i]
		if !n.open || n.section || n.parent == absent || n.all.pages == 0 || n.all.down+n.all.up < n.all.pages {
			continue
		}
		p := &v.nodes[n.parent]
		if p.section && p.sections.pages > 0 {
			n.section = true
			p.sections.add(v.site.contentLink(p.id, n.id), v.site.contentLink(n.id, p.id))
		}
	}
}

// assignRoles tells hubs from pillars: a hub leads to sections, a pillar to articles.
func (v *survey) assignRoles() {
	for i := range v.nodes {
		n := &v.nodes[i]
		if n.role != "" || !n.open {
			continue
		}
		sub, leaves := n.sections, n.all.pages-n.sections.pages
		linked := sub.pages > 0 && sub.down+sub.up >= sub.pages
		h := v.hints[n.id]
		switch {
		case linked && (sub.pages >= 2 || sub.pages >= leaves || h.is(traitHub)):
			n.section, n.role = true, Hub
		case n.section:
			n.role = Pillar
		}
	}
	for i := range v.nodes {
		if n := &v.nodes[i]; n.role == Pillar && n.open && v.underPillar(n) {
			n.role = Article
		}
	}
}

// underPillar reports whether a page higher up is a pillar already: what stands under a pillar is an article, however many
// pages it leads to. Trails may run in circles, so the climb is short.
func (v *survey) underPillar(n *node) bool {
	up := n.parent
	for range 8 {
		if up == absent || &v.nodes[up] == n {
			return false
		}
		if v.nodes[up].role == Pillar {
			return true
		}
		up = v.nodes[up].parent
	}
	return false
}

// promote writes the roles down, as far as the configuration leaves them open.
func (v *survey) promote() {
	for i := range v.nodes {
		n := &v.nodes[i]
		head := v.site.Head(n.id)
		if n.open && (n.role == Hub || n.role == Pillar) && !v.conf.declared[n.role] {
			v.site.heads.decide(n.id, n.role, "graph", false)
		}
		if n.parent != absent && v.nodes[n.parent].role == Pillar {
			v.site.heads.decide(n.id, head.Kind, head.KindBy, false)
		}
	}
	if v.conf.declared[Article] {
		return
	}
	for i := range v.nodes {
		if n := &v.nodes[i]; v.thinArticle(n) {
			v.site.heads.decide(n.id, Article, "graph", true)
		}
	}
}

// thinArticle reports whether a page that is too short to be an article by its shape is one by its place under a pillar.
func (v *survey) thinArticle(n *node) bool {
	head := v.site.Head(n.id)
	if !n.open || head.Kind != Other || n.parent == absent || v.site.Head(v.nodes[n.parent].id).Kind != Pillar {
		return false
	}
	h := v.hints[n.id]
	return !h.list() && h.words > 0
}
