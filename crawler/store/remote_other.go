//go:build !linux

package store

// remote is known on Linux only.
func remote(string) string { return "" }
