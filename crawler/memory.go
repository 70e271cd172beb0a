package crawler

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"sync"
)

// How much garbage the heap may hold before it is collected: as many percent of what is in use as mostPercent where that is little, then
// littleGarbage bytes, but largePercent of what is in use where that is more, up to muchGarbage, and never less than leastPercent. Parsing makes
// much short-lived garbage, and seldom collecting it saves a tenth of the time; the graph of a large site is no garbage, and must not be allowed
// for several times over. Nor must a huge page: tree, texts and facts of 10 MiB are a hundred megabytes, and while there is one in hand no more
// than a quarter is granted.
const (
	mostPercent   = 400
	littleGarbage = 48 << 20
	largePercent  = 75
	muchGarbage   = 224 << 20
	leastPercent  = 10
)

// quarter is how many percent are granted while there is a huge page in hand.
const quarter = 25

// hugePage is the size of a page, in bytes, from which on memory is dearer than time.
const hugePage = 2 << 20

// collector is how this process has its garbage collected. Nothing else sets it.
var collector struct {
	sync.Mutex
	tended  bool
	huge    int // huge pages in hand
	found   int // percent that it was set to where it is not tended
	percent int // that it is set to
}

// TendHeap has garbage collected by what is in use, from now on until the process ends. Without it the collector is as it was found, but for
// the time in which a huge page is in hand.
func TendHeap() {
	collector.Lock()
	defer collector.Unlock()
	if !collector.tended {
		collector.tended = true
		adjustCollector()
		tend()
	}
}

// tend waits for the end of a cycle: a value that nobody needs is collected by it.
func tend() {
	runtime.AddCleanup(new(*byte), func(struct{}) {
		collector.Lock()
		defer collector.Unlock()
		adjustCollector()
		tend()
	}, struct{}{})
}

// adjustCollector sets the collector anew where that changes anything. The lock is held.
func adjustCollector() {
	want := collector.found
	if collector.tended {
		want = garbagePercent(inUse())
	}
	if collector.huge > 0 && (want > quarter || want < 0) { // GOGC=off is negative
		want = quarter
	}
	if want != collector.percent {
		debug.SetGCPercent(want)
		collector.percent = want
	}
}

// inUse is what the last cycle left over, in bytes.
func inUse() uint64 {
	sample := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}

// garbagePercent is how much garbage may come to so many bytes in use.
func garbagePercent(used uint64) int {
	used = max(used, 1)
	return int(max(leastPercent, min(mostPercent, littleGarbage*100/used), min(largePercent, muchGarbage*100/used)))
}

// SaveMemory has garbage collected early until done is called, for a huge page.
func SaveMemory() (done func()) {
	collector.Lock()
	defer collector.Unlock()
	collector.huge++
	if !collector.tended && collector.huge == 1 {
		collector.found = debug.SetGCPercent(quarter)
		collector.percent = quarter
	}
	adjustCollector()
	return spendMemory
}

func spendMemory() {
	collector.Lock()
	defer collector.Unlock()
	if collector.huge--; collector.huge == 0 {
		debug.FreeOSMemory() // else the page that is gone counts as in use
		adjustCollector()
	}
}

// Huge reports whether the page takes so much memory that no two of its kind should be in hand at once.
func (p *Page) Huge() bool { return p.Facts.Size > hugePage }
