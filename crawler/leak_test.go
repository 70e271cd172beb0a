package crawler

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/healthusias/rounds/crawler/store"
)

// onAndOn is a site whose pages go on and on; some answer late.
func onAndOn(t *testing.T) *httptest.Server {
	t.Helper()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, "late/") {
			select {
			case <-r.Context().Done():
			case <-time.After(100 * time.Millisecond):
			}
		}
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprintf(w, `<title>%s</title><a href="%sa/">a</a> <a href="%slate/">b</a> <img src="%si.png">`, r.URL.Path, r.URL.Path, r.URL.Path, r.URL.Path)
	}))
	t.Cleanup(s.Close)
	return s
}

// settled waits until no more goroutines run than before, and says which do where some stay.
func settled(t *testing.T, before int) {
	t.Helper()
	for range 300 {
		if runtime.NumGoroutine() <= before {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	stacks := make([]byte, 1<<20)
	t.Errorf("%d goroutines were there before, %d are left\n%s", before, runtime.NumGoroutine(), stacks[:runtime.Stack(stacks, true)])
}

// No goroutine outlives a run, however it ends.
func TestRunsLeaveNoGoroutines(t *testing.T) {
	pages := 30
	for name, end := range map[string]func(t *testing.T, opt Options) error{
		"complete": func(t *testing.T, opt Options) error {
			opt.MaxPages = &pages
			_, err := Crawl(t.Context(), memory(t), opt)
			return err
		},
		"canceled": func(t *testing.T, opt Options) error {
			ctx, stop := context.WithCancel(t.Context())
			opt.Progress = func(p Progress) {
				if p.Pages > 5 {
					stop()
				}
			}
			_, err := Crawl(ctx, memory(t), opt)
			return err
		},
		"deadline": func(t *testing.T, opt Options) error {
			opt.Deadline = 50 * time.Millisecond
			_, err := Crawl(t.Context(), memory(t), opt)
			return err
		},
		"store closed": func(t *testing.T, opt Options) error {
			st, err := store.Open(filepath.Join(t.TempDir(), "rounds.db"))
			if err != nil {
				return err
			}
			opt.Progress = func(Progress) { st.Close() }
			_, err = Crawl(t.Context(), st, opt)
			var cut *StoppedError
			if !errors.As(err, &cut) || cut.Run == "" {
				return fmt.Errorf("got %w, want a run that stopped", err)
			}
			return nil
		},
		"no room": func(t *testing.T, opt Options) error {
			st, err := store.Open(filepath.Join(t.TempDir(), "rounds.db"))
			if err != nil {
				return err
			}
			defer st.Close()
			opt.Reserve = 1 << 62
			var full *store.FullError
			if _, err := Crawl(t.Context(), st, opt); !errors.As(err, &full) {
				return fmt.Errorf("got %w, want a full disk", err)
			}
			return nil
		},
	} {
		t.Run(name, func(t *testing.T) {
			server := onAndOn(t)
			before := runtime.NumGoroutine()
			opt := Options{Target: server.URL, Backoff: time.Millisecond}
			if err := end(t, opt); err != nil {
				t.Error(err)
			}
			server.CloseClientConnections() // the server has a goroutine for each
			settled(t, before+1)            // the connection of the store, until the test ends
		})
	}
}

// A writer that breaks down ends the run with an error, not the process.
func TestWriterThatPanicsEndsTheRun(t *testing.T) {
	c := &crawl{store: nil, opt: Options{}}
	ctx, stop := context.WithCancel(t.Context())
	c.startWriter(stop)
	c.writes <- &store.Batch{}
	c.writes <- &store.Batch{}
	close(c.writes)
	if err := <-c.written; err == nil || !strings.Contains(err.Error(), "please report it") {
		t.Errorf("got %v", err)
	}
	if ctx.Err() == nil {
		t.Error("the crawl was not told to stop")
	}
}

// Case 159: one worker or sixteen, however often: the same site. Addresses and their order, states, depths, kinds and links are compared.
func TestWorkersDoNotShow(t *testing.T) {
	e, opt := publish(t)
	opt.SinceLast = false
	for i := range 40 {
		e.pages[fmt.Sprintf("/n/%d/", i)] = fmt.Sprintf(`<title>N</title><a href="/n/%d/">x</a> <a href="/n/%d/">y</a> <a href="/gone/%d/">z</a>`, (i*7+1)%40, (i*3+2)%40, i%9)
	}
	e.pages["/"] += `<a href="/n/0/">n</a>`
	var want []string
	for _, workers := range []int{1, 16} {
		for range 5 {
			opt.Concurrency = workers
			got := content(t, crawlInto(t, memory(t), opt))
			if want == nil {
				want = got
			}
			same(t, got, want)
		}
	}
}
