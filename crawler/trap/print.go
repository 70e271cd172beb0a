package trap

import (
	"encoding/binary"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/cespare/xxhash/v2"

	"github.com/healthusias/rounds/crawler/page"
)

// Print is what a page at an address with a Family looks like apart from what its address says: its text without dates
// and without numbers near those of the address, and its links without those to the same family. It is 0 where the address has no
// family, or the text cannot be known.
func Print(f *page.Facts) uint64 {
	family := Family(f.URL)
	if family == "" || f.Shell || f.Partial != "" {
		return 0
	}
	p := printer{family: family, numbers: numbersOf(f.URL)}
	_, p.dated = foldDates(f.URL)
	h := xxhash.New()
	for i := range f.Blocks {
		if b := &f.Blocks[i]; !b.Hidden && (f.Words == 0 || b.Region.Content()) {
			p.text(h, b.Text)
		}
	}
	var buf [8]byte
	for _, link := range p.links(f) {
		binary.LittleEndian.PutUint64(buf[:], link)
		h.Write(buf[:])
	}
	return max(h.Sum64(), 1)
}

// text adds a block of text. Most have no word that could repeat the address.
func (p *printer) text(h *xxhash.Digest, text string) {
	if !p.dated && strings.IndexAny(text, "0123456789") < 0 {
		h.WriteString(text)
		h.WriteString(" ")
		return
	}
	for word := range strings.FieldsSeq(text) {
		if !p.skips(word) {
			h.WriteString(word)
			h.WriteString(" ")
		}
	}
}

type printer struct {
	family  string
	dated   bool
	numbers []int // in the address
}

// near is how far a number may be from one of the address to count as its own: that of the next page, or of one in a row of them.
const near = 10

// skips reports whether a word of the text only repeats what the address says.
func (p *printer) skips(word string) bool {
	word = strings.ToLower(strings.TrimFunc(word, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }))
	if word == "" {
		return true
	}
	if p.dated && saysWhen(word) {
		return true
	}
	if !digit(word[0]) {
		return false
	}
	n, err := strconv.Atoi(word)
	return err == nil && slices.ContainsFunc(p.numbers, func(own int) bool { return n >= own-near && n <= own+near })
}

// links are the addresses that the page loads or leads to within its host, each once, as hashes.
func (p *printer) links(f *page.Facts) []uint64 {
	origin, _, _ := cut(f.URL)
	var links []uint64
	for i := range f.Links {
		l := &f.Links[i]
		address, _, _ := strings.Cut(l.URL, "#")
		if rest, own := strings.CutPrefix(address, origin); !own || rest == "" {
			continue
		}
		if p.dated && l.Navigates() {
			address, _ = foldDates(address)
		}
		if l.Navigates() && (address == p.family || (p.dated || folds(address[len(origin):], p.family[len(origin):])) && Family(address) == p.family) {
			continue
		}
		links = append(links, hashOf(address))
	}
	slices.Sort(links)
	return slices.Compact(links)
}

// numbersOf are the numbers in path and query of an address.
func numbersOf(address string) []int {
	origin, _, _ := cut(address)
	var numbers []int
	for run := range strings.FieldsFuncSeq(address[len(origin):], func(r rune) bool { return r < '0' || r > '9' }) {
		if n, err := strconv.Atoi(run); err == nil {
			numbers = append(numbers, n)
		}
	}
	return numbers
}

// folds reports whether an address is a family but for its numbers, the origin of both left out.
func folds(address, family string) bool {
	k := 0
	for i := 0; i < len(address); i++ {
		c := address[i]
		if digit(c) {
			for i+1 < len(address) && digit(address[i+1]) {
				i++
			}
			c = '#'
		}
		if k == len(family) || family[k] != c {
			return false
		}
		k++
	}
	return k == len(family)
}
