package crawler

import "slices"

// graph is a directed graph in compressed sparse rows: the edges of node i are edges[first[i]:first[i+1]], targets ascending.
type graph struct {
	first []uint32
	edges []edge
}

// edge is a target and how it is referred to, in one word: a site of a million pages has a hundred million of them.
type edge uint32

// flagBits is how many bits of an edge are its flags, maxURLs how many targets the others tell apart.
const (
	flagBits = 5
	maxURLs  = 1 << (32 - flagBits)
)

func edgeTo(id ID, flags EdgeFlag) edge { return edge(id)<<flagBits | edge(flags) }

func (e edge) to() ID          { return ID(e >> flagBits) }
func (e edge) flags() EdgeFlag { return EdgeFlag(e & (1<<flagBits - 1)) }

func (g *graph) row(id ID) []edge {
	if int(id)+1 >= len(g.first) {
		return nil
	}
	return g.edges[g.first[id]:g.first[id+1]]
}

func (g *graph) each(id ID, yield func(ID, EdgeFlag) bool) {
	for _, e := range g.row(id) {
		if !yield(e.to(), e.flags()) {
			return
		}
	}
}

func (g *graph) edge(from, to ID) EdgeFlag {
	row := g.row(from)
	if i, _ := slices.BinarySearch(row, edgeTo(to, 0)); i < len(row) && row[i].to() == to {
		return row[i].flags()
	}
	return 0
}

// tidy sorts each row and joins the edges to one target, in place.
func (g *graph) tidy() {
	n := uint32(0)
	for i := range len(g.first) - 1 {
		row := g.edges[g.first[i]:g.first[i+1]]
		slices.Sort(row)
		g.first[i] = n
		for k, e := range row {
			if k > 0 && g.edges[n-1].to() == e.to() {
				g.edges[n-1] |= e
				continue
			}
			g.edges[n] = e
			n++
		}
	}
	g.first[len(g.first)-1] = n
	g.edges = g.edges[:n]
}

// transpose turns every edge round. Rows stay ascending because sources are visited in order.
func (g *graph) transpose() graph {
	n := len(g.first) - 1
	t := graph{first: make([]uint32, n+1), edges: make([]edge, len(g.edges))}
	for _, e := range g.edges {
		t.first[e.to()+1]++
	}
	for i := range n {
		t.first[i+1] += t.first[i]
	}
	next := slices.Clone(t.first)
	for from := range n {
		for _, e := range g.row(ID(from)) {
			t.edges[next[e.to()]] = edgeTo(ID(from), e.flags())
			next[e.to()]++
		}
	}
	return t
}
