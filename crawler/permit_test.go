package crawler

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"runtime/pprof"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// A host of the site that takes its time to tell what it permits holds up only its own URLs.
func TestSlowRobotsHoldsUpNobody(t *testing.T) {
	var told time.Time
	n := &network{}
	n.hosts = map[string]http.HandlerFunc{
		"h.example": pages(50, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			fmt.Fprint(w, `<a href="https://media.example/open">open</a> <a href="https://media.example/closed/">closed</a>`)
		}),
		"media.example": func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/robots.txt" {
				time.Sleep(2 * time.Minute)
				told = time.Now()
				fmt.Fprint(w, "User-agent: *\nDisallow: /closed/\n")
				return
			}
			if r.URL.Path == "/open" {
				html(w, r)
				return
			}
			http.NotFound(w, r)
		},
	}
	crawlPolitely(t, n, Options{AllowHosts: []string{"media.example"}}, func(s *Site, took time.Duration) {
		if all := n.asked["h.example"]; len(all) < 52 || !all[51].Before(told) { // robots.txt, the home page, 50 pages
			t.Error("the pages of the site waited for the robots.txt of another host")
		}
		if s.Coverage.OK != 52 || s.Coverage.Reasons["skipped:robots"] != 1 {
			t.Errorf("%v %v", s.Coverage, s.Coverage.Reasons)
		}
		if asked := n.paths["GET media.example/robots.txt"]; asked != 1 {
			t.Errorf("its robots.txt was asked for %d times", asked)
		}
	})
}

// What waited for a robots.txt when the run was interrupted is asked for when it goes on, if it is permitted.
func TestInterruptedWhileRobotsIsRead(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	var interrupted atomic.Bool
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" && interrupted.CompareAndSwap(false, true) {
			cancel()
			<-r.Context().Done()
			return
		}
		switch r.URL.Path {
		case "/":
			w.Header().Set("Content-Type", "text/html")
			fmt.Fprint(w, `<a href="/open">open</a> <a href="/closed">closed</a>`)
		case "/open":
		case "/robots.txt":
			fmt.Fprint(w, "User-agent: *\nDisallow: /closed\n")
		default:
			http.NotFound(w, r)
		}
	}))
	defer srv.Close()
	st := memory(t)
	opt := Options{Target: srv.URL}
	first, err := Crawl(ctx, st, opt)
	if err != nil || first.Run.State != "interrupted" || first.Coverage.Pending != 1 {
		t.Fatalf("run is %+v, %v", first, err)
	}
	second, err := Resume(t.Context(), st, "", opt)
	if err != nil {
		t.Fatal(err)
	}
	same(t, states(second), []string{"/ ok", "/closed skipped robots", "/open ok"})
}

// However a run ends, it leaves no goroutine behind.
func TestNoGoroutineIsLeft(t *testing.T) {
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.URL.Path == "/robots.txt":
			http.NotFound(w, r)
		case r.URL.Path == "/":
			w.Header().Set("Content-Type", "text/html")
			for i := range 50 {
				fmt.Fprintf(w, `<a href="/%d">x</a>`, i)
			}
		case r.URL.Path == "/7":
			w.WriteHeader(429)
		case r.URL.Path == "/9":
			time.Sleep(300 * time.Millisecond)
		case strings.HasSuffix(r.URL.Path, "3"):
			w.WriteHeader(503)
		default:
			html(w, r)
		}
	}))
	defer srv.Close()
	for name, end := range map[string]func(*Options) context.Context{
		"completed": func(o *Options) context.Context {
			o.HTTP.FirstByte = 50 * time.Millisecond
			return t.Context()
		},
		"past its deadline": func(o *Options) context.Context {
			o.Deadline = 100 * time.Millisecond
			return t.Context()
		},
		"canceled": func(*Options) context.Context {
			ctx, cancel := context.WithCancel(t.Context())
			time.AfterFunc(100*time.Millisecond, cancel)
			return ctx
		},
	} {
		opt := Options{Target: srv.URL, Backoff: time.Millisecond}
		if _, err := Crawl(end(&opt), memory(t), opt); err != nil {
			t.Fatal(err)
		}
		var left string
		for range 100 {
			if left = crawling(); left == "" {
				break
			}
			time.Sleep(10 * time.Millisecond) // connections end a moment after they are closed
		}
		if left != "" {
			t.Errorf("a run that was %s leaves goroutines:\n%s", name, left)
		}
	}
}

// crawling lists the goroutines of crawls: those that run this module's code besides tests, and those of client connections.
func crawling() string {
	var all strings.Builder
	pprof.Lookup("goroutine").WriteTo(&all, 2)
	var found []string
	for _, g := range strings.Split(all.String(), "\n\n") {
		ours := strings.Contains(g, "healthusias/rounds/crawler") && !strings.Contains(g, "_test.go")
		if ours || strings.Contains(g, "net/http.(*persistConn)") {
			found = append(found, g)
		}
	}
	return strings.Join(found, "\n\n")
}
