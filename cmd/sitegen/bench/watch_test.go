//go:build unix

package main

import (
	"context"
	"io"
	"math"
	"os"
	"strings"
	"testing"
	"time"
)

// A stage that takes more than it may is ended with a sentence that says so.
func TestWatch(t *testing.T) {
	for _, test := range []struct {
		bounds bounds
		want   string
	}{
		{bounds{rss: 1, room: 0}, "takes"},
		{bounds{rss: math.Inf(1), room: math.Inf(1)}, "has"},
		{bounds{rss: math.Inf(1), room: 0}, ""},
	} {
		ctx, stop := context.WithCancelCause(t.Context())
		time.AfterFunc(1500*time.Millisecond, func() { stop(nil) })
		(&watch{process: os.Getpid(), state: t.TempDir(), every: time.Hour, bounds: test.bounds}).run(ctx, io.Discard, "stage", stop)
		got := ""
		if cause := context.Cause(ctx); cause != context.Canceled {
			got = cause.Error()
		}
		if !strings.Contains(got, test.want) || (test.want == "") != (got == "") {
			t.Errorf("%+v: %q", test.bounds, got)
		}
	}
}

func TestClock(t *testing.T) {
	for text, want := range map[string]float64{"0:01.50": 1.5, "00:01:02": 62, "2-03:04:05": 183845} {
		if got := clock(text); got != want {
			t.Errorf("clock(%q) is %v, want %v", text, got, want)
		}
	}
}
