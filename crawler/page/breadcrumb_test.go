package page

import (
	"strings"
	"testing"
)

// Lists of links take turns, and stand at several depths.
func TestCrumbs(t *testing.T) {
	list := `<li><a href="/a/">a</a></li><li><span><a href="/b/">b</a></span></li>`
	f := extract(`<nav><ul class="breadcrumbs">` + list + `</ul><ul>` + list + `</ul></nav><nav><a href="/a/" class="Breadcrumb-link">a</a><a href="/b/">b</a></nav>
		<nav><ol><li class="breadcrumb"><a href="/a/">a</a></li><li><a href="/b/">b</a></li></ol></nav>
		<nav id=breadcrumb><p><p><b><i><u><a href="/a/">a</a><s><a href="/b/">b</a></s></u></i></b></nav>`)
	var got strings.Builder
	for i := range f.Links {
		if f.Links[i].Crumb {
			got.WriteByte('1')
		} else {
			got.WriteByte('0')
		}
	}
	if want := "1100" + "10" + "10" + "10"; got.String() != want {
		t.Errorf("links in breadcrumbs: %s, want %s", &got, want)
	}
}
