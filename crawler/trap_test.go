package crawler

import (
	"strings"
	"testing"
)

func TestTrapped(t *testing.T) {
	for _, c := range []struct{ name, path, want string }{
		{"home", "/", ""},
		{"a date three times over", "/01/01/01/", ""},
		{"relative links pile up", "/a/b/a/b/a/b/a/", "trap(repeat)"},
		{"slashes are no segments", "/a////////b", ""},
		{"the query is no path", "/a?next=/b/b/b/b/b", ""},
		{"twenty deep", "/" + strings.Join(strings.Split("abcdefghijklmnopqrst", ""), "/"), ""},
		{"twenty-one deep", "/" + strings.Join(strings.Split("abcdefghijklmnopqrstu", ""), "/"), "trap(depth)"},
	} {
		if got := trapped("https://health.example" + c.path); got != c.want {
			t.Errorf("%s: trapped = %q, want %q", c.name, got, c.want)
		}
	}
}
