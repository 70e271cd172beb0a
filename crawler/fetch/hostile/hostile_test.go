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

func limits() hostile.Limits { return limitsFor(*realLimits) }

// limitsFor has more patience under the race detector, which makes servers and crawl ten times slower.
func limitsFor(real bool) hostile.Limits {
	l := hostile.Quick
	switch {
	case real:
		return hostile.Real
	case raced:
		l.FirstByte, l.Idle, l.Total = 3*l.FirstByte, 3*l.Idle, 3*l.Total
	}
	return l
}

// TestCases crawls to every case alone. Without the race detector one follows the other, so that heap and time are its own.
func TestCases(t *testing.T) {
	records := map[string]record{}
	for _, c := range hostile.Cases() {
		t.Run(c.Number, func(t *testing.T) {
			if raced {
				t.Parallel()
				one(t, c)
				return
			}
			records[c.Number] = one(t, c)
		})
	}
	if *update && *realLimits {
		writeTable(t, records)
	}
}

func one(t *testing.T, c hostile.Case) record {
	t.Helper()
	l := limits()
	opt, tgt, server := arrange(t, c, l)
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute+2*c.Time)
	defer cancel()
	var seen string
	var wrong []error
	measure := begin()
	err := audit(ctx, store.Memory, opt, func(site *crawler.Site, findings []checks.Finding) {
		seen, wrong = tgt.complaints(site, findings)
		if c.Site != nil {
			wrong = append(wrong, c.Site(site, server))
		}
	})
	r := measure.end()
	r.seen = seen
	for _, w := range append(wrong, err, server.Verdict(), ctx.Err()) {
		if w != nil {
			t.Error(w)
		}
	}
	if !raced {
		r.judge(t, c, l)
	}
	return r
}

// judge compares heap and time.
func (r record) judge(t *testing.T, c hostile.Case, l hostile.Limits) {
	t.Helper()
	if allowed := c.Held(l); r.heap > allowed {
		t.Errorf("the heap grew by %d KiB, %d are allowed", r.heap>>10, allowed>>10)
	}
	spent := r.took
	if c.Time <= 10*time.Second { // it need not wait: what other processes take does not count
		spent = min(spent, r.cpu)
	}
	if allowed := c.Allowed(l); spent > allowed {
		t.Errorf("it took %v, %v are allowed", spent, allowed)
	}
	t.Logf("%s: %s, %d KiB, %v", c.Title, r.seen, r.heap>>10, r.took.Round(time.Millisecond))
}

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
