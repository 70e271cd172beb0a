package links

import (
	"fmt"
	"strings"
	"testing"

	"github.com/healthusias/rounds/crawler/page"
)

func TestLower(t *testing.T) {
	var all []byte
	for c := range 256 {
		all = append(all, byte(c))
	}
	for from := range 9 {
		b := []byte(string(all[from:]))
		lower(b)
		for i, c := range b {
			want := all[from+i]
			if want >= 'A' && want <= 'Z' {
				want += 'a' - 'A'
			}
			if c != want {
				t.Errorf("from %d on: %x becomes %x", from, all[from+i], c)
			}
		}
	}
}

func TestLowered(t *testing.T) {
	links := []page.Link{{Element: "a", Text: "One Two"}, {Element: "a", Text: "Hidden", Hidden: true}, {Element: "img", Text: "Image"}, {Element: "area", Text: "ÄB"}}
	var room []byte
	for range 2 {
		if got := lowered(links, &room); got != "one twoÄb" {
			t.Errorf("%q", got)
		}
	}
}

// Each name is found where it stood first, however full the table is.
func TestFirsts(t *testing.T) {
	var labels []label
	for i := range 1000 {
		labels = append(labels, label{name: fmt.Sprint("name ", i%300)})
	}
	f := newFirsts(labels, &[]int32{1, 2, 3})
	for i := range labels {
		if got := f.first(i); got != i%300 {
			t.Fatalf("link %d says what link %d said first, not link %d", i, i%300, got)
		}
	}
}

func TestPerHost(t *testing.T) {
	var h perHost
	asked := 0
	for range 2 {
		for i := range maxHosts + 5 {
			host := fmt.Sprint("h", i, ".example")
			if got := h.of(host, func() string { asked++; return strings.ToUpper(host) }); got != strings.ToUpper(host) {
				t.Fatalf("of %s is known %q", host, got)
			}
		}
	}
	if asked != maxHosts+10 || len(h.known) != maxHosts {
		t.Errorf("asked %d times, %d are kept", asked, len(h.known))
	}
}
