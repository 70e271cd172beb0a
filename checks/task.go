package checks

import "github.com/healthusias/rounds/crawler"

// task is a rule that may have something to do on a page, and what of it decides that, side by side: it is asked of every rule on every page.
type task struct {
	*rule
	page   func(*Pass)
	gather func(*Pass) any
	index  int // in judge.rules
	text   bool
}

// class is what says which rules may see a page.
type class struct {
	kind           crawler.Kind
	partial, shell bool
}

// tasks are those of a page, in the order of rules. An override may still take a rule from it.
func (j *judge) tasks(page *crawler.Page) []task {
	c := class{page.Head.Kind, page.Facts.Partial != "", page.Facts.Shell}
	j.sharing.RLock()
	list, ok := j.classes[c]
	j.sharing.RUnlock()
	if ok {
		return list
	}
	for i, r := range j.rules {
		t := task{rule: r, gather: r.Gather, index: i, text: r.Text}
		if len(r.overrides) > 0 || r.wants(&r.base, c.kind) {
			t.page = r.Page
		}
		if r.sees(page) && (t.page != nil || t.gather != nil) {
			list = append(list, t)
		}
	}
	j.sharing.Lock()
	defer j.sharing.Unlock()
	j.classes[c] = list
	return list
}
