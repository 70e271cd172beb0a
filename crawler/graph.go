package crawler

import "slices"

// graph is a directed graph in compressed sparse rows: the targets of node i are to[first[i]:first[i+1]], ascending.
type graph struct {
	first []uint32
	to    []ID
	flags []EdgeFlag
}

func (g *graph) row(id ID) (lo, hi uint32) {
	if int(id)+1 >= len(g.first) {
		return 0, 0
	}
	return g.first[id], g.first[id+1]
}

func (g *graph) each(id ID, yield func(ID, EdgeFlag) bool) {
	lo, hi := g.row(id)
	for i := lo; i < hi; i++ {
		if !yield(g.to[i], g.flags[i]) {
			return
		}
	}
}

func (g *graph) edge(from, to ID) EdgeFlag {
	lo, hi := g.row(from)
	if i, ok := slices.BinarySearch(g.to[lo:hi], to); ok {
		return g.flags[lo+uint32(i)]
	}
	return 0
}

// transpose turns every edge round. Rows stay ascending because sources are visited in order.
func (g *graph) transpose() graph {
	n := len(g.first) - 1
	t := graph{first: make([]uint32, n+1), to: make([]ID, len(g.to)), flags: make([]EdgeFlag, len(g.to))}
	for _, to := range g.to {
		t.first[to+1]++
	}
	for i := range n {
		t.first[i+1] += t.first[i]
	}
	next := slices.Clone(t.first)
	for from := range n {
		lo, hi := g.first[from], g.first[from+1]
		for i := lo; i < hi; i++ {
			k := next[g.to[i]]
			next[g.to[i]]++
			t.to[k], t.flags[k] = ID(from), g.flags[i]
		}
	}
	return t
}
