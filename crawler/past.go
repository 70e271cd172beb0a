package crawler

import (
	"sync"

	"github.com/healthusias/rounds/crawler/page"
	"github.com/healthusias/rounds/crawler/store"
)

// past is the run of the same site that ended last before another one. It is read when first asked for.
type past struct {
	store *store.Store
	base  string
	seq   int64 // of the run that looks back

	once  sync.Once
	run   store.RunInfo // zero Seq: there is none
	pages map[string]*store.Known
}

// Earlier is what the run before this one has of a page, by its address: its ID and its facts without blocks; nil where no run before it
// is stored, where it had no such page, or where its facts are those of another version of Rounds.
func (s *Site) Earlier(id ID) (run string, facts *page.Facts) {
	p := s.past
	if p == nil {
		return "", nil
	}
	p.once.Do(p.find)
	known := p.pages[s.URL(id).Address]
	if known == nil {
		return "", nil
	}
	row, err := p.store.Page(p.run.Seq, known.ID)
	if err != nil {
		return "", nil
	}
	facts = new(page.Facts)
	_, err = store.UnpackFacts(row.Facts, facts)
	if err != nil || facts.Partial != "" {
		return "", nil
	}
	return p.run.ID, facts
}

// find reads which pages the earlier run has. What cannot be read is as if there were none: looking back decides about notices only.
func (p *past) find() {
	runs, err := p.store.Runs()
	if err != nil {
		return
	}
	for i := range runs {
		r := &runs[i]
		if r.Seq < p.seq && r.Seq > p.run.Seq && r.Base == p.base && (r.State == "complete" || r.State == "incomplete") {
			p.run = *r
		}
	}
	if p.run.Seq == 0 {
		return
	}
	pages := map[string]*store.Known{}
	if err := p.store.Known(p.run.Seq, func(address string, k *store.Known) { pages[address] = k }); err == nil {
		p.pages = pages
	}
}
