package page

import (
	"math"
	"slices"
)

// Fewest words and sentences for which a grade says something.
const (
	minGradedWords     = 100
	minGradedSentences = 10
)

// Grade is the consensus of four formulas for English text, as grades of American schools: the median of Kincaid, SMOG,
// ARI and Coleman. It is not ok where the text is too short for it.
func (r *Readability) Grade() (grade float64, ok bool) {
	if r.Words < minGradedWords || r.Sentences < minGradedSentences {
		return 0, false
	}
	grades := []float64{r.Kincaid(), r.SMOG(), r.ARI(), r.Coleman()}
	slices.Sort(grades)
	return (grades[1] + grades[2]) / 2, true
}

// Kincaid is the Flesch-Kincaid grade level (1975).
func (r *Readability) Kincaid() float64 {
	return 0.39*r.perSentence(r.Words) + 11.8*r.perWord(r.Syllables) - 15.59
}

// SMOG is McLaughlin's grade (1969).
func (r *Readability) SMOG() float64 {
	return 1.0430*math.Sqrt(30*r.perSentence(r.Poly)) + 3.1291
}

// ARI is the automated readability index (1967).
func (r *Readability) ARI() float64 {
	return 4.71*r.perWord(r.Letters) + 0.5*r.perSentence(r.Words) - 21.43
}

// Coleman is the Coleman-Liau index (1975).
func (r *Readability) Coleman() float64 {
	return 5.88*r.perWord(r.Letters) - 29.6*r.perWord(r.Sentences) - 15.8
}

// Flesch is the reading ease (1948): 100 is very easy, 0 very hard.
func (r *Readability) Flesch() float64 {
	return 206.835 - 1.015*r.perSentence(r.Words) - 84.6*r.perWord(r.Syllables)
}

// Fog is Gunning's index (1952), with every word of three syllables counted as hard.
func (r *Readability) Fog() float64 {
	return 0.4 * (r.perSentence(r.Words) + 100*r.perWord(r.Poly))
}

// LIX is Björnsson's index (1968), for any language: above 50 is hard.
func (r *Readability) LIX() float64 { return r.perSentence(r.Words) + 100*r.perWord(r.Long) }

// Formula is the formula made for a language and what it says of the text; LIX where there is none.
func (r *Readability) Formula(language string) (name string, score float64) {
	switch language {
	case "en":
		return "Flesch", r.Flesch()
	case "de":
		return "Amstad", 180 - r.perSentence(r.Words) - 58.5*r.perWord(r.Syllables)
	case "es":
		return "Fernández Huerta", 206.84 - 60*r.perWord(r.Syllables) - 1.02*r.perSentence(r.Words)
	case "fr":
		return "Kandel-Moles", 207 - 1.015*r.perSentence(r.Words) - 73.6*r.perWord(r.Syllables)
	case "it":
		return "Gulpease", 89 + 300*r.perWord(r.Sentences) - 10*r.perWord(r.Letters)
	}
	return "LIX", r.LIX()
}

// Wiener is the first Viennese formula (1984) for German text, in grades.
func (r *Readability) Wiener() float64 {
	return 19.35*r.perWord(r.Poly) + 0.1672*r.perSentence(r.Words) + 12.97*r.perWord(r.Long) - 3.27*r.perWord(r.Mono) - 0.875
}

func (r *Readability) perWord(n int) float64     { return float64(n) / float64(max(1, r.Words)) }
func (r *Readability) perSentence(n int) float64 { return float64(n) / float64(max(1, r.Sentences)) }
