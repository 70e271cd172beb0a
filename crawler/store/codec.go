package store

import (
	"encoding/binary"
	"fmt"
	"math"
	"sync"

	"github.com/klauspost/compress/s2"

	"github.com/healthusias/rounds/crawler/page"
)

// maxBlob bounds what a stored value may expand to, in bytes.
const maxBlob = 1 << 30

func compress(b []byte) []byte { return s2.Encode(nil, b) }

// expand decodes into the room that into has, or into new room.
func expand(b, into []byte) ([]byte, error) {
	n, err := s2.DecodedLen(b)
	if err != nil {
		return nil, err
	}
	if n > maxBlob {
		return nil, fmt.Errorf("%d bytes are more than anything that is stored", n)
	}
	return s2.Decode(into[:cap(into)], b)
}

// PackFacts encodes facts for a Page row.
func PackFacts(f *page.Facts) ([]byte, error) {
	buffer := buffers.Get().(*[]byte)
	defer buffers.Put(buffer)
	b, err := f.MarshalMsg((*buffer)[:0])
	if err != nil {
		return nil, fmt.Errorf("encoding the facts of %s: %w", f.URL, err)
	}
	*buffer = b
	return compress(b), nil
}

// UnpackFacts decodes what PackFacts made.
func UnpackFacts(b []byte) (*page.Facts, error) {
	buffer := buffers.Get().(*[]byte)
	defer buffers.Put(buffer)
	raw, err := expand(b, *buffer)
	if err != nil {
		return nil, fmt.Errorf("decoding facts: %w", err)
	}
	*buffer = raw
	f := new(page.Facts)
	if _, err := f.UnmarshalMsg(raw); err != nil {
		return nil, fmt.Errorf("decoding facts, which may be those of another version of rounds (rounds audit takes new ones): %w", err)
	}
	return f, nil
}

// buffers hold facts between encoding and compression: the strings of decoded facts are copies.
var buffers = sync.Pool{New: func() any { return new([]byte) }}

// NoTarget stands for a link without an address.
const NoTarget = math.MaxUint32

// PackLinks encodes the targets of a page's links, in order.
func PackLinks[ID ~uint32](targets []ID) []byte {
	b := make([]byte, 0, 3*len(targets))
	for _, t := range targets {
		b = binary.AppendUvarint(b, (uint64(t)+1)&math.MaxUint32)
	}
	return b
}

// UnpackLinks decodes what PackLinks made.
func UnpackLinks[ID ~uint32](b []byte) []ID {
	var targets []ID
	for len(b) > 0 {
		v, n := binary.Uvarint(b)
		if n <= 0 {
			return targets
		}
		targets = append(targets, ID(uint32(v)-1))
		b = b[n:]
	}
	return targets
}
