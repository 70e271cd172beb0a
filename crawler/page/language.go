package page

import (
	"regexp"
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
}

// role is an occupation with its tier (see Person.Tier).
type role struct {
	tier  int
	names []string
}

// form is one wording. A text has it if it contains a word of each list of needs (a cheap test), matches the expression
// and, where guarded, has a medical stem within 200 characters.
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
		packs[l.code] = l
	}
	return packs
})

// languagesOf are the packs that fit a page: of the declared language and of the one its words suggest. English comes last
// where any pack fits, because notices are often left untranslated. None fits: the result is empty.
func languagesOf(declared, sample string) []*language {
	var fit []*language
	add := func(l *language) {
		for _, have := range fit {
			if have == l {
				return
			}
		}
		if l != nil {
			fit = append(fit, l)
		}
	}
	code, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(declared)), "-")
	code, _, _ = strings.Cut(code, "_")
	add(languages()[code])
	add(guessLanguage(sample))
	if len(fit) > 0 {
		add(languages()["en"])
	}
	return fit
}

// guessLanguage counts frequent words; nil where no language reaches one word in eight of the sample's first 400.
func guessLanguage(sample string) *language {
	words := strings.FieldsFunc(sample, func(r rune) bool { return strings.ContainsRune(" ,.;:!?()\"", r) })
	words = words[:min(len(words), 400)]
	seen := map[string]int{}
	for _, w := range words {
		seen[w]++
	}
	var best *language
	most := len(words) / 8
	for _, code := range [...]string{"en", "de", "fr", "es", "it", "pt", "nl", "id"} {
		l, n := languages()[code], 0
		for _, w := range l.stop {
			n += seen[w]
		}
		if n > most {
			best, most = l, n
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
