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
// says is not heard. It judges page after page.
type shift struct {
	mu    sync.Mutex
	turn  turn // of the page under judgment
	sheet sheet
	rule  int // at work, as an index; noRule between two pages
	calls int // begun
	over  bool
	rooms map[string]any // of the rules that it calls, nobody else's

	done chan struct{} // closed when all pages are judged
	err  error         // why not, once done is closed
}

// noRule stands for a shift that reads its next page.
const noRule = -1

func newShift() *shift { return &shift{rule: noRule, done: make(chan struct{})} }

// begin notes that a rule is called. It reports false where nobody waits any more.
func (s *shift) begin(rule int) bool {
	s.mu.Lock()
	s.rule = rule
	s.calls++
	over := s.over
	s.mu.Unlock()
	return !over
}

// write changes the sheet, as long as it is looked at.
func (s *shift) write(change func(*sheet)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.over {
		change(&s.sheet)
	}
}

// open begins with a page, and what is known of it already. It reports false where nobody waits any more.
func (s *shift) open(at turn, known sheet) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.turn, s.sheet = at, known
	return !s.over
}

// close ends with a page and returns what it came to. It reports false where that is somebody else's business by now.
func (s *shift) close() (all sheet, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.over {
		return sheet{}, false
	}
	all, s.sheet, s.rule, s.turn = s.sheet, sheet{}, noRule, turn{}
	return all, true
}

// watch waits for the end of a shift, or until one of its rules has used up its budget: then stuck is its index, else noRule.
func (s *shift) watch(budget time.Duration) (stuck int) {
	tick := time.NewTicker(budget / ticks)
	defer tick.Stop()
	for call, seen := 0, 0; ; {
		select {
		case <-s.done:
			return noRule
		case <-tick.C:
			s.mu.Lock()
			if s.calls != call || s.rule == noRule {
				call, seen = s.calls, 0
			}
			if seen++; seen > ticks {
				s.over = true
				s.mu.Unlock()
				return s.rule
			}
			s.mu.Unlock()
		}
	}
}

// turn is the judgment of one page.
type turn struct {
	index int             // of the page in its list
	end   int             // behind the last page that was taken with it
	ahead []*crawler.Page // pages that were read together: this one is first, where there is any
	page  *crawler.Page   // nil: it is still to be read
	rule  int             // the first one to be called
	leave func()          // called when the page is judged, nil before it is read
}

// shifts judge pages until none is left. Where a rule is cut off, those after it get the page read afresh, in a shift of their own: the one
// that it was given may still change under its hands.
func (j *judge) shifts(pages *pages) error {
	var at *turn // to go on with
	var known sheet
	for {
		s := newShift()
		go func(at *turn, known sheet) {
			defer close(s.done)
			s.err = j.work(s, pages, at, known)
		}(at, known)
		stuck := s.watch(j.budget())
		if stuck == noRule {
			return s.err
		}
		j.rules[stuck].cuts.Add(1)
		known = s.sheet
		known.add(j.cut(stuck, s.turn.page, j.budget()))
		at = &turn{index: s.turn.index, end: s.turn.end, rule: stuck + 1, leave: s.turn.leave}
	}
}

// work is a shift: it judges the page that another one left and those that it had taken besides, and then those that nobody has taken.
func (j *judge) work(s *shift, pages *pages, at *turn, known sheet) error {
	for {
		if at == nil {
			from, end, err := pages.take()
			if err != nil || from == end {
				return err
			}
			at = &turn{index: from, end: end}
			if at.ahead, err = j.site.LoadSome(pages.ids[from:end]); err != nil {
				return err
			}
		}
		for ; at != nil; at, known = at.next(), (sheet{}) {
			if over, err := j.page(s, pages, at, known); over || err != nil {
				return err
			}
		}
	}
}

// next is the turn of the next page that was taken, nil behind the last.
func (at *turn) next() *turn {
	if at.index+1 == at.end {
		return nil
	}
	return &turn{index: at.index + 1, end: at.end, ahead: at.ahead}
}

// page shows one page to every rule that may see it. It reports over where nobody waits for that any more.
func (j *judge) page(s *shift, pages *pages, at *turn, known sheet) (over bool, err error) {
	if len(at.ahead) > 0 {
		at.page, at.ahead[0], at.ahead = at.ahead[0], nil, at.ahead[1:]
	}
	if err := j.read(pages.ids[at.index], at); err != nil {
		if at.leave != nil {
			at.leave()
		}
		return false, fmt.Errorf("loading %s: %w", j.site.URL(pages.ids[at.index]).Address, err)
	}
	if !s.open(*at, known) {
		return true, nil
	}
	j.show(at.page, s, at.rule)
	all, ok := s.close()
	if !ok {
		return true, nil
	}
	at.page.Release()
	at.page = nil
	at.leave()
	sortFindings(all.findings)
	pages.sheets[at.index] = all
	return false, nil
}

// show calls the rules from first on, one after the other.
func (j *judge) show(page *crawler.Page, s *shift, first int) {
	if !page.Facts.HTML || page.Facts.Status/100 != 2 {
		return
	}
	p := j.pass(page, s)
	for _, t := range j.tasks(page) {
		r := t.rule
		if t.index < first || r.cuts.Load() >= maxCuts {
			continue
		}
		p.by(r)
		switch {
		case t.page != nil && (len(r.overrides) == 0 || r.wants(p.setting, page.Head.Kind)) && !(t.text && isCopy(j.site, page.Head)):
			if !s.begin(t.index) {
				return
			}
			j.guard(p, t.page)
		case t.gather != nil:
			if !s.begin(t.index) {
				return
			}
			j.guard(p, func(p *Pass) {
				if value := t.gather(p); value != nil {
					s.write(func(to *sheet) { to.gathered = append(to.gathered, gathering{r, value}) })
				}
			})
		}
	}
}

// onSite calls a rule about the site.
func (j *judge) onSite(rule int) []Finding {
	r := j.rules[rule]
	s := newShift()
	go func() {
		defer close(s.done)
		p := j.pass(nil, s).by(r)
		p.Gathered = j.gathered[r]
		s.begin(rule)
		j.guard(p, r.Site)
	}()
	budget := j.budget() + time.Duration(len(j.site.Pages()))*perPage
	stuck := s.watch(budget)
	if stuck != noRule {
		s.sheet.add(j.cut(rule, nil, budget))
	}
	return s.sheet.findings
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
