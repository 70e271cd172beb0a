// Package media holds the rules about images and other media on pages.
package media

import "github.com/healthusias/rounds/checks"

// Checks is the family.
var Checks = []*checks.Check{AltMissing}
