package page

import (
	"math"
	"math/bits"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"
)

// language is a Pack made ready for use. A page in a language without one is judged by its markup alone.
type language struct {
	*Pack
	code string

	forms  []form  // strong disclaimers
	soft   form    // of which care is needed
	strong []clues // what a text has that may match each of forms
	care   clues   // what a text has that may match soft

	anyNeed  clues // of each of forms one, and whether there is one that needs none
	needless bool

	disclaimerLinks *phraseSet
	fields          *wordSet // of which a bio has one that says what its author covers: FieldOpens, the first openers of them, then Generalist
	openers         int
	dates           *phraseSet // labels of dates, with a kind for each list of dateLabel

	months     map[string]time.Month
	bareLabels map[string]bool // of authors and reviewers, without their colon

	denials     []pattern  // Negation
	phrases     *phraseSet // all that tells whether a text is worth a closer look
	roles       []role
	occupations *phraseSet // their names
	wordings    *wordings
	systems     *lexicon
	headings    *lexicon // words of titles by the kind of article
}

// role is an occupation with its tier.
type role struct {
	clue clues // what a text has that may hold it
	name string
	tier int

	longer func() []string // names of roles that hold this one, looked for when it is first met
}

// form is a DisclaimerForm with its expression, which is made ready when it is first asked for.
type form struct {
	name    string
	needs   [][]string
	re      func() *alternatives
	guarded bool
}

// The kinds of phrases that all languages have. The words that disclaimers need have the bits above.
const (
	saysBy         clues = 1 << iota // WrittenBy or By
	saysReviewedBy                   // ReviewedBy, ApprovedBy or ReviewThis
	saysDate                         // a label of a date
	saysAbout                        // AboutAuthor
	saysMedical                      // Medical
	saysSources                      // References
	saysWording                      // a wording of one phrase
	saysBenefit                      // a wording of kind Benefit, of which a few are enough; so are those of the next
	saysRisk
	saysCaution
	saysWeakCare
	saysIdentifier // what identifiers of publications have before their digits, and what preprints are called
	saysPair       // the first phrase of a wording of two; with the next ones, one for each of pairGroups
)

// pairKinds are the kinds whose wordings of two phrases form a group of their own; the others share one. A text with the first phrase of one group and
// the second of another holds none.
var pairKinds = [...]StatementKind{Caution, WeakCare, Claim, AuthorityName, Testimonial}

const (
	pairGroups = len(pairKinds) + 1
	anyPair    = saysPair * (1<<pairGroups - 1)
	saysThen   = saysPair << pairGroups // the second phrase, likewise
	saysNeed   = saysThen << pairGroups // the first list of words that a disclaimer needs
)

// saysStatement are the clues of all wordings: one of them makes a sentence worth hearing, of anyPair both of a pair.
const saysStatement = saysWording | saysBenefit | saysRisk | saysCaution | saysWeakCare | anyPair

// pairOf is the clue of the first phrase of a kind's wordings of two, and whether it is of that kind alone.
func pairOf(kind StatementKind) (says clues, own bool) {
	if i := slices.Index(pairKinds[:], kind); i >= 0 {
		return saysPair << i, true
	}
	return saysPair << len(pairKinds), false
}

// newLanguage makes a pack ready.
func newLanguage(p *Pack) (*language, error) {
	l := &language{Pack: p, code: p.Language, months: p.monthNames(), bareLabels: map[string]bool{}}
	var err error
	for _, w := range slices.Concat(p.WrittenBy, p.ReviewedBy) {
		if bare, ok := strings.CutSuffix(w, ":"); ok {
			l.bareLabels[bare] = true
		}
	}
	for _, w := range p.Negation {
		l.denials = append(l.denials, newPattern(w))
	}
	for _, f := range p.Strong {
		l.forms = append(l.forms, newForm(f))
	}
	if p.Soft != nil {
		l.soft = newForm(*p.Soft)
	}
	if l.wordings, err = newWordings(p); err != nil {
		return nil, err
	}
	if l.systems, err = newLexicon(p.Systems); err != nil {
		return nil, err
	}
	if l.headings, err = newLexicon(p.SubKinds); err != nil {
		return nil, err
	}
	if err := l.addFields(); err != nil {
		return nil, err
	}
	for _, r := range p.Roles {
		for _, name := range r.Names {
			longer := sync.OnceValue(func() []string { return p.longerNames(name) })
			l.roles = append(l.roles, role{occupation(name), name, r.Tier, longer})
		}
	}
	if l.occupations, err = newPhraseSet(l.roleNames()); err != nil {
		return nil, err
	}
	return l, l.gate()
}

// addFields fills fields.
func (l *language) addFields() error {
	l.fields = newWordSet()
	for _, list := range [...][]string{l.FieldOpens, l.Generalist} {
		l.openers = len(l.fields.patterns)
		for _, w := range list {
			if _, err := l.fields.add(w); err != nil {
				return err
			}
		}
	}
	l.fields.finish()
	return nil
}

func newForm(f DisclaimerForm) form {
	re := sync.OnceValue(func() *alternatives {
		all, err := newAlternatives(f.Match)
		if err != nil {
			panic(err) // Pack.compile has seen it, or it is part of the program
		}
		return all
	})
	return form{name: f.Form, needs: f.Needs, re: re, guarded: f.Guarded}
}

// gate makes the set of phrases that one pass over a text looks for.
func (l *language) gate() (err error) {
	kinds := map[clues][]string{
		saysBy:         l.WrittenBy,
		saysReviewedBy: slices.Concat(l.ReviewedBy, l.ApprovedBy, l.ReviewThis),
		saysDate:       slices.Concat(l.Published, l.Updated, l.Reviewed, l.NextReview),
		saysAbout:      l.AboutAuthor,
		saysMedical:    l.Medical,
		saysSources:    l.References,
		saysIdentifier: identifierSigns,
	}
	l.wordings.gate(kinds)
	for _, w := range l.By {
		kinds[saysBy] = append(kinds[saysBy], w+" ")
	}
	needs := newListClues(saysNeed, kinds)
	for i := range l.forms {
		need := needs.of(l.forms[i].needs)
		l.strong = append(l.strong, need)
		l.anyNeed, l.needless = l.anyNeed|needs.of(rarest(l.forms[i].needs)), l.needless || need == 0
	}
	l.care = needs.of(l.soft.needs)
	if l.phrases, err = newPhraseSet(kinds); err != nil {
		return err
	}
	if l.disclaimerLinks, err = newPhraseSet(map[clues][]string{1: l.DisclaimerLinks}); err != nil {
		return err
	}
	l.dates, err = newPhraseSet(map[clues][]string{1: l.NextReview, 2: l.Reviewed, 4: l.Updated, 8: l.Published})
	return err
}

// rarest is of some lists of words the one that texts have least often, as it seems: its shortest word is the longest. Without lists there is none.
func rarest(lists [][]string) (best [][]string) {
	longest := -1
	for i, list := range lists {
		shortest := math.MaxInt
		for _, w := range list {
			shortest = min(shortest, len(w))
		}
		if shortest > longest {
			best, longest = lists[i:i+1], shortest
		}
	}
	return best
}

// disclaims reports whether a text with these clues may match one of forms.
func (l *language) disclaims(says clues) bool { return says&l.anyNeed != 0 || l.needless }

func (l *language) roleNames() map[clues][]string {
	names := map[clues][]string{}
	for _, r := range l.roles {
		names[r.clue] = append(names[r.clue], r.name)
	}
	return names
}

// denies reports whether a plain text holds a negation.
func (l *language) denies(text string) bool {
	for i := range l.denials {
		p := &l.denials[i]
		for from := 0; p.text != ""; {
			at := strings.Index(text[from:], p.text)
			if at < 0 {
				break
			}
			if from += at + len(p.text); p.at(text, from) {
				return true
			}
		}
	}
	return false
}

// languagesOf are the packs that fit a page: of the declared language and, where the words of the sample are not of that
// language, of the one they suggest. A declared language without a pack gives way to English alone, which pages are often
// left in. English comes last where any pack fits, because notices are often left untranslated. None fits: the result is
// empty, and so it is for a sample in another script, whatever words of ours stand in it.
func (p *Packs) languagesOf(declared string, sample []string) (fit []*language, guess guess) {
	if foreignScript(sample) {
		return nil, guess
	}
	code, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(declared)), "-")
	code, _, _ = strings.Cut(code, "_")
	speech := p.listen(sample)
	guess = speech.guess()
	switch l := p.language(code); {
	case l != nil:
		fit = append(fit, l)
		if other := guess.code; !speech.in(code, fewWords) && other != "" && other != code {
			fit = append(fit, p.language(other))
		}
	case code == "":
		if guess.code != "" {
			fit = append(fit, p.language(guess.code))
		}
	case speech.in("en", manyWords):
		fit = append(fit, p.language("en"))
	}
	if en := p.language("en"); len(fit) > 0 && !slices.Contains(fit, en) {
		fit = append(fit, en)
	}
	return fit, guess
}

// foreignScript reports whether at least a third of some texts is in a script that no pack has. A character of a dense script
// says as much as three letters.
func foreignScript(texts []string) bool {
	if !slices.ContainsFunc(texts, func(text string) bool { return !isASCII(text) }) {
		return false
	}
	latin, foreign := 0, 0
	for _, text := range texts {
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
	}
	return foreign > 0 && 2*foreign >= latin
}

// speech is how many words a text has, and of each language how many of them are frequent ones.
type speech struct {
	codes []string
	own   []int
	words int
}

// listen counts the words of some texts.
func (p *Packs) listen(texts []string) speech {
	s := speech{codes: p.codes, own: make([]int, len(p.codes))}
	for _, text := range texts {
		if !isASCII(text) { // other spaces part words too
			text = strings.Join(strings.Fields(text), " ")
		}
		for i := 0; i < len(text); i++ {
			from := i
			i += lettersOf(eightAt(text, i)) // mostly all of a word
			for i < len(text) && text[i] != ' ' && (text[i] < '\t' || text[i] > '\r') {
				i++
			}
			if i == from {
				continue
			}
			s.words++
			for set := p.frequent.of(text, from, i); set != 0; set &= set - 1 {
				s.own[bits.TrailingZeros64(set)]++
			}
		}
	}
	return s
}

// Of how many words one must be a frequent one of a language, for a text that may be in it and for one that must be.
const (
	fewWords  = 8
	manyWords = 6
)

// in reports whether at least one word in so many is a frequent one of the language.
func (s *speech) in(code string, many int) bool {
	i := slices.Index(s.codes, code)
	return i >= 0 && s.words > 0 && many*s.own[i] >= s.words
}

// guess is the language that a text seems to be in, "" for none, and how many percent of its words are frequent ones.
type guess struct {
	code  string
	share int
}

// guess is the language with the most frequent words.
func (s *speech) guess() (best guess) {
	most := 0
	for i, own := range s.own {
		if fewWords*own >= s.words && own > most {
			most, best = own, guess{s.codes[i], 100 * own / s.words}
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

// words splits a list that is written with bars.
func words(list string) []string { return strings.Split(list, "|") }
