package page

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// characters of texts without a phrase.
var characters = []rune("abzAZ059    -.,!@[`{/:~\x00\x1f\x7f\t\né中’")

// A text that holds a phrase is never passed over, wherever the phrase stands in it; most others are.
func TestGrams(t *testing.T) {
	phrases := words(" buy now|add to cart|in winkelwagen|añadir al carrito")
	g := newGrams(phrases)
	if g == nil || g.step != len("buy now")-gramSize+1 {
		t.Fatalf("grams %v", g)
	}
	passed := 0
	for _, p := range phrases {
		p = strings.TrimLeft(p, " ")
		for before := range 20 {
			for after := range 20 {
				if text := strings.Repeat("x", before) + strings.ToUpper(p[:3]) + p[3:] + strings.Repeat(".", after); !g.in(text) {
					t.Errorf("%q is not found", text)
				}
			}
		}
	}
	r := rand.New(rand.NewPCG(1, 2))
	for range 1000 {
		if g.in(randomText(r, characters, r.IntN(40))) {
			passed++
		}
	}
	if passed > 100 {
		t.Errorf("%d of 1000 texts without a phrase are not passed over", passed)
	}
	for name, list := range map[string][]string{"short": words("add to cart|buy"), "many": strings.Split(strings.Repeat("add to cart|", 200), "|")} {
		if newGrams(list) != nil {
			t.Errorf("%s: grams", name)
		}
	}
}

// Sets of few long phrases say the same with and without their grams.
func TestSetsWithGrams(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	phrases, hits := mustPhrases(map[clues][]string{1: cartWords[:8], 2: cartWords[8:]}), mustWordSet(cartWords)
	plain, all := *phrases, *hits
	plain.grams, all.grams = nil, nil
	if phrases.grams == nil || hits.grams == nil {
		t.Fatal("no grams")
	}
	for range 3000 {
		text := randomText(r, characters, r.IntN(40)) + cartWords[r.IntN(len(cartWords))][r.IntN(3):] + randomText(r, characters, r.IntN(40))
		if got, want := phrases.in(text), plain.in(text); got != want {
			t.Errorf("%q says %b, want %b", text, got, want)
		}
		if got, want := len(hits.appendHits(nil, text)), len(all.appendHits(nil, text)); got != want {
			t.Errorf("%q has %d phrases, want %d", text, got, want)
		}
	}
}
