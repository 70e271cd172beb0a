package page

import (
	"sync"

	"golang.org/x/net/html"
)

// room is the memory that the tree of a page and what the walk notes of it take. It goes from page to page: the facts of a page have nothing of it.
type room struct {
	nodes      slab[html.Node]
	attributes slab[html.Attribute]
	tags       []startTag
	stack      []open
	kinds      [64]kind
	elements   []element
	blocks     []openBlock
	pieces     []piece
	lists      []linkList
}

// maxRoom is how many nodes, attributes, elements and texts a room has before it is thrown away.
const maxRoom = 8 << 10

var rooms = sync.Pool{New: func() any { return &room{} }}

// free gives the room of a document back for the next page, without what would keep the source of this one. It reports whether it did: a large room
// is thrown away.
func (d *document) free() bool {
	r := d.room
	if r.nodes.size() > maxRoom || r.attributes.size() > maxRoom || cap(d.elements) > maxRoom || cap(r.tags) > maxRoom || cap(r.pieces) > maxRoom {
		return false
	}
	r.nodes.clear()
	r.attributes.clear()
	clear(r.tags)
	clear(r.stack[:cap(r.stack)])
	r.stack = r.stack[:0]
	clear(r.kinds[:])
	clear(d.elements)
	r.elements = d.elements
	clear(r.pieces)
	rooms.Put(r)
	return true
}

// slab hands out zeroed values that lie side by side.
type slab[T any] struct {
	chunks [][]T
	left   []T // of the last chunk that was begun
	next   int // chunk
}

// slabChunk is how many values are allocated at a time.
const slabChunk = 256

func (s *slab[T]) size() int { return len(s.chunks) * slabChunk }

// more returns room for at least n values, which is less than slabChunk. Used must tell how many were taken.
func (s *slab[T]) more(n int) []T {
	if len(s.left) < n {
		s.grow()
	}
	return s.left
}

func (s *slab[T]) grow() {
	if s.next == len(s.chunks) {
		s.chunks = append(s.chunks, make([]T, slabChunk))
	}
	s.left = s.chunks[s.next]
	s.next++
}

func (s *slab[T]) used(n int) { s.left = s.left[n:] }

// clear takes everything back.
func (s *slab[T]) clear() {
	for i := range s.next {
		clear(s.chunks[i])
	}
	s.left, s.next = nil, 0
}
