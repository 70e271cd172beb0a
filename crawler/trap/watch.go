package trap

// Watch follows one crawl. What it says depends on the pages that were read before a wave, not on the order in which they came in.
// It belongs to one goroutine.
type Watch struct {
	limits   Limits
	series   map[uint64]*series    // by familyKey, of those with more than one address
	alone    map[uint64]int32      // by familyKey, of those with one: the clicks to it
	facets   map[string]*facets    // by path with its origin
	sessions map[string]*parameter // by slot.name
	copies   levels                // pages that equal the answer to an address that cannot exist
}

// NewWatch begins to watch a crawl.
func NewWatch(l Limits) *Watch {
	return &Watch{limits: l.Fill(), series: map[uint64]*series{}, alone: map[uint64]int32{}, facets: map[string]*facets{}, sessions: map[string]*parameter{}}
}

// Candidate is an address that the crawl is about to ask for.
type Candidate struct {
	Address string
	Depth   int32 // clicks from the start; the same for all of a wave
	Free    bool  // never skipped: a sitemap lists it, or it was asked for before
	Asked   bool  // went through before the crawl was interrupted (Recall)
	Copied  bool  // only pages that equal the host's answer to anything lead to it
}

// Verdict is what becomes of a candidate: it is skipped where Kind is set, and waits for the next wave where Later is. Alone are those of a
// family that has no other address so far: nobody needs to see what they look like.
type Verdict struct {
	Kind  Kind
	Later bool
	Alone bool
}

// Sift judges the candidates of one wave, which are sorted by address.
func (w *Watch) Sift(wave []Candidate) []Verdict {
	verdicts := make([]Verdict, len(wave))
	w.enter(wave)
	keys := w.families(wave)
	trial := trials{forms: map[form]bool{}, counts: map[*parameter]int{}}
	for i := range wave {
		c := &wave[i]
		if c.Free {
			w.note(c, &trial)
			continue
		}
		verdicts[i] = w.judge(c, keys[i], &trial)
	}
	for i, key := range keys {
		_, verdicts[i].Alone = w.alone[key]
	}
	trial.end()
	return verdicts
}

// families meets those of a wave and returns their keys.
func (w *Watch) families(wave []Candidate) []uint64 {
	keys := make([]uint64, len(wave))
	for i := range wave {
		keys[i] = familyKey(wave[i].Address)
		w.meet(keys[i])
	}
	return keys
}

// Recall notes the addresses of a wave that the crawl knew before it was interrupted.
func (w *Watch) Recall(wave []Candidate) {
	w.enter(wave)
	w.families(wave)
	for i := range wave {
		if wave[i].Asked {
			w.combined(&wave[i])
		}
	}
}

func (w *Watch) judge(c *Candidate, family uint64, trial *trials) Verdict {
	switch {
	case c.Copied && w.copies.below(c.Depth, -1) >= w.limits.Pages:
		return Verdict{Kind: Wildcard}
	case w.barren(c, family):
		return Verdict{Kind: seriesKind(c.Address)}
	}
	if v := w.session(c, trial); v != (Verdict{}) {
		return v
	}
	if w.combined(c) {
		return Verdict{Kind: Facets}
	}
	return Verdict{}
}

// Tells reports whether a page at an address can tell a trap by its Print or text.
func Tells(address string) bool { return Family(address) != "" || len(slotsOf(address)) > 0 }

// Read notes a page that was read. Where the crawl resumes, the pages of the run so far are read again.
func (w *Watch) Read(address string, depth int32, look Look) {
	if look.Copy {
		w.copies.add(depth)
	}
	w.readSeries(address, depth, look)
	w.readSession(address, look.Text)
}

// Alone reports whether an address is the only one of its family that was met.
func (w *Watch) Alone(address string) bool {
	_, alone := w.alone[familyKey(address)]
	return alone
}

// Look is what a page is compared by.
type Look struct {
	Text   uint64 // hash of its text; 0: unknown
	Print  uint64 // hash of text and links without what the address says: dates and numbers (Print); 0: unknown
	Unseen bool   // no Print was taken, since the page was Alone
	Copy   bool   // equals the host's answer to an address that cannot exist
}

// levels counts pages by clicks from the start.
type levels []uint32

func (l *levels) add(depth int32) {
	for int(depth) >= len(*l) {
		*l = append(*l, 0)
	}
	(*l)[max(depth, 0)]++
}

// below counts the pages that are fewer clicks away than depth and more than after.
func (l levels) below(depth, after int32) (n int) {
	for d := max(after+1, 0); d < depth && int(d) < len(l); d++ {
		n += int(l[d])
	}
	return n
}
