package crawler

import (
	"strconv"
	"testing"

	"github.com/healthusias/rounds/crawler/page"
)

func TestIsIndex(t *testing.T) {
	// facts are those of a page of so many words with links to so many pages, and one more to each of the first few.
	facts := func(words, pages, again int) *page.Facts {
		f := &page.Facts{URL: "https://health.example/list/", Words: words}
		for i := range pages + again {
			f.Links = append(f.Links, page.Link{Element: "a", Attr: "href", URL: "https://health.example/" + strconv.Itoa(i%pages), Region: page.RegionMain})
		}
		return f
	}
	for _, c := range []struct {
		words, pages, again int
		want                bool
	}{
		{indexWords*indexLinks - 1, indexLinks, 0, true},
		{indexWords * indexLinks, indexLinks, 0, false},
		{indexWords * indexLinks, indexLinks, indexLinks, false},
		{100, indexLinks - 1, 0, false},
		{100, indexLinks - 1, indexLinks - 1, false},
		{100, indexLinks, indexLinks, true},
	} {
		if got := isIndex(facts(c.words, c.pages, c.again)); got != c.want {
			t.Errorf("%d words, %d pages, %d of them twice: %v", c.words, c.pages, c.again, got)
		}
	}
	away := facts(100, indexLinks, 0)
	away.Links[0].URL = "https://other.example/"
	if isIndex(away) {
		t.Error("a page elsewhere counts")
	}
}
