package crawler

import "slices"

// plainEdges is how many edges a graph has at most that keeps them as they are, four bytes each: reading one takes a sixth of the instructions
// that a packed one takes. What packing would spare such a site is a megabyte in each direction.
const plainEdges = 1 << 19

// plainGraph joins the tidy rows of pieces.
func plainGraph(pieces []piece, rows, edges int) graph {
	g := graph{first: make([]uint32, 1, rows+1), plain: make([]edge, 0, edges)}
	for i := range pieces {
		p := &pieces[i]
		for _, end := range p.ends {
			g.first = append(g.first, uint32(len(g.plain))+end)
		}
		g.plain = append(g.plain, p.edges...)
		*p = piece{}
	}
	return g
}

// plainRow is the edges of a node, targets ascending.
func (g *graph) plainRow(id ID) []edge { return g.plain[g.first[id]:g.first[id+1]] }

func (g *graph) plainEdge(from, to ID) EdgeFlag {
	row := g.plainRow(from)
	if i, _ := slices.BinarySearch(row, edgeTo(to, 0)); i < len(row) && row[i].to() == to {
		return row[i].flags()
	}
	return 0
}

// transposePlain turns every edge round. Rows ascend because sources are visited in order.
func (g *graph) transposePlain() graph {
	n := len(g.first) - 1
	t := graph{first: make([]uint32, n+1), plain: make([]edge, len(g.plain))}
	for _, e := range g.plain {
		t.first[e.to()+1]++
	}
	for i := range n {
		t.first[i+1] += t.first[i]
	}
	next := slices.Clone(t.first)
	for from := range ID(n) {
		for _, e := range g.plainRow(from) {
			at := &next[e.to()]
			t.plain[*at] = edgeTo(from, e.flags())
			*at++
		}
	}
	return t
}
