package links

import (
	"encoding/binary"
	"hash/maphash"
	"slices"
	"strings"
	"unicode"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/crawler/page"
)

// label is the text of a link as a reader hears it.
type label struct {
	text  string // in plain form; "" where readers do not see or follow the link
	vague bool   // it says nothing about the target
	name  string // what the text calls the target, behind "Read more:" and the like; "" without letters and where it says nothing
}

// said is the room for what links say. What a page needs above most is not kept.
type said struct {
	labels []label
	lower  []byte
	slots  []int32
}

const most = 1 << 16 // links, bytes, slots

func room(p *checks.Pass) *said { return checks.Room[said](p, "links/said") }

// labels are the texts of the page's links, by index in Facts.Links. They share their memory: who keeps one keeps a copy.
func labels(p *checks.Pass) []label {
	room := room(p)
	var words []vagueWords
	for _, language := range languages(p.Page.Facts.Lang) {
		words = append(words, vagueBy[language])
	}
	all, lower := cleared(&room.labels, len(p.Page.Facts.Links)), lowered(p.Page.Facts.Links, &room.lower)
	each(p, func(i int, l *page.Link) {
		if l.Navigates() && !l.Hidden {
			text := lower[:len(l.Text)]
			if lower = lower[len(l.Text):]; !plainText(text) {
				text = folded(l.Text)
			}
			all[i] = labelOf(trimmed(text), words)
		}
	})
	return all
}

// lowered is the texts of the links that readers see, one behind the other, with the letters of ASCII in lower case.
func lowered(links []page.Link, room *[]byte) string {
	b := (*room)[:0]
	for i := range links {
		if l := &links[i]; l.Navigates() && !l.Hidden {
			b = append(b, l.Text...)
		}
	}
	lower(b)
	if cap(b) <= most {
		*room = b
	}
	return string(b)
}

// lower puts the letters of ASCII in lower case, eight bytes at a time: of each byte below 0x80 the highest bit tells whether it is 'A' or
// above and not above 'Z', and moved to the right it is what an upper case letter lacks.
func lower(b []byte) {
	const ones, high = 0x0101010101010101, 0x8080808080808080
	for ; len(b) >= 8; b = b[8:] {
		v := binary.LittleEndian.Uint64(b)
		low := v &^ high
		upper := (low + (0x80-'A')*ones) &^ (low + (0x7f-'Z')*ones) &^ v & high
		binary.LittleEndian.PutUint64(b, v|upper>>2)
	}
	for i, c := range b {
		if c >= 'A' && c <= 'Z' {
			b[i] = c | 0x20
		}
	}
}

func labelOf(text string, words []vagueWords) label {
	l := label{text: text, vague: vague(text, words), name: text}
	if strings.IndexByte(text, ':') >= 0 {
		if invitation, rest, ok := strings.Cut(text, ": "); ok && vague(invitation, words) {
			l.name = trimmed(rest)
		}
	}
	if l.vague || !strings.ContainsFunc(l.name, unicode.IsLetter) {
		l.name = ""
	}
	return l
}

// firsts finds the links that say the same as an earlier one: a table of hashes, with room for twice as many links.
type firsts struct {
	labels []label
	slots  []int32 // index of a link and one more, 0 for none
}

func newFirsts(labels []label, room *[]int32) *firsts {
	size := 16
	for size < 2*len(labels) {
		size *= 2
	}
	return &firsts{labels, cleared(room, size)}
}

// cleared is a list of n zero values, in the room of the last one where that suffices.
func cleared[T any](room *[]T, n int) []T {
	list := slices.Grow((*room)[:0], n)[:n]
	clear(list)
	if n <= most {
		*room = list
	}
	return list
}

// first is the first link of the name that link i has: i itself where there is none before it.
func (f *firsts) first(i int) int {
	name := f.labels[i].name
	for at := int(maphash.String(namesSeed, name)) & (len(f.slots) - 1); ; at = (at + 1) & (len(f.slots) - 1) {
		switch k := int(f.slots[at]) - 1; {
		case k < 0:
			f.slots[at] = int32(i) + 1
			return i
		case f.labels[k].name == name:
			return k
		}
	}
}

var namesSeed = maphash.MakeSeed()
