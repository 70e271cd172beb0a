package page

import (
	bytecode "encoding/binary"
	"errors"

	"github.com/tinylib/msgp/msgp"
)

// A list of rows is a binary value of MessagePack: how many there are, and one behind the other. What stands in a row is for its list to
// say. Texts are their length and their bytes, numbers are varints.

// emptyRows is an upper bound of the size of a list without rows, in bytes.
const emptyRows = msgp.BytesPrefixSize + bytecode.MaxVarintLen64

// beginRows begins a list of n rows behind b, with room for so many bytes.
func beginRows(b []byte, size, n int) (begun []byte, begin int) {
	begun = append(msgp.Require(b, size), 0xc6, 0, 0, 0, 0) // bin 32
	return appendNumber(begun, n), len(begun)
}

// endRows returns b, which ends with the list that begins there.
func endRows(b []byte, begin int) []byte {
	bytecode.BigEndian.PutUint32(b[begin-4:], uint32(len(b)-begin))
	return b
}

func appendNumber(b []byte, v int) []byte {
	if uint(v) < 0x80 { // most numbers are one byte
		return append(b, byte(v))
	}
	return bytecode.AppendUvarint(b, uint64(v))
}

func appendDistance(b []byte, v int) []byte { return appendNumber(b, v<<1^v>>63) }

func appendText(b []byte, s string) []byte { return append(appendNumber(b, len(s)), s...) }

// rowReader reads rows from its place in a string on, of which their texts are parts. Its first error stays, and what is read behind it is
// zero.
type rowReader struct {
	s   string
	at  int
	err error
}

var errRows = errors.New("a row is damaged")

// newRowReader begins to read a list whose rows have so many bytes at least. N is how many there are, rest what stands behind the list.
func newRowReader(b []byte, least int) (r rowReader, n int, rest []byte, err error) {
	rows, rest, err := msgp.ReadBytesZC(b)
	if err != nil {
		return r, 0, rest, err
	}
	r.s = string(rows)
	return r, r.upTo(len(rows) / least), rest, nil
}

func (r *rowReader) fail() { r.at, r.err = len(r.s), errRows }

func (r *rowReader) byte() byte {
	if r.at == len(r.s) {
		r.fail()
		return 0
	}
	r.at++
	return r.s[r.at-1]
}

func (r *rowReader) unsigned() uint64 {
	if r.at < len(r.s) && r.s[r.at] < 0x80 { // most numbers are one byte
		r.at++
		return uint64(r.s[r.at-1])
	}
	return r.long()
}

func (r *rowReader) long() (v uint64) {
	for shift := 0; shift < 64; shift += 7 {
		c := r.byte()
		v |= uint64(c&0x7f) << shift
		if c < 0x80 {
			return v
		}
	}
	r.fail()
	return 0
}

func (r *rowReader) number() int { return int(r.unsigned()) }

func (r *rowReader) distance() int {
	v := r.unsigned()
	return int(v>>1) ^ -int(v&1)
}

// upTo is a number that is no greater than most.
func (r *rowReader) upTo(most int) int {
	n := r.number()
	if n < 0 || n > most {
		r.fail()
		return 0
	}
	return n
}

func (r *rowReader) text() string {
	if r.at < len(r.s) { // most texts are short
		begin := r.at + 1
		if n := int(r.s[r.at]); n < 0x80 && n <= len(r.s)-begin {
			r.at = begin + n
			return r.s[begin:r.at]
		}
	}
	return r.longText()
}

func (r *rowReader) longText() string {
	n := r.upTo(len(r.s))
	if n > len(r.s)-r.at {
		r.fail()
		return ""
	}
	r.at += n
	return r.s[r.at-n : r.at]
}
