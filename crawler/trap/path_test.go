package trap

import (
	"strings"
	"testing"
)

func TestPath(t *testing.T) {
	for _, c := range []struct {
		name, path string
		want       Kind
	}{
		{"home", "/", ""},
		{"a date three times over", "/01/01/01/", ""},
		{"relative links pile up", "/a/b/a/b/a/b/a/", Repeat},
		{"slashes are no segments", "/a////////b", ""},
		{"the query is no path", "/a?next=/b/b/b/b/b", ""},
		{"twenty deep", "/" + strings.Join(strings.Split("abcdefghijklmnopqrst", ""), "/"), ""},
		{"twenty-one deep", "/" + strings.Join(strings.Split("abcdefghijklmnopqrstu", ""), "/"), Depth},
	} {
		if got := (Limits{}).Path(c.path); got != c.want {
			t.Errorf("%s: Path = %q, want %q", c.name, got, c.want)
		}
	}
}
