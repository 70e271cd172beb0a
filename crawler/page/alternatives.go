package page

import (
	"regexp"
	parser "regexp/syntax"
	"slices"
	"strings"
	"sync"
)

// alternatives is an expression cut at its outermost bars: each part is quicker than the whole, and most are not even tried, because the text
// has not the words that their matches have.
type alternatives struct {
	parts []alternative
	words *phraseSet // of all chains: one clue for each list, some may share one; nil: not known
}

type alternative struct {
	re     func() *regexp.Regexp // compiled when it is first asked for
	chains []chain               // a match has the words of one of them
}

// chain is lists of words, of which a match has one of each in this order.
type chain struct {
	lists [][]string
	each  []clues // of its lists
	clues clues   // of all together
}

// newAlternatives reads an expression.
func newAlternatives(expression string) (all *alternatives, err error) {
	if parts := cutAtBars(expression); len(parts) > 1 {
		if all, err = readAlternatives(parts); err == nil {
			return all, nil
		}
	}
	return readAlternatives([]string{expression})
}

func readAlternatives(parts []string) (*alternatives, error) {
	all := &alternatives{}
	lists := newListClues(1, map[clues][]string{})
	for _, part := range parts {
		parsed, err := parser.Parse(part, parser.Perl)
		if err != nil {
			return nil, err
		}
		a := alternative{re: sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(part) })}
		for _, c := range chainsOf(parsed) {
			a.chains = append(a.chains, newChain(c, lists))
		}
		all.parts = append(all.parts, a)
	}
	var err error
	if all.words, err = newPhraseSet(lists.kinds); err != nil { // too many different characters: each part is tried
		all.words = nil
	}
	return all, nil
}

func newChain(words [][]string, lists *listClues) chain {
	c := chain{lists: words}
	for i := range words {
		c.each = append(c.each, lists.of(words[i:i+1]))
		c.clues |= c.each[i]
	}
	return c
}

// cutAtBars cuts an expression at the bars outside brackets. One with flags or quoted parts stays whole.
func cutAtBars(expression string) (parts []string) {
	if strings.Contains(expression, `\Q`) || strings.Count(expression, "(?") != strings.Count(expression, "(?:") {
		return []string{expression}
	}
	depth, class, start := 0, false, 0
	for i := 0; i < len(expression); i++ {
		switch c := expression[i]; {
		case c == '\\':
			i++
		case class:
			class = c != ']'
		case c == '[':
			class = true
		case c == '(':
			depth++
		case c == ')':
			depth--
		case c == '|' && depth == 0:
			parts, start = append(parts, expression[start:i]), i+1
		}
	}
	return append(parts, expression[start:])
}

// listClues gives each list of words a clue; of more lists than there are, some share one.
type listClues struct {
	first, next clues
	known       map[string]clues
	kinds       map[clues][]string // words by their clue
}

// newListClues gives clues from first on, and adds the words to kinds.
func newListClues(first clues, kinds map[clues][]string) *listClues {
	return &listClues{first, first, map[string]clues{}, kinds}
}

func (l *listClues) of(lists [][]string) (all clues) {
	for _, list := range lists {
		key := strings.Join(list, "\n")
		if l.known[key] == 0 {
			l.known[key], l.kinds[l.next] = l.next, append(l.kinds[l.next], list...)
			if l.next <<= 1; l.next == 0 {
				l.next = l.first
			}
		}
		all |= l.known[key]
	}
	return all
}

// find is the leftmost match in a text, nil where there is none: what the whole expression finds.
func (all *alternatives) find(text string) (at []int) {
	says := ^clues(0)
	var room [40]spot
	var spots []spot
	if all.words != nil {
		if says = all.words.in(text); says != 0 {
			spots = all.words.spots(room[:0], text)
		}
	}
	for i := range all.parts {
		a := &all.parts[i]
		if !slices.ContainsFunc(a.chains, func(c chain) bool {
			return says.has(c.clues) && (all.words == nil || c.follows(spots)) && c.in(text)
		}) {
			continue
		}
		if m := a.re().FindStringIndex(text); m != nil && (at == nil || m[0] < at[0]) {
			at = m
		}
	}
	return at
}

// follows reports whether words of a chain end one behind the other: what in asks first.
func (c *chain) follows(spots []spot) bool {
	for _, wanted := range c.each {
		for len(spots) > 0 && !spots[0].kinds.has(wanted) {
			spots = spots[1:]
		}
		if len(spots) == 0 {
			return false
		}
		spots = spots[1:]
	}
	return true
}

// in reports whether a text has the words of a chain, one behind the other.
func (c *chain) in(text string) bool {
	for _, list := range c.lists {
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

const (
	minWord   = 2   // bytes of a word worth looking for
	maxChains = 100 // of an expression
)

// chainsOf are chains of which each match has one; one without lists asks for nothing.
func chainsOf(re *parser.Regexp) [][][]string {
	switch re.Op {
	case parser.OpLiteral:
		if re.Flags&parser.FoldCase == 0 && len(re.Rune) >= minWord {
			return [][][]string{{{string(re.Rune)}}}
		}
	case parser.OpCapture, parser.OpPlus:
		return chainsOf(re.Sub[0])
	case parser.OpRepeat:
		if re.Min > 0 {
			return chainsOf(re.Sub[0])
		}
	case parser.OpConcat:
		return chainsOfConcat(re.Sub)
	case parser.OpAlternate:
		return chainsOfAlternate(re.Sub)
	}
	return [][][]string{nil}
}

// chainsOfConcat joins the chains of what stands in a row.
func chainsOfConcat(sequence []*parser.Regexp) [][][]string {
	all := [][][]string{nil}
	for i := 0; i < len(sequence); i++ {
		next := chainsOf(sequence[i])
		if more := beginnings(sequence[i:]); len(more) > 1 { // a word and what it goes on with
			next = [][][]string{{more}}
			i++
		}
		if len(all)*len(next) > maxChains {
			continue
		}
		var joined [][][]string
		for _, before := range all {
			for _, after := range next {
				joined = append(joined, slices.Concat(before, after))
			}
		}
		all = joined
	}
	return all
}

// chainsOfAlternate are those of each part; those of one list are one chain together.
func chainsOfAlternate(parts []*parser.Regexp) (all [][][]string) {
	var single []string
	for _, part := range parts {
		for _, c := range chainsOf(part) {
			switch len(c) {
			case 0:
				return [][][]string{nil}
			case 1:
				single = append(single, c[0]...)
			default:
				all = append(all, c)
			}
		}
	}
	if len(single) > 0 {
		all = append(all, [][]string{single})
	}
	return all
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
