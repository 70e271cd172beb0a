package crawler

import (
	"fmt"
	"slices"
	"strings"

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
	f := newFrontier()
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
	return assemble(c.store, c.run, c.frontier, c.scope, c.start)
}

// assembly is a site in the making.
type assembly struct {
	*Site
	store *store.Store
	seq   int64
	rules *Structure
	hints map[ID]hint
	parts []part // of each page, in the order of Site.pages
}

// part is what one page contributes to the graph.
type part struct {
	digest  digest
	targets []ID // of each link
}

func assemble(st *store.Store, run store.RunInfo, f *frontier, sc *scope, start []ID) (*Site, error) {
	a := &assembly{store: st, seq: run.Seq, rules: &sc.opt.Rules, hints: map[ID]hint{}}
	a.Site = &Site{
		Run: Run{ID: run.ID, Target: run.Target, Base: run.Base, Started: run.Started, Finished: run.Finished, State: run.State,
			IncompleteBecause: run.IncompleteBecause, Untrusted: run.Untrusted},
		Home: None, Start: start, urls: f.urls, byAddress: f.byAddress, heads: make([]*Head, len(f.urls)), scope: sc,
		origin: sc.base.Scheme + "://" + sc.base.Host,
	}
	a.Site.load = a.read
	missing, err := readMissing(st, run.Seq)
	if err != nil {
		return nil, err
	}
	a.Site.missing = missing
	a.closeRedirects()
	a.listPages()
	if err := a.readParts(); err != nil {
		return nil, err
	}
	a.buildGraph()
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
	row, err := a.store.Page(a.seq, uint32(id))
	if err != nil {
		return nil, err
	}
	facts, blocks, err := store.UnpackFacts(row.Facts)
	if err != nil {
		return nil, fmt.Errorf("page %s: %w", a.urls[id].Address, err)
	}
	return &Page{Head: a.Head(id), URL: &a.urls[id], Facts: facts, packed: blocks, Links: store.UnpackLinks[ID](row.Links)}, nil
}

// readParts reads every page's digest.
func (a *assembly) readParts() error {
	a.parts = make([]part, len(a.pages))
	place := make(map[ID]int, len(a.pages)) // in pages
	for i, id := range a.pages {
		place[id] = i
	}
	read := 0
	err := a.store.Digests(a.seq, func(row uint32, digest, links []byte) error {
		id := ID(row)
		i, ok := place[id]
		if !ok {
			return nil
		}
		read++
		return a.readPart(id, &a.parts[i], digest, links)
	})
	if err == nil && read < len(a.pages) {
		err = fmt.Errorf("reading the pages: of %d that are listed %d are stored", len(a.pages), read)
	}
	return err
}

func (a *assembly) readPart(id ID, p *part, digest, links []byte) error {
	if _, err := p.digest.UnmarshalMsg(digest); err != nil {
		return fmt.Errorf("reading page %s: %w", a.urls[id].Address, err)
	}
	p.targets = store.UnpackLinks[ID](links)
	if len(p.targets) != len(p.digest.Flags) {
		return fmt.Errorf("reading page %s: %d links, %d targets", a.urls[id].Address, len(p.digest.Flags), len(p.targets))
	}
	a.heads[id], a.hints[id] = p.digest.head(id, a.Lookup), p.digest.Clue.hint(id, a.Lookup)
	return nil
}

// cover counts URLs by what became of them.
func (a *assembly) cover() {
	c := Coverage{Discovered: len(a.urls), Reasons: map[string]int{}, Pages: len(a.pages)}
	counts := [...]*int{Pending: &c.Pending, OK: &c.OK, Redirect: &c.Redirect, Partial: &c.Partial, Broken: &c.Broken, Unverified: &c.Unverified, Skipped: &c.Skipped}
	for i := range a.urls {
		u := &a.urls[i]
		*counts[u.State]++
		if u.Reason != "" {
			c.Reasons[u.State.String()+":"+u.Reason]++
		}
	}
	for i := range a.parts {
		c.Links += len(a.parts[i].targets)
	}
	a.Coverage = c
	a.parts = nil
}
