package crawler

import (
	"fmt"
	"slices"
	"sync"

	"github.com/healthusias/rounds/crawler/page"
	"github.com/healthusias/rounds/crawler/store"
)

// desk is the room that a page is read into: what the store has of it, its facts with room for as many of each as a page had before, and the
// targets of its links.
type desk struct {
	packed []byte // facts and links
	length int    // of the former
	facts  page.Facts
	links  page.Links // room for those of the facts, which are nil on a page without
	ids    []ID
}

// desks are those that no page uses.
var desks = sync.Pool{New: func() any { return new(desk) }}

// A desk is kept up to this size. A body bounds how many facts of any kind a page can have.
const (
	deskBytes = 1 << 20
	deskLinks = 1 << 12
	deskBody  = 1 << 18
)

// smallFacts is how long packed facts are at most that are read with others, in bytes: those of an ordinary page are 15 KB.
const smallFacts = 64 << 10

// load reads one page from the store.
func load(s *Site, st *store.Store, run int64, id ID) (*Page, error) {
	var d *desk
	if err := st.Facts(run, uint32(id), func(facts, links []byte) { d = layOut(facts, links) }); err != nil {
		return nil, err
	}
	return d.read(s, id)
}

// loadSome reads those of the pages that take little room, by their places in ids; the others are nil. They are unpacked when the store is free
// for others.
func loadSome(s *Site, st *store.Store, run int64, ids []ID) ([]*Page, error) {
	pages, rows, laid := make([]*Page, len(ids)), make([]uint32, len(ids)), make([]*desk, len(ids))
	for i, id := range ids {
		rows[i] = uint32(id)
	}
	err := st.SomeFacts(run, rows, smallFacts, func(row uint32, facts, links []byte) { laid[slices.Index(rows, row)] = layOut(facts, links) })
	for i, d := range laid {
		if err == nil && d != nil {
			pages[i], err = d.read(s, ids[i])
		}
	}
	return pages, err
}

// layOut puts what the store has of a page on a desk.
func layOut(facts, links []byte) *desk {
	d := desks.Get().(*desk)
	d.packed, d.length = append(append(d.packed[:0], facts...), links...), len(facts)
	return d
}

// read unpacks the page that lies on the desk.
func (d *desk) read(s *Site, id ID) (*Page, error) {
	f := &d.facts
	f.Links, f.Blocks = d.links[:0], nil
	blocks, err := store.UnpackFacts(d.packed[:d.length], f)
	if err != nil {
		return nil, fmt.Errorf("page %s: %w", s.urls[id].Address, err)
	}
	if f.Links != nil {
		d.links = f.Links
	}
	d.ids = store.UnpackLinks(d.packed[d.length:], d.ids)
	return &Page{Head: s.Head(id), URL: &s.urls[id], Facts: f, Links: d.ids, packed: blocks, desk: d}, nil
}

// Release lets the memory of a page be used for another one. Nothing of the page may be used afterwards but the texts that were taken from it. It
// need not be called.
func (p *Page) Release() {
	if d := p.desk; d != nil && cap(d.packed) <= deskBytes && cap(d.links) <= deskLinks && d.facts.Size <= deskBody {
		desks.Put(d)
	}
	*p = Page{}
}
