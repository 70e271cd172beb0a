package crawler

import (
	"math"
	"runtime"
)

// turners is how many goroutines turn a graph round: each of them reads all of it, which is most of the work as long as it fits into a
// processor's cache.
func (g *graph) turners() int { return min(8, runtime.GOMAXPROCS(0), 1+len(g.packed)>>20) }

// turned is a row of a graph that is turned round, as far as it is written.
type turned struct {
	begin  uint32 // byte
	bits   uint32
	before ID
	count  uint32
}

// transpose turns every edge round. Rows ascend because sources are visited in order. So many goroutines read the whole graph, and each writes the
// rows that are its own.
func (g *graph) transpose(turners int) (graph, error) {
	if g.plain != nil {
		return g.transposePlain(), nil
	}
	n := len(g.first) - 1
	rows := make([]turned, n)
	for i := range rows {
		rows[i].before = beforeFirst
	}
	g.measure(rows, turners)
	t := graph{first: make([]uint32, n+1)}
	size, shares := arrange(rows, turners)
	if size > math.MaxUint32 {
		return graph{}, errLinks
	}
	for i := range rows {
		t.first[i] = rows[i].begin
		rows[i].bits, rows[i].before = 0, beforeFirst
	}
	t.first[n], t.packed = uint32(size-spare), make([]byte, size)
	marks := make([]map[ID][]mark, len(shares)-1)
	atOnce(len(marks), func(i int) { marks[i] = g.turn(&t, rows, shares[i], shares[i+1]) })
	t.marks = joined(marks)
	return t, nil
}

// measure finds out how many bits each row takes. Rows are dealt out by hash, four at a time, which share a line of the cache: the pages that all
// others link to are neighbors.
func (g *graph) measure(rows []turned, shares int) {
	atOnce(shares, func(share int) {
		var from ID
		visit := func(to ID, flags EdgeFlag) bool {
			if hash := uint32(to/4) * 0x9e3779b1; int(uint64(hash)*uint64(shares)>>32) == share {
				row := &rows[to]
				row.bits += edgeTo(from, flags).size(row.before)
				row.before = from
			}
			return true
		}
		for from = range ID(len(rows)) {
			g.each(from, visit)
		}
	})
}

// arrange gives each row its place. It returns how many bytes all take, and where the rows of n equal shares of them begin and the last one ends;
// spare bytes keep them apart.
func arrange(rows []turned, n int) (size int, shares []ID) {
	all := 0
	for i := range rows {
		all += int(bytesOf(rows[i].bits))
	}
	share := all/n + 1
	shares = []ID{0}
	written := 0
	for i := range rows {
		if written >= share*len(shares) {
			shares = append(shares, ID(i))
			size += spare
		}
		rows[i].begin = uint32(size)
		bytes := int(bytesOf(rows[i].bits))
		size, written = size+bytes, written+bytes
	}
	return size + spare, append(shares, ID(len(rows)))
}

// turn writes the rows lo to hi-1 of the graph that g is turned into, and returns their marks.
func (g *graph) turn(t *graph, rows []turned, lo, hi ID) map[ID][]mark {
	marks := map[ID][]mark{}
	var from ID
	visit := func(to ID, flags EdgeFlag) bool {
		if to < lo || to >= hi {
			return true
		}
		row := &rows[to]
		if row.count > 0 && row.count%markEvery == 0 {
			marks[to] = append(marks[to], mark{row.before, row.bits})
		}
		row.bits += t.put(row.begin, row.bits, edgeTo(from, flags), row.before)
		row.before = from
		row.count++
		return true
	}
	for from = range ID(len(rows)) {
		g.each(from, visit)
	}
	return marks
}
