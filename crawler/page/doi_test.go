package page

import (
	"slices"
	"strings"
	"testing"
)

// FuzzPlainDOIs holds the scan for DOIs to the expression that describes them.
func FuzzPlainDOIs(f *testing.F) {
	for _, text := range []string{"", "10", "10.", "10.1000/a", "doi:10.1000/182.", "x10.1000/a", "(10.1002/14651858.CD001431.pub5)", "10.123/a", "10.1234567890/a",
		"10.1000/", "10.1000/é", "110.1000/a 10.1000/b", "10.1000/a10.1000/b, 10 and 100", "é10.1000/a", "_10.1000/a", strings.Repeat("10.1000/a ", 25)} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if strings.ContainsAny(text, "\u017f\u212a") { // letters that only the expression takes for s and k
			return
		}
		got, _ := plainDOIs(text)
		if want := doiShape.FindAllString(text, maxDOIs); !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	})
}
