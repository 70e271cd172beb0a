// Package onpage holds the rules about what a page says of itself: its language, its titles, its headings.
package onpage

import "github.com/healthusias/rounds/checks"

// Checks is the family.
var Checks = []*checks.Check{LangMissing, LangWrong}
