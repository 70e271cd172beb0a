package store

import (
	"testing"

	"golang.org/x/sys/unix"
)

// Case 144: a state directory on a network file system is known by its magic number (statfs(2)).
func TestNetworkFileSystemsAreKnown(t *testing.T) {
	for magic, want := range map[int64]string{unix.NFS_SUPER_MAGIC: "NFS", unix.CIFS_SUPER_MAGIC: "SMB", 0xfe534d42: "SMB", unix.EXT4_SUPER_MAGIC: "", unix.TMPFS_MAGIC: ""} {
		if got := remoteName(magic); got != want {
			t.Errorf("%x is %q, want %q", magic, got, want)
		}
	}
	if got := open(t, t.TempDir()+"/rounds.db").Remote(); got != "" {
		t.Errorf("a temporary directory is on %s", got)
	}
}
