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
	says           clues // of classHints
}

// classBook keeps what class attributes mean, by value. The pages of a site repeat the same few, so books are handed from
// page to page.
type classBook struct {
	meanings map[string]*classMeaning
	recent   [64]*classMeaning // for each length and end of a value the last one
}

// maxBook is how many class attributes a book holds before it is thrown away.
const maxBook = 2000

var classBooks = sync.Pool{New: func() any { return newClassBook() }}

func newClassBook() *classBook { return &classBook{meanings: map[string]*classMeaning{}} }

// free gives a book back for the next page.
func (b *classBook) free() {
	if len(b.meanings) <= maxBook {
		classBooks.Put(b)
	}
}

// meaning judges a class attribute that is not empty.
func (b *classBook) meaning(value string) *classMeaning {
	recent := &b.recent[(uint(len(value))*5+uint(value[len(value)-1])+uint(value[len(value)/2])*3)%uint(len(b.recent))]
	if m := *recent; m != nil && m.value == value {
		return m
	}
	m := b.meanings[value]
	if m == nil {
		own := strings.Clone(value)
		m = &classMeaning{value: own, region: tokensRegion(value), mark: classMark(value), says: classHints.in(value)}
		m.hidden, m.unseen = classHides(value)
		b.meanings[own] = m
	}
	*recent = m
	return m
}
