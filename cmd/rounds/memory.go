package main

import (
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// How much garbage the heap may hold before it is collected: as many percent of what is in use as mostPercent where that is little, then
// mostGarbage bytes, and at least leastPercent. Parsing makes much short-lived garbage, and seldom collecting it saves a tenth of the
// time; the graph of a large site is no garbage, and must not be allowed for several times over.
const (
	mostPercent  = 400
	mostGarbage  = 32 << 20
	leastPercent = 25
)

// tendHeap lets the collector adjust itself after each of its cycles, unless GOGC says how it is to be.
func tendHeap() {
	if os.Getenv("GOGC") != "" {
		return
	}
	debug.SetGCPercent(mostPercent)
	tend(mostPercent)
}

// tend waits for the end of a cycle: a value that nobody needs is collected by it.
func tend(percent int) {
	runtime.AddCleanup(new(*byte), func(percent int) {
		if now := garbagePercent(inUse()); now != percent {
			debug.SetGCPercent(now)
			percent = now
		}
		tend(percent)
	}, percent)
}

// inUse is what the last cycle left over, in bytes.
func inUse() uint64 {
	sample := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}

// garbagePercent is how much garbage may come to so many bytes in use.
func garbagePercent(used uint64) int {
	return int(max(leastPercent, min(mostPercent, mostGarbage*100/max(used, 1))))
}
