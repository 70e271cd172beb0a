package hostile_test

import (
	"context"
	"flag"
	"testing"
	"time"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/crawler"
	"github.com/healthusias/rounds/crawler/fetch/hostile"
	"github.com/healthusias/rounds/crawler/store"
)

var (
	realLimits = flag.Bool("real", false, "run the cases at the limits of real life: minutes")
	update     = flag.Bool("update", false, "write docs/hostile.md: with -real what was measured, else only the rows of new cases")
)

// limits are those of a crawl to all cases. Without the race detector it takes a tenth of the processor, and half of the time is plenty.
func limits(real bool) hostile.Limits {
	l := hostile.Quick
	switch {
	case real:
		return hostile.Real
	case !raced:
		l.Connect, l.TLS, l.FirstByte, l.Idle, l.Total = l.Connect/2, l.TLS/2, l.FirstByte/2, l.Idle/2, l.Total/2
	}
	return l
}

// TestCases crawls to every case alone. With real limits one follows the other, so that heap and time are its own; else they run side by
// side, and what is judged does not depend on how fast that is.
func TestCases(t *testing.T) {
	records := map[string]record{}
	if warm, ok := hostile.Find("8"); ok && *realLimits {
		once(t, warm, usual) // what is made once in a process is no case's
	}
	for _, c := range hostile.Cases() {
		t.Run(c.Number, func(t *testing.T) {
			if !*realLimits {
				t.Parallel()
				one(t, c, hostile.Quick.For(c), func() {})
				return
			}
			r := measured(t, c)
			r.judge(t, c)
			records[c.Number] = r
		})
	}
	if *update && *realLimits {
		writeTable(t, records)
	}
}

// How many percent of what is in use may be garbage before it is collected. What a case holds shows while there is little; what it takes the
// processor shows as people run it. A case that need not wait runs once for each.
const (
	thrifty = 5
	usual   = 100
	tries   = 3
)

// measured crawls to a case with real limits. What else the machine does adds to time and heap and never takes away: a case that need not wait
// and seems to cost too much is measured again.
func measured(t *testing.T, c hostile.Case) record {
	t.Helper()
	r := once(t, c, thrifty)
	if waits(c) {
		return r
	}
	inTime := once(t, c, usual)
	r.took, r.cpu = inTime.took, inTime.cpu
	for range tries - 1 {
		if r.heap > c.Heap {
			r.heap = min(r.heap, once(t, c, thrifty).heap)
		}
		if r.spent(c) > c.Time {
			again := once(t, c, usual)
			r.took, r.cpu = min(r.took, again.took), min(r.cpu, again.cpu)
		}
	}
	return r
}

// once crawls to a case and follows what that costs.
func once(t *testing.T, c hostile.Case, percent int) record {
	t.Helper()
	var m *measure
	seen := one(t, c, hostile.Real, func() { m = begin(percent) })
	r := m.end()
	r.seen = seen
	return r
}

// one crawls to a case and complains of what comes of it; seen is the outcome. It calls ready when the servers have what they will send.
func one(t *testing.T, c hostile.Case, l hostile.Limits, ready func()) (seen string) {
	t.Helper()
	opt, tgt, server := arrange(t, c, l)
	ready()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute+2*c.Time)
	defer cancel()
	var wrong []error
	err := audit(ctx, store.Memory, opt, func(site *crawler.Site, findings []checks.Finding) {
		seen, wrong = tgt.complaints(site, findings)
		if c.Site != nil {
			wrong = append(wrong, c.Site(site, server))
		}
	})
	for _, w := range append(wrong, err, server.Verdict(), ctx.Err()) {
		if w != nil {
			t.Error(w)
		}
	}
	return seen
}

// judge compares heap and time.
func (r record) judge(t *testing.T, c hostile.Case) {
	t.Helper()
	if r.heap > c.Heap {
		t.Errorf("the heap grew by %d KiB, %d are allowed", r.heap>>10, c.Heap>>10)
	}
	if spent := r.spent(c); spent > c.Time {
		t.Errorf("it took %v, %v are allowed", spent, c.Time)
	}
	t.Logf("%s: %s, %d KiB, %v, processor %v", c.Title, r.seen, r.heap>>10, r.took.Round(time.Millisecond), r.cpu.Round(time.Millisecond))
}

// spent is what the time of a case is held against.
func (r record) spent(c hostile.Case) time.Duration {
	if waits(c) {
		return r.took
	}
	return min(r.took, r.cpu) // what other processes take does not count
}

// waits reports whether a case takes its time and not that of the processor.
func waits(c hostile.Case) bool { return c.Waits != "" || c.Time > 10*time.Second }

// arrange opens the server of a case and the host whose page links to it.
func arrange(t *testing.T, c hostile.Case, l hostile.Limits) (crawler.Options, target, *hostile.Server) {
	t.Helper()
	server, err := hostile.Start(c, l)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(server.Close)
	tgt := targetOf(c, server)
	start := server.Origin() + "/"
	if !c.Home {
		front, err := hostile.Front(l, 2, []string{tgt.address()})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(front.Close)
		start = front.Origin() + "/"
	}
	opt := options(start, l, []target{tgt})
	if c.Tune != nil {
		c.Tune(&opt, server)
	}
	return opt, tgt, server
}
