package trap

import "testing"

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
