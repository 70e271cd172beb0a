package trap

import (
	"strings"
	"testing"

	"github.com/healthusias/rounds/crawler/page"
)

func TestPrint(t *testing.T) {
	at := func(address string, texts ...string) *page.Facts {
		f := &page.Facts{URL: address}
		for _, text := range texts {
			f.Blocks = append(f.Blocks, page.Block{Text: text})
		}
		return f
	}
	seven := Print(at("https://h.example/page/7", "Page 7 of 900", "Next: 8, then nothing with a number"))
	for _, c := range []struct {
		name string
		page *page.Facts
		same bool
	}{
		{"the next page", at("https://h.example/page/8", "Page 8 of 900", "Next: 9, then nothing with a number"), true},
		{"another text", at("https://h.example/page/8", "Page 8 of 900", "Next: 9, then something with a number"), false},
		{"a number far from the address", at("https://h.example/page/8", "Page 8 of 950", "Next: 9, then nothing with a number"), false},
		{"own numbers at both ends and side by side", at("https://h.example/page/8", "Page 8 9 of 900", "Next: 9, then nothing with a number"), false},
		{"dates", at("https://h.example/2026/05/", "Page 8 of 900", "Next: 9, then nothing with a number"), false},
	} {
		if got := Print(c.page); (got == seven) != c.same {
			t.Errorf("%s: prints %x and %x", c.name, got, seven)
		}
	}
	if Print(at("https://h.example/2026/05/", "May 2026: nothing on the 3rd")) != Print(at("https://h.example/2026/06/", "June 2026: nothing on the 4th")) {
		t.Error("the dates of a calendar make a difference")
	}
	for _, f := range []*page.Facts{at("https://h.example/heart/", "7"), {URL: "https://h.example/page/7", Shell: true}, {URL: "https://h.example/page/7", Partial: "reset"}} {
		if got := Print(f); got != 0 {
			t.Errorf("%+v prints %x, want none", f, got)
		}
	}
}

func TestDigits(t *testing.T) {
	for n := range 20 {
		for at := range n {
			for c := range 256 {
				text := strings.Repeat("x", at) + string([]byte{byte(c)}) + strings.Repeat("/", n-at-1)
				want := [2]int{n, n}
				if digit(byte(c)) {
					want = [2]int{at, at + 1}
				}
				if begin, end := digits(text, 0); [2]int{begin, end} != want {
					t.Fatalf("digits(%q) = %d, %d, want %d", text, begin, end, want)
				}
			}
		}
	}
	for _, c := range []struct {
		text     string
		from     int
		at, next int
	}{
		{"", 0, 0, 0}, {"/:", 0, 2, 2}, {"a\x80\xb0\xb9", 0, 4, 4}, {"\xff\xfe/:;<=>", 0, 8, 8},
		{"page 7 of 900", 0, 5, 6}, {"page 7 of 900", 6, 10, 13}, {"page 7 of 900", 13, 13, 13}, {"1234567890123", 2, 2, 13},
	} {
		if at, next := digits(c.text, c.from); at != c.at || next != c.next {
			t.Errorf("digits(%q, %d) = %d, %d, want %d, %d", c.text, c.from, at, next, c.at, c.next)
		}
	}
}
