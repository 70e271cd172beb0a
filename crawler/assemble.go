package crawler

import (
	"fmt"
	"runtime"
	"slices"
	"strings"
	"sync"

	"golang.org/x/sync/errgroup"

	"github.com/healthusias/rounds/crawler/page"
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
	return assemble(st, run, f, sc, startOf(f, sc, &opt))
}

// startOf finds the start pages among stored URLs: those at depth 0 that no redirect led to.
func startOf(f *frontier, sc *scope, opt *Options) (start []ID) {
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
	store  *store.Store
	seq    int64
	rules  *Structure
	hints  map[ID]hint
	parts  []part // of each page, in the order of Site.pages
	wanted map[ID]map[string]bool
}

// part is what one page contributes to the graph.
type part struct {
	head   *Head
	hint   hint
	to     []ID
	flags  []EdgeFlag
	groups []span
	anchor []anchor
	links  int
}

// span is a run of links that form one list; the same list on half the pages is template.
type span struct {
	group  uint64
	lo, hi int32
}

// anchor is a link with a fragment.
type anchor struct {
	to       ID
	fragment string
}

func assemble(st *store.Store, run store.RunInfo, f *frontier, sc *scope, start []ID) (*Site, error) {
	a := &assembly{store: st, seq: run.Seq, rules: &sc.opt.Rules, hints: map[ID]hint{}, wanted: map[ID]map[string]bool{}}
	a.Site = &Site{
		Run: Run{ID: run.ID, Target: run.Target, Base: run.Base, Started: run.Started, Finished: run.Finished, State: run.State,
			IncompleteBecause: run.IncompleteBecause, Untrusted: run.Untrusted},
		Home: None, Start: start, urls: f.urls, byAddress: f.byAddress, heads: map[ID]*Head{}, scope: sc,
		origin: sc.base.Scheme + "://" + sc.base.Host,
	}
	a.Site.load = a.read
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
	facts, err := store.UnpackFacts(row.Facts)
	if err != nil {
		return nil, fmt.Errorf("page %s: %w", a.urls[id].Address, err)
	}
	return &Page{Head: a.heads[id], URL: &a.urls[id], Facts: facts, Links: store.UnpackLinks[ID](row.Links)}, nil
}

// readParts streams every page's facts once and keeps the little that the graph needs.
func (a *assembly) readParts() error {
	a.parts = make([]part, len(a.pages))
	var g errgroup.Group
	g.SetLimit(runtime.GOMAXPROCS(0)) // one page in memory for each
	var mu sync.Mutex
	for i, id := range a.pages {
		g.Go(func() error {
			p, err := a.read(id)
			if err != nil {
				return err
			}
			a.parts[i] = a.partOf(id, p)
			mu.Lock()
			defer mu.Unlock()
			a.heads[id], a.hints[id] = a.parts[i].head, a.parts[i].hint
			return nil
		})
	}
	return g.Wait()
}

func (a *assembly) partOf(id ID, p *Page) part {
	f := p.Facts
	out := part{head: a.headOf(id, f), links: len(f.Links)}
	out.hint = hintOf(f, pathOf(p.URL.Address), a.Lookup)
	for i := range f.Links {
		l, to := &f.Links[i], p.Links[i]
		if to == None {
			continue
		}
		if l.Group != 0 {
			out.group(l.Group)
		}
		out.to, out.flags = append(out.to, to), append(out.flags, flagsOf(l))
		if n := len(out.groups); n > 0 && l.Group != 0 {
			out.groups[n-1].hi = int32(len(out.to))
		}
		if _, fragment, ok := strings.Cut(l.URL, "#"); ok && fragment != "" {
			out.anchor = append(out.anchor, anchor{to, fragment})
		}
	}
	return out
}

// group begins a span unless the last one goes on.
func (p *part) group(group uint64) {
	at := int32(len(p.to))
	if n := len(p.groups); n > 0 && p.groups[n-1].group == group && p.groups[n-1].hi == at {
		return
	}
	p.groups = append(p.groups, span{group, at, at})
}

func (a *assembly) headOf(id ID, f *page.Facts) *Head {
	h := &Head{ID: id, Lang: f.Lang, Words: f.Words, Partial: f.Partial, Hash: f.Hash, Canonical: None}
	if len(f.Titles) > 0 {
		h.Title = f.Titles[0].Text
	}
	if len(f.H1s) > 0 {
		h.H1 = f.H1s[0].Text
	}
	for _, n := range f.Data {
		h.Types = append(h.Types, n.Types...)
	}
	for _, d := range f.Robots {
		if (d.Agent == "robots" || d.Agent == "googlebot") && (d.Value == "noindex" || d.Value == "none") {
			h.NoIndex = true
		}
	}
	for _, c := range f.Canonicals {
		if c.URL != "" {
			h.Canonical = a.Lookup(c.URL)
			break
		}
	}
	return h
}

// flagsOf is how a link refers to its target.
func flagsOf(l *page.Link) EdgeFlag {
	switch {
	case l.Navigates():
		flags := EdgeFollow
		if l.Region.Content() && !l.Hidden {
			flags |= EdgeContent
		}
		if !l.Hidden && !hasToken(l.Rel, "nofollow") {
			flags |= EdgePass
		}
		return flags
	case l.Element == "link":
		if r, _ := relRole(strings.ToLower(l.Rel)); r == rolePage {
			return EdgeDeclare
		}
	case l.Element == "meta":
		return EdgeFollow | EdgePass
	}
	return EdgeAsset
}

func hasToken(list, token string) bool {
	for t := range strings.FieldsSeq(list) {
		if strings.EqualFold(t, token) {
			return true
		}
	}
	return false
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
		c.Links += a.parts[i].links
	}
	a.Coverage = c
	a.parts = nil
}
