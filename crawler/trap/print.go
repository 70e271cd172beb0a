package trap

import (
	"encoding/binary"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/cespare/xxhash/v2"

	"github.com/healthusias/rounds/crawler/page"
)

// Print is what a page at an address with a Family looks like apart from what its address says: its text without dates
// and without numbers near those of the address, and its links without those to the same family. It is 0 where the address has no
// family, or the text cannot be known.
func Print(f *page.Facts) uint64 {
	if f.Shell || f.Partial != "" {
		return 0
	}
	family, dated := fold(f.URL)
	if family == "" {
		return 0
	}
	buffer := looks.Get().(*[]byte)
	defer looks.Put(buffer)
	p := printer{family: family, dated: dated, numbers: numbersOf(f.URL), look: (*buffer)[:0]}
	origin, _, _ := cut(f.URL)
	p.origin = len(origin)
	p.slashes = strings.Count(family, "/")
	p.prefix = family[:strings.IndexAny(family, "#{")]
	for i := range f.Blocks {
		if b := &f.Blocks[i]; !b.Hidden && (f.Words == 0 || b.Region.Content()) {
			p.text(b.Text)
		}
	}
	for _, link := range p.links(f) {
		p.look = binary.LittleEndian.AppendUint64(p.look, link)
	}
	*buffer = p.look
	return max(xxhash.Sum64(p.look), 1)
}

// looks hold what is hashed of one page.
var looks = sync.Pool{New: func() any { return new([]byte) }}

// text adds a block of text. Only of dated pages each word is looked at: of the others nothing but a number can repeat the address.
func (p *printer) text(text string) {
	if p.dated {
		p.words(text)
		return
	}
	kept := 0
	for at, end := digits(text, 0); at < end; at, end = digits(text, end) {
		if n, err := strconv.Atoi(text[at:end]); err == nil && p.own(n) {
			p.look = append(p.look, text[kept:at]...)
			kept = end
		}
	}
	p.look = append(append(p.look, text[kept:]...), ' ')
}

// digits is where the first run of digits from a place in s on stands; without one, the end of s.
func digits(s string, from int) (at, end int) {
	rest := s[from:]
	for len(rest) >= 16 && digitAmong(rest[:8])|digitAmong(rest[8:16]) == 0 {
		rest = rest[16:]
	}
	for at = len(s) - len(rest); at < len(s) && !digit(s[at]); {
		at++
	}
	for end = at; end < len(s) && digit(s[end]); {
		end++
	}
	return at, end
}

// digitAmong is 0 where there is no digit among eight bytes: a byte less "0" is below ten, with the bit above it clear, for digits alone.
func digitAmong(eight string) uint64 {
	const ones = 0x0101010101010101
	v := binary.LittleEndian.Uint64([]byte(eight)) ^ '0'*ones // without a copy
	return (v - 10*ones) &^ v & (0x80 * ones)
}

func (p *printer) words(text string) {
	for word := range strings.FieldsSeq(text) {
		if !p.skips(word) {
			p.look = append(append(p.look, word...), ' ')
		}
	}
}

// own reports whether a number is near one of the address.
func (p *printer) own(n int) bool {
	return slices.ContainsFunc(p.numbers, func(own int) bool { return n >= own-near && n <= own+near })
}

type printer struct {
	family  string
	prefix  string // of the family, up to the first date or number
	slashes int    // in the family
	origin  int    // length of scheme and host
	dated   bool
	numbers []int // in the address
	look    []byte
}

// near is how far a number may be from one of the address to count as its own: that of the next page, or of one in a row of them.
const near = 10

// skips reports whether a word of a dated page only repeats what the address says. What can be no date and no number is told by its first
// letter.
func (p *printer) skips(word string) bool {
	for word != "" && punctuation(word[0]) {
		word = word[1:]
	}
	for word != "" && punctuation(word[len(word)-1]) {
		word = word[:len(word)-1]
	}
	switch {
	case word == "":
		return true
	case !digit(word[0]):
		return len(word) <= len("wednesday") && strings.IndexByte("jfmasondtw", word[0]|0x20) >= 0 && saysWhen(strings.ToLower(word))
	case saysWhen(strings.ToLower(word)):
		return true
	}
	n, err := strconv.Atoi(word)
	return err == nil && p.own(n)
}

// punctuation reports whether c is of ASCII, and neither letter nor digit.
func punctuation(c byte) bool {
	return c < 0x80 && !digit(c) && (c|0x20 < 'a' || c|0x20 > 'z')
}

// kin reports whether an address, of the same origin, is of the page's family.
func (p *printer) kin(address string) bool {
	if !strings.HasPrefix(address, p.prefix) {
		return false
	}
	if !p.dated {
		return folds(address[len(p.prefix):], p.family[len(p.prefix):])
	}
	return strings.Count(address, "/") == p.slashes && Family(address) == p.family
}

// links are the addresses that the page loads or leads to within its host, each once, as hashes.
func (p *printer) links(f *page.Facts) []uint64 {
	origin := f.URL[:p.origin]
	links := make([]uint64, 0, len(f.Links))
	for i := range f.Links {
		l := &f.Links[i]
		address := withoutFragment(l.URL)
		if rest, own := strings.CutPrefix(address, origin); !own || rest == "" {
			continue
		}
		if l.Navigates() && p.kin(address) {
			continue
		}
		links = append(links, hashLink(address, p.dated && l.Navigates()))
	}
	slices.Sort(links)
	return slices.Compact(links)
}

// hashLink hashes an address. Where it is to be folded, numbers that may be part of a date count as one.
func hashLink(address string, fold bool) uint64 {
	if !fold {
		return xxhash.Sum64String(address)
	}
	var h xxhash.Digest
	h.Reset()
	for i := 0; i < len(address); {
		end := i + 1
		for end < len(address) && digit(address[end]) == digit(address[i]) {
			end++
		}
		run := address[i:end]
		if isDay(run) || isYear(run) || isDate(run) {
			run = "#"
		}
		h.WriteString(run)
		i = end
	}
	return h.Sum64()
}

// withoutFragment does for one byte without what strings.Cut prepares.
func withoutFragment(address string) string {
	if i := strings.IndexByte(address, '#'); i >= 0 {
		return address[:i]
	}
	return address
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

// folds reports whether an address is a family but for its numbers; the same beginning of both is left out.
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
