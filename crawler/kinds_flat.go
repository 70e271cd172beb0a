package crawler

// findFlat finds hubs and pillars where nothing but links says what belongs together: sites that keep all pages side by
// side. There only a page that calls itself hub, pillar, guide or list can be one, or a page that such a hub leads to.
func (v *survey) findFlat() {
	var named []uint32
	for i := range v.nodes {
		if n := &v.nodes[i]; v.free(uint32(i)) && v.named(n) {
			named = append(named, uint32(i))
		}
	}
	if v.infer {
		for _, i := range named {
			v.flatPillars(i)
		}
		for _, i := range named {
			v.flatSection(i)
		}
	}
	for _, i := range named {
		v.flatHub(i)
	}
}

// free reports whether a page is open and stands neither in nor under a section.
func (v *survey) free(i uint32) bool {
	n := &v.nodes[i]
	return n.open && !n.section && n.role == "" && (n.parent == absent || !v.nodes[n.parent].section)
}

// mutual calls yield for the content pages that a page leads to in content, and whether they lead back.
func (v *survey) mutual(i uint32, yield func(to uint32, back bool)) {
	from := v.nodes[i].id
	lang := v.site.language(from)
	v.site.Out(from, func(id ID, flags EdgeFlag) bool {
		if to := v.at[id]; flags&contentEdge == contentEdge && to != absent && id != from && v.nodes[to].content && v.site.language(id) == lang {
			yield(to, v.site.contentLink(id, from))
		}
		return true
	})
}

// flatPillars marks the pages that a hub lists and that lead on to pages of their own, some of which the hub does not list:
// sisters that link to each other are all on the hub's list and make no pillar.
func (v *survey) flatPillars(hub uint32) {
	if h := v.hints[v.nodes[hub].id]; !h.is(traitHub) && !h.list() {
		return
	}
	var found []uint32
	v.mutual(hub, func(i uint32, _ bool) {
		if !v.free(i) || v.hub(i) {
			return
		}
		own := 0
		members := v.members(i)
		for _, j := range members {
			if !v.site.contentLink(v.nodes[hub].id, v.nodes[j].id) {
				own++
			}
		}
		if own >= 2 && v.heads(i, members) {
			found = append(found, i)
		}
	})
	for _, i := range found {
		v.nodes[i].section, v.nodes[i].role = true, Pillar
	}
}

// members are the pages that a page would be the pillar of: those it links with both ways, hubs and sections excepted.
func (v *survey) members(i uint32) (list []uint32) {
	v.mutual(i, func(j uint32, back bool) {
		if back && !v.hub(j) && !v.nodes[j].section {
			list = append(list, j)
		}
	})
	return list
}

// heads reports whether a page stands above its members and not among them: two thirds of the articles that it lists, and of
// those that link to it, are members, and half of the members are linked with at most half as many pages as it is. Articles that all link to
// each other have no head.
func (v *survey) heads(i uint32, members []uint32) bool {
	listed, listing := 0, 0
	v.mutual(i, func(j uint32, _ bool) {
		if !v.hub(j) && !v.nodes[j].section {
			listed++
		}
	})
	v.site.In(v.nodes[i].id, func(from ID, flags EdgeFlag) bool {
		if j := v.at[from]; flags&contentEdge == contentEdge && j != absent && v.nodes[j].content && !v.hub(j) && !v.nodes[j].section {
			listing++
		}
		return true
	})
	lower := 0
	for _, j := range members {
		if 2*(v.degree(j)-1) <= len(members) {
			lower++
		}
	}
	return 3*len(members) >= 2*max(listed, listing) && 2*lower >= len(members)
}

// degree is with how many content pages a page is linked both ways.
func (v *survey) degree(i uint32) int {
	n := &v.nodes[i]
	if n.pairs == 0 {
		n.pairs = 1
		v.mutual(i, func(_ uint32, back bool) {
			if back {
				n.pairs++
			}
		})
	}
	return int(n.pairs - 1)
}

// hub reports whether a page is a hub or may become one.
func (v *survey) hub(i uint32) bool {
	h := v.hints[v.nodes[i].id]
	return v.nodes[i].role == Hub || v.nodes[i].open && h.is(traitHub)
}

// flatSection makes a pillar of a page that calls itself one and heads at least five articles: fewer are a coincidence.
func (v *survey) flatSection(i uint32) {
	if !v.free(i) {
		return
	}
	if members := v.members(i); len(members) >= 5 && v.heads(i, members) {
		v.nodes[i].section, v.nodes[i].role = true, Pillar
	}
}

// flatHub makes a hub of a page that calls itself hub or list and leads to pillars, more of them than of its own articles.
func (v *survey) flatHub(i uint32) {
	n := &v.nodes[i]
	h := v.hints[n.id]
	if n.role == Hub || n.parent != absent && v.nodes[n.parent].section || !h.is(traitHub) && !h.list() {
		return
	}
	pillars, back, articles := 0, 0, 0
	v.mutual(i, func(j uint32, both bool) {
		switch {
		case v.nodes[j].role == Pillar:
			pillars++
			if both {
				back++
			}
		case both:
			articles++
		}
	})
	if pillars >= 2 && 2*back >= pillars && pillars >= articles || pillars == 1 && back == 1 && articles == 0 && h.is(traitHub) {
		n.section, n.role = true, Hub
	}
}

// language is the primary language that a page says it is written in, "" where it does not say.
func (s *Site) language(id ID) string {
	if head := s.Head(id); head != nil {
		return primaryLanguage(head.Lang)
	}
	return ""
}
