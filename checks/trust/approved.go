package trust

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/crawler/page"
	"github.com/healthusias/rounds/crawler/page/lazy"
)

// Bounds of the comparison with an approved text, in words.
const (
	maxApproved = 400 // of the approved text
	maxCompared = 800 // of a block of the page
)

// languagePrefix matches the language before an approved text: "es: Esta página …".
var languagePrefix = lazy.MustCompile(`^([a-z]{2,3}): `)

// approvedTexts are the texts of which the page must have one, in the language of the page.
func approvedTexts(f *page.Facts, required []string) []string {
	language := f.Phrases
	if t := tongue(f); t != "" {
		language = t
	}
	var texts []string
	for _, text := range required {
		m := languagePrefix.FindStringSubmatch(text)
		switch {
		case m == nil:
			texts = append(texts, text)
		case m[1] == language:
			texts = append(texts, strings.TrimSpace(text[len(m[0]):]))
		}
	}
	return texts
}

// wordsOf are the words of a text, without case, typography and punctuation.
func wordsOf(text string) []string {
	return strings.FieldsFunc(page.PlainText(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.M, r) })
}

// likeness is how much a block of a page is like an approved text.
type likeness struct {
	share          int // percent, 100 for the same words
	missing, extra []string
	block          *page.Block
}

// nearest compares the approved texts with the page: nil where readers see one of them word for word, also over several blocks, else
// the block that comes nearest, of share 0 where none has anything of it.
func nearest(blocks page.Blocks, texts []string) *likeness {
	var all strings.Builder
	for i := range blocks {
		if readable(&blocks[i]) {
			all.WriteString(" " + strings.Join(wordsOf(blocks[i].Text), " "))
		}
	}
	best := &likeness{}
	for _, text := range texts {
		words := wordsOf(text)
		if strings.Contains(all.String()+" ", " "+strings.Join(words, " ")+" ") {
			return nil
		}
		words = words[:min(len(words), maxApproved)]
		for i := range blocks {
			if b := &blocks[i]; readable(b) && shares(words, b.Text) {
				if l := compare(words, wordsOf(b.Text)); l.share > best.share {
					best = &l
					best.block = b
				}
			}
		}
	}
	return best
}

func readable(b *page.Block) bool { return !b.Hidden && b.Region != page.RegionComments }

// shares reports whether a block may come near an approved text: a third of the words of the text stand somewhere in it.
func shares(words []string, text string) bool {
	plain := page.PlainText(text)
	n := 0
	for _, w := range words {
		if strings.Contains(plain, w) {
			n++
		}
	}
	return 3*n >= len(words)
}

// compare aligns the words of a block with those of an approved text by their longest common subsequence. What stands
// before and after the text in the block does not count.
func compare(want, have []string) likeness {
	have = have[:min(len(have), maxCompared)]
	kept, first, last := aligned(want, have)
	var l likeness
	l.missing = runs(want, func(i int) bool { return kept[i] < 0 })
	used := map[int]bool{}
	n := 0
	for _, at := range kept {
		if at >= 0 {
			used[at] = true
			n++
		}
	}
	if n > 0 {
		have = have[first : last+1]
		l.extra = runs(have, func(i int) bool { return !used[i+first] })
		l.share = 100 * n / max(len(want), len(have))
	}
	return l
}

// aligned gives for each wanted word its place in a text, -1 where it is missing, and the first and last place.
func aligned(want, have []string) (at []int, first, last int) {
	length := make([][]int16, len(want)+1)
	for i := range length {
		length[i] = make([]int16, len(have)+1)
	}
	for i := len(want) - 1; i >= 0; i-- {
		for j := len(have) - 1; j >= 0; j-- {
			if want[i] == have[j] {
				length[i][j] = length[i+1][j+1] + 1
			} else {
				length[i][j] = max(length[i+1][j], length[i][j+1])
			}
		}
	}
	at, first, last = make([]int, len(want)), -1, -1
	j := 0
	for i := range want {
		at[i] = -1
		for j < len(have) && want[i] != have[j] && length[i][j+1] >= length[i+1][j] {
			j++
		}
		if j < len(have) && want[i] == have[j] {
			at[i], last = j, j
			if first < 0 {
				first = j
			}
			j++
		}
	}
	return at, first, last
}

// runs are the stretches of words for which pick says yes.
func runs(words []string, pick func(i int) bool) []string {
	var out []string
	open := false
	for i, w := range words {
		switch {
		case !pick(i):
			open = false
			continue
		case open:
			out[len(out)-1] += " " + w
		default:
			out = append(out, w)
		}
		open = true
	}
	return out
}

// reportUnapproved files a finding where none of the required texts stands on the page as approved.
func reportUnapproved(p *checks.Pass, texts []string, severity checks.Severity) {
	l := nearest(p.Page.Blocks(), texts)
	if l == nil {
		return
	}
	f := checks.Finding{Severity: severity, Message: "the approved disclaimer is not on the page", Fix: "put the approved text on the page, word for word", Evidence: checks.Evidence{Code: "not-approved"}}
	if l.share >= 40 {
		f.Message = fmt.Sprintf("the disclaimer is %d %% like the approved text", l.share)
		if len(l.missing) > 0 {
			f.Message += ", missing: " + stretches(l.missing)
		}
		if len(l.extra) > 0 {
			f.Message += ", added: " + stretches(l.extra)
		}
		f.Evidence = evidence(l.block.Region, l.block.Selector, l.block.Text)
		f.Evidence.Code = "not-approved"
		f.Source = checks.At(l.block.Line, l.block.Col)
	}
	p.Report(f)
}

// stretches quotes the first few stretches of words.
func stretches(list []string) string {
	const most = 3
	text := quotedList(list[:min(len(list), most)])
	if len(list) > most {
		text += fmt.Sprintf(" and %d more", len(list)-most)
	}
	return text
}

func quotedList(list []string) string {
	quotes := make([]string, len(list))
	for i, s := range list {
		quotes[i] = fmt.Sprintf("%q", checks.Snippet(s))
	}
	return strings.Join(quotes, ", ")
}
