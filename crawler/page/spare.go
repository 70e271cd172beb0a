package page

import "sync"

// spare are lists of facts that nobody needs any more: they are a fifth of what reading a page takes.
type spare struct {
	links  Links
	blocks Blocks
}

var spares = sync.Pool{New: func() any { return &spare{} }}

// Free gives the lists of links and blocks back for the facts of another page. The facts must not be used any more.
func (f *Facts) Free() {
	if cap(f.Links) > maxRoom || cap(f.Blocks) > maxRoom {
		return
	}
	clear(f.Links) // else they would keep the source
	clear(f.Blocks)
	spares.Put(&spare{f.Links[:0], f.Blocks[:0]})
	f.Links, f.Blocks = nil, nil
}

// linksFor is an empty list with room for n links.
func (s *spare) linksFor(n int) Links {
	if cap(s.links) < n {
		return make(Links, 0, n)
	}
	return s.links
}

// blocksFor is a list of n blocks, whose values are to be set. It is not nil.
func (s *spare) blocksFor(n int) Blocks {
	if cap(s.blocks) < n || s.blocks == nil {
		return make(Blocks, n)
	}
	return s.blocks[:n]
}
