//go:build !linux && !darwin && !freebsd

package store

// freeBytes is unknown here.
func freeBytes(string) int64 { return -1 }
