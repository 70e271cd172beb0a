package crawler

import (
	"fmt"
	"slices"
	"strings"
	"sync"

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
	if err := f.load(st, run.Seq); err != nil {
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
	store   *store.Store
	seq     int64
	rules   *Structure
	hints   []*hint
	asked   []asked
	links   int  // occurrences
	targets []ID // of the page that is read, in room that is used again, like its digest
	digest
	shared
}

func assemble(st *store.Store, run store.RunInfo, f *frontier, sc *scope, start []ID) (*Site, error) {
	a := &assembly{store: st, seq: run.Seq, rules: &sc.opt.Rules, hints: make([]*hint, len(f.urls))}
	a.Site = &Site{
		Run: Run{ID: run.ID, Target: run.Target, Base: run.Base, Started: run.Started, Finished: run.Finished, State: run.State,
			IncompleteBecause: run.IncompleteBecause, Untrusted: run.Untrusted, Since: run.Since},
		Home: None, Start: start, urls: f.urls, known: f.known, scope: sc,
		origin: sc.base.Scheme + "://" + sc.base.Host, past: &past{store: st, base: run.Base, seq: run.Seq},
	}
	a.Run.Unchanged = f.countUnchanged()
	site := a.Site // keeps nothing of the assembly
	a.Site.load = func(id ID) (*Page, error) { return load(site, st, run.Seq, id) }
	a.Site.loadSome = func(ids []ID) ([]*Page, error) { return loadSome(site, st, run.Seq, ids) }
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
	closeRedirects(a.urls)
	a.listPages()
	a.heads = newHeads(len(a.urls), len(a.pages))
	if err := a.readGraph(); err != nil {
		return nil, err
	}
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

// readGraph reads every page's digest, joins their links and the redirects to one graph, and measures the depths.
func (a *assembly) readGraph() error {
	if len(a.urls) >= maxURLs {
		return fmt.Errorf("the graph of a run holds %d URLs at most, and this one met %d: audit parts of the site by themselves (--max-pages, include)", maxURLs, len(a.urls))
	}
	var draft drafted
	var fault error
	read := 0
	err := ahead(a.digests, func(p *packedPage) {
		if fault != nil {
			return
		}
		a.addRedirects(&draft, p.id)
		read++
		if err := a.readPage(p, &draft); err != nil {
			fault = fmt.Errorf("reading page %s: %w", a.urls[p.id].Address, err)
		}
	})
	if err == nil {
		err = fault
	}
	if err == nil && read < len(a.pages) {
		err = fmt.Errorf("reading the pages: of %d that are listed %d are stored", len(a.pages), read)
	}
	if err != nil {
		return err
	}
	a.addRedirects(&draft, ID(len(a.urls)))
	draft.demoteTemplates(len(a.pages))
	if a.out, err = draft.pack(plainEdges); err != nil {
		return err
	}
	var turned sync.WaitGroup
	turned.Go(func() { a.in, err = a.out.transpose(a.out.turners()) })
	a.measureDepth()
	turned.Wait()
	return err
}

// packedPage is what the store has of a page for the graph.
type packedPage struct {
	id            ID
	digest, links []byte
}

// digests gives those of all pages, in the order of IDs.
func (a *assembly) digests(give func(packedPage)) error {
	return a.store.Digests(a.seq, func(row uint32, digest, links []byte) error {
		if int(row) < len(a.urls) && a.urls[row].Page {
			both := slices.Concat(digest, links)
			give(packedPage{ID(row), both[:len(digest)], both[len(digest):]})
		}
		return nil
	})
}

// addRedirects adds the rows of the URLs before end that are not there yet: they are no pages.
func (a *assembly) addRedirects(draft *drafted, end ID) {
	for id := draft.rows; id < int(end); id++ {
		draft.addHop(a.urls[id].To)
	}
}

// readPage adds the row of a page.
func (a *assembly) readPage(p *packedPage, draft *drafted) error {
	id, d := p.id, &a.digest
	if _, err := d.UnmarshalMsg(p.digest); err != nil {
		return err
	}
	targets := store.UnpackLinks(p.links, a.targets)
	a.targets = targets
	if len(targets) != len(d.Flags) {
		return fmt.Errorf("%d links, %d targets", len(d.Flags), len(targets))
	}
	head, class := d.head(a.Lookup)
	a.heads.add(id, head, class)
	a.hints[id] = d.Clue.hint(id, a.Lookup)
	a.share(a.hints[id])
	for _, n := range d.Anchors {
		if to := targets[n.Link]; to != None {
			a.asked = append(a.asked, asked{to, n.Fragment})
		}
	}
	a.links += len(targets)
	draft.add(targets, d)
	return nil
}

// share lets a page's hint share what many pages have, and takes what it has of the digest.
func (a *assembly) share(h *hint) {
	h.typed, h.address = Kind(a.text(string(h.typed))), Kind(a.text(string(h.address)))
	h.matches = slices.Clone(h.matches)
}

// cover counts URLs by what became of them.
func (a *assembly) cover() {
	c := Coverage{Discovered: len(a.urls), Reasons: map[string]int{}, Pages: len(a.pages), Links: a.links}
	counts := [...]*int{Pending: &c.Pending, OK: &c.OK, Redirect: &c.Redirect, Partial: &c.Partial, Broken: &c.Broken, Unverified: &c.Unverified, Skipped: &c.Skipped}
	type why struct {
		state  State
		reason string
	}
	reasons := map[why]int{}
	for i := range a.urls {
		u := &a.urls[i]
		*counts[u.State]++
		if u.Reason != "" {
			reasons[why{u.State, u.Reason}]++
		}
	}
	for w, n := range reasons {
		c.Reasons[w.state.String()+":"+w.reason] = n
	}
	a.Coverage = c
}
