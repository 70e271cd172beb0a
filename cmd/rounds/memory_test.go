package main

import (
	"math"
	"testing"
	"testing/fstest"
)

func TestMemoryLimit(t *testing.T) {
	file := func(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }
	for name, test := range map[string]struct {
		root fstest.MapFS
		want int64
	}{
		"no groups": {fstest.MapFS{}, math.MaxInt64},
		"none is limited": {fstest.MapFS{
			"proc/self/cgroup": file("0::/user/rounds\n"), "sys/fs/cgroup/user/rounds/memory.max": file("max\n"),
		}, math.MaxInt64},
		"in a container": {fstest.MapFS{"proc/self/cgroup": file("0::/\n"), "sys/fs/cgroup/memory.max": file("268435456\n")}, 256 << 20},
		"the group above has less": {fstest.MapFS{
			"proc/self/cgroup": file("0::/user/rounds\n"), "sys/fs/cgroup/user/rounds/memory.max": file("1073741824\n"), "sys/fs/cgroup/user/memory.max": file("536870912\n"),
		}, 512 << 20},
		"version 1": {fstest.MapFS{
			"proc/self/cgroup": file("3:cpu,cpuacct:/x\n2:memory:/docker/7\n"), "sys/fs/cgroup/memory/docker/7/memory.limit_in_bytes": file("1073741824\n"),
			"sys/fs/cgroup/memory/memory.limit_in_bytes": file("9223372036854771712\n"),
		}, 1 << 30},
	} {
		if got := memoryLimit(test.root); got != test.want {
			t.Errorf("%s: %d, want %d", name, got, test.want)
		}
	}
}
