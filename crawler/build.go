package crawler

import (
	"cmp"
	"slices"

	"github.com/healthusias/rounds/crawler/page"
)

// templateShare is the share of pages on which a list of links must stand to count as template, and templatePages how many that
// must be at least: on a handful of pages repetition proves nothing.
const (
	templateShare = 0.5
	templatePages = 5
)

// buildGraph joins the parts of all pages and the redirects to one graph.
func (a *assembly) buildGraph() {
	a.demoteTemplates()
	n := len(a.urls)
	g := graph{first: make([]uint32, n+1)}
	byID := make([]int32, n) // index into parts + 1
	for i, id := range a.pages {
		byID[id] = int32(i) + 1
	}
	for id := range n {
		if k := byID[id]; k > 0 {
			g.add(a.parts[k-1].targets, a.parts[k-1].digest.Flags)
		} else if to := a.urls[id].To; to != None {
			g.add([]ID{to}, []byte{byte(EdgeFollow | EdgePass)})
		}
		g.first[id+1] = uint32(len(g.to))
	}
	a.out, a.in = g, g.transpose()
}

// add appends one row: targets ascending, each once, with the flags of all its links joined.
func (g *graph) add(to []ID, flags []byte) {
	var order []int
	for i := range to {
		if to[i] != None {
			order = append(order, i)
		}
	}
	slices.SortFunc(order, func(i, j int) int { return cmp.Compare(to[i], to[j]) })
	start := len(g.to)
	for _, i := range order {
		if last := len(g.to) - 1; last >= start && g.to[last] == to[i] {
			g.flags[last] |= EdgeFlag(flags[i])
			continue
		}
		g.to, g.flags = append(g.to, to[i]), append(g.flags, EdgeFlag(flags[i]))
	}
}

// demoteTemplates takes EdgeContent from link lists that stand on most pages, whatever their tags say.
func (a *assembly) demoteTemplates() {
	pages := map[uint64]int{}
	for i := range a.parts {
		for _, s := range a.parts[i].digest.Groups {
			pages[s.Group]++
		}
	}
	enough := max(templatePages, int(templateShare*float64(len(a.parts))))
	for i := range a.parts {
		d := &a.parts[i].digest
		for _, s := range d.Groups {
			if pages[s.Group] < enough {
				continue
			}
			for k := s.Lo; k < s.Hi; k++ {
				d.Flags[k] &^= byte(EdgeContent)
			}
		}
	}
}

// measureDepth finds the fewest clicks from the start to each URL. A redirect on the way costs none.
func (a *assembly) measureDepth() {
	var now, next []ID
	reach := func(id ID, depth int, queue []ID) []ID {
		if u := &a.urls[id]; u.Depth < 0 {
			u.Depth = depth
			return append(queue, id)
		}
		return queue
	}
	for _, id := range a.Start {
		now = reach(id, 0, now)
	}
	for depth := 0; len(now) > 0; depth++ {
		next = next[:0]
		for i := 0; i < len(now); i++ { // grows by the targets of redirects
			id := now[i]
			if to := a.urls[id].To; to != None {
				now = reach(to, depth, now)
				continue
			}
			a.Out(id, func(to ID, flags EdgeFlag) bool {
				if flags&EdgeFollow != 0 {
					next = reach(to, depth+1, next)
				}
				return true
			})
		}
		now, next = next, now
	}
}

// countIn counts who links to each page, through redirects.
func (a *assembly) countIn() {
	for _, id := range a.pages {
		h := a.Head(id)
		a.Out(id, func(to ID, flags EdgeFlag) bool {
			if flags&EdgeFollow != 0 && to != id {
				h.Out++
			}
			return true
		})
		h.In, h.InContent = a.linkers(id)
	}
}

// linkers counts the pages other than itself that lead readers to id, directly or over redirects, and those of them that do so in content.
func (a *assembly) linkers(id ID) (all, content int) {
	var over map[ID]EdgeFlag // pages that come over a redirect: they may link directly too
	var visit func(to ID, hops int)
	visit = func(to ID, hops int) {
		a.In(to, func(from ID, flags EdgeFlag) bool {
			switch {
			case flags&EdgeFollow == 0 || from == id:
			case a.urls[from].To != None:
				if hops < maxHops {
					visit(from, hops+1)
				}
			case hops == 0:
				all, content = all+1, content+count(flags)
			default:
				if over == nil {
					over = map[ID]EdgeFlag{}
				}
				over[from] |= flags
			}
			return true
		})
	}
	visit(id, 0)
	for from, flags := range over {
		direct := a.Edge(from, id)
		if direct&EdgeFollow == 0 {
			all++
			content += count(flags)
		} else if count(direct) == 0 {
			content += count(flags)
		}
	}
	return all, content
}

// count is 1 for a link in content.
func count(flags EdgeFlag) int {
	if flags&EdgeContent != 0 {
		return 1
	}
	return 0
}

// findFragments looks up every fragment that a link names in the page that its target ends at.
func (a *assembly) findFragments() error {
	asked := map[ID][]string{} // fragments, by the target of the link
	for i := range a.parts {
		for _, n := range a.parts[i].digest.Anchors {
			if to := a.parts[i].targets[n.Link]; to != None {
				asked[to] = append(asked[to], n.Fragment)
			}
		}
	}
	from := make(map[ID][]ID, len(asked)) // targets that end at a page
	for to := range asked {
		end, _, loop := a.Final(to)
		if !loop && (a.urls[end].State == OK || a.urls[end].State == Partial) {
			from[end] = append(from[end], to)
		}
	}
	a.fragments = make(map[ID]map[string]bool, len(asked))
	return a.store.FragmentIDs(a.seq, func(row uint32, ids []string) {
		for _, to := range from[ID(row)] {
			found := map[string]bool{}
			for _, f := range asked[to] {
				if there := page.Indicates(ids, f); there || a.urls[row].State == OK {
					found[f] = there
				}
			}
			a.fragments[to] = found
		}
	})
}
