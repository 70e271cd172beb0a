package checks

import (
	"context"
	"fmt"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/healthusias/rounds/crawler"
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
	j := &judge{site: site, config: &config, rules: rulesOf(list, &config)}
	findings, err := j.pages(ctx, workers)
	if err != nil {
		return Result{}, err
	}
	onSite, err := j.whole(ctx, workers)
	if err != nil {
		return Result{}, err
	}
	findings = append(findings, onSite...)
	sortFindings(findings)
	setFingerprints(site, findings)
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
	shared   sync.Map
	crashes  atomic.Int64
	huge     sync.Mutex // held while a huge page is judged
}

// sheet is what one page came to.
type sheet struct {
	findings []Finding
	gathered map[*rule]any
}

func (s *sheet) gather(r *rule, value any) {
	if s.gathered == nil {
		s.gathered = make(map[*rule]any)
	}
	s.gathered[r] = value
}

// add puts what another sheet holds after what this one does.
func (s *sheet) add(more sheet) {
	s.findings = append(s.findings, more.findings...)
	for r, value := range more.gathered {
		s.gather(r, value)
	}
}

// pages judges page after page and returns the findings in the order of pages.
func (j *judge) pages(ctx context.Context, workers int) ([]Finding, error) {
	ids := j.site.Pages()
	sheets := make([]sheet, len(ids))
	var next atomic.Int64
	group, ctx := errgroup.WithContext(ctx) // as many goroutines as pages may be in memory
	for range min(workers, len(ids)) {
		group.Go(func() error {
			for i := next.Add(1) - 1; i < int64(len(ids)); i = next.Add(1) - 1 {
				if err := ctx.Err(); err != nil {
					return err
				}
				var err error
				if sheets[i], err = j.load(ids[i]); err != nil {
					return fmt.Errorf("loading %s: %w", j.site.URL(ids[i]).Address, err)
				}
			}
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	return j.collect(ids, sheets), nil
}

// load reads a page back and judges it. Huge pages are in memory one at a time, whatever the number of workers.
func (j *judge) load(id crawler.ID) (sheet, error) {
	page, err := j.site.Load(id)
	if err == nil && page.Huge() {
		if !j.huge.TryLock() {
			page = nil // garbage until it is its turn
			j.huge.Lock()
			page, err = j.site.Load(id)
		}
		defer j.huge.Unlock()
		defer crawler.SaveMemory()()
	}
	if err != nil {
		return sheet{}, err
	}
	return j.page(page)
}

func (j *judge) collect(ids []crawler.ID, sheets []sheet) []Finding {
	var findings []Finding
	j.gathered = make(map[*rule][]Gathered)
	for i, s := range sheets {
		findings = append(findings, s.findings...)
		for r, value := range s.gathered {
			j.gathered[r] = append(j.gathered[r], Gathered{Page: ids[i], Value: value})
		}
	}
	return findings
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

// pass prepares one call of a rule; what it reports is completed and written on the sheet of its shift.
func (j *judge) pass(r *rule, page *crawler.Page, s *shift) *Pass {
	p := &Pass{
		Check: r.Check, Site: j.site, Page: page, Retractions: j.config.Retractions, now: j.now(), rule: r, setting: r.base, shared: &j.shared,
	}
	if page != nil {
		p.setting = r.at(j.site, page.URL.Address)
	}
	said := 0
	p.report = func(f Finding) {
		f, ok := j.complete(r, page, f)
		if !ok {
			return
		}
		s.write(func(to *sheet) {
			if said++; page == nil || said <= maxFindings || f.Rule == ruleCrash.ID {
				to.findings = append(to.findings, f)
				return
			}
			last := &to.findings[len(to.findings)-1]
			last.Message = strings.TrimSuffix(last.Message, more(said-1)) + more(said)
		})
	}
	return p
}

// maxFindings is how often a rule is heard about one page. Nobody reads more, and a page of 100,000 broken links is memory for nothing.
const maxFindings = 1000

// more says how many findings of a rule about a page are left out.
func more(said int) string {
	return fmt.Sprintf(" (and %d more like it on this page)", said-maxFindings)
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
			p.report(crash(p.Check, fault))
		}
	}()
	call(p)
}
