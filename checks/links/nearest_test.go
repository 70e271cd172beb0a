package links

import (
	"fmt"
	"testing"
)

func TestDistance(t *testing.T) {
	for _, c := range []struct {
		a, b  string
		limit int
		want  int
	}{
		{"", "", 2, 0},
		{"statins", "statins", 2, 0},
		{"statins", "statin", 2, 1},
		{"statins", "sattins", 2, 1}, // two neighbors swapped
		{"héart", "heart", 2, 1},
		{"kitten", "sitting", 3, 3},
		{"kitten", "sitting", 2, 3}, // above the limit
		{"a", "abcdef", 2, 3},
	} {
		if got := distance(c.a, c.b, c.limit); got != c.want {
			t.Errorf("distance(%q, %q, %d) = %d, want %d", c.a, c.b, c.limit, got, c.want)
		}
	}
}

func TestNearest(t *testing.T) {
	x := newPaths([]string{
		"/", "/about/", "/back-pain/red-flags/", "/diabetes/diet/", "/gone-too/", "/guides/migraine.html", "/heart/high-blood-pressure/",
		"/heart/statins/", "/heart/stroke/", "/news/?page=2",
	})
	for path, want := range map[string]string{
		"/gone/":                     "/gone-too/",
		"/heart/statin/":             "/heart/statins/",
		"/hart/statins/":             "/heart/statins/",
		"/Heart/Stroke":              "/heart/stroke/",
		"/heart/stroke.html":         "/heart/stroke/",
		"/guides/migraine/":          "/guides/migraine.html",
		"/red-flags/":                "/back-pain/red-flags/", // same name in another place
		"/heart/high-pressure/":      "/heart/high-blood-pressure/",
		"/heart/entirely-different/": "",
		"/":                          "",
		"/abuot/":                    "/about/",
		"/diabetes/":                 "",
	} {
		if got := x.nearest(path); got != want {
			t.Errorf("nearest(%q) = %q, want %q", path, got, want)
		}
	}
}

// BenchmarkNearest asks for one broken path among 10,000 pages.
func BenchmarkNearest(b *testing.B) {
	var all []string
	for i := range 10_000 {
		all = append(all, fmt.Sprintf("/topic-%d/section-%d/page-about-something-%d/", i%20, i%200, i))
	}
	x := newPaths(all)
	for i := 0; b.Loop(); i++ {
		x.nearest(fmt.Sprintf("/topic-%d/section-%d/page-about-somthing-%d-gone/", i%20, i%200, i%10_000))
	}
}

// BenchmarkNearestFlat is the worst case: every page below one parent, with names of one length.
func BenchmarkNearestFlat(b *testing.B) {
	var all []string
	for i := range 10_000 {
		all = append(all, fmt.Sprintf("/page-about-something-%05d/", i))
	}
	x := newPaths(all)
	for i := 0; b.Loop(); i++ {
		x.nearest(fmt.Sprintf("/pages-without-anything-%04d/", i%10_000))
	}
}

// FuzzDistance holds the banded matrix to the whole one.
func FuzzDistance(f *testing.F) {
	f.Add("statins", "sattins", 2)
	f.Add("ab", "ba", 1)
	f.Fuzz(func(t *testing.T, a, b string, limit int) {
		if limit < 0 || limit > 5 || len(a) > 80 || len(b) > 80 {
			return // of no interest: names are short and the limit is small
		}
		want := min(distance(a, b, max(len(a), len(b))), limit+1)
		if got := distance(a, b, limit); got != want {
			t.Errorf("distance(%q, %q, %d) = %d, want %d", a, b, limit, got, want)
		}
	})
}
