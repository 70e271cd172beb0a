package page

// Eight bytes of text are looked at together as one number. Each of these constants has the same byte eight times.
const (
	ones  = 0x0101010101010101
	highs = 0x80 * ones
)

// eight is the first eight bytes of s, the first one lowest.
func eight(s string) uint64 {
	_ = s[7]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}

// fewer is all bytes of s, of which there are at most eight, as eight has them. Those that are missing are zero.
func fewer(s string) (x uint64) {
	for i := range min(len(s), 8) {
		x |= uint64(s[i]) << (8 * i)
	}
	return x
}

// atLeast marks, by the high bits, those bytes of x that are c or more. All of them must be ASCII.
func atLeast(x uint64, c byte) uint64 { return (x + uint64(0x80-c)*ones) & highs }
