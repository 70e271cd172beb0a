package checks

import (
	"fmt"
	"sync"
	"time"

	"github.com/healthusias/rounds/crawler"
)

const (
	pageBudget = 10 * time.Second // for one rule on one page
	perPage    = time.Millisecond // by how much more a rule about the site may take for each of its pages
	ticks      = 10               // into which a budget is cut: a process that was stopped meanwhile sees one of them
	maxCuts    = 3                // pages on which a rule is cut off before it is not asked any more
)

// shift is a row of rules at work in a goroutine of its own, so that one that does not come to an end can be left behind: what it still
// says is not heard.
type shift struct {
	mu    sync.Mutex
	sheet sheet
	rule  int // at work, as an index
	calls int // begun
	over  bool

	done chan struct{} // closed when all rules have come to an end
}

// begin notes that a rule is called. It reports false where nobody waits any more.
func (s *shift) begin(rule int) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.over {
		return false
	}
	s.rule = rule
	s.calls++
	return true
}

// write changes the sheet, as long as it is looked at.
func (s *shift) write(change func(*sheet)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.over {
		change(&s.sheet)
	}
}

// watch waits for the end of a shift, or until one of its rules has used up its budget: then stuck is its index, else -1.
func (s *shift) watch(budget time.Duration) (found sheet, stuck int) {
	tick := time.NewTicker(budget / ticks)
	defer tick.Stop()
	for call, seen := 0, 0; ; {
		select {
		case <-s.done:
			return s.sheet, -1
		case <-tick.C:
			s.mu.Lock()
			if s.calls != call {
				call, seen = s.calls, 0
			}
			if seen++; seen > ticks {
				s.over = true
				s.mu.Unlock()
				return s.sheet, s.rule
			}
			s.mu.Unlock()
		}
	}
}

// page shows one page to every rule that may see it. Where a rule is cut off, those after it get the page read afresh: the one that it was
// given may still change under its hands.
func (j *judge) page(page *crawler.Page) (sheet, error) {
	var all sheet
	for first := 0; ; {
		s := &shift{done: make(chan struct{})}
		go func() {
			defer close(s.done)
			j.show(page, s, first)
		}()
		found, stuck := s.watch(j.budget())
		all.add(found)
		if stuck < 0 {
			sortFindings(all.findings)
			return all, nil
		}
		j.rules[stuck].cuts.Add(1)
		all.add(j.cut(stuck, page, j.budget()))
		first = stuck + 1
		var err error
		if page, err = j.site.Load(page.Head.ID); err != nil {
			return all, err
		}
	}
}

// show calls the rules from first on, one after the other.
func (j *judge) show(page *crawler.Page, s *shift, first int) {
	p := j.pass(page, s)
	for i, r := range j.rules[first:] {
		if r.cuts.Load() >= maxCuts || !r.sees(page) {
			continue
		}
		p.by(r)
		switch {
		case r.Page != nil && r.judges(p.setting, page.Head.Kind) && !r.ignored(p.setting) && !(r.Text && isCopy(j.site, page.Head)):
			if !s.begin(first + i) {
				return
			}
			j.guard(p, r.Page)
		case r.Gather != nil:
			if !s.begin(first + i) {
				return
			}
			j.guard(p, func(p *Pass) {
				if value := r.Gather(p); value != nil {
					s.write(func(to *sheet) { to.gathered = append(to.gathered, gathering{r, value}) })
				}
			})
		}
	}
}

// onSite calls a rule about the site.
func (j *judge) onSite(rule int) []Finding {
	r := j.rules[rule]
	s := &shift{done: make(chan struct{})}
	go func() {
		defer close(s.done)
		p := j.pass(nil, s).by(r)
		p.Gathered = j.gathered[r]
		s.begin(rule)
		j.guard(p, r.Site)
	}()
	budget := j.budget() + time.Duration(len(j.site.Pages()))*perPage
	found, stuck := s.watch(budget)
	if stuck >= 0 {
		found.add(j.cut(rule, nil, budget))
	}
	return found.findings
}

// cut is the finding about a rule that was cut off.
func (j *judge) cut(rule int, page *crawler.Page, budget time.Duration) sheet {
	j.crashes.Add(1)
	var s shift
	r := j.rules[rule]
	what := fmt.Sprintf("it took longer than %s and was cut off", budget)
	if r.cuts.Load() >= maxCuts {
		what += ", as on other pages before, so that it was not asked about the rest"
	}
	j.pass(page, &s).by(r).Report(crash(r.Check, what))
	return s.sheet
}

func (j *judge) budget() time.Duration {
	if j.config.Budget > 0 {
		return j.config.Budget
	}
	return pageBudget
}
