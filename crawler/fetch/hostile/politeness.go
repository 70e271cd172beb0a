package hostile

import (
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/healthusias/rounds/crawler"
)

// politeness is how servers ask for patience, and how they fail as a whole.
var politeness = []Case{
	{
		Number: "34", Title: "after a while everything is 503 with a maintenance page",
		Serve: func(s *Server) {
			var asked atomic.Int32
			s.Handle("/", func(w http.ResponseWriter, _ *http.Request) { failAfter(w, &asked, 20, home(100)) })
			s.Rest(func(w http.ResponseWriter, r *http.Request) {
				if _, err := strconv.Atoi(r.URL.Path[1:]); err != nil && asked.Load() < 20 {
					http.NotFound(w, r)
					return
				}
				failAfter(w, &asked, 20, Good("page"))
			})
		},
		Home: true, Tune: func(o *crawler.Options, _ *Server) { o.Pause, o.Concurrency = 10*o.Backoff, 4 }, Alone: "the host that fails is the start host",
		State: crawler.Unverified, Reason: "host-failing", Quiet: "links/", Time: 50 * time.Second,
		Site: func(site *crawler.Site, s *Server) error {
			if n := s.Asked("/case"); n > 0 {
				return fmt.Errorf("the last of 100 pages was asked for %d times", n)
			}
			return errors.Join(noneBroken(site), gaveUp(site, s.Host()+" failed 20 times in a row (503)"))
		},
	},
	{
		Number: "34b", Title: "everything is 503 from the first request, robots.txt too",
		Serve: func(s *Server) {
			down := func(w http.ResponseWriter, _ *http.Request) { maintenance(w) }
			s.Handle("/", down)
			s.Handle("/robots.txt", down)
			s.Rest(down)
		},
		Home: true, Alone: "the host that fails is the start host", State: crawler.Pending, Quiet: "links/", Time: 10 * time.Second,
		Site: func(site *crawler.Site, _ *Server) error {
			return errors.Join(noneBroken(site), gaveUp(site, "robots.txt answers 503"))
		},
	},
	{
		Number: "35", Title: "500 and 200 take turns",
		Serve: func(s *Server) {
			var asked atomic.Int32
			s.Handle("/case", func(w http.ResponseWriter, _ *http.Request) {
				if asked.Add(1)%2 == 1 {
					w.WriteHeader(http.StatusInternalServerError)
					return
				}
				w.Header().Set("Content-Type", "text/html; charset=utf-8")
				fmt.Fprint(w, Good("/case"))
			})
		},
		State: crawler.OK, Finding: "links/flaky", Quiet: "links/broken", Time: 5 * time.Second,
	},
	hurried("36", "429 with Retry-After of a second", "1", time.Second),
	hurried("36b", "429 with Retry-After as a date", "date", time.Second),
	hurried("36c", "429 with Retry-After that is garbage", "shortly, we hope", 0),
	hurried("36d", "429 with Retry-After of -1", "-1", 0),
	hurried("36e", "429 with Retry-After in the past", "Thu, 01 Jan 2015 00:00:00 GMT", 0),
	{
		Number: "36f", Title: "429 with Retry-After of a year",
		Serve: func(s *Server) {
			s.Handle("/case", func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Retry-After", "31536000")
				w.WriteHeader(http.StatusTooManyRequests)
			})
			s.Verify(func() error { return atMost(s, "/case", 1) })
		},
		External: true, State: crawler.Unverified, Reason: "rate-limited (asked 31536000 s)", Finding: "links/unverified",
	},
	{
		Number: "37", Title: "429 without Retry-After to what is above 100 requests a second",
		Serve: func(s *Server) {
			var refused atomic.Int32
			limited := limit(100, &refused)
			s.Page("/", home(50))
			s.Rest(limited)
			s.Handle("/case", limited)
			s.Verify(func() error {
				if n := refused.Load(); n > 30 {
					return fmt.Errorf("%d requests were refused", n)
				}
				return nil
			})
		},
		Home: true, Alone: "the pace is that of a whole site", State: crawler.OK, Time: 10 * time.Second,
		Site: func(site *crawler.Site, _ *Server) error {
			if site.Coverage.OK != 52 {
				return fmt.Errorf("%d pages are ok, want 52", site.Coverage.OK)
			}
			return nil
		},
	},
	{
		Number: "38", Title: "Crawl-delay of a day",
		Serve: func(s *Server) {
			s.Type("/robots.txt", "text/plain", "User-agent: *\nCrawl-delay: 86400\n")
			s.Page("/", home(3))
			s.Never("/case")
			s.Never("/sitemap.xml")
		},
		Home: true, Alone: "the robots.txt is that of the start host", State: crawler.Skipped, Reason: "crawl-delay",
		Site: func(site *crawler.Site, s *Server) error {
			return gaveUp(site, "robots.txt of "+s.Host()+" asks for 24h0m0s between requests")
		},
	},
	{
		Number: "111s", Title: "robots.txt answers 429 once, with Retry-After of a second",
		Serve: func(s *Server) {
			var asked atomic.Int32
			s.Page("/", Good("/", "/case"))
			s.Page("/case", Good("/case"))
			s.Handle("/robots.txt", func(w http.ResponseWriter, _ *http.Request) {
				if asked.Add(1) == 1 {
					w.Header().Set("Retry-After", "1")
					w.WriteHeader(http.StatusTooManyRequests)
				}
			})
			s.Verify(func() error { return atMost(s, "/robots.txt", 2) })
		},
		Home: true, Alone: "the robots.txt is that of the start host", State: crawler.OK,
	},
	{
		Number: "114", Title: "100 workers want the robots.txt of a host at once",
		Serve: func(s *Server) {
			s.Page("/", home(200))
			s.Rest(func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, Good("page")) })
			s.Page("/case", Good("/case"))
			s.Verify(func() error { return atMost(s, "/robots.txt", 1) })
		},
		Home: true, Tune: func(o *crawler.Options, _ *Server) { o.Concurrency = 100 }, Alone: "it needs 100 workers", State: crawler.OK, Heap: 16 << 20,
	},
	clockSet("145", "the clock is set back by an hour during the run", -time.Hour),
	clockSet("145b", "the clock is set forward by a year during the run", 365*24*time.Hour),
}

// home links to n pages and, last, to /case.
func home(n int) string {
	links := make([]string, n)
	for i := range links {
		links[i] = "/" + strconv.Itoa(i)
	}
	return Good("/", append(links, "/case")...)
}

// maintenance answers as a site does that is being worked on.
func maintenance(w http.ResponseWriter) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(http.StatusServiceUnavailable)
	fmt.Fprint(w, Good("We are back soon"))
}

// failAfter serves a page to the first n who ask, and is down for all others.
func failAfter(w http.ResponseWriter, asked *atomic.Int32, n int32, page string) {
	if asked.Add(1) > n {
		maintenance(w)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	fmt.Fprint(w, page)
}

// hurried is a page that is refused once, with a Retry-After, and there after the wait; "date" is the time when the wait ends.
func hurried(number, title, value string, wait time.Duration) Case {
	return Case{
		Number: number, Title: title, State: crawler.OK, Finding: "links/flaky", Time: 5 * time.Second,
		Serve: func(s *Server) {
			var mu sync.Mutex
			var again time.Time
			var early error
			s.Handle("/case", func(w http.ResponseWriter, _ *http.Request) {
				mu.Lock()
				defer mu.Unlock()
				if now := time.Now(); !again.IsZero() {
					if now.Before(again) {
						early = fmt.Errorf("asked again %s too early", again.Sub(now))
					}
					w.Header().Set("Content-Type", "text/html; charset=utf-8")
					fmt.Fprint(w, Good("/case"))
					return
				}
				again = time.Now().Add(wait)
				header := value
				if value == "date" {
					again = again.Truncate(time.Second)
					header = again.UTC().Format(http.TimeFormat)
				}
				w.Header().Set("Retry-After", header)
				w.WriteHeader(http.StatusTooManyRequests)
			})
			s.Verify(func() error {
				mu.Lock()
				defer mu.Unlock()
				return early
			})
		},
	}
}

// limit serves good pages at a rate, and refuses what is above it.
func limit(rate float64, refused *atomic.Int32) http.HandlerFunc {
	var mu sync.Mutex
	tokens, last := rate/5, time.Now()
	return func(w http.ResponseWriter, _ *http.Request) {
		mu.Lock()
		defer mu.Unlock()
		now := time.Now()
		tokens, last = min(rate/5, tokens+rate*now.Sub(last).Seconds()), now
		if tokens < 1 {
			refused.Add(1)
			w.WriteHeader(http.StatusTooManyRequests)
			return
		}
		tokens--
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, Good("page"))
	}
}

// clockSet is a crawl during which somebody sets the clock. A monotonic clock does not notice.
func clockSet(number, title string, by time.Duration) Case {
	return Case{
		Number: number, Title: title, Alone: "the clock is that of the whole crawl", State: crawler.OK, Finding: "links/flaky", Time: 5 * time.Second,
		Serve: hurried(number, title, "1", time.Second).Serve,
		Tune: func(o *crawler.Options, s *Server) {
			o.Now = func() time.Time {
				now := time.Now()
				if s.Asked("/case") > 0 {
					now = now.Round(0).Add(by) // without the monotonic clock: as a machine tells it that has none
				}
				return now
			}
		},
		Site: func(site *crawler.Site, _ *Server) error {
			if d := site.Run.Finished.Sub(site.Run.Started); d < 0 {
				return fmt.Errorf("the run took %s", d)
			}
			return nil
		},
	}
}

func atMost(s *Server, path string, n int) error {
	if asked := s.Asked(path); asked > n {
		return fmt.Errorf("%s was asked for %d times", path, asked)
	}
	return nil
}

// gaveUp complains unless a run says in one sentence why it is not to be trusted.
func gaveUp(site *crawler.Site, because string) error {
	if u := site.Run.Untrusted; len(u) != 1 || !strings.Contains(u[0], because) {
		return fmt.Errorf("untrusted because %q, want one sentence with %q", u, because)
	}
	return nil
}

func noneBroken(site *crawler.Site) error {
	if n := site.Coverage.Broken; n > 0 {
		return fmt.Errorf("%d URLs are broken", n)
	}
	return nil
}
