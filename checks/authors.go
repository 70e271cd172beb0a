package checks

import "regexp"

var authorsFolder = regexp.MustCompile(`(?i)/(?:authors|(?:our-|medical-)?team|contributors|people|writers|editors|reviewers|experts)(?:/|/index\.html?|\.html?)?$`)

// HoldsAuthors reports whether an address is that of a folder of authors. Where its page names nobody it is no profile.
func HoldsAuthors(address string) bool { return authorsFolder.MatchString(address) }
