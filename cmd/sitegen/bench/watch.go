//go:build unix

package main

import (
	"context"
	"fmt"
	"io"
	"math"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"time"
)

// bounds are what a test of scale may use up. It ends itself, with a sentence that says why, before it gets further.
type bounds struct {
	rss  float64 // resident megabytes of rounds
	room float64 // gigabytes that stay free on the disk of the state
}

// watch prints how far a stage has come, as often as every says, and ends it by stop where it passes the bounds or cannot be watched.
type watch struct {
	process int
	pages   atomic.Int64
	state   string // its directory
	every   time.Duration
	bounds  bounds
}

func (w *watch) run(ctx context.Context, out io.Writer, name string, stop context.CancelCauseFunc) {
	const look = time.Second // memory can grow by some hundred megabytes meanwhile
	begin := time.Now()
	printed := begin
	for tick := time.NewTicker(look); ; {
		select {
		case <-ctx.Done():
			tick.Stop()
			return
		case <-tick.C:
		}
		rss, cpu, ok := usage(w.process)
		if !ok {
			continue // has just ended
		}
		free := freeOn(w.state)
		switch {
		case rss > w.bounds.rss:
			stop(fmt.Errorf("rounds was stopped at %d pages because it takes %.0f MB of memory, and -max-rss allows %.0f", w.pages.Load(), rss, w.bounds.rss))
		case free < w.bounds.room:
			stop(fmt.Errorf("rounds was stopped at %d pages because the disk of %s has %.1f GB left, and -room says that %.1f are to stay free",
				w.pages.Load(), w.state, free, w.bounds.room))
		}
		if time.Since(printed) >= w.every {
			printed = time.Now()
			fmt.Fprintf(out, rowFormat, time.Since(begin).Seconds(), cpu, rss, "", sizeOf(w.state), w.pages.Load(), "  … "+name)
		}
	}
}

// usage is the resident memory of a process in megabytes and the CPU time it has taken in seconds.
func usage(process int) (rss, cpu float64, ok bool) {
	out, err := exec.Command("ps", "-o", "rss=", "-o", "time=", "-p", strconv.Itoa(process)).Output()
	fields := strings.Fields(string(out))
	if err != nil || len(fields) != 2 {
		return 0, 0, false
	}
	kilobytes, err := strconv.ParseFloat(fields[0], 64)
	return kilobytes / (1 << 10), clock(fields[1]), err == nil
}

// clock reads a time as ps prints it, [[DD-]hh:]mm:ss, in seconds.
func clock(text string) (seconds float64) {
	days, rest, found := strings.Cut(text, "-")
	if !found {
		days, rest = "0", text
	}
	for _, part := range strings.Split(rest, ":") {
		n, _ := strconv.ParseFloat(part, 64)
		seconds = 60*seconds + n
	}
	n, _ := strconv.ParseFloat(days, 64)
	return seconds + n*24*60*60
}

// freeOn is how many gigabytes the disk of a directory has left; where that is unknown there is no bound to keep.
func freeOn(dir string) float64 {
	var s syscall.Statfs_t
	if err := syscall.Statfs(dir, &s); err != nil {
		return math.Inf(1)
	}
	return float64(s.Bavail) * float64(s.Bsize) / (1 << 30)
}

// sizeOf is the size of a directory's files in megabytes.
func sizeOf(dir string) float64 {
	total := int64(0)
	entries, _ := os.ReadDir(dir) // one that is not there has no size
	for _, e := range entries {
		if info, err := e.Info(); err == nil {
			total += info.Size()
		}
	}
	return float64(total) / (1 << 20)
}
