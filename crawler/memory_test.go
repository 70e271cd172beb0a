package crawler

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"testing"
	"time"
)

// Garbage is collected early while huge pages are in hand, however many, and as before when the last of them is gone.
func TestSaveMemory(t *testing.T) {
	before := debug.SetGCPercent(150)
	defer debug.SetGCPercent(before)
	one, two := SaveMemory(), SaveMemory()
	one()
	if got := gogc(); got != quarter {
		t.Errorf("with a huge page in hand the collector waits for %d %%", got)
	}
	two()
	if got := gogc(); got != 150 {
		t.Errorf("afterwards the collector waits for %d %%", got)
	}
}

func TestGarbagePercent(t *testing.T) {
	for _, test := range []struct {
		used uint64
		want int
	}{{0, mostPercent}, {4 << 20, mostPercent}, {32 << 20, 150}, {64 << 20, largePercent}, {256 << 20, largePercent}, {1 << 30, 21}, {1536 << 20, 14}, {8 << 30, leastPercent}} {
		if got := garbagePercent(test.used); got != test.want {
			t.Errorf("with %d bytes in use %d %%, want %d", test.used, got, test.want)
		}
	}
}

// TestTendHeap fills the heap and empties it again: the collector follows, more than once, but not while a huge page is in hand.
func TestTendHeap(t *testing.T) {
	before := debug.SetGCPercent(100)
	defer func() {
		collector.Lock()
		defer collector.Unlock()
		collector.tended, collector.found = false, before
		adjustCollector()
	}()
	TendHeap()
	for range 2 {
		held := make([]byte, 256<<20)
		awaitPercent(t, func(percent int) bool { return percent == largePercent })
		runtime.KeepAlive(held)
		held = nil
		awaitPercent(t, func(percent int) bool { return percent > largePercent })
	}
	spend := SaveMemory()
	for range 5 {
		runtime.GC()
		time.Sleep(time.Millisecond) // for the cleanup that follows a cycle
		if got := gogc(); got != quarter {
			t.Errorf("after a cycle with a huge page in hand the collector waits for %d %%", got)
		}
	}
	spend()
	if got := gogc(); got <= quarter {
		t.Errorf("without a huge page the collector waits for %d %%", got)
	}
}

// gogc is how the collector is set.
func gogc() int {
	sample := []metrics.Sample{{Name: "/gc/gogc:percent"}}
	metrics.Read(sample)
	return int(sample[0].Value.Uint64())
}

// awaitPercent collects until the collector is set as wanted: the setting follows a cycle with some delay.
func awaitPercent(t *testing.T, want func(int) bool) {
	t.Helper()
	for end := time.Now().Add(30 * time.Second); time.Now().Before(end); runtime.Gosched() {
		runtime.GC()
		if want(gogc()) {
			return
		}
	}
	t.Fatalf("GOGC stays at %d", gogc())
}
