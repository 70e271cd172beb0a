package crawler

import "strings"

// Whole reports whether every page of the site that the run met was read or left for a reason of the site's own (robots.txt, an answer): no
// limit, list, depth or interruption kept one from being read. Where it is false, what no page has may stand on one that was not read.
func (s *Site) Whole() bool {
	for i := range s.urls {
		u := &s.urls[i]
		switch {
		case !u.Internal:
		case u.State == Pending, u.State == Skipped && (u.Reason == "limit" || u.Reason == reasonSecret),
			u.State == OK && !u.Page && strings.Contains(u.MediaType, "html"):
			return false
		}
	}
	return true
}
