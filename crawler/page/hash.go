package page

// fnv is a running FNV-1a hash: stable across processes, which stored facts need.
type fnv uint64

const (
	fnvOffset fnv = 14695981039346656037
	fnvPrime  fnv = 1099511628211
)

// hashLow hashes a word with its ASCII letters in lower case.
func hashLow(word string) fnv {
	h := fnvOffset
	for i := range len(word) {
		c := word[i]
		if low := lowered[c]; low != 0 {
			c = low
		}
		h = (h ^ fnv(c)) * fnvPrime
	}
	return h
}
