package page

import (
	"regexp"
	parser "regexp/syntax"
	"strings"
)

// alternatives is an expression cut at its outermost bars: each part is quicker than the whole, and most are not even tried, because the text
// has not the words that their matches have.
type alternatives []alternative

type alternative struct {
	re    *regexp.Regexp
	words [][]string // a match has one of each list, in this order
}

// newAlternatives reads an expression.
func newAlternatives(expression string) (alternatives, error) {
	parsed, err := parser.Parse(expression, parser.Perl)
	if err != nil {
		return nil, err
	}
	parts := []*parser.Regexp{parsed}
	for parsed.Op == parser.OpCapture {
		parsed = parsed.Sub[0]
	}
	if parsed.Op == parser.OpAlternate {
		parts = parsed.Sub
	}
	var all alternatives
	for _, part := range parts {
		re, err := regexp.Compile(part.String())
		if err != nil {
			return nil, err
		}
		all = append(all, alternative{re, wordsOf(part)})
	}
	return all, nil
}

// find is the leftmost match in a text, nil where there is none: what the whole expression finds.
func (all alternatives) find(text string) (at []int) {
	for i := range all {
		if !all[i].mayMatch(text) {
			continue
		}
		if m := all[i].re.FindStringIndex(text); m != nil && (at == nil || m[0] < at[0]) {
			at = m
		}
	}
	return at
}

// mayMatch reports whether a text has the words of a match, one behind the other.
func (a *alternative) mayMatch(text string) bool {
	for _, list := range a.words {
		end := -1
		for _, w := range list {
			if i := strings.Index(text, w); i >= 0 && (end < 0 || i+len(w) < end) {
				end = i + len(w)
			}
		}
		if end < 0 {
			return false
		}
		text = text[end:]
	}
	return true
}

// minWord is the fewest bytes of a word worth looking for.
const minWord = 2

// wordsOf are lists of words of which each match has one each, in this order.
func wordsOf(re *parser.Regexp) (lists [][]string) {
	switch re.Op {
	case parser.OpLiteral:
		if re.Flags&parser.FoldCase == 0 && len(re.Rune) >= minWord {
			return [][]string{{string(re.Rune)}}
		}
	case parser.OpCapture, parser.OpPlus:
		return wordsOf(re.Sub[0])
	case parser.OpRepeat:
		if re.Min > 0 {
			return wordsOf(re.Sub[0])
		}
	case parser.OpConcat:
		for i := 0; i < len(re.Sub); i++ {
			if more := beginnings(re.Sub[i:]); len(more) > 1 { // a word and what it goes on with
				lists = append(lists, more)
				i++
			} else {
				lists = append(lists, wordsOf(re.Sub[i])...)
			}
		}
	case parser.OpAlternate:
		var all []string
		for _, sub := range re.Sub {
			best := longest(wordsOf(sub))
			if best == nil {
				return nil
			}
			all = append(all, best...)
		}
		return [][]string{all}
	}
	return lists
}

// maxBeginnings bounds what a list may have.
const maxBeginnings = 100

// beginnings are what a sequence that begins with a text and goes on with one of several begins with; none where it is not so.
func beginnings(sequence []*parser.Regexp) (all []string) {
	first := sequence[0]
	if first.Op != parser.OpLiteral || first.Flags&parser.FoldCase != 0 || len(sequence) < 2 {
		return nil
	}
	next := sequence[1]
	for next.Op == parser.OpCapture {
		next = next.Sub[0]
	}
	if next.Op != parser.OpAlternate || len(next.Sub) > maxBeginnings {
		return nil
	}
	for _, sub := range next.Sub {
		if sub.Op == parser.OpConcat {
			if more := beginnings(sub.Sub); len(more) > 0 {
				for _, m := range more {
					all = append(all, string(first.Rune)+m)
				}
				continue
			}
			sub = sub.Sub[0]
		}
		if sub.Op != parser.OpLiteral || sub.Flags&parser.FoldCase != 0 {
			return nil
		}
		all = append(all, string(first.Rune)+string(sub.Rune))
	}
	return all
}

// longest is the list whose shortest word is longest.
func longest(lists [][]string) (best []string) {
	most := 0
	for _, list := range lists {
		shortest := len(list[0])
		for _, w := range list {
			shortest = min(shortest, len(w))
		}
		if shortest > most {
			best, most = list, shortest
		}
	}
	return best
}
