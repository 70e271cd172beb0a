package checks_test

import (
	"context"
	"runtime"
	"testing"
	"time"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/checks/fixture"
)

// No goroutine outlives a judgment, whether it comes to its end, is canceled, or leaves a rule behind: that one ends when the rule does.
func TestRunLeavesNoGoroutines(t *testing.T) {
	site := fixture.Site(t, "testdata/ward.txtar")
	for name, run := range map[string]func(t *testing.T){
		"complete": func(t *testing.T) {
			if _, err := checks.Run(t.Context(), site, []*checks.Check{everyPage(func(*checks.Check) {}), gathering()}, checks.Config{}, 4); err != nil {
				t.Error(err)
			}
		},
		"canceled": func(t *testing.T) {
			ctx, stop := context.WithCancel(t.Context())
			rule := everyPage(func(c *checks.Check) { c.Page = func(*checks.Pass) { stop() } })
			if _, err := checks.Run(ctx, site, []*checks.Check{rule, gathering()}, checks.Config{}, 2); err == nil {
				t.Error("a judgment that was canceled is complete")
			}
		},
		"a rule is cut off": func(t *testing.T) {
			release := make(chan struct{})
			slow := everyPage(func(c *checks.Check) { c.Page = func(*checks.Pass) { <-release } })
			result, err := checks.Run(t.Context(), site, []*checks.Check{slow}, checks.Config{Budget: 50 * time.Millisecond}, 2)
			if close(release); err != nil || result.Crashes == 0 {
				t.Errorf("%d rules were cut off: %v", result.Crashes, err)
			}
		},
		"a rule panics": func(t *testing.T) {
			bad := everyPage(func(c *checks.Check) { c.Page = func(*checks.Pass) { panic("bad") } })
			if result, err := checks.Run(t.Context(), site, []*checks.Check{bad}, checks.Config{}, 2); err != nil || result.Crashes == 0 {
				t.Errorf("%d rules broke down: %v", result.Crashes, err)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			before := runtime.NumGoroutine()
			run(t)
			for end := time.Now().Add(5 * time.Second); runtime.NumGoroutine() > before; time.Sleep(5 * time.Millisecond) {
				if time.Now().After(end) {
					stacks := make([]byte, 1<<20)
					t.Fatalf("%d goroutines were there before, %d are left\n%s", before, runtime.NumGoroutine(), stacks[:runtime.Stack(stacks, true)])
				}
			}
		})
	}
}

// gathering is a rule about the whole site.
func gathering() *checks.Check {
	return &checks.Check{ID: "test/site", Title: "a site", Severity: checks.Notice, Gather: func(*checks.Pass) any { return 1 }, Site: func(*checks.Pass) {}}
}
