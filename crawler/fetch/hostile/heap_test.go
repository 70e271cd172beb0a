package hostile_test

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"syscall"
	"time"
)

// record is what one case came to.
type record struct {
	seen string
	heap int64
	took time.Duration
	cpu  time.Duration // of this process, the server of the case included
}

// measure follows what a crawl costs.
type measure struct {
	began        time.Time
	cpu          time.Duration
	before, peak uint64 // of heap and stacks
	percent      int
	stop, done   chan struct{}
}

// begin starts with a clean heap, and has garbage collected at so many percent of what is in use: what waits to be collected counts as held.
func begin(percent int) *measure {
	m := &measure{percent: debug.SetGCPercent(percent), stop: make(chan struct{}), done: make(chan struct{})}
	runtime.GC()
	m.before, m.cpu, m.began = held(), processorTime(), time.Now()
	go m.watch()
	return m
}

func (m *measure) watch() {
	defer close(m.done)
	tick := time.NewTicker(time.Millisecond)
	defer tick.Stop()
	for {
		m.peak = max(m.peak, held())
		select {
		case <-tick.C:
		case <-m.stop:
			return
		}
	}
}

// end returns by how many bytes heap and stacks grew at most, and how long it took.
func (m *measure) end() record {
	r := record{took: time.Since(m.began), cpu: processorTime() - m.cpu}
	close(m.stop)
	<-m.done
	debug.SetGCPercent(m.percent)
	r.heap = int64(max(m.peak, m.before) - m.before)
	return r
}

func processorTime() time.Duration {
	var usage syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &usage) != nil {
		return 0
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}

// held is what objects and stacks take. Recursion over what a server sends shows in the latter alone.
func held() uint64 {
	samples := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}, {Name: "/memory/classes/heap/stacks:bytes"}}
	metrics.Read(samples)
	return samples[0].Value.Uint64() + samples[1].Value.Uint64()
}
