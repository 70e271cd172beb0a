package store

import (
	"path/filepath"

	"golang.org/x/sys/unix"
)

// remote names the network file system that holds path, "" for a local one.
func remote(path string) string {
	var fs unix.Statfs_t
	if err := unix.Statfs(filepath.Dir(path), &fs); err != nil {
		return ""
	}
	return remoteName(int64(fs.Type))
}

// remoteName names the file systems whose locks and shared memory do not reach other machines.
func remoteName(magic int64) string {
	switch uint32(magic) {
	case unix.NFS_SUPER_MAGIC:
		return "NFS"
	case unix.SMB_SUPER_MAGIC, unix.SMB2_SUPER_MAGIC, unix.CIFS_SUPER_MAGIC:
		return "SMB"
	case unix.AFS_SUPER_MAGIC, unix.AFS_FS_MAGIC:
		return "AFS"
	case unix.V9FS_MAGIC:
		return "9P"
	}
	return ""
}
