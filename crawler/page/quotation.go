package page

import (
	"strings"

	"golang.org/x/net/html/atom"
)

// quoted reports whether what stands at [from, to) of a sentence is in quotation marks.
func quoted(sentence string, from, to int) bool {
	if strings.Count(sentence[:from], `"`)%2 == 1 && strings.Contains(sentence[to:], `"`) {
		return true
	}
	opened := strings.LastIndex(" "+sentence[:from], " '")
	return opened >= 0 && !closesQuote(sentence[min(from, opened+1):from]) && closesQuote(sentence[to:]) ||
		from > 0 && to < len(sentence) && sentence[from-1] == '\'' && sentence[to] == '\''
}

// closesQuote reports whether a single quotation mark closes in a text: one that no letter follows.
func closesQuote(text string) bool {
	for i := range len(text) {
		if text[i] == '\'' && (i+1 == len(text) || strings.IndexByte(" ,.;:!?)", text[i+1]) >= 0) {
			return true
		}
	}
	return false
}

// markupKinds are kinds whose wordings are also quoted by markup. They are rare.
var markupKinds = map[StatementKind]bool{AIResidue: true, Cure: true, Sensational: true, Proven: true, StopTreatment: true}

// quotedByMarkup reports whether a phrase stands in an element of block i that quotes: q, code or the output of a program.
func (t *trust) quotedByMarkup(i int, phrase string) bool {
	for n := range t.d.blockNodes[i].Descendants() {
		switch n.DataAtom {
		case atom.Q, atom.Code, atom.Samp, atom.Kbd:
			if strings.Contains(PlainText(t.d.text(n)), phrase) {
				return true
			}
		}
	}
	return false
}
