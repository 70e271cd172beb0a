package page

import (
	"reflect"
	"strings"
	"testing"
)

// What one page leaves must not show in the facts of another.
func TestFreedFactsLeaveNothing(t *testing.T) {
	long := "<main>" + strings.Repeat(`<p class=a hidden>text <a href=/a rel=nofollow target=_blank title=x>link</a></p>`, 50) + "</main>"
	short := `<main><p>other <a href=/b>one</a> <a href=>two</a></main>`
	want := extract(short)
	for range 3 {
		extract(long).Free()
		if got := extract(short); !reflect.DeepEqual(got, want) {
			t.Fatalf("%+v\nwant\n%+v", got, want)
		}
	}
	f := extract(long)
	links, blocks := f.Links, f.Blocks
	f.Free()
	if f.Links != nil || f.Blocks != nil || links[0] != (Link{}) || blocks[0] != (Block{}) {
		t.Errorf("%+v and %+v are left", links[0], blocks[0])
	}
}

// Lists of a page with very many links or blocks are left to the collector.
func TestLargeListsAreNotKept(t *testing.T) {
	for name, part := range map[string]string{"links": "<a href=/x>x</a>", "blocks": "<p>x</p>"} {
		f := extract("<main>" + strings.Repeat(part, maxRoom+1) + "</main>")
		f.Free()
		for range 20 {
			s := spares.Get().(*spare)
			if cap(s.links) > maxRoom || cap(s.blocks) > maxRoom {
				t.Errorf("%s: kept %d links and %d blocks", name, cap(s.links), cap(s.blocks))
			}
		}
	}
}
