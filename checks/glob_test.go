package checks

import "testing"

func TestGlobs(t *testing.T) {
	for _, c := range []struct {
		glob, text string
		want       bool
	}{
		{"/legal/**", "/legal/", true},
		{"/legal/**", "/legal/a/b/", true},
		{"/legal/**", "/legalese/", false},
		{"/heart/*/", "/heart/statins/", true},
		{"/heart/*/", "/heart/statins/dose/", false},
		{"/*?print=*", "/a?print=1", true},
		{"https://journal.example/**", "https://journal.example/a/b", true},
		{"https://journal.example/**", "https://journal.example.evil/a", false},
		{"links/*", "links/broken", true},
		{"links/*", "clusters/link-broken", false},
		{"{links,graph}/*", "graph/deep", true},
		{"/authors/[ab]*", "/authors/ada", true},
		{"", "", true},
	} {
		if got := (globs{c.glob}).match(c.text); got != c.want {
			t.Errorf("%q on %q: %v, want %v", c.glob, c.text, got, c.want)
		}
	}
	if err := (globs{"/a/[b"}).validate(); err == nil {
		t.Error("an open bracket is taken for a glob")
	}
}
