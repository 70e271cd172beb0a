package main

import (
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// How much garbage the heap may hold before it is collected: as many percent of what is in use as mostPercent where that is little, then
// littleGarbage bytes, but a quarter of what is in use where that is more, up to muchGarbage, and never less than leastPercent. Parsing makes
// much short-lived garbage, and seldom collecting it saves a tenth of the time; the graph of a large site is no garbage, and must not be allowed
// for several times over.
const (
	mostPercent   = 400
	littleGarbage = 32 << 20
	quarter       = 25
	muchGarbage   = 256 << 20
	leastPercent  = 10
)

// tendHeap lets the collector adjust itself after each of its cycles, unless GOGC says how it is to be.
func tendHeap() {
	if os.Getenv("GOGC") != "" {
		return
	}
	debug.SetGCPercent(mostPercent)
	tend()
}

// tend waits for the end of a cycle: a value that nobody needs is collected by it.
func tend() {
	runtime.AddCleanup(new(*byte), func(struct{}) {
		used, percent := measured()
		if now := garbagePercent(used); now != percent {
			debug.SetGCPercent(now)
		}
		tend()
	}, struct{}{})
}

// measured is what the last cycle left over, in bytes, and how the collector is set.
func measured() (used uint64, percent int) {
	samples := []metrics.Sample{{Name: "/gc/heap/live:bytes"}, {Name: "/gc/gogc:percent"}}
	metrics.Read(samples)
	return samples[0].Value.Uint64(), int(samples[1].Value.Uint64())
}

// garbagePercent is how much garbage may come to so many bytes in use.
func garbagePercent(used uint64) int {
	used = max(used, 1)
	return int(max(leastPercent, min(mostPercent, littleGarbage*100/used), min(quarter, muchGarbage*100/used)))
}
