package page

import (
	endian "encoding/binary"
	"math/bits"
	"strings"
)

// Eight bytes of text are looked at together as one number. Each of these constants has the same byte eight times.
const (
	ones  = 0x0101010101010101
	highs = 0x80 * ones
)

// eight is the first eight bytes of s, the first one lowest.
func eight(s string) uint64 { return endian.LittleEndian.Uint64([]byte(s)) } // without a copy

// fewer is all bytes of s, of which there are at most eight, as eight has them. Those that are missing are zero.
func fewer(s string) (x uint64) {
	for i := range min(len(s), 8) {
		x |= uint64(s[i]) << (8 * i)
	}
	return x
}

// atLeast marks, by the high bits, those bytes of x that are c or more. All of them must be ASCII.
func atLeast(x uint64, c byte) uint64 { return (x + uint64(0x80-c)*ones) & highs }

// between marks, by the high bits, those bytes of x that are in a range of ASCII. Others may be anything.
func between(x uint64, first, last byte) uint64 {
	ascii := x &^ highs
	return (atLeast(ascii, first) ^ atLeast(ascii, last+1)) &^ x
}

// eightAt is the bytes of s from a place on, up to eight of them.
func eightAt(s string, i int) uint64 {
	if s = s[i:]; len(s) >= 8 {
		return eight(s)
	}
	return fewer(s)
}

// head is the first n bytes of x.
func head(x uint64, n int) uint64 { return x & heads[n] }

var heads = [...]uint64{0, 1<<8 - 1, 1<<16 - 1, 1<<24 - 1, 1<<32 - 1, 1<<40 - 1, 1<<48 - 1, 1<<56 - 1, 1<<64 - 1}

// lettersOf is how many letters and digits of ASCII stand at the beginning of x. What is added to a byte that is not ASCII changes only those behind it.
func lettersOf(x uint64) int {
	low := x | ' '*ones
	some := (low + (0x80-'a')*ones) ^ (low + (0x80-'z'-1)*ones) ^ (x + (0x80-'0')*ones) ^ (x + (0x80-'9'-1)*ones)
	return bits.TrailingZeros64((some^highs|x)&highs) / 8
}

// smallLetters is a text with the capitals of ASCII in lower case.
func smallLetters(s string) string {
	at := 0
	for at+8 <= len(s) && between(eight(s[at:at+8]), 'A', 'Z') == 0 {
		at += 8
	}
	if at+8 > len(s) && between(fewer(s[at:]), 'A', 'Z') == 0 {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	b.WriteString(s[:at])
	var room [64]byte
	for n := 0; at < len(s); at += n {
		for n = 0; n < len(room) && at+n < len(s); n += 8 {
			x := eightAt(s, at+n)
			endian.LittleEndian.PutUint64(room[n:], x|between(x, 'A', 'Z')>>2)
		}
		b.Write(room[:min(n, len(s)-at)])
	}
	return b.String()
}

// lowerCase is strings.ToLower, quick for ASCII.
func lowerCase(s string) string {
	if isASCII(s) {
		return smallLetters(s)
	}
	return strings.ToLower(s)
}

// hasDigit reports whether a text has a digit of ASCII.
func hasDigit(s string) bool { return digitIn(s, 0) < len(s) }

// digitIn is where the first digit of ASCII stands in a text from a place on, the length of the text without one.
func digitIn(s string, from int) int {
	for ; from < len(s); from += 8 {
		if digits := between(eightAt(s, from), '0', '9'); digits != 0 {
			return from + bits.TrailingZeros64(digits)/8
		}
	}
	return len(s)
}
