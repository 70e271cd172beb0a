// Package page turns one answer into its facts: bytes in, facts out, no I/O and no clock. It says what is
// there and where it stands; whether that is enough is for package checks to judge. It knows neither the
// site nor the other pages.
package page
