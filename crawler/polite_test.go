package crawler

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/healthusias/rounds/crawler/fetch"
	"github.com/healthusias/rounds/crawler/store"
)

// network answers from handlers by host, without sockets, so that a crawl can run in the time of a synctest bubble. It notes when
// each host was asked.
type network struct {
	hosts   map[string]http.HandlerFunc
	latency time.Duration

	mu    sync.Mutex
	asked map[string][]time.Time
	paths map[string]int
}

func (n *network) Fetch(_ context.Context, r fetch.Request) fetch.Answer {
	method := r.Method
	if method == "" {
		method = "GET"
	}
	req := httptest.NewRequest(method, r.URL, nil)
	n.mu.Lock()
	n.asked[req.Host] = append(n.asked[req.Host], time.Now())
	n.paths[method+" "+req.Host+req.URL.Path]++
	n.mu.Unlock()
	time.Sleep(n.latency)
	a := fetch.Answer{URL: r.URL, Method: method, Timing: fetch.Timing{FirstByte: n.latency}}
	handle := n.hosts[req.Host]
	if handle == nil {
		a.Failure = fetch.Failure{Class: "timeout", Detail: "connect"}
		return a
	}
	w := httptest.NewRecorder()
	handle(w, req)
	a.Status, a.Header, a.Body = w.Code, w.Header(), w.Body.Bytes()
	if a.Status >= 300 && a.Status < 400 {
		a.Location = a.Header.Get("Location")
	}
	return a
}

// crawlPolitely crawls https://h.example/ as the network has it. It runs in a bubble: waits take no time.
func crawlPolitely(t *testing.T, n *network, opt Options, judge func(s *Site, took time.Duration)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		st, err := store.Open(store.Memory)
		if err != nil {
			t.Fatal(err)
		}
		defer st.Close()
		n.asked, n.paths = map[string][]time.Time{}, map[string]int{}
		if opt.Target == "" {
			opt.Target = "https://h.example/"
		}
		c, err := newCrawl(st, opt)
		if err != nil {
			t.Fatal(err)
		}
		defer c.close()
		c.fetcher = n
		if c.run, err = st.Begin(store.RunInfo{Base: opt.Target, Started: c.began}); err != nil {
			t.Fatal(err)
		}
		began := time.Now()
		s, err := c.walk(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		judge(s, time.Since(began))
	})
}

// pages serves a home page that links to n pages, each as answer has it, and nothing else.
func pages(n int, answer http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/" {
			w.Header().Set("Content-Type", "text/html")
			for i := range n {
				fmt.Fprintf(w, `<a href="/%d">page</a>`, i)
			}
			return
		}
		if i, err := strconv.Atoi(r.URL.Path[1:]); err != nil || i >= n {
			http.NotFound(w, r)
			return
		}
		answer(w, r)
	}
}

func html(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/html")
	fmt.Fprintf(w, "<title>page %s</title>", r.URL.Path)
}

func TestRetryAfterIsObeyed(t *testing.T) {
	for _, c := range []struct {
		status      int
		value       string
		least, most time.Duration // that the run takes
		reason      string        // of the page that answers so first
	}{
		{429, "", time.Second, 20 * time.Second, ""},
		{429, "7", 7 * time.Second, 30 * time.Second, ""},
		{503, "7", 7 * time.Second, 30 * time.Second, ""},
		{429, "+20s", 19 * time.Second, 40 * time.Second, ""},
		{429, "-20s", time.Second, 20 * time.Second, ""},
		{429, "-1", time.Second, 20 * time.Second, ""},
		{429, "in a while", time.Second, 20 * time.Second, ""},
		{429, "31536000", 0, 10 * time.Second, "rate-limited (asked 31536000 s)"},
		{429, "61", 0, 10 * time.Second, "rate-limited (asked 61 s)"},
		{503, "3600", 0, 10 * time.Second, "rate-limited (asked 3600 s)"},
	} {
		var first sync.Once
		n := &network{hosts: map[string]http.HandlerFunc{"h.example": pages(10, func(w http.ResponseWriter, r *http.Request) {
			answered := false
			if r.URL.Path == "/3" {
				first.Do(func() {
					value := c.value
					if d, err := time.ParseDuration(strings.TrimPrefix(value, "+")); err == nil {
						value = time.Now().Add(d).UTC().Format(http.TimeFormat)
					}
					w.Header().Set("Retry-After", value)
					w.WriteHeader(c.status)
					answered = true
				})
			}
			if !answered {
				html(w, r)
			}
		})}}
		crawlPolitely(t, n, Options{}, func(s *Site, took time.Duration) {
			u := s.URL(s.Lookup("https://h.example/3"))
			if u.Reason != c.reason || c.reason == "" && (u.State != OK || !u.Flaky) || c.reason != "" && u.State != Unverified {
				t.Errorf("%d with Retry-After %q: the page is %s %q, flaky %v", c.status, c.value, u.State, u.Reason, u.Flaky)
			}
			if took < c.least || took > c.most {
				t.Errorf("%d with Retry-After %q: took %s, want %s to %s", c.status, c.value, took, c.least, c.most)
			}
		})
	}
}

// A host that asks for more than is waited is left alone: nothing more is asked, and the run says so.
func TestParkedHost(t *testing.T) {
	n := &network{hosts: map[string]http.HandlerFunc{"h.example": pages(100, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Retry-After", "31536000")
		w.WriteHeader(429)
	})}}
	crawlPolitely(t, n, Options{}, func(s *Site, _ time.Duration) {
		if got := s.Coverage.Reasons["unverified:rate-limited (asked 31536000 s)"]; got != 100 {
			t.Errorf("reasons are %v, want 100 rate-limited", s.Coverage.Reasons)
		}
		if asked := len(n.asked["h.example"]); asked > 10 {
			t.Errorf("%d requests to a host that wants none", asked)
		}
		if u := s.Run.Untrusted; len(u) != 1 || !strings.Contains(u[0], "h.example is rate-limited (asked 31536000 s)") {
			t.Errorf("untrusted because %q", u)
		}
	})
}

// Five minutes are all that a host may make us wait, however small the pieces.
func TestWaitsAreBoundedInAll(t *testing.T) {
	n := &network{hosts: map[string]http.HandlerFunc{"h.example": pages(100, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Retry-After", "50")
		w.WriteHeader(429)
	})}}
	crawlPolitely(t, n, Options{}, func(s *Site, took time.Duration) {
		if took < 4*time.Minute || took > 6*time.Minute {
			t.Errorf("took %s, want about 5m", took)
		}
		if len(s.Run.Untrusted) != 1 {
			t.Errorf("untrusted because %q", s.Run.Untrusted)
		}
	})
}

func TestBreakerStopsAtMaintenance(t *testing.T) {
	answered := 0
	n := &network{latency: 10 * time.Millisecond, hosts: map[string]http.HandlerFunc{}}
	var mu sync.Mutex
	normal := pages(640, html)
	n.hosts["h.example"] = func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		answered++
		down := answered > 50
		mu.Unlock()
		if down {
			w.Header().Set("Content-Type", "text/html")
			w.WriteHeader(503)
			fmt.Fprint(w, "<h1>Maintenance</h1>")
			return
		}
		normal(w, r)
	}
	crawlPolitely(t, n, Options{}, func(s *Site, took time.Duration) {
		if s.Coverage.Broken > 0 || s.Coverage.Unverified < 590 {
			t.Errorf("%d broken, %d unverified: %v", s.Coverage.Broken, s.Coverage.Unverified, s.Coverage.Reasons)
		}
		if u := s.Run.Untrusted; len(u) != 1 || !strings.Contains(u[0], "h.example failed 20 times in a row (503)") {
			t.Errorf("untrusted because %q", u)
		}
		if probes := n.paths["GET h.example/"]; probes != 1+4 {
			t.Errorf("the home page was asked for %d times, want once and 4 probes", probes)
		}
		if took < 30*time.Second || took > 3*time.Minute {
			t.Errorf("took %s", took)
		}
	})
}

// A short outage costs a pause and no page.
func TestBreakerGoesOnAfterAnOutage(t *testing.T) {
	n := &network{latency: 10 * time.Millisecond}
	normal := pages(200, html)
	var down time.Time
	n.hosts = map[string]http.HandlerFunc{"h.example": func(w http.ResponseWriter, r *http.Request) {
		n.mu.Lock()
		defer n.mu.Unlock()
		if len(n.asked["h.example"]) == 50 {
			down = time.Now()
		}
		if !down.IsZero() && time.Since(down) < 25*time.Second {
			w.WriteHeader(502)
			return
		}
		normal(w, r)
	}}
	crawlPolitely(t, n, Options{}, func(s *Site, took time.Duration) {
		if s.Coverage.OK != 201 || len(s.Run.Untrusted) > 0 {
			t.Errorf("%v, untrusted because %q", s.Coverage, s.Run.Untrusted)
		}
	})
}

// A dead part of a site that is alive is broken, not unverified, and costs no pause.
func TestBreakerTrustsTheStartPage(t *testing.T) {
	n := &network{latency: 10 * time.Millisecond, hosts: map[string]http.HandlerFunc{"h.example": pages(60, func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(500)
	})}}
	crawlPolitely(t, n, Options{}, func(s *Site, took time.Duration) {
		if s.Coverage.Broken != 60 || len(s.Run.Untrusted) > 0 {
			t.Errorf("%v, untrusted because %q", s.Coverage, s.Run.Untrusted)
		}
		if home := n.paths["GET h.example/"]; home < 2 || home > 4 {
			t.Errorf("the home page was asked for %d times", home)
		}
	})
}

// Links to a dead host are not asked one by one, and do not hold up the rest.
func TestFailingHostOfOthers(t *testing.T) {
	for _, workers := range []int{1, 4} {
		n := &network{latency: 10 * time.Millisecond, hosts: map[string]http.HandlerFunc{
			"good.example": html,
			"h.example": func(w http.ResponseWriter, r *http.Request) {
				if r.URL.Path != "/" {
					http.NotFound(w, r)
					return
				}
				w.Header().Set("Content-Type", "text/html")
				for i := range 100 {
					fmt.Fprintf(w, `<a href="https://dead.example/%d">x</a><a href="https://good.example/%d">x</a>`, i, i)
				}
			},
		}}
		crawlPolitely(t, n, Options{External: ExternalCheck, Concurrency: workers}, func(s *Site, _ time.Duration) {
			if got := s.Coverage.Reasons["unverified:host-failing"]; got != 100 || s.Coverage.OK != 101 {
				t.Errorf("%d workers: %v %v", workers, s.Coverage, s.Coverage.Reasons)
			}
			if asked := len(n.asked["dead.example"]); asked > 2*(otherPatience+secondGrace+8) { // HEAD and GET, and what was under way
				t.Errorf("%d workers: %d requests to a dead host", workers, asked)
			}
			if len(s.Run.Untrusted) > 0 {
				t.Errorf("untrusted because %q", s.Run.Untrusted)
			}
		})
	}
}

func TestPublicHostsAreAskedSlowly(t *testing.T) {
	n := &network{latency: 2 * time.Second, hosts: map[string]http.HandlerFunc{"h.example": pages(100, html)}}
	crawlPolitely(t, n, Options{}, func(s *Site, took time.Duration) {
		if s.Coverage.OK != 101 || took < 50*time.Second {
			t.Errorf("%d pages in %s: more than 4 at a time, each of 2 s", s.Coverage.OK, took)
		}
	})
	n.latency = time.Millisecond
	crawlPolitely(t, n, Options{}, func(s *Site, took time.Duration) {
		if s.Coverage.OK != 101 || took < 20*time.Second || took > 22*time.Second {
			t.Errorf("%d pages in %s: want 5 a second", s.Coverage.OK, took)
		}
	})
}

// limiter answers 429 to what is above a rate, with a bucket of one second.
type limiter struct {
	rate             float64
	tokens           float64
	last             time.Time
	refused, granted int
}

func (l *limiter) allow(now time.Time) bool {
	l.tokens = min(l.rate, l.tokens+l.rate*now.Sub(l.last).Seconds())
	l.last = now
	if l.tokens < 1 {
		l.refused++
		return false
	}
	l.tokens--
	l.granted++
	return true
}

// A server that takes no more than a rate is asked at nearly that rate, and is seldom asked in vain.
func TestPaceFindsTheLimitOfAServer(t *testing.T) {
	for _, c := range []struct {
		target     string
		rate       float64
		pages      int
		retryAfter bool
		refused    int // at most
	}{
		{"http://127.0.0.1/", 100, 1000, true, localWorkers + 1},
		{"http://127.0.0.1/", 100, 1000, false, localWorkers + 1},
		{"https://h.example/", 2, 150, true, 9},
		{"https://h.example/", 2, 150, false, 9},
	} {
		l := &limiter{rate: c.rate, tokens: c.rate}
		n := &network{latency: 5 * time.Millisecond}
		site := pages(c.pages, html)
		n.hosts = map[string]http.HandlerFunc{hostOf(c.target): func(w http.ResponseWriter, r *http.Request) {
			n.mu.Lock()
			ok := l.allow(time.Now())
			n.mu.Unlock()
			if ok {
				site(w, r)
				return
			}
			if c.retryAfter {
				w.Header().Set("Retry-After", "1")
			}
			w.WriteHeader(429)
		}}
		crawlPolitely(t, n, Options{Target: c.target, MaxPages: new(int)}, func(s *Site, took time.Duration) {
			share := float64(l.granted) / took.Seconds() / l.rate
			t.Logf("%s at %g/s, Retry-After %v: %d refused of %d, %.0f%% of the rate", c.target, c.rate, c.retryAfter, l.refused, l.refused+l.granted, 100*share)
			if s.Coverage.OK != 1+c.pages || l.refused > c.refused || share < 0.7 {
				t.Errorf("%s at %g/s, Retry-After %v: %v, %d refused, %.0f%% of the rate", c.target, c.rate, c.retryAfter, s.Coverage, l.refused, 100*share)
			}
		})
	}
}

// Clocks that are set during the run change neither waits nor durations.
func TestClockJumps(t *testing.T) {
	var jumps int
	n := &network{hosts: map[string]http.HandlerFunc{"h.example": pages(5, func(w http.ResponseWriter, r *http.Request) {
		if jumps++; jumps == 1 {
			w.Header().Set("Date", time.Now().UTC().Format(http.TimeFormat))
			w.Header().Set("Retry-After", time.Now().Add(10*time.Second).UTC().Format(http.TimeFormat))
			w.WriteHeader(429)
			return
		}
		html(w, r)
	})}}
	for _, jump := range []time.Duration{-time.Hour, 365 * 24 * time.Hour} {
		jumps = 0
		began := time.Time{}
		now := func() time.Time {
			if jumps > 0 {
				return time.Now().Round(0).Add(jump) // Round takes the monotonic clock off: the wall clock is all there is
			}
			if began.IsZero() {
				began = time.Now()
			}
			return time.Now()
		}
		crawlPolitely(t, n, Options{Now: now, Concurrency: 1}, func(s *Site, took time.Duration) {
			if s.Coverage.OK != 6 || took < 9*time.Second || took > 20*time.Second {
				t.Errorf("clock set by %s: %v in %s", jump, s.Coverage, took)
			}
			if s.Run.Finished.Before(s.Run.Started) {
				t.Errorf("clock set by %s: the run ends %s before it begins", jump, s.Run.Started.Sub(s.Run.Finished))
			}
		})
	}
}

// withRobots serves a robots.txt before a site.
func withRobots(text string, site http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			fmt.Fprint(w, text)
			return
		}
		site(w, r)
	}
}

func TestCrawlDelay(t *testing.T) {
	for _, c := range []struct {
		delay  string
		ignore bool
		ok     int
		least  time.Duration // that the run takes
		says   string
	}{
		{"1", false, 21, 20 * time.Second, ""},
		{"10", false, 21, 200 * time.Second, ""},
		{"0.5", false, 21, 10 * time.Second, ""},
		{"10", true, 21, 0, ""},
		{"11", false, 1, 0, "robots.txt of h.example asks for 11s between requests"},
		{"86400", false, 1, 0, "robots.txt of h.example asks for 24h0m0s between requests"},
		{"86400", true, 21, 0, ""},
		{"soon", false, 21, 0, ""},
	} {
		n := &network{hosts: map[string]http.HandlerFunc{"h.example": withRobots("User-agent: *\nCrawl-delay: "+c.delay+"\n", pages(20, html))}}
		crawlPolitely(t, n, Options{IgnoreRobots: c.ignore}, func(s *Site, took time.Duration) {
			if s.Coverage.OK != c.ok || s.Coverage.Reasons["skipped:crawl-delay"] != 21-c.ok || took < c.least || c.least == 0 && took > 10*time.Second {
				t.Errorf("Crawl-delay %s: %v %v in %s", c.delay, s.Coverage, s.Coverage.Reasons, took)
			}
			if said := strings.Join(s.Run.Untrusted, " "); !strings.HasPrefix(said, c.says) || c.says == "" && said != "" {
				t.Errorf("Crawl-delay %s: untrusted because %q", c.delay, said)
			}
		})
	}
}

// A home page that redirects is read even on a host that wants long pauses; what else starts there is not.
func TestCrawlDelayLeavesTheStart(t *testing.T) {
	n := &network{hosts: map[string]http.HandlerFunc{"h.example": withRobots("User-agent: rounds\nCrawl-delay: 600\n", func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/" {
			http.Redirect(w, r, "https://h.example/en/", http.StatusFound)
			return
		}
		html(w, r)
	})}}
	crawlPolitely(t, n, Options{Start: []string{"/", "/a", "/b"}, List: true}, func(s *Site, _ time.Duration) {
		same(t, states(s), []string{"/ redirect", "/a skipped crawl-delay", "/b skipped crawl-delay", "/en/ ok"})
	})
}

func TestRobotsIsAskedAgain(t *testing.T) {
	for _, c := range []struct {
		status   int
		wait     string
		failures int
		ok       bool
	}{
		{429, "20", 1, true}, {503, "", 2, true}, {503, "", 3, false}, {429, "3600", 1, false},
	} {
		asked := 0
		n := &network{hosts: map[string]http.HandlerFunc{"h.example": func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/robots.txt" {
				if asked++; asked <= c.failures {
					w.Header().Set("Retry-After", c.wait)
					w.WriteHeader(c.status)
				}
				return
			}
			html(w, r)
		}}}
		crawlPolitely(t, n, Options{}, func(s *Site, took time.Duration) {
			if (s.Coverage.OK == 1) != c.ok || (len(s.Run.Untrusted) == 0) != c.ok || c.wait == "20" && took < 20*time.Second {
				t.Errorf("robots.txt answers %d %d times (Retry-After %q): %v, untrusted because %q, %s", c.status, c.failures, c.wait, s.Coverage, s.Run.Untrusted, took)
			}
		})
	}
}
