package main

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"testing"
	"time"
)

func TestGarbagePercent(t *testing.T) {
	for _, test := range []struct {
		used uint64
		want int
	}{{0, mostPercent}, {4 << 20, mostPercent}, {32 << 20, 100}, {64 << 20, 50}, {256 << 20, quarter}, {1 << 30, quarter}, {2 << 30, 12}, {8 << 30, leastPercent}} {
		if got := garbagePercent(test.used); got != test.want {
			t.Errorf("with %d bytes in use %d %%, want %d", test.used, got, test.want)
		}
	}
}

// TestTendHeap fills the heap and empties it again: the collector follows, more than once.
func TestTendHeap(t *testing.T) {
	t.Setenv("GOGC", "")
	before := debug.SetGCPercent(100)
	defer debug.SetGCPercent(before)
	tendHeap()
	for range 2 {
		held := make([]byte, 128<<20)
		awaitPercent(t, func(percent uint64) bool { return percent == quarter })
		runtime.KeepAlive(held)
		held = nil
		awaitPercent(t, func(percent uint64) bool { return percent > quarter })
	}
}

// awaitPercent collects until the collector is set as wanted: the setting follows a cycle with some delay.
func awaitPercent(t *testing.T, want func(uint64) bool) {
	t.Helper()
	sample := []metrics.Sample{{Name: "/gc/gogc:percent"}}
	for end := time.Now().Add(30 * time.Second); time.Now().Before(end); runtime.Gosched() {
		runtime.GC()
		if metrics.Read(sample); want(sample[0].Value.Uint64()) {
			return
		}
	}
	t.Fatalf("GOGC stays at %d", sample[0].Value.Uint64())
}
