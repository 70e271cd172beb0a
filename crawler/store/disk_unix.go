//go:build linux || darwin || freebsd

package store

import (
	"path/filepath"

	"golang.org/x/sys/unix"
)

// freeBytes is what the user may still write to the disk that holds path, -1 where that is unknown.
func freeBytes(path string) int64 {
	var fs unix.Statfs_t
	if err := unix.Statfs(filepath.Dir(path), &fs); err != nil {
		return -1
	}
	return int64(fs.Bavail) * int64(fs.Bsize)
}
