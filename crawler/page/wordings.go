package page

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
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
	re func() *regexp.Regexp // compiled when it is first asked for; nil without one
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
		if match := wd.Match; match != "" {
			wd.re = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(match) })
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

// commonClues are the clues of kinds that ordinary articles are full of.
var commonClues = map[StatementKind]clues{Benefit: saysBenefit, Risk: saysRisk, Caution: saysCaution, WeakCare: saysWeakCare}

// gate adds the phrases of which a text must hold some for any wording to stand in it.
func (w *wordings) gate(kinds map[clues][]string) {
	for i := range w.list {
		wd := &w.list[i]
		says, common := commonClues[wd.Kind]
		switch {
		case len(wd.Then) > 0:
			says, _ = pairOf(wd.Kind)
			kinds[says<<pairGroups] = append(kinds[says<<pairGroups], signs(wd.Then, false)...)
		case !common:
			says = saysWording
		}
		kinds[says] = append(kinds[says], signs(wd.Words, wd.Number)...)
	}
}

// signs are what a text holds that has one of some phrases. Short ones stand in many longer words, so they are looked for together with
// what may stand beside them; texts begin as if behind a space.
func signs(phrases []string, number bool) (all []string) {
	for _, phrase := range phrases {
		p := newPattern(phrase)
		before, after := []string{" ", "(", `"`, "'", "-", "/", "–", "—"}, []string{""}
		switch {
		case len(p.text) > 4 || p.left && !number:
			before = []string{""}
		case number:
			before = strings.Split(" 0123456789", "")
		}
		if len(p.text) <= 2 && !p.open && !number {
			after = []string{" ", ".", ",", "'", ")", ";", ":", "!", "?", `"`}
		}
		for _, b := range before {
			for _, a := range after {
				all = append(all, b+p.text+a)
			}
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
