package trap

import (
	"bytes"
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

func TestHasDigit(t *testing.T) {
	for n := range 20 {
		for at := range n {
			for c := range 256 {
				b := bytes.Repeat([]byte{'x'}, n)
				b[at] = byte(c)
				if got := hasDigit(b); got != digit(byte(c)) {
					t.Fatalf("hasDigit(%q) = %v", b, got)
				}
			}
		}
	}
	for _, text := range []string{"", "/:", "a\x80\xb0\xb9", "\xff\xfe/:;<=>"} {
		if hasDigit([]byte(text)) {
			t.Errorf("hasDigit(%q)", text)
		}
	}
}
