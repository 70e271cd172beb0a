package page

import (
	"bytes"
	"slices"
	"sync"

	"golang.org/x/net/html"
)

// room is the memory that the tree of a page and what the walk notes of it take. It goes from page to page: the facts of a page have nothing of it.
type room struct {
	nodes      slab[html.Node]
	attributes slab[html.Attribute]
	tags       []startTag
	stack      []open
	kinds      kinds
	elements   []element
	blocks     []openBlock
	pieces     []piece
	read       []byte // what readers read, until it is hashed
	lists      []linkList
	records    records
}

// maxRoom is how many nodes, attributes, elements and texts a room has before it is thrown away.
const maxRoom = 8 << 10

// largeSource is how many bytes of source have about as many start tags as a room is kept for.
const largeSource = 64 * maxRoom

var rooms = sync.Pool{New: func() any { return &room{} }}

// tagsFor is an empty list for the start tags of a source. For a large one it has room for all of them: a list that grows is copied, and takes twice
// as much while it is.
func (r *room) tagsFor(src []byte) []startTag {
	if len(src) > largeSource {
		r.tags = slices.Grow(r.tags[:0], bytes.Count(src, []byte{'<'})/2+8)
	}
	return r.tags[:0]
}

// leave takes back a tree that turned out not to be that of the document: another one is about to be built, beside which a large one must not stay.
func (r *room) leave() {
	if r.large() {
		*r = room{}
		return
	}
	r.clear()
}

func (r *room) large() bool { return r.nodes.size() > maxRoom || r.attributes.size() > maxRoom }

// clear takes the tree back.
func (r *room) clear() {
	r.nodes.clear()
	r.attributes.clear()
	clear(r.tags)
	clear(r.stack[:cap(r.stack)])
	r.stack = r.stack[:0]
}

// shed lets those lists of the walk go that are too large to be kept, before others look at its tree.
func (r *room) shed() {
	if cap(r.tags) > maxRoom {
		r.tags = nil
	}
	if cap(r.pieces) > maxRoom {
		r.blocks, r.pieces = nil, nil
	}
	if cap(r.records.links) > maxRoom || cap(r.records.images) > maxRoom || cap(r.records.headings) > maxRoom {
		r.records = records{}
	}
	if cap(r.read) > largeSource {
		r.read = nil
	}
	if cap(r.lists) > maxRoom {
		r.lists = nil
	}
}

// free gives the room of a document back for the next page, without what would keep the source of this one. It reports whether it did: a large room
// is thrown away.
func (d *document) free() bool {
	r := d.room
	if r.large() || cap(d.elements) > maxRoom {
		return false
	}
	r.clear()
	clear(d.elements)
	r.elements = d.elements
	clear(r.pieces)
	rooms.Put(r)
	return true
}

// slab hands out zeroed values that lie side by side.
type slab[T any] struct {
	chunks [][]T
	chunk  []T // the last one that was begun
	taken  int // of chunk
	next   int // chunk
}

// slabChunk is how many values are allocated at a time.
const slabChunk = 256

func (s *slab[T]) size() int { return len(s.chunks) * slabChunk }

// one hands out a value.
func (s *slab[T]) one() *T {
	if s.taken == len(s.chunk) {
		s.grow()
	}
	s.taken++
	return &s.chunk[s.taken-1]
}

// more returns room for at least n values, which is less than slabChunk. What is made use of must be added to taken.
func (s *slab[T]) more(n int) []T {
	if len(s.chunk)-s.taken < n {
		s.grow()
	}
	return s.chunk[s.taken:]
}

func (s *slab[T]) grow() {
	if s.next == len(s.chunks) {
		s.chunks = append(s.chunks, make([]T, slabChunk))
	}
	s.chunk, s.taken = s.chunks[s.next], 0
	s.next++
}

// clear takes everything back.
func (s *slab[T]) clear() {
	for i := range s.next {
		clear(s.chunks[i])
	}
	s.chunk, s.taken, s.next = nil, 0, 0
}
