// Package trap tells addresses that a server makes up without end from the pages of a site: paths that pile onto themselves,
// calendars, combinations of filters, session ids, answers to anything, hosts out of nothing. It knows addresses and how alike the
// pages behind them were; it asks for nothing. Where a page brought anything of its own, the site gets the benefit of the doubt:
// an archive of two hundred pages is none, however its addresses look.
package trap

import "strings"

// Kind is how a trap makes its addresses.
type Kind string

// Kinds.
const (
	Repeat   Kind = "repeat"   // one segment over and over: relative links pile onto each other
	Depth    Kind = "depth"    // too many segments
	Calendar Kind = "calendar" // dates without an end
	Series   Kind = "series"   // numbers without an end
	Facets   Kind = "facets"   // combinations and orders of parameters
	Session  Kind = "session"  // an id that changes with each visit
	Wildcard Kind = "wildcard" // the host answers anything with the same page
	Hosts    Kind = "hosts"    // subdomains without an end
)

// Reason is what an address is skipped for: "trap(calendar)".
func (k Kind) Reason() string { return "trap(" + string(k) + ")" }

// Of reads the kind from the reason of a skipped address; "" where that is something else.
func Of(reason string) Kind {
	inner, ok := strings.CutPrefix(reason, "trap(")
	if !ok {
		return ""
	}
	return Kind(strings.TrimSuffix(inner, ")"))
}

// Limits say how far a crawl follows what may be a trap. Zero stands for the default, a negative number for no limit.
type Limits struct {
	Depth    int // segments of a path; 20
	Repeats  int // occurrences of one segment in a path; 3
	Pages    int // pages in a row that bring nothing new: of a calendar or series, copies of the error page; 50
	Variants int // combinations and orders of the parameters of one path; 50
	Hosts    int // subdomains of the site that are not declared to belong to it; 50
}

// Default are the limits that the zero value stands for.
var Default = Limits{Depth: 20, Repeats: 3, Pages: 50, Variants: 50, Hosts: 50}

// Fill replaces zeros by the defaults and negative numbers by one that no crawl reaches. Whoever asks for Path often fills the limits first.
func (l Limits) Fill() Limits {
	pick := func(n, standard int) int {
		switch {
		case n < 0:
			return 1<<31 - 1
		case n == 0:
			return standard
		}
		return n
	}
	return Limits{
		Depth: pick(l.Depth, Default.Depth), Repeats: pick(l.Repeats, Default.Repeats), Pages: pick(l.Pages, Default.Pages),
		Variants: pick(l.Variants, Default.Variants), Hosts: pick(l.Hosts, Default.Hosts),
	}
}

// MoreHosts reports whether the limit lets one more subdomain through after n.
func (l Limits) MoreHosts(n int) bool { return n < l.Fill().Hosts }

// Path reports the kind of trap that an address shows by its path alone, which is given with or without a query; "" for none.
func (l Limits) Path(path string) Kind {
	if l.Depth <= 0 || l.Repeats <= 0 {
		l = l.Fill()
	}
	if len(path) < 2 || strings.Count(path[:len(path)-1], "/") <= min(l.Repeats, l.Depth) { // nearly all
		return ""
	}
	path, _, _ = strings.Cut(path, "?")
	if strings.Count(strings.TrimSuffix(path, "/"), "/") <= min(l.Repeats, l.Depth) {
		return ""
	}
	seen := map[string]int{}
	segments := 0
	for segment := range strings.SplitSeq(path, "/") {
		if segment == "" {
			continue
		}
		segments++
		seen[segment]++
		if seen[segment] > l.Repeats {
			return Repeat
		}
	}
	if segments > l.Depth {
		return Depth
	}
	return ""
}

// cut splits an address without fragment into origin, path and query.
func cut(address string) (origin, path, query string) {
	at := 0
	if i := strings.Index(address, "://"); i >= 0 {
		at = i + len("://")
	}
	for at < len(address) && address[at] != '/' && address[at] != '?' { // a host is short: no search that prepares itself
		at++
	}
	path, query, _ = strings.Cut(address[at:], "?")
	return address[:at], path, query
}
