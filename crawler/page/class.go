package page

import (
	"strings"
	"sync"
)

// classMeaning is what a class attribute says about its element.
type classMeaning struct {
	value          string // of the attribute
	region         Region // RegionHead: nothing
	hidden, unseen bool
	mark           mark
	notice         bool // of a paid text, or a card that says when to get help
	folded         string
}

// classBook keeps what class attributes mean, by value. The pages of a site repeat the same few, so books are handed from
// page to page.
type classBook map[string]*classMeaning

// maxBook is how many class attributes a book holds before it is thrown away.
const maxBook = 2000

var classBooks = sync.Pool{New: func() any { return classBook{} }}

// free gives a book back for the next page.
func (b classBook) free() {
	if len(b) <= maxBook {
		classBooks.Put(b)
	}
}

// classMeaning judges a class attribute.
func (w *walker) classMeaning(value string) *classMeaning {
	if last := w.class; last != nil && last.value == value {
		return last
	}
	m := w.classes[value]
	if m == nil {
		own := strings.Clone(value)
		m = &classMeaning{value: own, folded: foldSpace(own), region: tokensRegion(value), mark: classMark(value), notice: classNotices.in(value) != 0}
		m.hidden, m.unseen = classHides(value)
		w.classes[m.value] = m
	}
	w.class = m
	return m
}
