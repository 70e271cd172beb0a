package crawler

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// partSize is how much of a list one goroutine works on before it takes the next part.
const partSize = 1024

// countParts is how many parts a list of n has.
func countParts(n int) int { return (n + partSize - 1) / partSize }

// inParts has f called for every part of a list of n, which is lo to hi-1, by as many goroutines as there are processors.
func inParts(n int, f func(part, lo, hi int)) {
	atOnce(countParts(n), func(part int) { f(part, part*partSize, min(n, (part+1)*partSize)) })
}

// atOnce has f called for 0 to n-1, by as many goroutines as there are processors, and waits for the last.
func atOnce(n int, f func(i int)) {
	var next atomic.Int64
	work := func() {
		for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
			f(i)
		}
	}
	var others sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), n) - 1 {
		others.Go(work)
	}
	work()
	others.Wait()
}
