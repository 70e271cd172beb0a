package store

import (
	"encoding/binary"
	"fmt"
	"math"
	"runtime"
	"sync"

	"github.com/klauspost/compress/zstd"

	"github.com/healthusias/rounds/crawler/page"
)

// The encoder and decoder are shared: EncodeAll and DecodeAll are safe for concurrent use.
var (
	packer, _   = zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderConcurrency(runtime.GOMAXPROCS(0)), zstd.WithWindowSize(1<<17))
	unpacker, _ = zstd.NewReader(nil, zstd.WithDecoderConcurrency(0), zstd.WithDecoderMaxMemory(1<<30))
)

func compress(b []byte) []byte { return packer.EncodeAll(b, make([]byte, 0, len(b)/3)) }

func expand(b []byte) ([]byte, error) { return unpacker.DecodeAll(b, nil) }

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
	raw, err := unpacker.DecodeAll(b, (*buffer)[:0])
	if err != nil {
		return nil, fmt.Errorf("decoding facts: %w", err)
	}
	*buffer = raw
	f := new(page.Facts)
	if _, err := f.UnmarshalMsg(raw); err != nil {
		return nil, fmt.Errorf("decoding facts: %w", err)
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
