package trap

import "strings"

// Place is what the addresses of one trap have in common: the folder that repeats itself, the calendar with its dates left out, the
// path with its query left out, or the host. Addresses that are skipped for the same kind and place are one trap.
func Place(kind Kind, address string) string {
	origin, path, _ := cut(address)
	switch kind {
	case Calendar, Series:
		return Family(address)
	case Facets:
		return origin + path + "?"
	case Repeat:
		return origin + repeated(path)
	case Depth:
		first, _, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
		return origin + "/" + first + "/"
	case Hosts:
		_, host, _ := strings.Cut(origin, "://")
		_, domain, _ := strings.Cut(host, ".")
		return domain
	}
	return origin + "/"
}

// Belongs reports whether an address that was not skipped is one of the trap at a place.
func Belongs(kind Kind, place, address string) bool {
	switch kind {
	case Calendar, Series:
		return Family(address) == place
	case Facets:
		return strings.HasPrefix(address, place)
	case Repeat, Depth:
		return strings.HasPrefix(address, place)
	}
	return false
}

// repeated is the beginning of a path up to the first segment that comes most often.
func repeated(path string) string {
	segments := strings.Split(path, "/")
	counts := map[string]int{}
	most := 0
	for _, s := range segments {
		if s != "" {
			counts[s]++
			most = max(most, counts[s])
		}
	}
	for i, s := range segments {
		if counts[s] == most && s != "" {
			return strings.Join(segments[:i+1], "/") + "/"
		}
	}
	return path
}
