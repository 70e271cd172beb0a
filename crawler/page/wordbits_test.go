package page

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// A table says of each word what a map says, however long the word is and wherever it stands.
func TestWordBits(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		kinds := map[string]uint64{}
		for range r.IntN(40) {
			if w := randomWord(r); w != "" {
				kinds[w] = 1 << r.IntN(64)
			}
		}
		table := newWordBits(kinds)
		for range 200 {
			w, before, after := randomWord(r), strings.Repeat(" ", r.IntN(9)), strings.Repeat(" ", r.IntN(9))
			text := before + strings.ToUpper(w) + after
			if got, want := table.of(text, len(before), len(before)+len(w)), kinds[w]; got != want {
				t.Fatalf("%q in %q: %b, want %b", w, text, got, want)
			}
		}
	}
}

// randomWord has up to eleven letters, digits and marks of few kinds.
func randomWord(r *rand.Rand) string {
	letters := make([]byte, r.IntN(12))
	for i := range letters {
		letters[i] = "ab1."[r.IntN(2+r.IntN(3))]
	}
	return string(letters)
}
