package page

import "strings"

// maxSentence bounds a sentence, in bytes: what has no full stop for so long is cut.
const maxSentence = 1000

// unstopped are words whose full stop ends no sentence, without it; before a number, those of beforeNumber end none either.
var unstopped = func() *wordBits {
	kinds := map[string]uint64{"no": beforeNumber, "nr": beforeNumber}
	for _, w := range words("dr|mr|ms|mrs|prof|e.g|i.e|vs|st|al|u.s|u.k|approx|mg|fig|ca|cf|z.b|bzw|med|dra|sra|bspw|ggf|vgl|resp|sog|max|min") {
		kinds[w] = anywhere
	}
	return newWordBits(kinds)
}()

const (
	anywhere = 1 << iota
	beforeNumber
)

// opensWord are the bytes that a word stands behind.
var opensWord = [256]bool{' ': true, '(': true, '"': true, '\'': true}

// sentences cuts a text into its sentences: the ends of each, the last of which is the text's. Full stops of abbreviations, initials
// and numbers end none.
func sentences(text string) []int {
	var ends []int
	for from := 0; from < len(text); {
		end := sentenceEnd(text, from)
		ends = append(ends, end)
		from = end
	}
	return ends
}

// sentenceEnd is where the sentence that begins at from ends: behind its mark and what closes with it.
func sentenceEnd(text string, from int) int {
	last := min(len(text), from+maxSentence)
	for i := from; ; i++ {
		if i += nextMark(text[i:last]); i == last {
			return last
		}
		switch text[i] {
		case '.':
			if !stops(text[from:], i-from) {
				continue
			}
		case '!':
			if strings.EqualFold(strings.TrimLeft(text[from:i], " "), "certainly") { // "Certainly! Here is …" is one phrase of language models
				continue
			}
		}
		end := i + 1
		for end < len(text) && strings.IndexByte(`"')]`, text[end]) >= 0 {
			end++
		}
		if end == len(text) || text[end] == ' ' || text[end] >= 0x80 {
			return end
		}
	}
}

// nextMark is where the first full stop, exclamation or question mark of a text stands, its length without one.
func nextMark(text string) int {
	for _, mark := range [...]byte{'.', '!', '?'} {
		if i := strings.IndexByte(text, mark); i >= 0 {
			text = text[:i]
		}
	}
	return len(text)
}

// stops reports whether the full stop at i ends a sentence.
func stops(text string, i int) bool {
	if i > 0 && text[i-1] == '.' || i+1 < len(text) && text[i+1] == '.' {
		return false
	}
	begin := i
	for begin > 0 && !opensWord[text[begin-1]] && i-begin <= unstopped.longest {
		begin--
	}
	if i-begin == 1 && letter(text[begin]) {
		return false
	}
	switch unstopped.of(text, begin, i) {
	case anywhere:
		return false
	case beforeNumber:
		return i+2 >= len(text) || !digit(text[i+2])
	}
	return true
}

// asWritten is the sentence [from, to) of the plain text, as the page writes it; excerpt keeps what stands at the given
// place in it.
func (s *speaker) asWritten(from, to, at int) string {
	if len(s.text) == len(s.plain) {
		return excerpt(s.text[from:to], at-from)
	}
	if s.ends == nil {
		s.ends, s.own = sentences(s.plain), sentences(s.text)
	}
	if len(s.ends) == len(s.own) {
		begin := 0
		for i, end := range s.ends {
			if end >= to {
				if i > 0 {
					begin = s.own[i-1]
				}
				return excerpt(s.text[begin:s.own[i]], (at-from)*(s.own[i]-begin)/max(1, to-from))
			}
		}
	}
	return excerpt(s.plain[from:to], at-from)
}

// maxExcerpt is how many characters of a text are kept as evidence.
const maxExcerpt = 120

// excerpt is at most maxExcerpt characters of a text with what stands at a place in it, which may be a guess.
func excerpt(text string, at int) string {
	if at > maxExcerpt/2 && len(text) > maxExcerpt {
		from := min(at-maxExcerpt/2, len(text)-maxExcerpt)
		if space := strings.IndexByte(text[from:], ' '); space >= 0 && space < 30 {
			from += space
		}
		text = valid(text[from:])
	}
	return valid(cut(strings.TrimSpace(text), maxExcerpt))
}

// valid is a text without what is no character.
func valid(text string) string {
	if isASCII(text) {
		return text
	}
	return strings.ToValidUTF8(text, "")
}
