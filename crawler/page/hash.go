package page

import (
	"unicode"
	"unicode/utf8"
)

// fnv is a running FNV-1a hash: stable across processes, which stored facts need.
type fnv uint64

const (
	fnvOffset fnv = 14695981039346656037
	fnvPrime  fnv = 1099511628211
)

func (h fnv) char(r rune) fnv { return (h ^ fnv(r)) * fnvPrime }

func (h fnv) text(s string) fnv {
	for i := 0; i < len(s); i++ {
		h = (h ^ fnv(s[i])) * fnvPrime
	}
	return h
}

// hashText hashes the words of the visible content blocks, in lower case and without punctuation; 0 where there are none.
func hashText(blocks []Block) uint64 {
	w := wordHash{hash: fnvOffset}
	for i := range blocks {
		if blocks[i].Region.Content() && !blocks[i].Hidden {
			w.text(blocks[i].Text)
		}
	}
	if !w.any {
		return 0
	}
	return uint64(w.hash)
}

type wordHash struct {
	hash fnv
	any  bool // a word was met
	gap  bool // a word ended
}

func (w *wordHash) text(s string) {
	w.gap = true
	for _, r := range s {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
		case r >= 'A' && r <= 'Z':
			r |= 0x20
		case r >= utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r)):
			r = unicode.ToLower(r)
		default:
			w.gap = true
			continue
		}
		if w.gap && w.any {
			w.hash = w.hash.char(' ')
		}
		w.hash, w.any, w.gap = w.hash.char(r), true, false
	}
}
