package crawler

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
)

// A page that is read where another one was has nothing of it, and what was taken from the first stays as it was.
func TestRelease(t *testing.T) {
	var links strings.Builder
	for i := range 50 {
		fmt.Fprintf(&links, `<p>See <a href="/%d" rel=nofollow>number %d</a>.</p>`, i, i)
	}
	w := serve(t, map[string]string{
		"/":    "<title>a</title><p hidden><a href=/two target=_blank>a long text of a link</a></p>" + links.String(),
		"/two": `<title>b</title><p>Back to <a href="/">it</a>.</p>`,
	})
	s := crawlSite(t, Options{Start: []string{w.URL + "/"}, Target: w.URL})
	want := map[ID]*Page{}
	for _, id := range s.Pages() {
		want[id] = read(t, s, id)
		want[id].Blocks()
	}
	reused := 0
	for range 20 { // a pool may lose what it is given
		first := read(t, s, s.Lookup(w.URL+"/"))
		text, place := first.Facts.Links[0].Text, &first.Facts.Links[0]
		first.Release()
		second := read(t, s, s.Lookup(w.URL+"/two"))
		if &second.Facts.Links[0] == place {
			reused++
		}
		if text != "a long text of a link" {
			t.Fatalf("the text of a link became %q", text)
		}
		if second.Blocks(); !reflect.DeepEqual(second.Facts, want[second.Head.ID].Facts) || !reflect.DeepEqual(second.Links, want[second.Head.ID].Links) {
			t.Fatalf("the second page is %+v", second.Facts)
		}
		second.Release()
	}
	if reused == 0 {
		t.Error("no page was read where another one was")
	}
}

func read(t *testing.T, s *Site, id ID) *Page {
	t.Helper()
	p, err := s.Load(id)
	if err != nil {
		t.Fatal(err)
	}
	return p
}
