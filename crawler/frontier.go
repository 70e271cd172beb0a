package crawler

import (
	"slices"
	"strings"

	"github.com/healthusias/rounds/crawler/fetch"
	"github.com/healthusias/rounds/crawler/store"
)

// track is what the frontier keeps of a URL besides what a Site tells.
type track struct {
	role    role
	depth   int32 // clicks from a start page, as the walk found it
	hops    uint8 // redirects in a row that led here
	done    bool
	failed  bool // an earlier attempt came to something else
	passes  uint8
	dirty   bool // to be written
	genuine bool // more than copies of the answer to anything lead here

	unchanged bool // its facts were taken over from an earlier run
	alone     bool // no other address is of its family: trap.Verdict
}

// frontier is every URL of a run, by ID, and what is still to be asked for. It belongs to one goroutine.
type frontier struct {
	urls     []URL
	tracks   []track
	known    addresses
	redactor *fetch.Redactor
	whole    map[ID]string // what to ask for where a secret was taken out of the address; "" where a stored run lost it
	pages    []ID          // to be walked in a later wave
	checks   []ID          // to be verified, in any order
	dirty    []ID
	batch    store.Batch
	texts    texts // addresses
	shared
}

func newFrontier(r *fetch.Redactor) *frontier {
	return &frontier{known: newAddresses(), redactor: r, whole: map[ID]string{}}
}

// find returns the ID of an address and whether it is new. The URL is known and stored by the address without secrets.
func (f *frontier) find(address string) (ID, bool) {
	if id, ok := f.known.find(address, f.urls); ok {
		return id, false
	}
	redacted := f.redactor.Text(address)
	if redacted == address {
		return f.insert(address), true
	}
	id, known := f.known.find(redacted, f.urls)
	if !known {
		id = f.insert(redacted)
	}
	f.whole[id] = strings.Clone(address)
	return id, !known
}

// target is the address that is asked for; it may hold a secret. It is "" where that was lost.
func (f *frontier) target(id ID) string {
	if whole, ok := f.whole[id]; ok {
		return whole
	}
	return f.urls[id].Address
}

func (f *frontier) insert(address string) ID {
	id := ID(len(f.urls))
	f.urls = append(f.urls, URL{Address: f.texts.keep(address), To: None, Depth: -1})
	f.known.add(id, f.urls)
	f.tracks = append(f.tracks, track{})
	return id
}

// touch marks a URL to be written with the next batch.
func (f *frontier) touch(id ID) {
	if !f.tracks[id].dirty {
		f.tracks[id].dirty = true
		f.dirty = append(f.dirty, id)
	}
}

// want raises what is wanted of a URL and queues it where that changes anything.
func (f *frontier) want(id ID, isNew bool, r role, reason string, depth int32, hops uint8) {
	if f.raise(id, isNew, r, reason, depth, hops) {
		f.queue(id)
	}
}

// raise notes what is wanted of a URL. It reports whether that is to be queued.
func (f *frontier) raise(id ID, isNew bool, r role, reason string, depth int32, hops uint8) bool {
	t, u := &f.tracks[id], &f.urls[id]
	if !isNew && r <= t.role {
		return false
	}
	if isNew || t.role == roleNote || depth < t.depth {
		t.depth, t.hops = depth, hops
	}
	t.role = r
	f.touch(id)
	if r == roleNote {
		t.done = true
		u.State, u.Reason = Skipped, reason
		return false
	}
	t.done = false
	u.State, u.Reason = Pending, ""
	return true
}

// nearer notes a shorter way to a URL that is still queued: which of two ways is found first is chance.
func (f *frontier) nearer(id ID, r role, depth int32, hops uint8) {
	if t := &f.tracks[id]; r == t.role && !t.done && (depth < t.depth || depth == t.depth && hops < t.hops) {
		t.depth, t.hops = depth, hops
		f.touch(id)
	}
}

func (f *frontier) queue(id ID) {
	if f.tracks[id].role == rolePage {
		f.pages = append(f.pages, id)
	} else {
		f.checks = append(f.checks, id)
	}
}

// skip ends a URL that is not asked for.
func (f *frontier) skip(id ID, reason string) {
	f.tracks[id].done = true
	f.urls[id].State, f.urls[id].Reason = Skipped, reason
	f.touch(id)
}

// wave takes the pages that are fewest clicks away, sorted by address: what a walk sees first does not depend on who answers first.
func (f *frontier) wave() []ID {
	least := int32(1<<31 - 1)
	for _, id := range f.pages {
		least = min(least, f.tracks[id].depth)
	}
	var wave, later []ID
	for _, id := range f.pages {
		switch {
		case f.tracks[id].done: // found again and settled meanwhile
		case f.tracks[id].depth == least:
			wave = append(wave, id)
		default:
			later = append(later, id)
		}
	}
	f.pages = later
	slices.SortFunc(wave, func(a, b ID) int { return strings.Compare(f.urls[a].Address, f.urls[b].Address) })
	return slices.Compact(wave)
}

// take empties the batch, with the rows of every URL that changed.
func (f *frontier) take() *store.Batch {
	b := f.batch
	b.URLs = make([]store.URLRow, len(f.dirty))
	for i, id := range f.dirty {
		b.URLs[i] = f.row(id)
		f.tracks[id].dirty = false
	}
	f.dirty, f.batch = f.dirty[:0], store.Batch{}
	return &b
}

func (f *frontier) row(id ID) store.URLRow {
	u, t := &f.urls[id], &f.tracks[id]
	r := store.URLRow{
		ID: uint32(id), Address: u.Address, Role: uint8(t.role), Depth: int(t.depth), Hops: t.hops, Done: t.done,
		State: uint8(u.State), Reason: u.Reason, Status: u.Status, Target: -1, Media: u.MediaType, Attempts: u.Attempts,
	}
	if u.To != None {
		r.Target = int64(u.To)
	}
	r.Flags = flag(u.Internal, store.FlagInternal) | flag(u.Listed, store.FlagListed) | flag(u.Page, store.FlagPage) | flag(u.Flaky, store.FlagFlaky) |
		flag(u.Mistyped, store.FlagMistyped) | flag(t.unchanged, store.FlagUnchanged)
	return r
}

func flag(set bool, bit uint8) uint8 {
	if set {
		return bit
	}
	return 0
}

// load puts the stored URLs of a run back. They have their room from the start: what growing leaves over would stay.
func (f *frontier) load(st *store.Store, run int64) error {
	n, err := st.CountURLs(run)
	if err != nil {
		return err
	}
	f.urls, f.tracks = make([]URL, 0, n), make([]track, 0, n)
	return ahead(func(give func(store.URLRow)) error {
		return st.URLs(run, func(r *store.URLRow) { give(*r) })
	}, f.restore)
}

// restore puts a stored URL back.
func (f *frontier) restore(r *store.URLRow) {
	u := URL{
		Address: f.texts.keep(r.Address), State: State(r.State), Reason: f.text(r.Reason), Status: r.Status, To: None, MediaType: f.text(r.Media), Attempts: r.Attempts, Depth: -1,
		Internal: r.Flags&store.FlagInternal != 0, Listed: r.Flags&store.FlagListed != 0, Page: r.Flags&store.FlagPage != 0, Flaky: r.Flags&store.FlagFlaky != 0,
		Mistyped: r.Flags&store.FlagMistyped != 0,
	}
	if r.Target >= 0 {
		u.To = ID(r.Target)
	}
	if fetch.Redacted(u.Address) {
		f.whole[ID(len(f.urls))] = ""
	}
	f.urls = append(f.urls, u)
	f.known.add(ID(len(f.urls)-1), f.urls)
	f.tracks = append(f.tracks, track{role: role(r.Role), depth: int32(r.Depth), hops: r.Hops, done: r.Done, unchanged: r.Flags&store.FlagUnchanged != 0})
}
