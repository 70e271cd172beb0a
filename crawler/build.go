package crawler

import (
	"maps"
	"slices"
	"strings"

	"github.com/healthusias/rounds/crawler/page"
)

// measureDepth finds the fewest clicks from the start to each URL. A redirect on the way costs none. The depths stand in a list of their own
// meanwhile, which is looked at once a link: of a million URLs it fits into a processor's cache, and they do not.
func (a *assembly) measureDepth() {
	var now, next []ID
	depths := make([]int32, len(a.urls))
	for i := range depths {
		depths[i] = -1
	}
	reach := func(id ID, depth int32, queue []ID) []ID {
		if depths[id] < 0 {
			depths[id] = depth
			return append(queue, id)
		}
		return queue
	}
	for _, id := range a.Start {
		now = reach(id, 0, now)
	}
	for depth := int32(0); len(now) > 0; depth++ {
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
	for i := range depths {
		a.urls[i].Depth = depths[i]
	}
}

// countIn counts who links to each page, through redirects.
func (a *assembly) countIn() {
	hop := make([]bool, len(a.urls)) // looked at once a link, like the depths
	for i := range a.urls {
		hop[i] = a.urls[i].To != None
	}
	inParts(len(a.pages), func(_, lo, hi int) {
		for _, id := range a.pages[lo:hi] {
			h := a.Head(id)
			a.Out(id, func(to ID, flags EdgeFlag) bool {
				if flags&EdgeFollow != 0 && to != id {
					h.Out++
				}
				return true
			})
			h.In, h.InContent = a.linkers(id, hop)
		}
	})
}

// linkers counts the pages other than itself that lead readers to id, directly or over redirects, and those of them that do so in content. Hop tells
// which URLs are redirects.
func (a *assembly) linkers(id ID, hop []bool) (all, content int32) {
	var over map[ID]EdgeFlag // pages that come over a redirect: they may link directly too
	var visit func(to ID, hops int)
	visit = func(to ID, hops int) {
		a.In(to, func(from ID, flags EdgeFlag) bool {
			switch {
			case flags&EdgeFollow == 0 || from == id:
			case hop[from]:
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
func count(flags EdgeFlag) int32 {
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
	var targets []uint32
	for _, id := range slices.Sorted(maps.Keys(in)) {
		targets = append(targets, uint32(id))
	}
	return a.store.FragmentIDs(a.seq, targets, func(row uint32, ids string) {
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
