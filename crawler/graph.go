package crawler

import (
	"math/bits"
	"slices"
	"sort"
)

// graph is a directed graph in compressed rows: the edges of node i are packed[first[i]:first[i+1]], targets ascending, each as the distance from
// the target before it, with its flags below, as a varint. Of a million pages with a hundred links each an edge takes three bytes.
type graph struct {
	first  []uint32
	packed []byte
	marks  map[ID][]mark // of rows so long that nobody should read them from their beginning to find one edge
}

// mark is a place in a row to begin at: the edges from offset on follow the target to.
type mark struct {
	to     ID
	offset uint32
}

// markEvery is how many edges stand between two marks. Shorter rows have none.
const markEvery = 256

// edge is a target and how it is referred to, in one word.
type edge uint32

// flagBits is how many bits of an edge are its flags, maxURLs how many targets the others tell apart.
const (
	flagBits = 5
	maxURLs  = 1 << (32 - flagBits)
)

func edgeTo(id ID, flags EdgeFlag) edge { return edge(id)<<flagBits | edge(flags) }

func (e edge) to() ID          { return ID(e >> flagBits) }
func (e edge) flags() EdgeFlag { return EdgeFlag(e & (1<<flagBits - 1)) }

func newGraph(nodes, size int) graph {
	return graph{first: make([]uint32, 1, nodes+1), packed: make([]byte, 0, size), marks: map[ID][]mark{}}
}

// add appends the row of the next node, whose edges ascend and have a target each.
func (g *graph) add(row []edge) {
	id, before := ID(len(g.first)-1), ID(0)
	for i, e := range row {
		if i > 0 && i%markEvery == 0 {
			g.marks[id] = append(g.marks[id], mark{before, uint32(len(g.packed))})
		}
		g.packed = step(before, e).append(g.packed)
		before = e.to()
	}
	g.first = append(g.first, uint32(len(g.packed)))
}

// step is an edge by its distance from the target before it.
func step(before ID, e edge) edge { return e - edgeTo(before, 0) }

// append writes an edge as a varint.
func (e edge) append(b []byte) []byte {
	for ; e >= 0x80; e >>= 7 {
		b = append(b, byte(e)|0x80)
	}
	return append(b, byte(e))
}

// size is how many bytes append writes.
func (e edge) size() int { return (bits.Len32(uint32(e)|1) + 6) / 7 }

func (g *graph) row(id ID) []byte {
	if int(id)+1 >= len(g.first) {
		return nil
	}
	return g.packed[g.first[id]:g.first[id+1]]
}

func (g *graph) each(id ID, yield func(ID, EdgeFlag) bool) { walkRow(g.row(id), 0, yield) }

// walkRow reads edges that follow the target to.
func walkRow(row []byte, to ID, yield func(ID, EdgeFlag) bool) {
	for i := 0; i < len(row); {
		v := edge(0)
		for shift := 0; ; shift += 7 {
			b := row[i]
			i++
			v |= edge(b&0x7f) << shift
			if b < 0x80 {
				break
			}
		}
		if to += v.to(); !yield(to, v.flags()) {
			return
		}
	}
}

func (g *graph) edge(from, to ID) (flags EdgeFlag) {
	row, before := g.row(from), ID(0)
	if marks := g.marks[from]; len(marks) > 0 {
		if i := sort.Search(len(marks), func(i int) bool { return marks[i].to >= to }); i > 0 {
			row, before = g.packed[marks[i-1].offset:g.first[from+1]], marks[i-1].to
		}
	}
	walkRow(row, before, func(at ID, f EdgeFlag) bool {
		if at == to {
			flags = f
		}
		return at < to
	})
	return flags
}

// transpose turns every edge round. Rows ascend because sources are visited in order.
func (g *graph) transpose() graph {
	n := len(g.first) - 1
	t := graph{first: make([]uint32, n+1), marks: map[ID][]mark{}}
	last, count := make([]ID, n), make([]uint32, n) // of each row: its last edge, how many it has
	for from := range n {
		g.each(ID(from), func(to ID, flags EdgeFlag) bool {
			t.first[to+1] += uint32(step(last[to], edgeTo(ID(from), flags)).size())
			last[to] = ID(from)
			return true
		})
	}
	for i := range n {
		t.first[i+1] += t.first[i]
	}
	t.packed = make([]byte, t.first[n])
	next := slices.Clone(t.first)
	clear(last)
	for from := range n {
		g.each(ID(from), func(to ID, flags EdgeFlag) bool {
			if count[to]++; count[to]%markEvery == 1 && count[to] > 1 {
				t.marks[to] = append(t.marks[to], mark{last[to], next[to]})
			}
			at := t.packed[next[to]:next[to]]
			next[to] += uint32(len(step(last[to], edgeTo(ID(from), flags)).append(at)))
			last[to] = ID(from)
			return true
		})
	}
	return t
}
