package page

import (
	"slices"
	"strings"
	"testing"
)

func TestPhraseSet(t *testing.T) {
	s := mustPhrases(map[clues][]string{1: words("she|hers"), 2: words("he"), 4: words("his|not a"), 8: words("été")})
	for text, want := range map[string]clues{
		"": 0, "h": 0, "he": 2, "She": 3, "ushers": 3, "hishe": 7, "no a": 0, "nnot a": 4, "not\u00a0a": 0, "d'été": 8, "éte": 0,
	} {
		if got := s.in(text); got != want {
			t.Errorf("%q: %b, want %b", text, got, want)
		}
	}
}

// Texts that are gone through side by side say what each of them says alone, whatever their lengths and number.
func TestPhraseSetEach(t *testing.T) {
	s := mustPhrases(map[clues][]string{1: words("she|hers"), 2: {" he"}, 4: {"not a"}})
	texts := words("he||she|not|a|xhe|hers, she says, not a bit of it|he||He is not a|ushers")
	for n := range len(texts) + 1 {
		blocks := make([]plainBlock, n)
		for i := range blocks {
			blocks[i].text = texts[i]
		}
		said := s.each(blocks)
		for i, got := range said.kinds {
			if want := s.in(texts[i]); got != want {
				t.Errorf("%q, %d of %d: %b, want %b", texts[i], i, n, got, want)
			}
			for to := range len(texts[i]) {
				if got, want := said.within(i, 0, to), s.in(texts[i][:to]); got != want {
					t.Errorf("%q, %d of %d, until %d: %b, want %b", texts[i], i, n, to, got, want)
				}
			}
		}
	}
}

// What a language lists is found in a text if and only if strings.Contains finds it, wherever it stands.
func TestPhrasesOfLanguages(t *testing.T) {
	for _, code := range builtIn().codes {
		l := builtIn().language(code)
		lists := map[clues][]string{saysReviewedBy: slices.Concat(l.ReviewedBy, l.ReviewThis), saysAbout: l.AboutAuthor, saysMedical: l.Medical}
		var texts []string
		for _, list := range lists {
			texts = append(texts, list...)
		}
		for kind, list := range lists {
			for i, text := range texts {
				text = "x" + strings.ToUpper(text[:1]) + text[1:] + texts[len(texts)-1-i]
				want := containsAny(strings.ToLower(text), list)
				for pad := range 90 {
					padded := strings.Repeat("·", pad) + text + strings.Repeat("·", 90-pad)
					if got := l.phrases.in(padded).has(kind); got != want {
						t.Errorf("%s %q: kind %b %v, want %v", code, padded, kind, got, want)
					}
				}
			}
		}
		for _, r := range l.Roles {
			for _, name := range r.Names {
				if !l.occupations.in(name).has(occupation(name)) {
					t.Errorf("%s: %q does not hold itself", code, name)
				}
			}
		}
	}
}

func TestPlainText(t *testing.T) {
	for text, want := range map[string]string{
		"plain, as it is": "plain, as it is", "ÄÖÜ ß É×÷": "äöü ß é×÷", "It’s “so”": `it's "so"`, "sub\u00adstitute\u00a0for…": "substitute for...",
		"e\u0301te\u0301": "été", "ＡＢＣ ﬁ ½": "abc fi 1⁄2", "İ Σ Ж": "i σ ж", "A – B": "a – b", "\xff": "\ufffd",
	} {
		if got := PlainText(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
