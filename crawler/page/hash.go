package page

// fnv is a running FNV-1a hash: stable across processes, which stored facts need.
type fnv uint64

const (
	fnvOffset fnv = 14695981039346656037
	fnvPrime  fnv = 1099511628211
)
