package page

import (
	"strings"
	"testing"
)

// A book says of each word what counting says, whatever it remembers by then.
func TestSyllableBook(t *testing.T) {
	var many []string // more words than a book holds
	for _, begin := range words("b|c|d|f|g|h|l|m|n|p") {
		for _, middle := range words("a|e|i|o|ea|ie|io") {
			for _, end := range words("te|ted|tes|sh|n|ly|nce|ble|d|s") {
				many = append(many, begin+middle+end)
			}
		}
	}
	text := strings.Join(many, " ") + " " + strings.Join(words("people|People|area|time|times|table|tables|walked|wanted|the|a|medicine|medicines|stiff|mornings|biology|queue|year|YEARS|h2o|covid19|simile|anxiety|relate|related"), " ") + " end of it"
	english, other := &syllableBook{}, (*syllableBook)(nil)
	for range 2 {
		for from := 0; from < len(text); {
			to := from + strings.IndexByte(text[from:]+" ", ' ')
			word := text[from:to]
			if got, want := english.count(word, eightAt(text, from)), syllables(word); got != want {
				t.Errorf("%q has %d syllables, want %d", word, got, want)
			}
			if got, want := other.count(word, eightAt(text, from)), vowelGroups(word); got != want {
				t.Errorf("%q has %d groups of vowels, want %d", word, got, want)
			}
			from = to + 1
		}
	}
}
