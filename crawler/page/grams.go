package page

import (
	endian "encoding/binary"
	"strings"
)

// grams tell of most texts by a few looks that none of some long phrases stands in them: of four bytes in a row, every so many bytes, no phrase has them.
type grams struct {
	step int                        // from look to look; a phrase holds a whole gram wherever it begins
	set  [1 << gramBits / 64]uint64 // of the grams of the phrases, by their hash
}

const (
	gramSize = 4
	gramBits = 12
	maxStep  = 8
	maxGrams = 1 << gramBits / 8 // of more, most texts would have some
)

// newGrams is nil where there are too many phrases, or a short one.
func newGrams(list []string) *grams {
	shortest := maxStep + gramSize
	for _, text := range list {
		shortest = min(shortest, len(strings.TrimLeft(text, " "))) // texts begin as if behind a space
	}
	g := &grams{step: shortest - gramSize + 1}
	if g.step < 2 || len(list)*g.step > maxGrams {
		return nil
	}
	for _, text := range list {
		text = strings.TrimLeft(text, " ")
		for i := range g.step {
			h := gramHash(text[i:])
			g.set[h/64] |= 1 << (h % 64)
		}
	}
	return g
}

// in reports whether one of the phrases may stand in a text.
func (g *grams) in(text string) bool {
	for i := 0; i+gramSize <= len(text); i += g.step {
		if h := gramHash(text[i : i+gramSize]); g.set[h/64]>>(h%64)&1 != 0 {
			return true
		}
	}
	return false
}

// gramHash is that of the first four bytes of a text, in either case.
func gramHash(text string) uint32 {
	return (endian.LittleEndian.Uint32([]byte(text)) | 0x20202020) * 0x9E3779B1 >> (32 - gramBits)
}
