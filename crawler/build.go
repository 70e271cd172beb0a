package crawler

import (
	"slices"
	"strings"

	"github.com/healthusias/rounds/crawler/page"
)

// templateShare is the share of pages on which a list of links must stand to count as template, and templatePages how many that
// must be at least: on a handful of pages repetition proves nothing.
const (
	templateShare = 0.5
	templatePages = 5
)

// drafted is the graph while pages are read: every occurrence of a link is an edge, and the lists that links stand in are known.
type drafted struct {
	graph
	lists []list
}

// list is the edges lo to hi-1, which form one list of links.
type list struct {
	group  uint64
	lo, hi uint32
}

// add appends the links of one page.
func (d *drafted) add(targets []ID, digest *digest) {
	spans := digest.Groups
	for i, to := range targets {
		for len(spans) > 0 && i == spans[0].Hi {
			spans = d.close(spans)
		}
		if len(spans) > 0 && i == spans[0].Lo {
			d.lists = append(d.lists, list{group: spans[0].Group, lo: uint32(len(d.edges))})
		}
		if to != None {
			d.edges = append(d.edges, edgeTo(to, EdgeFlag(digest.Flags[i])))
		}
	}
	if len(spans) > 0 {
		d.close(spans)
	}
	d.endRow()
}

func (d *drafted) endRow() { d.first = append(d.first, uint32(len(d.edges))) }

// reserve makes room for as many times the edges that are there, but not for more than half as many again: what the first pages tell of the
// others is little.
func (d *drafted) reserve(times float64) {
	const atOnce = 1 << 16 // edges of one page, and then some
	if n := len(d.edges); n >= atOnce && cap(d.edges)-n < atOnce {
		grown := make([]edge, n, n+atOnce+int(float64(n)*min(0.5, times-1)))
		copy(grown, d.edges)
		d.edges = grown
	}
}

// close ends the list that the first span began and returns the others.
func (d *drafted) close(spans []span) []span {
	d.lists[len(d.lists)-1].hi = uint32(len(d.edges))
	return spans[1:]
}

// demoteTemplates takes EdgeContent from link lists that stand on most of the pages, whatever their tags say. Most lists stand on one page:
// counting them by sorting takes a fraction of the memory of a map.
func (d *drafted) demoteTemplates(pages int) {
	groups := make([]uint64, len(d.lists))
	for i := range d.lists {
		groups[i] = d.lists[i].group
	}
	slices.Sort(groups)
	enough := max(templatePages, int(templateShare*float64(pages)))
	templates := map[uint64]bool{}
	for i := enough - 1; i < len(groups); i++ {
		if groups[i] == groups[i-enough+1] {
			templates[groups[i]] = true
		}
	}
	for _, l := range d.lists {
		if !templates[l.group] {
			continue
		}
		for k := l.lo; k < l.hi; k++ {
			d.edges[k] &^= edge(EdgeContent)
		}
	}
	d.lists = nil
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

// asked is a fragment that a link names.
type asked struct {
	to       ID
	fragment string
}

// findFragments looks up every fragment that a link names in the page that its target ends at, and keeps those that are not found.
func (a *assembly) findFragments() error {
	a.fragments = map[asked]bool{}
	in := map[ID][]asked{} // by that page
	for _, q := range a.asked {
		a.fragments[q] = false
		end, _, loop := a.Final(q.to)
		if !loop && (a.urls[end].State == OK || a.urls[end].State == Partial) {
			in[end] = append(in[end], q)
		}
	}
	a.asked = nil
	return a.store.FragmentIDs(a.seq, func(row uint32, ids string) {
		if len(in[ID(row)]) == 0 {
			return
		}
		names := strings.Split(ids, "\n")
		for _, q := range in[ID(row)] {
			if page.Indicates(names, q.fragment) {
				delete(a.fragments, q)
			} else {
				a.fragments[q] = a.urls[row].State == OK
			}
		}
	})
}
