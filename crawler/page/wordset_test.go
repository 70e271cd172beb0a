package page

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// hitsOf is what appendHits says of a text, phrase by phrase and place by place.
func hitsOf(s *wordSet, text string) (hits []hit) {
	for id := range s.patterns {
		p := &s.patterns[id]
		for i := 0; i+len(p.text) <= len(text); i++ {
			if end := i + len(p.text); lowersTo(text[i:end], p.text) && p.at(text, end) {
				hits = append(hits, hit{int32(id), int32(i), int32(end)})
			}
		}
	}
	slices.SortFunc(hits, func(a, b hit) int {
		switch {
		case a.end != b.end:
			return int(a.end - b.end)
		case a.start != b.start:
			return int(a.start - b.start)
		}
		return int(a.pattern - b.pattern)
	})
	return hits
}

// All phrases are found, and nothing else, whatever stands beside them: as words, as beginnings and ends of words, and within them.
func TestWordSet(t *testing.T) {
	phrases := words("no|not a|the er|in 5|tie*|cure*|prevent*|preventive measure|*mg|*n't|*itis|*klaro*|*stat.hot*|*mg/*|mg/*|été|μg|*μg|dr.|(see|!|*%|é*|a&e|no one|not|you should not|by:")
	s := newWordSet()
	for _, p := range phrases {
		if _, err := s.add(p); err != nil {
			t.Fatal(err)
		}
	}
	s.finish()
	pieces := words(" | |.|-|'|\u00a0|é|x|NOT|a|The ER|the|ties|cured|prevent|Mg|don't|arthritis|static|hot|10||")
	for _, p := range s.patterns {
		pieces = append(pieces, p.text, upperASCII(p.text))
	}
	r := rand.New(rand.NewPCG(1, 2))
	found := map[int32]bool{}
	for range 50000 {
		var b strings.Builder
		for range r.IntN(9) {
			b.WriteString(pieces[r.IntN(len(pieces))])
		}
		text := b.String()
		got, want := s.appendHits(nil, text), hitsOf(s, text)
		if !slices.Equal(got, want) {
			t.Fatalf("%q: %v, want %v", text, got, want)
		}
		for _, h := range got {
			found[h.pattern] = true
		}
	}
	for id := range s.patterns {
		if !found[int32(id)] {
			t.Errorf("%q was in no text", phrases[id])
		}
	}
}

// upperASCII is a text with the letters of ASCII in capitals.
func upperASCII(text string) string {
	b := []byte(text)
	for i, c := range b {
		if letter(c) {
			b[i] = c &^ 0x20
		}
	}
	return string(b)
}

// Every phrase of every language is found where it stands alone, in capitals too.
func TestWordSetOfLanguages(t *testing.T) {
	for _, code := range builtIn().codes {
		for _, s := range []*wordSet{builtIn().language(code).wordings.set, builtIn().language(code).systems.set, builtIn().language(code).headings.set} {
			for id := range s.patterns {
				for _, text := range []string{s.patterns[id].text, "so, " + upperASCII(s.patterns[id].text) + ", so"} {
					if got := s.appendHits(nil, text); !slices.ContainsFunc(got, func(h hit) bool { return h.pattern == int32(id) }) {
						t.Errorf("%s: %q is not in %q", code, s.patterns[id].text, text)
					}
				}
			}
		}
	}
}
