package page

import (
	"slices"
	"testing"
)

func TestSrcset(t *testing.T) {
	for in, want := range map[string][]string{
		"a.jpg 1x, b.jpg 2x":                       {"a.jpg", "b.jpg"},
		"a.jpg, b.jpg":                             {"a.jpg", "b.jpg"},
		" /w_1,h_2/a.jpg 100w,\n/w_2,h_4/a.jpg":    {"/w_1,h_2/a.jpg", "/w_2,h_4/a.jpg"},
		"data:image/png;base64,AA== 1x, b.jpg 2x,": {"data:image/png;base64,AA==", "b.jpg"},
		"a.jpg (x, y) 1x, b.jpg":                   {"a.jpg", "b.jpg"},
		",, ,":                                     nil,
		"":                                         nil,
	} {
		var got []string
		for rest := in; rest != ""; {
			var candidate string
			if candidate, rest = nextCandidate(rest); candidate != "" {
				got = append(got, candidate)
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("srcset %q: %q, want %q", in, got, want)
		}
	}
}

func TestCSSAddresses(t *testing.T) {
	for in, want := range map[string][]string{
		"a{background:url(x.png) url( 'y z.png' )}":            {"x.png", "y z.png"},
		`@import "a.css"; @IMPORT url(b.css);`:                 {"a.css", "b.css"},
		"/* url(no.png) */ b{src:URL(\"f.woff2\")}":            {"f.woff2"},
		"c{content:'url(no.png)'} d{background:url(yes.png)}":  {"yes.png"},
		`e{background:url(a\(1\).png)} f{background:url(\62)}`: {"a(1).png", "b"},
		"g{background:url(":                                    nil,
		"h{background:url()} i{background:url(z.png)}":         {"z.png"},
	} {
		if got := slices.Collect(cssAddresses(in)); !slices.Equal(got, want) {
			t.Errorf("css %q: %q, want %q", in, got, want)
		}
	}
}

func TestParseRefresh(t *testing.T) {
	for _, test := range []struct {
		in, address string
		seconds     int
		ok          bool
	}{
		{"0; url=/next", "/next", 0, true},
		{"5;URL='/next'", "/next", 5, true},
		{" 3.7 , /next ", "/next", 3, true},
		{"10", "", 10, true},
		{"0;url = \"a b\" x", "a b", 0, true},
		{"0 http://h.example/?url=x", "http://h.example/?url=x", 0, true},
		{"99999999999999999999; url=x", "x", 1<<31 - 1, true},
		{"soon; url=/next", "", 0, false},
		{"5x; url=/next", "", 0, false},
		{"", "", 0, false},
	} {
		address, seconds, ok := parseRefresh(test.in)
		if address != test.address || seconds != test.seconds || ok != test.ok {
			t.Errorf("refresh %q: %q %d %v", test.in, address, seconds, ok)
		}
	}
}

func TestNextHeaderLink(t *testing.T) {
	header := `</a>; rel="preload"; as=script, <https://h.example/b?x=1,2>; title="a, b"; rel=canonical,<c>`
	var got []string
	for header != "" {
		var address, rel string
		address, rel, header = nextHeaderLink(header)
		got = append(got, address+" "+rel)
	}
	if want := []string{"/a preload", "https://h.example/b?x=1,2 canonical", "c "}; !slices.Equal(got, want) {
		t.Errorf("links %q, want %q", got, want)
	}
}

func TestHeaderDirectives(t *testing.T) {
	got := headerDirectives(nil, []string{"noindex, nofollow", "googlebot: noarchive, max-snippet: 20", "unavailable_after: 25 Jun 2030 15:00:00 PST"})
	want := []Directive{
		{Source: "header", Agent: "robots", Value: "noindex"}, {Source: "header", Agent: "robots", Value: "nofollow"},
		{Source: "header", Agent: "googlebot", Value: "noarchive"}, {Source: "header", Agent: "googlebot", Value: "max-snippet:20"},
		{Source: "header", Agent: "robots", Value: "unavailable_after:25 jun 2030 15:00:00 pst"},
	}
	if !slices.Equal(got, want) {
		t.Errorf("directives %+v", got)
	}
}

func TestFoldSpace(t *testing.T) {
	for in, want := range map[string]string{
		"": "", " ": "", "a b": "a b", " a\n\tb ": "a b", "a\u00a0b": "a b", "sub\u00adstitute": "substitute",
		"a  b": "a b", "é ü": "é ü", "é\u2003 ü ": "é ü", "\u200b": "", "a ": "a",
		"seven 7  and": "seven 7 and", "eights 8  and": "eights 8 and", "12345678 !, 9": "12345678 !, 9", "12345678 \x01 9": "12345678 9",
		"a tab\tor a\nline": "a tab or a line", "1234567\u00a0\u00ad8 90": "1234567 8 90", "no change é at all": "no change é at all",
	} {
		if got := foldSpace(in); got != want {
			t.Errorf("foldSpace(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestCountWords(t *testing.T) {
	for in, want := range map[string]int{"": 0, "one": 1, "it's 2 - words…": 3, "it's 2 - words...": 3, " one,two (three) ": 2, "- * -": 0, "a\tb\n": 2, "well-known": 1, "Rücken tut weh": 3, "腰痛とは": 4, "— ★": 0} {
		if got := countWords(in); got != want {
			t.Errorf("countWords(%q) = %d, want %d", in, got, want)
		}
	}
}
