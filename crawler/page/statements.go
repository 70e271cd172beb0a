package page

import (
	"slices"
	"strings"

	"github.com/healthusias/rounds/crawler/page/lazy"
)

// Bounds of what is kept: statements of a kind, fewer of those that ordinary articles are full of.
const (
	maxOfKind   = 25
	maxOfCommon = 6
)

// commonKinds are kinds of which a few say as much as all.
var commonKinds = map[StatementKind]bool{Benefit: true, Risk: true, Caution: true, WeakCare: true, Retracted: true, Postal: true}

// noticeKinds are kinds that count where other statements do not: in cards and forms, where sites put notices.
var noticeKinds = map[StatementKind]bool{Affiliation: true, Sponsorship: true, Fda: true, Funding: true, CrisisLine: true}

// headKinds are kinds that are looked for in titles and descriptions.
var headKinds = map[StatementKind]bool{Cure: true, Sensational: true, Proven: true}

// saysHead are the clues of headKinds: none of them has one of its own.
const saysHead = saysWording | (saysPair|saysThen)<<len(pairKinds)

// speaker is a text that the wordings of a language are looked for in.
type speaker struct {
	t        *trust
	language *language
	section  int32    // block of the heading above, -1 without one
	block    int      // index in Facts.Blocks, -1 in the head
	text     string   // as written
	plain    string   // plain text, of ASCII perhaps with its capitals
	head     *Text    // title or description, nil for a block
	said     *sayings // by the language's phrases, nil for a title or description
	low      string   // the sentence that is looked at, in lower case
	ends     []int    // of the sentences of plain, where that is not as long as text
	own      []int    // of those of text
}

// statements fills Statements.
func (t *trust) statements() {
	t.full = map[StatementKind]bool{}
	if len(t.packs) == 0 {
		return
	}
	t.open = saysStatement
	for _, list := range [...][]Text{t.f.Titles[:min(1, len(t.f.Titles))], t.f.Descriptions[:min(1, len(t.f.Descriptions))]} {
		for i := range list {
			s := speaker{t: t, language: t.packs[0], block: -1, section: -1, text: list[i].Text, plain: newPlainBlock(bounded(list[i].Text)).text, head: &list[i]}
			if t.worthHearing(s.language.phrases.in(s.plain) & saysHead) {
				s.listen()
			}
		}
	}
	section := int32(-1)
	for i := range t.f.Blocks {
		if t.f.Blocks.opens(i, 2) {
			section = int32(i)
		}
		if !t.worthHearing(t.says(i)) || !t.heard(i) {
			continue
		}
		for k, p := range t.packs {
			if said := t.sayings[k]; t.worthHearing(said.kinds[i]) {
				s := speaker{t: t, language: p, block: i, section: section, text: t.f.Blocks[i].Text, plain: t.plain[i].text, said: said}
				s.listen()
			}
		}
	}
	t.advise()
}

// worthHearing reports whether a block with these clues may hold a statement that is still looked for.
func (t *trust) worthHearing(c clues) bool {
	c &= t.open&^anyPair | c>>pairGroups&anyPair&t.open
	return c != 0
}

// heard reports whether a block may hold a statement: what readers say, menus and cookie notices do not.
func (t *trust) heard(i int) bool {
	switch t.f.Blocks[i].Region {
	case RegionNav, RegionComments, RegionCookie, RegionHead:
		return false
	}
	return true
}

// listen looks for the wordings of the language, sentence by sentence.
func (s *speaker) listen() {
	last := len(s.plain)
	if s.said != nil {
		last = s.said.last(s.block)
	}
	for from := 0; from < last; {
		to := sentenceEnd(s.plain, from)
		if s.said == nil || s.t.worthHearing(s.said.within(s.block, from, to+1)) { // some phrases end with the space behind a word
			s.sentence(s.hits(from, to), from, to)
		}
		from = to
	}
}

// hits are the phrases of the language in a sentence, by their places in the whole text.
func (s *speaker) hits(from, to int) []hit {
	hits := s.language.wordings.set.appendHits(s.t.hits[:0], s.plain[from:to])
	for i := range hits {
		hits[i].start += int32(from)
		hits[i].end += int32(from)
	}
	s.t.hits = hits
	return hits
}

// sentence reports the wordings of one sentence; hits are the phrases in it.
func (s *speaker) sentence(hits []hit, from, to int) {
	w := s.language.wordings
	var said [8]int32
	done := said[:0]
	s.low = ""
	for i, h := range hits {
		for _, u := range w.uses[h.pattern] {
			if u.part != partFirst || slices.Contains(done, u.wording) {
				continue
			}
			if wd := &w.list[u.wording]; !s.t.full[wd.Kind] && s.fits(wd) {
				if end, ok := s.complete(u.wording, hits, i, from, to); ok && s.add(wd, hits, i, end, from, to) {
					done = append(done, u.wording)
				}
			}
		}
	}
}

// fits reports whether a wording counts where the speaker stands.
func (s *speaker) fits(w *wording) bool {
	if s.head != nil {
		return headKinds[w.Kind]
	}
	b := &s.t.f.Blocks[s.block]
	if (b.Region == RegionRelated || b.Region == RegionForm) && !noticeKinds[w.Kind] {
		return false
	}
	switch w.In {
	case "heading":
		return headingElement(b.Element)
	case "text":
		return !headingElement(b.Element)
	}
	return true
}

// complete reports whether the wording that hit i may begin is there, and where it ends.
func (s *speaker) complete(id int32, hits []hit, i, from, to int) (end int32, ok bool) {
	w, h := &s.language.wordings.list[id], hits[i]
	if w.Begins && strings.TrimLeft(s.plain[:h.start], ` "'([*•-–`) != "" || w.Number && !numberBefore(s.plain[from:h.start]) {
		return 0, false
	}
	end = h.end
	if len(w.Then) > 0 {
		if end = s.then(w, id, hits, h); end < 0 {
			return 0, false
		}
	}
	if len(w.With) > 0 && !s.has(hits, use{id, partWith}) || len(w.Unless) > 0 && s.has(hits, use{id, partUnless}) {
		return 0, false
	}
	return end, w.re == nil || w.re().MatchString(s.lower(from, to))
}

// lower is the sentence in lower case.
func (s *speaker) lower(from, to int) string {
	if s.low == "" {
		s.low = smallLetters(s.plain[from:to])
	}
	return s.low
}

// then is the end of the second phrase of a wording near the first, -1 where there is none.
func (s *speaker) then(w *wording, id int32, hits []hit, first hit) int32 {
	for _, h := range hits {
		after := h.start >= first.end && h.start-first.end <= w.within()
		before := w.Either && h.end <= first.start && first.start-h.end <= w.within()
		if (after || before) && slices.Contains(s.language.wordings.uses[h.pattern], use{id, partThen}) {
			return max(h.end, first.end)
		}
	}
	return -1
}

// has reports whether a sentence holds a phrase for a use.
func (s *speaker) has(hits []hit, u use) bool {
	return slices.ContainsFunc(hits, func(h hit) bool { return slices.Contains(s.language.wordings.uses[h.pattern], u) })
}

// numbers are small numbers in words, in the languages of the packs.
var numbers = set("one|two|three|four|five|six|seven|eight|nine|ten|half a|eine|einer|zwei|drei|vier|una|uno|dos|tres|cuatro|une|un|deux|trois|due|tre|uma|um|dois")

// numberBefore reports whether a text ends with a number, in digits or as a word.
func numberBefore(text string) bool {
	text = strings.TrimRight(text, " ")
	if text == "" {
		return false
	}
	if last := text[len(text)-1]; last >= '0' && last <= '9' {
		return true
	}
	return numbers[strings.ToLower(text[strings.LastIndexAny(text, ` ("'`)+1:])]
}

// add reports a wording that begins with hit i and ends at end; false where it is no statement after all.
func (s *speaker) add(w *wording, hits []hit, i int, end int32, from, to int) bool {
	h := hits[i]
	plain := s.lower(from, to)
	if w.Kind == Claim && s.noClaim(plain) || headKinds[w.Kind] && asks(plain) || w.Kind == EmergencyCare && s.asksWhether(plain) {
		return false
	}
	first := plain[int(h.start)-from : int(h.end)-from]
	phrase := plain[int(h.start)-from : endOfWord(plain, int(max(h.end, end))-from)]
	if w.Kind == Cure && otherClause.MatchString(phrase) {
		return false
	}
	if w.Kind == Cure && s.head == nil && s.t.f.Blocks[s.block].Element == "td" && countWords(plain) < 4 {
		return false // a cell names what a row is about
	}
	st := Statement{Kind: w.Kind, Code: w.Code, Phrase: cut(phrase, 60), Block: int32(s.block), Section: s.section, Confidence: "medium"}
	if st.Code == "*" {
		st.Code = first
	}
	st.Text = s.asWritten(from, to, int(h.start))
	if w.Kind == AuthorityName && !spelled(st.Code, first, s.text) {
		return false
	}
	if w.Kind == Claim && !s.claims(plain, int(h.start)-from, phrase) {
		return false
	}
	if !s.t.room(&st) {
		return true
	}
	st.Negated = s.before(hits, h.start, partDenial, min(negationWindow, h.start-clause(s.plain, from, int(h.start), w.Kind))) &&
		!(w.Kind == EmergencyCare && urged.MatchString(plain[:int(h.start)-from]))
	st.Hedged = s.before(hits, end, partHedge, 2*negationWindow) && !(w.Kind == Cure && promised.MatchString(plain[:int(h.start)-from]))
	st.Quoted = quoted(plain, int(h.start)-from, int(end)-from) || s.head == nil && markupKinds[w.Kind] && s.t.quotedByMarkup(s.block, first)
	s.place(&st)
	if st.Block >= 0 {
		st.Sourced = s.t.sourced(s.block, w)
	}
	s.t.f.Statements = append(s.t.f.Statements, st)
	return true
}

var (
	// otherClause matches what begins another clause within a phrase: "healed although he has diabetes".
	otherClause = lazy.MustCompile(`\b(?:although|because|while|when|if|but|despite|since|after|before|in people with|in patients with)\b`)
	// urged matches a denial that urges: "do not hesitate to call".
	urged = lazy.MustCompile(`(?:\bnot|\bnever|n't|\bwithout) (?:hesitat\w+|be afraid|delay|think twice|feel silly|wait(?:ing)?)(?: to| about| and| for \w+ to)?(?: \w+){0,2} $`)
	// promised matches what makes a promise of a possibility: "you can", "how fasting can".
	promised = lazy.MustCompile(`\b(?:you|anyone|everyone) can (?:\w+ly |now |also |even )?$|\bhow (?:\w+ ){1,4}can (?:\w+ly )?$`)
)

// asks reports whether a sentence is a question.
func asks(plain string) bool { return strings.HasSuffix(strings.TrimRight(plain, ` "')`), "?") }

// asksWhether reports whether a sentence is a question that gives no occasion, as one with when does.
func (s *speaker) asksWhether(plain string) bool {
	first, _, _ := strings.Cut(strings.TrimLeft(plain, ` "'(¿`), " ")
	return asks(plain) && !occasions[first]
}

// occasions are what questions about the right moment begin with.
var occasions = set("when|wann|cuándo|cuando|quand|quando|kapan|wanneer")

// endOfWord is the end of the word that a phrase ends in: a phrase may end with a stem.
func endOfWord(plain string, at int) int {
	for at < len(plain) && (plain[at] >= 'a' && plain[at] <= 'z' || plain[at] >= 0x80) {
		at++
	}
	return at
}

// spelled reports whether the name of a body is written with its capitals: who is no authority, and a lancet no journal.
func spelled(code, phrase, text string) bool {
	if strings.EqualFold(code, phrase) {
		return wordIndex(text, code) >= 0
	}
	return strings.Contains(phrase, " ") || wordIndex(text, strings.ToUpper(phrase[:1])+phrase[1:]) >= 0 || wordIndex(text, strings.ToUpper(phrase)) >= 0
}

// room reports whether a statement adds something: of a kind and code one a block, and of a kind so many a page.
func (t *trust) room(st *Statement) bool {
	most := maxOfKind
	if commonKinds[st.Kind] {
		most = maxOfCommon
	}
	n := 0
	for k := len(t.f.Statements) - 1; k >= 0; k-- {
		have := &t.f.Statements[k]
		if have.Kind != st.Kind {
			continue
		}
		if n++; n == most {
			t.fill(st.Kind)
			return false
		}
		if have.Block == st.Block && (have.Text == st.Text && have.Kind == Claim || have.Code == st.Code && have.Text == st.Text) {
			return false
		}
	}
	return true
}

// fill notes that no more statements of a kind are looked for.
func (t *trust) fill(kind StatementKind) {
	t.full[kind] = true
	t.open &^= commonClues[kind]
	if pair, own := pairOf(kind); own {
		t.open &^= pair
	}
}

// before reports whether a phrase for a use stands up to window bytes before a place in the sentence.
func (s *speaker) before(hits []hit, at int32, p part, window int32) bool {
	for _, h := range hits {
		if h.end <= at && at-h.end <= window && slices.Contains(s.language.wordings.uses[h.pattern], use{-1, p}) {
			return true
		}
	}
	return false
}

// clause is where the part of a sentence begins that a negation before a place in it can reach from: behind a semicolon, and for what to do in an
// emergency behind a comma or colon too, as in "if it does not stop, call 911".
func clause(plain string, from, at int, kind StatementKind) int32 {
	marks := ";"
	if kind == EmergencyCare {
		marks = ";,:"
	}
	return int32(from + 1 + strings.LastIndexAny(plain[from:at], marks))
}

// place says where a statement stands.
func (s *speaker) place(st *Statement) {
	if s.head != nil {
		st.Region, st.Heading, st.Selector, st.Line, st.Col = RegionHead, true, s.head.Selector, s.head.Line, s.head.Col
		return
	}
	b := &s.t.f.Blocks[s.block]
	st.Region, st.Hidden, st.Heading = b.Region, b.Hidden, headingElement(b.Element)
	st.Selector, st.Line, st.Col = b.Selector, b.Line, b.Col
}

// advise marks the statements whose block sends readers to a clinician.
func (t *trust) advise() {
	advised := map[int32]bool{}
	for i := range t.f.Statements {
		switch s := &t.f.Statements[i]; s.Kind {
		case WeakCare, EmergencyCare, Caution:
			advised[s.Block] = true
		}
	}
	for i := range t.f.Statements {
		s := &t.f.Statements[i]
		s.Advised = s.Block >= 0 && (advised[s.Block] || t.consults(s))
	}
}

// consults reports whether a block that tells readers what to do about a treatment has the words of a soft disclaimer.
func (t *trust) consults(s *Statement) bool {
	if s.Kind != StopTreatment && s.Kind != Dosage {
		return false
	}
	for k, p := range t.packs {
		if p.Soft != nil && t.find(&p.soft, p.care, int(s.Block), k) != nil {
			return true
		}
	}
	return false
}
