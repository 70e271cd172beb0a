package main

import (
	"io/fs"
	"math"
	"os"
	"path"
	"runtime/debug"
	"strconv"
	"strings"
)

// heedLimit has the collector work harder before the memory that the control group of this process may have is used up, as in a container: who
// uses more is killed. A tenth is left for what is no heap. GOMEMLIMIT says otherwise.
func heedLimit() {
	if os.Getenv("GOMEMLIMIT") != "" {
		return
	}
	if most := memoryLimit(os.DirFS("/")); most < math.MaxInt64 {
		debug.SetMemoryLimit(most / 10 * 9)
	}
}

// memoryLimit is the least limit of the control groups that this process is in, in bytes; math.MaxInt64 without any, and where there are no such
// groups.
func memoryLimit(root fs.FS) int64 {
	least := int64(math.MaxInt64)
	groups, _ := fs.ReadFile(root, "proc/self/cgroup") // lines of "number:controllers:path"
	for line := range strings.Lines(string(groups)) {
		_, rest, _ := strings.Cut(strings.TrimSpace(line), ":")
		controllers, group, _ := strings.Cut(rest, ":")
		dir, file := "sys/fs/cgroup", "memory.max"
		switch {
		case controllers == "memory": // version 1
			dir, file = "sys/fs/cgroup/memory", "memory.limit_in_bytes"
		case controllers != "":
			continue
		}
		for at := path.Clean("/" + group); ; at = path.Dir(at) { // a group has what those above it have at most
			text, err := fs.ReadFile(root, path.Join(dir, at, file))
			if n, bad := strconv.ParseInt(strings.TrimSpace(string(text)), 10, 64); err == nil && bad == nil && n > 0 { // else "max"
				least = min(least, n)
			}
			if at == "/" {
				break
			}
		}
	}
	return least
}
