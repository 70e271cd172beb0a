package crawler

import (
	"errors"
	"math"
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
const pieceEdges = 1 << 18

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
	for i := range d.pieces {
		d.pieces[i].demote(templates)
	}
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

// tidy sorts each row and joins the edges to one target, in place. It returns how many bytes they take when packed.
func (p *piece) tidy() (size int) {
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
		size += int(sizeOf(p.edges[begin:n]))
		lo, p.ends[i] = hi, n
	}
	p.edges = p.edges[:n]
	return size
}

// pack turns the draft into a graph.
func (d *drafted) pack() (graph, error) {
	size := 0
	for i := range d.pieces {
		size += d.pieces[i].tidy()
	}
	if size > math.MaxUint32-spare {
		return graph{}, errors.New("the links of this run are more than its graph can hold: audit parts of the site by themselves (--max-pages, include)")
	}
	g := newGraph(d.rows, size)
	for i := range d.pieces {
		p, lo := d.pieces[i], uint32(0)
		d.pieces[i] = piece{}
		for _, hi := range p.ends {
			g.add(p.edges[lo:hi])
			lo = hi
		}
	}
	return g, nil
}

// measureDepth finds the fewest clicks from the start to each URL. A redirect on the way costs none.
func (a *assembly) measureDepth() {
	var now, next []ID
	reach := func(id ID, depth int32, queue []ID) []ID {
		if u := &a.urls[id]; u.Depth < 0 {
			u.Depth = depth
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
func (a *assembly) linkers(id ID) (all, content int32) {
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
