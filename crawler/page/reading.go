package page

import (
	"iter"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/cespare/xxhash/v2"

	"github.com/healthusias/rounds/crawler/page/lazy"
)

// minReadWords is the fewest words of a block that is read as running text.
const minReadWords = 4

// maxRead is about how many words of a page are read for Readability: of a longer text every second, third … block, which
// changes a grade by less than its formulas differ.
const maxRead = 1000

// read fills Readability and Undated.
func (t *trust) read() {
	for i := range t.f.Blocks {
		if b := &t.f.Blocks[i]; b.Region.Content() && !b.Hidden && b.Text != "" && !t.dated(i) {
			t.f.Undated = 31*t.f.Undated + uint32(xxhash.Sum64String(b.Text))
		}
	}
	var book *syllableBook
	if len(t.packs) == 0 || t.packs[0].code == "en" {
		book = syllableBooks.Get().(*syllableBook)
		defer syllableBooks.Put(book)
	}
	for b := range readBlocks(t.f, t.f.Blocks) {
		t.f.Readability.add(b.Text, book)
	}
}

// readBlocks are the blocks of running text of the page that f describes, of a longer one every second, third …, without its sources.
func readBlocks(f *Facts, blocks Blocks) iter.Seq[*Block] {
	stride, turn := 1+f.Words/maxRead, 0
	sources := f.listed(len(blocks))
	return func(yield func(*Block) bool) {
		for i := range blocks {
			b := &blocks[i]
			if !b.Region.Content() || b.Hidden || b.Text == "" || sources[i] || !b.running() {
				continue
			}
			if turn++; turn%stride == 0 && !yield(b) {
				return
			}
		}
	}
}

// running reports whether a block is read as running text: no heading, table, legend or short item.
func (b *Block) running() bool {
	switch b.Element {
	case "td", "th", "caption", "figcaption":
		return false
	}
	return b.Words >= minReadWords && !headingElement(b.Element)
}

// dated reports whether a block states a date of the page.
func (t *trust) dated(i int) bool {
	return t.f.Blocks[i].Words <= 60 && t.says(i).has(saysDate) && hasDigit(t.f.Blocks[i].Text)
}

// add counts a text, which ends its last sentence. The book is nil for a language other than English.
func (r *Readability) add(text string, book *syllableBook) {
	open := false // words since the last full stop
	for i := 0; i < len(text); {
		if i <= len(text)-8 {
			first := eight(text[i:])
			if n := lettersOf(first); n > 0 && n < 8 && text[i+n] == ' ' && book.has(first, n) { // most words
				r.word(n, book.at(first, n))
				open, i = true, i+n+1
				continue
			}
		}
		i, open = r.next(text, i, open, book)
	}
	if open {
		r.Sentences++
	}
}

// next counts the word or mark at a place of a text, and returns what stands behind it and whether a sentence is open there.
func (r *Readability) next(text string, i int, open bool, book *syllableBook) (int, bool) {
	if c := text[i]; c < utf8.RuneSelf && lowered[c] == 0 {
		if open && (c == '.' || c == '!' || c == '?') && fullStop(text, i) {
			r.Sentences++
			open = false
		}
		return i + 1, open
	}
	first := eightAt(text, i)
	end := i + lettersOf(first)
	for end >= i+8 && end < len(text) && lowered[text[end]] != 0 {
		end++
	}
	if end == len(text) || !goesOn(text, end) {
		r.word(end-i, book.count(text[i:end], first))
	} else {
		if end = wordEnd(text, i); end == i {
			_, size := utf8.DecodeRuneInString(text[i:])
			return i + size, open
		}
		r.word(lettersAndSyllables(text[i:end], book != nil))
	}
	if end < len(text) && text[end] == ' ' {
		end++
	}
	return end, true
}

// fullStop reports whether the mark at i ends a sentence: what follows is a space or the end, and no abbreviation stands before it.
func fullStop(text string, i int) bool {
	if i+1 < len(text) && text[i+1] != ' ' && strings.IndexByte(`"')]`, text[i+1]) < 0 && text[i+1] < utf8.RuneSelf {
		return false
	}
	return text[i] != '.' || stops(text[max(0, i-20):], i-max(0, i-20))
}

// wordEnd is the end of the word that begins at i: letters, digits, and apostrophes, hyphens and marks between them.
func wordEnd(text string, i int) int {
	end := i
	for i < len(text) {
		c := text[i]
		switch {
		case lowered[c] != 0:
			i++
			end = i
		case c == '\'' || c == '-' || c == '.' || c == ',':
			if end < i || i+1 >= len(text) || lowered[text[i+1]] == 0 || (c == '.' || c == ',') && (text[i+1] < '0' || text[i+1] > '9') {
				return end
			}
			i++
		case c < utf8.RuneSelf:
			return end
		default:
			r, size := utf8.DecodeRuneInString(text[i:])
			if r == '’' && end == i && i > 0 {
				i += size
				continue
			}
			if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.Mn, r) {
				return end
			}
			i += size
			end = i
		}
	}
	return end
}

// goesOn reports whether a word may go on with a mark, or with a letter that is not ASCII.
func goesOn(text string, end int) bool {
	switch text[end] {
	case '\'', '-', '.', ',':
		return end+1 < len(text) && lowered[text[end+1]] != 0
	}
	return text[end] >= utf8.RuneSelf
}

// lettersAndSyllables are those of a word of whatever letters and marks.
func lettersAndSyllables(w string, english bool) (letters, n int) {
	for _, c := range w {
		if c < utf8.RuneSelf && lowered[c] != 0 || c >= utf8.RuneSelf && (unicode.IsLetter(c) || unicode.IsDigit(c)) {
			letters++
		}
	}
	if !english {
		return letters, vowelGroups(w)
	}
	return letters, syllables(w)
}

// word counts one word.
func (r *Readability) word(letters, syllables int) {
	r.Words++
	r.Letters += letters
	r.Syllables += syllables
	switch {
	case syllables >= 3:
		r.Poly++
	case syllables == 1:
		r.Mono++
	}
	if letters > 6 {
		r.Long++
	}
}

// headline fills Headline from the first title and h1.
func (t *trust) headline() {
	h := &t.f.Headline
	var texts []string
	if len(t.f.Titles) > 0 {
		texts = append(texts, t.f.Titles[0].Text)
	}
	if len(t.f.H1s) > 0 && !slices.Contains(texts, t.f.H1s[0].Text) {
		texts = append(texts, t.f.H1s[0].Text)
	}
	for _, text := range texts {
		h.Exclaims = max(h.Exclaims, strings.Count(text, "!"))
		for w := range strings.FieldsSeq(text) {
			if w = strings.Trim(w, `.,:;!?"'()|-`); len(w) >= 4 && shouted(w) && !slices.Contains(h.Capitals, w) {
				h.Capitals = append(h.Capitals, cut(w, 30))
			}
		}
		low := harmless.Replace(PlainText(text))
		if strings.Contains(low, "number ") && numberWill.MatchString(low) && !slices.Contains(h.Hooks, "number … will") {
			h.Hooks = append(h.Hooks, "number … will")
		}
		for _, hook := range hooks {
			if wordIndex(low, hook) >= 0 && !slices.Contains(h.Hooks, hook) {
				h.Hooks = append(h.Hooks, hook)
			}
		}
	}
}

// hooks are wordings of clickbait.
var hooks = words("you won't believe|shocking|will shock you|deadly|killer|this one trick|one weird trick|this one food|this trick|what doctors aren't telling you|what they don't want you to know|doctors don't want you to know|what doctors won't tell you|du wirst nicht glauben|schockierend|no vas a creer|impactante|vous n'allez pas croire|choquant|non crederai|scioccante|você não vai acreditar|chocante")

// numberWill is one more, of lists.
var numberWill = lazy.MustCompile(`\bnumber \d+ will\b`)

// harmless takes out what only sounds like a hook.
var harmless = strings.NewReplacer("deadly nightshade", "", "killer t", "", "killer cell", "", "killer whale", "", "killer bee", "", "pain killer", "", "weed killer", "")

// shouted reports whether a word is in capitals and no abbreviation, which have digits or few vowels.
func shouted(w string) bool {
	vowels := 0
	for _, r := range w {
		if !unicode.IsUpper(r) {
			return false
		}
		if strings.ContainsRune("AEIOUÄÖÜÉÈÁÍÓÚ", r) {
			vowels++
		}
	}
	return vowels >= 1 && !abbreviations[w]
}

// abbreviations are in capitals because they are written so.
var abbreviations = set("COVID|AIDS|COPD|ADHD|NASA|PCOS|GERD|NSAID|NSAIDS|UNICEF|ACOG|FAQS|MRSA|SARS|LASIK|CAPTCHA|HIPAA|PTSD|CPAP|TENS|DEXA|FODMAP|AARP|DASH|PSMF|GLP|BMI|AREDS|USDA|NICE")

// kinds fills SubKinds from title and headings, and Topics where a bio names fields.
func (t *trust) subjects() {
	if len(t.packs) == 0 {
		return
	}
	p := t.packs[0]
	if len(p.headings.names) > 0 {
		t.subKinds(p)
	}
	if len(p.systems.names) == 0 || !t.fieldsOfBios(p) {
		return
	}
	scores := make([]int, len(p.systems.names))
	for _, x := range t.titleTexts() {
		p.systems.count(scores, x, 5, t.hits)
	}
	for i := range t.f.Blocks {
		if b := &t.f.Blocks[i]; b.Region.Content() && !b.Hidden && !t.inBio(b.Text) {
			weight := 1
			if b.Element == "h2" {
				weight = 2
			}
			p.systems.count(scores, t.plain[i].text, weight, t.hits)
		}
	}
	t.f.Topics = p.systems.strongest(scores)
}

// inBio reports whether a text is part of a bio: what an author covers is not what the page is about.
func (t *trust) inBio(text string) bool {
	return len(text) > 40 && slices.ContainsFunc(t.f.Bios, func(b Bio) bool { return strings.Contains(b.Text, cut(text, 200)) })
}

// titleTexts are the plain texts of title and h1, of ASCII perhaps with their capitals.
func (t *trust) titleTexts() []string {
	var texts []string
	for _, list := range [...][]Text{t.f.Titles, t.f.H1s} {
		if len(list) > 0 {
			texts = append(texts, newPlainBlock(cut(list[0].Text, 300)).text)
		}
	}
	return texts
}

// subKinds reads the kind of article off its title and its headings: one word of the title is enough, of headings two.
func (t *trust) subKinds(p *language) {
	scores := make([]int, len(p.headings.names))
	for _, x := range t.titleTexts() {
		p.headings.count(scores, x, 2, t.hits)
	}
	for i := range t.f.Headings {
		if h := &t.f.Headings[i]; h.Level == 2 && h.Region.Content() && !h.Hidden {
			p.headings.count(scores, newPlainBlock(cut(h.Text, 300)).text, 1, t.hits)
		}
	}
	for i, score := range scores {
		if score >= 2 {
			t.f.SubKinds = append(t.f.SubKinds, p.headings.names[i])
		}
	}
}

// fieldsOfBios fills Topics and Generalist of the bios that name a field; it reports whether one does.
func (t *trust) fieldsOfBios(p *language) (found bool) {
	for i := range t.f.Bios {
		b := &t.f.Bios[i]
		text := newPlainBlock(b.Text).text
		first := hit{start: int32(len(text)), end: int32(len(text))} // phrase that opens a field
		for _, h := range p.fields.appendHits(t.hits[:0], text) {
			if int(h.pattern) >= p.openers {
				b.Generalist = true
			} else if h.start < first.start {
				first = h
			}
		}
		field := text[first.end:]
		if field == "" {
			continue
		}
		scores := make([]int, len(p.systems.names))
		p.systems.count(scores, field, 1, t.hits)
		b.Topics = p.systems.strongest(scores)
		found = found || len(b.Topics) > 0
	}
	return found
}
