package crawler

import (
	"errors"
	"maps"
	"math"
	"slices"
)

// templateShare is the share of pages on which a list of links must stand to count as template, and templatePages how many that
// must be at least: on a handful of pages repetition proves nothing.
const (
	templateShare = 0.5
	templatePages = 5
)

// drafted is the graph while pages are read: every occurrence of a link is an edge, and the lists that links stand in are known. Its pieces are
// let go one by one as they are packed.
type drafted struct {
	pieces []piece
	rows   int
}

// piece is some rows of a drafted graph. Row i ends before edges[ends[i]].
type piece struct {
	edges []edge
	ends  []uint32
	lists []list
}

// pieceEdges is how many edges a piece has before another is begun.
const pieceEdges = 1 << 16

// list is the edges lo to hi-1 of a piece, which form one list of links.
type list struct {
	group  uint64
	lo, hi uint32
}

// piece is where the next row goes.
func (d *drafted) piece() *piece {
	n := len(d.pieces)
	if n > 0 && len(d.pieces[n-1].edges) < pieceEdges {
		return &d.pieces[n-1]
	}
	var next piece
	if n > 0 {
		next.edges = make([]edge, 0, pieceEdges+pieceEdges/16)
	}
	d.pieces = append(d.pieces, next)
	return &d.pieces[n]
}

// add appends the links of one page.
func (d *drafted) add(targets []ID, digest *digest) {
	p, spans := d.piece(), digest.Groups
	for i, to := range targets {
		for len(spans) > 0 && i == spans[0].Hi {
			spans = p.close(spans)
		}
		if len(spans) > 0 && i == spans[0].Lo {
			p.lists = append(p.lists, list{group: spans[0].Group, lo: uint32(len(p.edges))})
		}
		if to != None {
			p.edges = append(p.edges, edgeTo(to, EdgeFlag(digest.Flags[i])))
		}
	}
	if len(spans) > 0 {
		p.close(spans)
	}
	d.endRow(p)
}

// addHop appends the row of a URL that is no page: a redirect has its target.
func (d *drafted) addHop(to ID) {
	p := d.piece()
	if to != None {
		p.edges = append(p.edges, edgeTo(to, EdgeFollow|EdgePass))
	}
	d.endRow(p)
}

func (d *drafted) endRow(p *piece) {
	p.ends = append(p.ends, uint32(len(p.edges)))
	d.rows++
}

// close ends the list that the first span began and returns the others.
func (p *piece) close(spans []span) []span {
	p.lists[len(p.lists)-1].hi = uint32(len(p.edges))
	return spans[1:]
}

// demoteTemplates takes EdgeContent from link lists that stand on most of the pages, whatever their tags say. Most lists stand on one page:
// counting them by sorting takes a fraction of the memory of a map.
func (d *drafted) demoteTemplates(pages int) {
	n := 0
	for i := range d.pieces {
		n += len(d.pieces[i].lists)
	}
	groups := make([]uint64, 0, n)
	for i := range d.pieces {
		for _, l := range d.pieces[i].lists {
			groups = append(groups, l.group)
		}
	}
	slices.Sort(groups)
	enough := max(templatePages, int(templateShare*float64(pages)))
	templates := map[uint64]bool{}
	for i := enough - 1; i < len(groups); i++ {
		if groups[i] == groups[i-enough+1] {
			templates[groups[i]] = true
		}
	}
	atOnce(len(d.pieces), func(i int) { d.pieces[i].demote(templates) })
}

func (p *piece) demote(templates map[uint64]bool) {
	for _, l := range p.lists {
		if !templates[l.group] {
			continue
		}
		for k := l.lo; k < l.hi; k++ {
			p.edges[k] &^= edge(EdgeContent)
		}
	}
	p.lists = nil
}

// tidy sorts each row and joins the edges to one target, in place.
func (p *piece) tidy() {
	lo, n := uint32(0), uint32(0)
	for i, hi := range p.ends {
		row, begin := p.edges[lo:hi], n
		slices.Sort(row)
		for _, e := range row {
			if n > begin && p.edges[n-1].to() == e.to() {
				p.edges[n-1] |= e
				continue
			}
			p.edges[n] = e
			n++
		}
		lo, p.ends[i] = hi, n
	}
	p.edges = p.edges[:n]
}

// size is how many bytes tidy rows take when they are packed.
func (p *piece) size() (size int) {
	lo := uint32(0)
	for _, hi := range p.ends {
		size += int(sizeOf(p.edges[lo:hi]))
		lo = hi
	}
	return size
}

// errLinks says that a graph would be too large.
var errLinks = errors.New("the links of this run are more than its graph can hold: audit parts of the site by themselves (--max-pages, include)")

// pack turns the draft into a graph, a plain one where it has no more than so many edges. Else its pieces are packed side by side: spare bytes
// behind each keep them apart.
func (d *drafted) pack(plain int) (graph, error) {
	atOnce(len(d.pieces), func(i int) { d.pieces[i].tidy() })
	edges := 0
	for i := range d.pieces {
		edges += len(d.pieces[i].edges)
	}
	if edges <= plain {
		return plainGraph(d.pieces, d.rows, edges), nil
	}
	begins := make([]int, len(d.pieces)+1)
	atOnce(len(d.pieces), func(i int) { begins[i+1] = d.pieces[i].size() + spare })
	rows := make([]ID, len(d.pieces)+1)
	for i := range d.pieces {
		begins[i+1] += begins[i]
		rows[i+1] = rows[i] + ID(len(d.pieces[i].ends))
	}
	size := max(spare, begins[len(d.pieces)])
	if size > math.MaxUint32 {
		return graph{}, errLinks
	}
	g := graph{first: make([]uint32, d.rows+1), packed: make([]byte, size)}
	g.first[d.rows] = uint32(size - spare)
	marks := make([]map[ID][]mark, len(d.pieces))
	atOnce(len(d.pieces), func(i int) {
		marks[i] = g.lay(&d.pieces[i], rows[i], uint32(begins[i]))
		d.pieces[i] = piece{}
	})
	g.marks = joined(marks)
	return g, nil
}

// lay writes the rows of a piece, the first one as that of node id, from a byte on, where nothing but zeros is. It returns their marks.
func (g *graph) lay(p *piece, id ID, begin uint32) map[ID][]mark {
	marks := map[ID][]mark{}
	lo := uint32(0)
	for _, hi := range p.ends {
		g.first[id] = begin
		bit, before := uint32(0), beforeFirst
		for i, e := range p.edges[lo:hi] {
			if i > 0 && i%markEvery == 0 {
				marks[id] = append(marks[id], mark{before, bit})
			}
			bit += g.put(begin, bit, e, before)
			before = e.to()
		}
		id, lo, begin = id+1, hi, begin+bytesOf(bit)
	}
	return marks
}

func joined(parts []map[ID][]mark) map[ID][]mark {
	all := map[ID][]mark{}
	for _, m := range parts {
		maps.Copy(all, m)
	}
	return all
}
