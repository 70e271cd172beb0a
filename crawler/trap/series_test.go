package trap

import (
	"strconv"
	"testing"
)

func TestFamily(t *testing.T) {
	for address, want := range map[string]string{
		"https://h.example/heart/":                       "",
		"https://h.example":                              "",
		"https://h.example/events/2026/05/":              "https://h.example/events/{date}/{date}/",
		"https://h.example/events/2026-05.html":          "https://h.example/events/{date}.html",
		"https://h.example/events/may-2026":              "https://h.example/events/{date}",
		"https://h.example/e/20260517":                   "https://h.example/e/{date}",
		"https://h.example/cal?month=5&year=2026":        "https://h.example/cal?month={date}&year={date}",
		"https://h.example/cal?year=2026&month=5":        "https://h.example/cal?month={date}&year={date}",
		"https://h.example/page/12/":                     "https://h.example/page/#/",
		"https://h.example/list?p=12":                    "https://h.example/list?p=#",
		"https://h.example/2026/05/17/covid-19-vaccine/": "https://h.example/{date}/{date}/{date}/covid-19-vaccine/",
		"https://h8.example/a":                           "",
	} {
		if got := Family(address); got != want {
			t.Errorf("Family(%s) = %q, want %q", address, got, want)
		}
	}
}

func TestPlace(t *testing.T) {
	for _, c := range []struct {
		kind          Kind
		address, want string
	}{
		{Repeat, "https://h.example/x/a/b/a/b/a/b/a/", "https://h.example/x/a/"},
		{Depth, "https://h.example/a/b/c/", "https://h.example/a/"},
		{Facets, "https://h.example/list?a=1&b=2", "https://h.example/list?"},
		{Session, "https://h.example/list?sid=1", "https://h.example/"},
		{Hosts, "https://s1.h.example/list", "h.example"},
		{Series, "https://h.example/page/4", "https://h.example/page/#"},
	} {
		if got := Place(c.kind, c.address); got != c.want {
			t.Errorf("Place(%s, %s) = %q, want %q", c.kind, c.address, got, c.want)
		}
	}
}

func TestSlots(t *testing.T) {
	for address, want := range map[string]string{
		"https://h.example/a?sid=1":            "https://h.example?sid1",
		"https://h.example/a;jsessionid=0F?x=": "https://h.example;jsessionid;jsessionid=0F",
		"https://h.example/(S(ab12))/a":        "https://h.example/0(S(ab12))",
		"https://h.example/a0123456789ab/x":    "https://h.example/0a0123456789ab",
		"https://h.example/covid-19-vaccine/":  "",
	} {
		got := ""
		for _, s := range slotsOf(address) {
			got += s.name + s.value
			if !s.minted {
				t.Errorf("%s: %s does not look like an id", address, s.value)
			}
		}
		if got != want {
			t.Errorf("slots of %s are %q, want %q", address, got, want)
		}
	}
}

// FuzzAddresses looks for addresses that cannot be judged.
func FuzzAddresses(f *testing.F) {
	for _, s := range []string{"https://h.example/a/2026/05/?b=1&c", "?", "https://", "https://h.example;a=1/(S(", "/%zz//..;=?&&=&"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, address string) {
		w := NewWatch(Limits{Pages: 1, Variants: 1})
		for depth := range int32(4) {
			w.Sift([]Candidate{{Address: address, Depth: depth}})
			w.Read(address, depth, Look{Text: 1, Print: 1})
		}
		for _, kind := range []Kind{Repeat, Depth, Calendar, Series, Facets, Session, Wildcard, Hosts} {
			Belongs(kind, Place(kind, address), address)
		}
		Limits{}.Path(address)
	})
}

// Nobody looks at a page whose family has no other address: not in its wave, and not before.
func TestAlone(t *testing.T) {
	w := NewWatch(Limits{})
	alone := func(depth int32, addresses ...string) (alone string) {
		var wave []Candidate
		for _, a := range addresses {
			wave = append(wave, Candidate{Address: "https://h.example" + a, Depth: depth})
		}
		for i, v := range w.Sift(wave) {
			if v.Alone {
				alone += addresses[i]
			}
		}
		return alone
	}
	for depth, c := range []struct {
		wave []string
		want string
	}{
		{[]string{"/a-1/", "/b-1/", "/c/", "/d-1/", "/d-2/"}, "/a-1//b-1/"},
		{[]string{"/a-2/", "/e-1/"}, "/e-1/"},
		{[]string{"/a-3/", "/b-2/", "/d-3/"}, ""},
	} {
		if got := alone(int32(depth), c.wave...); got != c.want {
			t.Errorf("of wave %d %q are alone, want %q", depth, got, c.want)
		}
		for _, a := range c.wave {
			w.Read("https://h.example"+a, int32(depth), Look{Unseen: w.Alone("https://h.example" + a)})
		}
	}
	if w.Alone("https://h.example/b-1/") || !w.Alone("https://h.example/e-1/") || w.Alone("https://h.example/c/") {
		t.Error("what is alone is not told later")
	}
}

// A row of pages that nothing tells apart ends after as many of them, though nobody has seen the first; one with something new goes on.
func TestUnseenPage(t *testing.T) {
	walk := func(look func(page int32) uint64) (pages int32) {
		w := NewWatch(Limits{Pages: 3})
		for n := range int32(20) {
			address := "https://h.example/page/" + strconv.Itoa(int(n)+1)
			v := w.Sift([]Candidate{{Address: address, Depth: n}})[0]
			if v.Kind != "" {
				return n
			}
			l := Look{Unseen: v.Alone}
			if !v.Alone {
				l.Print = look(n)
			}
			w.Read(address, n, l)
		}
		return 20
	}
	if n := walk(func(int32) uint64 { return 7 }); n != 4 {
		t.Errorf("%d pages that are all alike are walked, want 4", n)
	}
	if n := walk(func(page int32) uint64 { return uint64(page/3) + 1 }); n != 20 {
		t.Errorf("%d pages that bring something new now and then are walked, want 20", n)
	}
	if n := walk(func(page int32) uint64 { return uint64(page + 1) }); n != 20 {
		t.Errorf("%d pages that are all different are walked, want 20", n)
	}
}
