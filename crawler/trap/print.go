package trap

import (
	"encoding/binary"
	"hash/fnv"
	"slices"
	"strconv"
	"strings"
	"unicode"

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
	h := fnv.New64a()
	for i := range f.Blocks {
		b := &f.Blocks[i]
		if b.Hidden || f.Words > 0 && !b.Region.Content() {
			continue
		}
		for word := range strings.FieldsSeq(b.Text) {
			if !p.skips(word) {
				h.Write([]byte(word))
				h.Write([]byte{' '})
			}
		}
	}
	for _, link := range p.links(f) {
		h.Write(binary.LittleEndian.AppendUint64(nil, link))
	}
	return max(h.Sum64(), 1)
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
		if l.Navigates() && (address == p.family || Family(address) == p.family) {
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
