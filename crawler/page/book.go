package page

import (
	"strings"
	"sync"
)

// trustBook remembers where the expressions for disclaimers match the sentences that almost are some: the pages of a site repeat them. Books
// are handed from page to page: what they keep are copies, because the strings of a tree share the memory of its source.
type trustBook map[formIn][]int // nil where the form does not match

type formIn struct {
	form     *form
	sentence string
}

// Bounds of a book. A fuller one is thrown away, a longer sentence not written down.
const (
	maxBookSentences = 200
	maxBookSentence  = 500 // bytes
)

var trustBooks = sync.Pool{New: func() any { return trustBook{} }}

// free gives a book back for the next page.
func (b trustBook) free() {
	if len(b) <= maxBookSentences {
		trustBooks.Put(b)
	}
}

// find returns where a form's expression matches a sentence, nil where it does not.
func (b trustBook) find(f *form, sentence string) []int {
	at, ok := b[formIn{f, sentence}]
	if !ok {
		at = f.re().find(sentence)
		if len(sentence) <= maxBookSentence {
			b[formIn{f, strings.Clone(sentence)}] = at
		}
	}
	return at
}
