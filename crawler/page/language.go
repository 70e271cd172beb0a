package page

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
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

	frequent map[string]bool // stop, as a set
	longest  int             // bytes of the longest of them
	phrases  *phraseSet      // all that tells whether a text is worth a closer look
	strong   []clues         // what a text has that may match each of forms
	care     clues           // what a text has that may match soft

	occupations *phraseSet // the names of roles
}

// The kinds of phrases that all languages have. The words that disclaimers need have the bits above.
const (
	saysBy         clues = 1 << iota // writtenBy or by
	saysReviewedBy                   // reviewedBy
	saysDate                         // a label of a date
	saysAbout                        // aboutAuthor
	saysMedical                      // medical
	saysNeed                         // the first list of words that a disclaimer needs
)

// prepare builds what is derived from the lists.
func (l *language) prepare() {
	l.frequent = map[string]bool{}
	for _, w := range l.stop {
		l.frequent[w] = true
		l.longest = max(l.longest, len(w))
	}
	kinds := map[clues][]string{
		saysBy:         l.writtenBy,
		saysReviewedBy: l.reviewedBy,
		saysDate:       slices.Concat(l.published, l.updated, l.reviewed, l.nextReview),
		saysAbout:      l.aboutAuthor,
		saysMedical:    l.medical,
	}
	for _, w := range l.by {
		kinds[saysBy] = append(kinds[saysBy], w+" ")
	}
	free := saysNeed
	need := func(f *form) (all clues) {
		for _, list := range f.needs {
			kinds[free] = list
			all |= free
			free <<= 1
		}
		return all
	}
	for i := range l.forms {
		l.strong = append(l.strong, need(&l.forms[i]))
	}
	l.care = need(&l.soft)
	l.phrases = newPhraseSet(kinds)
	l.occupations = newPhraseSet(l.roleNames())
}

func (l *language) roleNames() map[clues][]string {
	names := map[clues][]string{}
	for _, r := range l.roles {
		for _, n := range r.names {
			names[occupation(n)] = append(names[occupation(n)], n)
		}
	}
	return names
}

// role is an occupation with its tier (see Person.Tier).
type role struct {
	tier  int
	names []string
}

// form is one wording. A sentence has it if it contains a word of each list of needs (a cheap test), matches the
// expression, which crosses no full stop, and, where guarded, has a medical stem within 200 characters.
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
// language, of the one they suggest. A declared language without a pack gives way to English alone, which pages are often
// left in. English comes last where any pack fits, because notices are often left untranslated. None fits: the result is
// empty, and so it is for a sample in another script, whatever words of ours stand in it.
func languagesOf(declared, sample string) []*language {
	if foreignScript(sample) {
		return nil
	}
	code, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(declared)), "-")
	code, _, _ = strings.Cut(code, "_")
	var fit []*language
	switch l, en := languages()[code], languages()["en"]; {
	case l != nil && l.speaks(sample, fewWords):
		fit = append(fit, l)
	case l != nil:
		fit = append(fit, l)
		if other := guessLanguage(sample); other != nil && other != l {
			fit = append(fit, other)
		}
	case code == "":
		if l = guessLanguage(sample); l != nil {
			fit = append(fit, l)
		}
	case en.speaks(sample, manyWords):
		fit = append(fit, en)
	}
	if en := languages()["en"]; len(fit) > 0 && !slices.Contains(fit, en) {
		fit = append(fit, en)
	}
	return fit
}

// foreignScript reports whether at least a third of a text is in a script that no pack has. A character of a dense script
// says as much as three letters.
func foreignScript(text string) bool {
	latin, foreign := 0, 0
	for _, r := range text {
		switch {
		case r < utf8.RuneSelf:
			if letter(byte(r)) {
				latin++
			}
		case dense(r) || unicode.Is(unicode.Hangul, r):
			foreign += 3
		case !unicode.IsLetter(r):
		case unicode.Is(unicode.Latin, r):
			latin++
		default:
			foreign++
		}
	}
	return foreign > 0 && 2*foreign >= latin
}

// count is how many words a text has, and how many of them are frequent ones of the language.
func (l *language) count(text string) (all, own int) {
	for w := range strings.FieldsSeq(text) {
		all++
		if len(w) <= l.longest && l.frequent[w] {
			own++
		}
	}
	return all, own
}

// Of how many words one must be a frequent one of a language, for a text that may be in it and for one that must be.
const (
	fewWords  = 8
	manyWords = 6
)

// speaks reports whether at least one word in so many is a frequent one of the language.
func (l *language) speaks(text string, in int) bool {
	all, own := l.count(text)
	return all > 0 && in*own >= all
}

// guessLanguage is the language with the most frequent words, nil where the text is in none.
func guessLanguage(text string) *language {
	var best *language
	most := 0
	for _, code := range [...]string{"en", "de", "fr", "es", "it", "pt", "nl", "id"} {
		l := languages()[code]
		if all, own := l.count(text); fewWords*own >= all && own > most {
			best, most = l, own
		}
	}
	return best
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
