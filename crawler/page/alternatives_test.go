package page

import (
	"regexp"
	"slices"
	"testing"
)

// TestAlternatives: an expression that is cut at its bars finds what the whole finds.
func TestAlternatives(t *testing.T) {
	var texts []string
	for _, file := range []string{"disclaimers.tsv", "decoys.tsv", "claims.tsv"} {
		for _, s := range readSentences(t, file) {
			texts = append(texts, PlainText(s.text))
		}
	}
	texts = append(texts, "", "ab", "ba", "xab ba", "see your doctor", "the doctor sees", "colour of color")
	check := func(expression string) {
		all, err := newAlternatives(expression)
		if err != nil {
			t.Fatal(err)
		}
		whole := regexp.MustCompile(expression)
		for _, text := range texts {
			if got, want := all.find(text), whole.FindStringIndex(text); !slices.Equal(got, want) {
				t.Errorf("%.60s in %q: %v, want %v", expression, text, got, want)
			}
		}
	}
	for _, expression := range []string{"a|ab", "ab|a", "b|ab", "(a|b)+", "^x|ba$", "(?i)SEE|Doctor", "(see|ask).*(doctor|nurse)|doctor (can|sees)", "colou?r", "x*", "(?:ab ){2}|(?:ba)+", "[|(]|b", `\||a b`, "(?:a|b)|x", "[[:alpha:](]|b|x"} {
		check(expression)
	}
	for _, code := range builtIn().codes {
		p := builtIn().language(code).Pack
		forms := slices.Clone(p.Strong)
		if p.Soft != nil {
			forms = append(forms, *p.Soft)
		}
		for _, f := range forms {
			check(f.Match)
		}
	}
}
