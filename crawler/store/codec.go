package store

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"slices"
	"sync"

	"github.com/klauspost/compress/s2"
	"github.com/tinylib/msgp/msgp"

	"github.com/healthusias/rounds/crawler/page"
)

// maxBlob bounds what a stored value may expand to, in bytes.
const maxBlob = 1 << 30

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

// factsForm is the first byte of packed facts. Facts in a form that reads differently get another one.
const factsForm = 0xf4

// PackFacts encodes facts for a Page row: their form, the length of what follows, the facts without their blocks, and the blocks. Each part is
// MessagePack in S2. Mend, which may be nil, sees each part before it is compressed, the blocks first; where it changes f, it says so.
func PackFacts(f *page.Facts, mend func(encoded []byte) (changed bool)) ([]byte, error) {
	var parts [2]*[]byte
	for i := range parts {
		parts[i] = buffers.Get().(*[]byte)
		defer buffers.Put(parts[i])
	}
	facts, blocks := parts[0], parts[1]
	if err := pack(f.Blocks, mend, blocks); err != nil {
		return nil, fmt.Errorf("encoding the text of %s: %w", f.URL, err)
	}
	if err := pack(f, mend, facts); err != nil {
		return nil, fmt.Errorf("encoding the facts of %s: %w", f.URL, err)
	}
	begin := binary.AppendUvarint(append(make([]byte, 0, 1+binary.MaxVarintLen64), factsForm), uint64(len(*facts)))
	return slices.Concat(begin, *facts, *blocks), nil
}

// UnpackFacts decodes into f what PackFacts made, all but the blocks: those are left for UnpackBlocks. Room that f has for lists is used.
func UnpackFacts(b []byte, f *page.Facts) (blocks []byte, err error) {
	if len(b) == 0 || b[0] != factsForm {
		return nil, errors.New("the facts are those of another version of rounds (rounds audit takes new ones)")
	}
	b = b[1:]
	length, n := binary.Uvarint(b)
	if n <= 0 || length > uint64(len(b)-n) {
		return nil, errors.New("decoding facts: their length is wrong; they may be those of another version of rounds (rounds audit takes new ones)")
	}
	b = b[n:]
	if err := unpack(b[:length], f); err != nil {
		return nil, fmt.Errorf("decoding facts, which may be those of another version of rounds (rounds audit takes new ones): %w", err)
	}
	return b[length:], nil
}

// UnpackBlocks decodes what UnpackFacts left.
func UnpackBlocks(b []byte) (blocks page.Blocks, err error) {
	if err := unpack(b, &blocks); err != nil {
		return nil, fmt.Errorf("decoding text: %w", err)
	}
	return blocks, nil
}

// pack encodes and compresses a value into the room of a buffer.
func pack(value msgp.Marshaler, mend func([]byte) bool, into *[]byte) error {
	buffer := buffers.Get().(*[]byte)
	defer buffers.Put(buffer)
	b, err := value.MarshalMsg((*buffer)[:0])
	if err == nil && mend != nil && mend(b) {
		b, err = value.MarshalMsg(b[:0])
	}
	if err != nil {
		return err
	}
	*buffer = b
	*into = s2.Encode((*into)[:cap(*into)], b)
	return nil
}

func unpack(b []byte, value msgp.Unmarshaler) error {
	buffer := buffers.Get().(*[]byte)
	defer buffers.Put(buffer)
	raw, err := expand(b, *buffer)
	if err != nil {
		return err
	}
	*buffer = raw
	_, err = value.UnmarshalMsg(raw)
	return err
}

// buffers hold values on their way to compression and back: what is decoded from them are copies.
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

// UnpackLinks decodes what PackLinks made, into the room that there is where it suffices.
func UnpackLinks[ID ~uint32](b []byte, room []ID) []ID {
	n := 0
	for _, c := range b {
		if c < 0x80 {
			n++
		}
	}
	targets := slices.Grow(room[:0], n)
	v, shift := uint32(0), 0
	for _, c := range b { // the bytes of varints
		v |= uint32(c&0x7f) << shift
		if shift += 7; c < 0x80 {
			targets = append(targets, ID(v-1))
			v, shift = 0, 0
		}
	}
	return targets
}
