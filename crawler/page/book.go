package page

import (
	"strings"
	"sync"
)

// trustBook remembers what the detectors found out about parts that the pages of a site repeat: their classes, and the
// sentences that almost are disclaimers. Books are handed from page to page: what they keep are copies, because the
// strings of a tree share the memory of its source.
type trustBook struct {
	classes   map[string]mark
	sentences map[formIn][]int // where the form stands, nil where it does not
}

type formIn struct {
	form     *form
	sentence string
}

// Bounds of a book. A fuller one is thrown away, a longer sentence not written down.
const (
	maxBookClasses   = 2000
	maxBookSentences = 200
	maxBookSentence  = 500 // bytes
)

var trustBooks = sync.Pool{New: func() any {
	return &trustBook{classes: map[string]mark{}, sentences: map[formIn][]int{}}
}}

// free gives a book back for the next page.
func (b *trustBook) free() {
	if len(b.classes) <= maxBookClasses && len(b.sentences) <= maxBookSentences {
		trustBooks.Put(b)
	}
}

// class is what a class or id promises.
func (b *trustBook) class(value string) mark {
	m, ok := b.classes[value]
	if !ok {
		m = classMark(value)
		b.classes[strings.Clone(value)] = m
	}
	return m
}

// find returns where a form's expression matches a sentence, nil where it does not.
func (b *trustBook) find(f *form, sentence string) []int {
	at, ok := b.sentences[formIn{f, sentence}]
	if !ok {
		at = f.re.FindStringIndex(sentence)
		if len(sentence) <= maxBookSentence {
			b.sentences[formIn{f, strings.Clone(sentence)}] = at
		}
	}
	return at
}
