package page

import (
	"regexp"
	"slices"
	"strings"
	"sync"
)

// language is what the text detectors know of one language. All words are in lower case, as PlainText leaves them.
// A page in a language without one is judged by its markup alone.
type language struct {
	code string
	stop []string // frequent words that tell the language from its neighbors

	writtenBy  []string // opens a byline whatever follows: "written by"
	by         []string // opens a byline where nothing but a name follows: "by"
	reviewedBy []string // "medically reviewed by"
	negation   *regexp.Regexp

	published, updated, reviewed, nextReview []string // what stands before a date
	months                                   [12][]string

	aboutAuthor []string // headings above a bio: "about the author"
	bioVerbs    []string // follow the name in the first sentence of a bio: "is"
	writing     []string // stems of who writes: "author"
	expertise   []string // stems of what qualifies: "experience"
	roles       []role
	generic     []string // bylines that name nobody: "editorial team"

	forms      []form // strong disclaimers
	soft       form
	medical    []string // stems that tell a medical notice from a financial one
	disclaimer []string // link texts that lead to a disclaimer page

	compounds bool // words grow together: a stem can stand inside a longer word

	frequent                 map[string]bool // stop, as a set
	bylines, reviews, strong *stemSet        // filters before writtenBy and by, reviewedBy, forms
	care, dated, about       *stemSet        // before soft, the labels of dates, aboutAuthor
}

// prepare builds what is derived from the lists.
func (l *language) prepare() {
	l.frequent = map[string]bool{}
	for _, w := range l.stop {
		l.frequent[w] = true
	}
	l.bylines = newStemSet(false, l.writtenBy, l.by)
	l.reviews = newStemSet(false, l.reviewedBy)
	l.about = newStemSet(false, l.aboutAuthor)
	l.dated = newStemSet(false, l.published, l.updated, l.reviewed, l.nextReview)
	l.care = newStemSet(l.compounds, l.soft.needs[0])
	var first [][]string
	for _, f := range l.forms {
		first = append(first, f.needs[0])
	}
	l.strong = newStemSet(l.compounds, first...)
}

// role is an occupation with its tier (see Person.Tier).
type role struct {
	tier  int
	names []string
}

// form is one wording. A text has it if it contains a word of each list of needs (a cheap test; those of the first list
// begin words), matches the expression and, where guarded, has a medical stem within 200 characters.
type form struct {
	name    string
	needs   [][]string
	re      *regexp.Regexp
	guarded bool
}

// languages builds the packs once, on first use: compiling them costs some milliseconds.
var languages = sync.OnceValue(func() map[string]*language {
	packs := map[string]*language{}
	for _, l := range []*language{
		english(), spanish(), french(), german(), italian(), portuguese(), indonesian(), dutch(),
	} {
		l.prepare()
		packs[l.code] = l
	}
	return packs
})

// languagesOf are the packs that fit a page: of the declared language and, where the words of the sample are not of that
// language, of the one they suggest. English comes last where any pack fits, because notices are often left untranslated.
// None fits: the result is empty.
func languagesOf(declared, sample string) []*language {
	code, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(declared)), "-")
	code, _, _ = strings.Cut(code, "_")
	said := strings.Fields(sample)
	var fit []*language
	if l := languages()[code]; l != nil {
		fit = append(fit, l)
	}
	if len(fit) == 0 || !fit[0].speaks(said) {
		if l := guessLanguage(said); l != nil && !slices.Contains(fit, l) {
			fit = append(fit, l)
		}
	}
	if en := languages()["en"]; len(fit) > 0 && !slices.Contains(fit, en) {
		fit = append(fit, en)
	}
	return fit
}

// count is how many of the words are frequent ones of the language.
func (l *language) count(said []string) int {
	n := 0
	for _, w := range said {
		if l.frequent[w] {
			n++
		}
	}
	return n
}

// speaks reports whether at least one word in eight is a frequent one of the language.
func (l *language) speaks(said []string) bool { return len(said) > 0 && 8*l.count(said) >= len(said) }

// guessLanguage is the language with the most frequent words, nil where none reaches one word in eight.
func guessLanguage(said []string) *language {
	var best *language
	most := 0
	for _, code := range [...]string{"en", "de", "fr", "es", "it", "pt", "nl", "id"} {
		if l := languages()[code]; l.speaks(said) && l.count(said) > most {
			best, most = l, l.count(said)
		}
	}
	return best
}

// matches returns where the wording stands in a plain text, nil where it does not.
func (f *form) matches(text string, medical []string) []int {
	for _, group := range f.needs {
		if !containsAny(text, group) {
			return nil
		}
	}
	at := f.re.FindStringIndex(text)
	if at == nil || f.guarded && !containsAny(text[max(0, at[0]-200):min(len(text), at[1]+200)], medical) {
		return nil
	}
	return at
}

func containsAny(text string, words []string) bool {
	for _, w := range words {
		if strings.Contains(text, w) {
			return true
		}
	}
	return false
}

// words splits a list as the packs write it.
func words(list string) []string { return strings.Split(list, "|") }
