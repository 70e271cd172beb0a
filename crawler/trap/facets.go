package trap

import (
	"hash/fnv"
	"slices"
	"strings"
)

// facets is one path with the queries that it is asked for with.
type facets struct {
	first    map[uint64]string // by the query in sorted order: the first address, whatever the order there
	combined int               // addresses let through that only combine or reorder others
}

// enter notes the queries of a wave before any of them is judged: which filters there are does not depend on the order of addresses.
func (w *Watch) enter(wave []Candidate) {
	for i := range wave {
		origin, path, query := cut(wave[i].Address)
		if query == "" {
			continue
		}
		f := w.facets[origin+path]
		if f == nil {
			f = &facets{first: map[uint64]string{}}
			w.facets[origin+path] = f
		}
		if key := hashOf(sorted(query)...); f.first[key] == "" {
			f.first[key] = wave[i].Address
		}
	}
}

// combined reports whether the candidate is one too many of the addresses of its path that can have nothing new: those that name the
// parameters of another address in another order, and those from which every single parameter can be left out to get a known address.
// The latter are filters upon filters; a parameter that chooses what the page is about cannot be left out.
func (w *Watch) combined(c *Candidate) bool {
	origin, path, query := cut(c.Address)
	if query == "" || strings.IndexByte(query, '&') < 0 {
		return false
	}
	f := w.facets[origin+path]
	params := sorted(query)
	if f.first[hashOf(params...)] == c.Address && !f.combines(params) {
		return false
	}
	f.combined++
	return f.combined > w.limits.Variants
}

// combines reports whether each parameter can be left out.
func (f *facets) combines(params []string) bool {
	for i := range params {
		if f.first[hashOf(slices.Delete(slices.Clone(params), i, i+1)...)] == "" {
			return false
		}
	}
	return len(params) > 1
}

// sorted are the parameters of a query in order.
func sorted(query string) []string {
	params := slices.DeleteFunc(strings.Split(query, "&"), func(p string) bool { return p == "" })
	slices.Sort(params)
	return params
}

func hashOf(parts ...string) uint64 {
	h := fnv.New64a()
	for _, p := range parts {
		h.Write([]byte(p))
		h.Write([]byte{0})
	}
	return h.Sum64()
}
