package checks

import (
	"context"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/healthusias/rounds/crawler"
	"github.com/healthusias/rounds/crawler/store"
)

// Result is what a judgement came to.
type Result struct {
	Findings   []Finding // sorted by page, rule, subject, line, column and message; suppressed ones left out
	Suppressed int
	Crashes    int // rules that panicked on a page or did not come to an end: each is a finding run/rule-crash
}

// Run judges the site with every check that the configuration leaves on. Pages are judged by up to workers goroutines at
// once (0: as many as there are processors), one page in memory for each. The result does not depend on workers.
// An error means that the configuration is wrong, that a page could not be read back or that ctx ended.
func Run(ctx context.Context, site *crawler.Site, list []*Check, config Config, workers int) (Result, error) {
	if err := config.validate(list); err != nil {
		return Result{}, err
	}
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	j := &judge{site: site, config: &config, rules: rulesOf(list, &config), classes: make(map[class][]task)}
	findings, err := j.pages(ctx, workers)
	if err != nil {
		return Result{}, err
	}
	onSite, err := j.whole(ctx, workers)
	if err != nil {
		return Result{}, err
	}
	j.gathered = nil // as much as the findings, which merging may have to copy
	j.shared = nil
	sortFindings(onSite)
	findings = merge(findings, onSite)
	setAllFingerprints(site, findings, workers)
	findings, suppressed := suppress(j, list, findings)
	groupTemplates(site, findings)
	return Result{Findings: findings, Suppressed: suppressed, Crashes: int(j.crashes.Load())}, nil
}

// judge is one run of the rules over one site.
type judge struct {
	site     *crawler.Site
	config   *Config
	rules    []*rule
	gathered map[*rule][]Gathered // by rules with Gather, in the order of pages
	sharing  sync.RWMutex         // of the two below
	classes  map[class][]task
	shared   map[string]any // of Shared, by key
	crashes  atomic.Int64
	huge     sync.Mutex // held while a huge page is judged
}

// sheet is what one page came to.
type sheet struct {
	findings []Finding // sorted
	gathered []gathering
}

// add puts what another sheet holds after what this one does.
func (s *sheet) add(more sheet) {
	s.findings = append(s.findings, more.findings...)
	s.gathered = append(s.gathered, more.gathered...)
}

// gathering is what a rule kept of a page.
type gathering struct {
	*rule
	value any
}

// pagesAtOnce is how many pages are judged before what they came to is put to the rest.
const pagesAtOnce = 4096

// pages judges page after page and returns their findings, in the order of pages.
func (j *judge) pages(ctx context.Context, workers int) ([]Finding, error) {
	var findings []Finding
	j.gathered = make(map[*rule][]Gathered)
	sheets := make([]sheet, min(pagesAtOnce, len(j.site.Pages())))
	all, judged := withoutOwnership(j.site), 0
	for ids := range slices.Chunk(all, pagesAtOnce) {
		if err := j.some(ctx, ids, sheets, workers); err != nil {
			return nil, err
		}
		judged += len(ids)
		findings = reserve(findings, sheets, float64(len(all))/float64(judged))
		for i, id := range ids {
			findings = append(findings, sheets[i].findings...)
			for _, g := range sheets[i].gathered {
				j.gathered[g.rule] = append(j.gathered[g.rule], Gathered{Page: id, Value: g.value})
			}
		}
		clear(sheets)
	}
	return findings, nil
}

// pages are judged by several shifts, which take a few at a time.
type pages struct {
	ctx    context.Context
	ids    []crawler.ID
	sheets []sheet // by index, as ids
	next   atomic.Int64
}

// take is the next few pages, as indices: from and up to end, none where they are equal.
func (p *pages) take() (from, end int, err error) {
	if err := p.ctx.Err(); err != nil {
		return 0, 0, err
	}
	end = int(p.next.Add(store.PagesAtOnce))
	return min(end-store.PagesAtOnce, len(p.ids)), min(end, len(p.ids)), nil
}

// reserve makes room for the findings of some sheets and, where pages were a sample of times as many, for those of the rest, but for half as
// many again at most: what the first pages tell of the others is little. The sixteenth besides is for what the rules about the whole site find.
func reserve(findings []Finding, sheets []sheet, times float64) []Finding {
	n := len(findings)
	for i := range sheets {
		n += len(sheets[i].findings)
	}
	if n <= cap(findings) {
		return findings
	}
	room := float64(n) * (1 + min(0.5, (times-1)*1.02)) * 17 / 16
	return append(make([]Finding, 0, int(room)+1), findings...)
}

// some judges pages into a sheet each.
func (j *judge) some(ctx context.Context, ids []crawler.ID, sheets []sheet, workers int) error {
	group, ctx := errgroup.WithContext(ctx) // as many goroutines as pages may be in memory
	all := &pages{ctx: ctx, ids: ids, sheets: sheets}
	for range min(workers, len(ids)) {
		group.Go(func() error { return j.shifts(all) })
	}
	return group.Wait()
}

// read reads a page back, unless that was done. Huge pages are in memory one at a time, whatever the number of workers: until the page is left, no other one is
// read.
func (j *judge) read(id crawler.ID, at *turn) (err error) {
	if at.page == nil {
		if at.page, err = j.site.Load(id); err != nil {
			return err
		}
	}
	if at.leave != nil { // another shift began with it
		return nil
	}
	at.leave = func() {}
	if !at.page.Huge() {
		return nil
	}
	if !j.huge.TryLock() {
		at.page = nil // garbage until it is its turn
		j.huge.Lock()
		at.page, err = j.site.Load(id)
	}
	spend := crawler.SaveMemory()
	at.leave = func() { spend(); j.huge.Unlock() }
	return err
}

// isCopy reports whether a page says what another one says, word for word, and names that one as canonical: what its text lacks is said once,
// of the other.
func isCopy(site *crawler.Site, h *crawler.Head) bool {
	if h.Hash == 0 || h.Canonical == crawler.None {
		return false
	}
	end := site.End(h.Canonical)
	original := site.Head(end)
	return end != h.ID && original != nil && original.Hash == h.Hash
}

// whole runs the Site checks, side by side, and returns their findings in the order of rules.
func (j *judge) whole(ctx context.Context, workers int) ([]Finding, error) {
	found := make([][]Finding, len(j.rules))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(workers) // rules at work, each with the memory that it needs for the whole site
	for i, r := range j.rules {
		if r.Site == nil {
			continue
		}
		group.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			found[i] = j.onSite(i)
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	var findings []Finding
	for _, f := range found {
		findings = append(findings, f...)
	}
	return findings, nil
}

// pass prepares calls of rules; what they report is completed and written on the sheet of their shift.
func (j *judge) pass(page *crawler.Page, s *shift) *Pass {
	return &Pass{Site: j.site, Page: page, Retractions: j.config.Retractions, judge: j, ofPage: make(map[string]any), shift: s}
}

// by sets a pass for the next rule.
func (p *Pass) by(r *rule) *Pass {
	p.Check, p.rule, p.said, p.setting = r.Check, r, 0, &r.base
	if p.Page != nil {
		p.setting = r.at(p.Site, p.Page.URL.Address)
	}
	return p
}

func (j *judge) now() time.Time {
	if !j.config.Today.IsZero() {
		return j.config.Today
	}
	return j.site.Run.Started
}

// guard calls a rule. A panic becomes a finding, whatever the rule said before it stays.
func (j *judge) guard(p *Pass, call func(*Pass)) {
	defer func() {
		if fault := recover(); fault != nil {
			j.crashes.Add(1)
			p.Report(crash(p.Check, fault))
		}
	}()
	call(p)
}
