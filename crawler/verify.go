package crawler

import (
	"fmt"

	"github.com/healthusias/rounds/crawler/page"
	"github.com/healthusias/rounds/crawler/store"
)

// Verify looks for what is wrong with a stored run: URLs that are not accounted for, pages that cannot be read back. Each problem is one
// clause. An error means that the store could not be read at all.
func Verify(st *store.Store, run store.RunInfo) ([]string, error) {
	v := &verification{store: st, run: run, seen: map[string]bool{}}
	if err := st.URLs(run.Seq, v.url); err != nil {
		return nil, err
	}
	for _, p := range v.pages {
		v.page(p.id, p.address)
	}
	return v.problems, nil
}

type verification struct {
	store    *store.Store
	run      store.RunInfo
	next     uint32 // ID of the next URL: they are dense
	seen     map[string]bool
	pages    []storedPage
	problems []string
}

type storedPage struct {
	id      uint32
	address string
}

func (v *verification) problem(format string, args ...any) {
	v.problems = append(v.problems, fmt.Sprintf(format, args...))
}

// url looks at one row, in the order of IDs.
func (v *verification) url(r *store.URLRow) {
	if r.ID != v.next {
		v.problem("URL %d is missing", v.next)
	}
	v.next = r.ID + 1
	if v.seen[r.Address] {
		v.problem("%s is stored twice", r.Address)
	}
	v.seen[r.Address] = true
	if r.Flags&store.FlagPage != 0 {
		v.pages = append(v.pages, storedPage{r.ID, r.Address})
	}
	switch state := State(r.State); {
	case state > Skipped:
		v.problem("%s has the unknown state %d", r.Address, r.State)
	case r.Done && state == Pending, !r.Done && state != Pending:
		v.problem("%s is not accounted for: it is %s, and done is %t", r.Address, state, r.Done)
	case !r.Done && v.run.State == "complete":
		v.problem("%s is not accounted for: it is queued in a run that is complete", r.Address)
	case state == Redirect && r.Target < 0:
		v.problem("%s is a redirect without a target", r.Address)
	}
}

// page reads back all that is stored of a page.
func (v *verification) page(id uint32, address string) {
	row, err := v.store.Page(v.run.Seq, id)
	var blocks []byte
	if err == nil {
		blocks, err = store.UnpackFacts(row.Facts, new(page.Facts))
	}
	if err == nil {
		_, err = store.UnpackBlocks(blocks)
	}
	if err != nil {
		v.problem("%s: %v", address, err)
		return
	}
	var d digest
	if _, err := d.UnmarshalMsg(row.Digest); err != nil {
		v.problem("%s: its digest: %v", address, err)
		return
	}
	v.links(address, len(d.Flags), store.UnpackLinks[uint32](row.Links, nil))
}

// links demands a stored target for each link of a page.
func (v *verification) links(address string, links int, targets []uint32) {
	if len(targets) != links {
		v.problem("%s: %d links have %d targets", address, links, len(targets))
	}
	for _, to := range targets {
		if to != store.NoTarget && to >= v.next {
			v.problem("%s: a link leads to URL %d, which is not stored", address, to)
			return
		}
	}
}
