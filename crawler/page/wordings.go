package page

import (
	"fmt"
	"regexp"
	"slices"
)

// wordings are the Wordings of a pack made ready: one set of phrases, and what each of them is for.
type wordings struct {
	list []wording
	set  *wordSet
	uses [][]use // of each pattern of set
}

// wording is a Wording with its expression.
type wording struct {
	*Wording
	re *regexp.Regexp
}

// part is what a phrase is for in a wording.
type part uint8

const (
	partFirst  part = iota // Wording.Words
	partThen               // Wording.Then
	partWith               // Wording.With
	partUnless             // Wording.Unless
	partDenial             // Pack.Negation, of no wording
	partHedge              // Pack.Hedges, of no wording
)

type use struct {
	wording int32
	part    part
}

func newWordings(p *Pack) (*wordings, error) {
	w := &wordings{set: newWordSet()}
	for i := range p.Wordings {
		wd := wording{Wording: &p.Wordings[i]}
		if !slices.Contains(StatementKinds, wd.Kind) {
			return nil, fmt.Errorf("%q is no kind of statement; docs/facts.md lists them", wd.Kind)
		}
		var err error
		if wd.Match != "" {
			if wd.re, err = regexp.Compile(wd.Match); err != nil {
				return nil, fmt.Errorf("wording of kind %s: %w", wd.Kind, err)
			}
		}
		w.list = append(w.list, wd)
		for role, phrases := range [...][]string{partFirst: wd.Words, partThen: wd.Then, partWith: wd.With, partUnless: wd.Unless} {
			if err := w.add(phrases, use{int32(i), part(role)}); err != nil {
				return nil, fmt.Errorf("wording of kind %s: %w", wd.Kind, err)
			}
		}
	}
	if err := w.add(p.Negation, use{-1, partDenial}); err != nil {
		return nil, err
	}
	if err := w.add(p.Hedges, use{-1, partHedge}); err != nil {
		return nil, err
	}
	w.set.finish()
	return w, nil
}

func (w *wordings) add(phrases []string, u use) error {
	for _, phrase := range phrases {
		id, err := w.set.add(phrase)
		if err != nil {
			return err
		}
		for len(w.uses) <= int(id) {
			w.uses = append(w.uses, nil)
		}
		w.uses[id] = append(w.uses[id], u)
	}
	return nil
}

// opening are the phrases of which a text must hold one for any wording to stand in it.
func (w *wordings) opening() []string {
	var all []string
	for id, uses := range w.uses {
		if slices.ContainsFunc(uses, func(u use) bool { return u.part == partFirst }) {
			all = append(all, w.set.patterns[id].text)
		}
	}
	return all
}

// within is how far apart the two phrases of a wording may stand.
func (w *wording) within() int32 {
	if w.Within == 0 {
		return 40
	}
	return int32(w.Within)
}
