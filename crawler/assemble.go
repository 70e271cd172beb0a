package crawler

import (
	"fmt"
	"slices"
	"strings"

	"github.com/healthusias/rounds/crawler/fetch"
	"github.com/healthusias/rounds/crawler/store"
)

// Open reads a stored run ("" is the latest) as a finished site. Of the options it uses those that say what the site is:
// Base, AllowHosts, Rules and Start.
func Open(st *store.Store, runID string, opt Options) (*Site, error) {
	run, err := st.Run(runID)
	if err != nil {
		return nil, err
	}
	opt.Base = run.Base
	opt.Target = run.Base
	sc, err := newScope(&opt)
	if err != nil {
		return nil, err
	}
	f := newFrontier(new(fetch.Redactor))
	if err := st.URLs(run.Seq, f.restore); err != nil {
		return nil, err
	}
	return assemble(st, run, f, sc, startOf(f))
}

// startOf finds the start pages among stored URLs: those at depth 0 that no redirect led to.
func startOf(f *frontier) (start []ID) {
	for i := range f.tracks {
		if t := &f.tracks[i]; t.depth == 0 && t.hops == 0 && t.role == rolePage {
			start = append(start, ID(i))
		}
	}
	return start
}

// site reads the walk that just ended.
func (c *crawl) site() (*Site, error) {
	s, err := assemble(c.store, c.run, c.frontier, c.scope, c.start)
	if err == nil {
		s.Run.Anew = c.anew
	}
	return s, err
}

// assembly is a site in the making.
type assembly struct {
	*Site
	store *store.Store
	seq   int64
	rules *Structure
	hints []*hint
	asked []asked
	links int // occurrences
	digest
	shared
}

func assemble(st *store.Store, run store.RunInfo, f *frontier, sc *scope, start []ID) (*Site, error) {
	a := &assembly{store: st, seq: run.Seq, rules: &sc.opt.Rules, hints: make([]*hint, len(f.urls))}
	a.Site = &Site{
		Run: Run{ID: run.ID, Target: run.Target, Base: run.Base, Started: run.Started, Finished: run.Finished, State: run.State,
			IncompleteBecause: run.IncompleteBecause, Untrusted: run.Untrusted, Since: run.Since},
		Home: None, Start: start, urls: f.urls, known: f.known, heads: make([]*Head, len(f.urls)), scope: sc,
		origin: sc.base.Scheme + "://" + sc.base.Host, past: &past{store: st, base: run.Base, seq: run.Seq},
	}
	a.Run.Unchanged = f.countUnchanged()
	a.Site.load, a.Site.loadSome = a.read, a.readSome
	missing, err := readMissing(st, run.Seq)
	if err != nil {
		return nil, err
	}
	a.Site.missing = missing
	if a.Site.Hosting, err = readHosting(st, run.Seq); err != nil {
		return nil, err
	}
	if a.Site.certificates, err = readCertificates(st, run.Seq); err != nil {
		return nil, err
	}
	a.closeRedirects()
	a.listPages()
	if err := a.readGraph(); err != nil {
		return nil, err
	}
	a.measureDepth()
	a.countIn()
	decideKinds(a.Site, a.hints, a.rules)
	a.Contract = buildContract(a.Site, a.hints, a.rules)
	if err := a.findFragments(); err != nil {
		return nil, err
	}
	if err := a.readListings(); err != nil {
		return nil, err
	}
	a.cover()
	a.hints, a.digest, a.shared = nil, digest{}, shared{} // Site.load and loadSome keep a
	return a.Site, nil
}

// closeRedirects marks redirects that lead nowhere: loops and chains that were cut.
func (a *assembly) closeRedirects() {
	type verdict struct {
		id     ID
		reason string
	}
	var bad []verdict
	for i := range a.urls {
		if a.urls[i].State != Redirect {
			continue
		}
		end, _, loop := a.Final(ID(i))
		switch {
		case loop:
			bad = append(bad, verdict{ID(i), "redirect-loop"})
		case a.urls[end].State == Skipped && a.urls[end].Reason == "redirect-limit":
			bad = append(bad, verdict{ID(i), "too-many"})
		}
	}
	for _, v := range bad {
		a.urls[v.id].State, a.urls[v.id].Reason = Broken, v.reason
	}
}

func (a *assembly) listPages() {
	for i := range a.urls {
		if a.urls[i].Page {
			a.pages = append(a.pages, ID(i))
		}
	}
	slices.SortFunc(a.pages, func(x, y ID) int { return strings.Compare(a.urls[x].Address, a.urls[y].Address) })
	for _, id := range a.Start {
		if end, _, loop := a.Final(id); !loop && a.urls[end].Page {
			a.Home = end
			return
		}
	}
}

// read loads one page from the store.
func (a *assembly) read(id ID) (*Page, error) {
	packed, links, err := a.store.Facts(a.seq, uint32(id))
	if err != nil {
		return nil, err
	}
	return a.unpack(id, packed, links)
}

// readSome loads those of the pages that take little room, by their places in ids; the others are nil.
func (a *assembly) readSome(ids []ID) ([]*Page, error) {
	pages, rows := make([]*Page, len(ids)), make([]uint32, len(ids))
	for i, id := range ids {
		rows[i] = uint32(id)
	}
	err := a.store.SomeFacts(a.seq, rows, smallFacts, func(row uint32, packed, links []byte) (err error) {
		pages[slices.Index(rows, row)], err = a.unpack(ID(row), packed, links)
		return err
	})
	return pages, err
}

// smallFacts is how long packed facts are at most that are read with others, in bytes: those of an ordinary page are 15 KB.
const smallFacts = 64 << 10

func (a *assembly) unpack(id ID, packed, links []byte) (*Page, error) {
	facts, blocks, err := store.UnpackFacts(packed)
	if err != nil {
		return nil, fmt.Errorf("page %s: %w", a.urls[id].Address, err)
	}
	return &Page{Head: a.Head(id), URL: &a.urls[id], Facts: facts, packed: blocks, Links: store.UnpackLinks[ID](links)}, nil
}

// readGraph reads every page's digest and joins their links and the redirects to one graph.
func (a *assembly) readGraph() error {
	if len(a.urls) >= maxURLs {
		return fmt.Errorf("the graph of a run holds %d URLs at most, and this one met %d: audit parts of the site by themselves (--max-pages, include)", maxURLs, len(a.urls))
	}
	draft := drafted{graph: graph{first: make([]uint32, 1, len(a.urls)+1)}}
	read := 0
	err := a.store.Digests(a.seq, func(row uint32, digest, links []byte) error {
		if int(row) >= len(a.urls) || !a.urls[row].Page {
			return nil
		}
		a.addRedirects(&draft, ID(row))
		read++
		draft.reserve(float64(len(a.pages)) / float64(read))
		if err := a.readPage(ID(row), digest, links, &draft); err != nil {
			return fmt.Errorf("reading page %s: %w", a.urls[row].Address, err)
		}
		return nil
	})
	if err == nil && read < len(a.pages) {
		err = fmt.Errorf("reading the pages: of %d that are listed %d are stored", len(a.pages), read)
	}
	if err != nil {
		return err
	}
	a.addRedirects(&draft, ID(len(a.urls)))
	draft.demoteTemplates(len(a.pages))
	draft.tidy()
	a.out = draft.graph
	a.in = a.out.transpose()
	return nil
}

// addRedirects adds the rows of the URLs before end that are not there yet: they are no pages.
func (a *assembly) addRedirects(draft *drafted, end ID) {
	for id := len(draft.first) - 1; id < int(end); id++ {
		if to := a.urls[id].To; to != None {
			draft.edges = append(draft.edges, edgeTo(to, EdgeFollow|EdgePass))
		}
		draft.endRow()
	}
}

// readPage adds the row of a page.
func (a *assembly) readPage(id ID, packed, links []byte, draft *drafted) error {
	d := &a.digest // its memory is used again
	if _, err := d.UnmarshalMsg(packed); err != nil {
		return err
	}
	targets := store.UnpackLinks[ID](links)
	if len(targets) != len(d.Flags) {
		return fmt.Errorf("%d links, %d targets", len(d.Flags), len(targets))
	}
	a.heads[id], a.hints[id] = d.head(id, a.Lookup), d.Clue.hint(id, a.Lookup)
	a.share(a.heads[id], a.hints[id])
	for _, n := range d.Anchors {
		if to := targets[n.Link]; to != None {
			a.asked = append(a.asked, asked{to, n.Fragment})
		}
	}
	a.links += len(targets)
	draft.add(targets, d)
	return nil
}

// share lets a page's head and hint share what many pages have, and takes what they have of the digest.
func (a *assembly) share(head *Head, h *hint) {
	head.Lang, head.Partial, head.Types = a.text(head.Lang), a.text(head.Partial), a.list(head.Types)
	if head.H1 == head.Title {
		head.H1 = head.Title
	}
	h.typed, h.address = Kind(a.text(string(h.typed))), Kind(a.text(string(h.address)))
	h.matches = slices.Clone(h.matches)
}

// cover counts URLs by what became of them.
func (a *assembly) cover() {
	c := Coverage{Discovered: len(a.urls), Reasons: map[string]int{}, Pages: len(a.pages), Links: a.links}
	counts := [...]*int{Pending: &c.Pending, OK: &c.OK, Redirect: &c.Redirect, Partial: &c.Partial, Broken: &c.Broken, Unverified: &c.Unverified, Skipped: &c.Skipped}
	for i := range a.urls {
		u := &a.urls[i]
		*counts[u.State]++
		if u.Reason != "" {
			c.Reasons[u.State.String()+":"+u.Reason]++
		}
	}
	a.Coverage = c
}
