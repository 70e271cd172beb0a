// Package delivery holds the rules about how pages are sent: their type, their coding, and whether all of them arrives.
package delivery

import "github.com/healthusias/rounds/checks"

// Checks is the family.
var Checks = []*checks.Check{ContentType, CutByLength, Empty, OddAnswer, FormInsecure}
