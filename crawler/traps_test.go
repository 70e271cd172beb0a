package crawler

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/healthusias/rounds/crawler/fetch"
	"github.com/healthusias/rounds/crawler/trap"
)

// endless serves pages that a function makes up; "" is a 404.
func endless(t *testing.T, page func(r *http.Request) string) *httptest.Server {
	t.Helper()
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		text := page(r)
		if text == "" {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, "<!doctype html><title>x</title><main>", text, "</main>")
	}))
	t.Cleanup(srv.Close)
	return srv
}

// calendar leads from each month to the next; event says what is on in a month, "" where the calendar ends.
func calendar(event func(month int) string) func(*http.Request) string {
	return func(r *http.Request) string {
		if r.URL.Path == "/" {
			return `<p>Welcome. <a href="/events/2026/01/">Events</a>`
		}
		var year, month int
		if n, _ := fmt.Sscanf(r.URL.Path, "/events/%d/%d/", &year, &month); n != 2 {
			return ""
		}
		name := time.Month(month).String()
		next := time.Date(year, time.Month(month+1), 1, 0, 0, 0, 0, time.UTC)
		text := event((year-2026)*12 + month - 1)
		if text == "" {
			return ""
		}
		return fmt.Sprintf(`<h1>%s %d</h1><p>%s <a href="/">home</a> <a href="%s">next month</a>`, name, year, text, next.Format("/events/2006/01/"))
	}
}

func nothing(int) string { return "No events this month." }

// facets links to every way to add one more of six filters, in the order in which they were chosen.
func facets(r *http.Request) string {
	if r.URL.Path != "/" && r.URL.Path != "/list" {
		return ""
	}
	page := `<p>Our leaflets. <a href="/list">all</a>`
	for _, name := range strings.Fields("age color form language size topic") {
		if r.URL.Path == "/list" && !r.URL.Query().Has(name) {
			page += fmt.Sprintf(` <a href="/list?%s">%s</a>`, strings.TrimPrefix(r.URL.RawQuery+"&"+name+"=1", "&"), name)
		}
	}
	return page
}

// sessions gives every link an id of its own.
func sessions(link func(path string, n int32) string) func(*http.Request) string {
	var visits atomic.Int32
	return func(r *http.Request) string {
		path := r.URL.Path
		if i := strings.IndexByte(path, ';'); i >= 0 {
			path = path[:i]
		}
		text := "<p>This is the page " + strings.Repeat("about "+path+" and more ", 3)
		for i := range 8 {
			text += fmt.Sprintf(` <a href="%s">page</a>`, link(fmt.Sprintf("/topic-%c", 'a'+i), visits.Add(1)))
		}
		return text
	}
}

// anything answers every address with the same page.
func anything(r *http.Request) string {
	sum := 0
	for _, c := range r.URL.Path {
		sum = sum*31 + int(c)
	}
	word := func(n int) string {
		s := ""
		for n = n&0xffff | 0x10000; n > 0; n /= 26 {
			s += string(rune('a' + n%26))
		}
		return s
	}
	return fmt.Sprintf(`<p>We could not find what you wanted.</main><nav><a href="/%s">.</a> <a href="/%s">.</a></nav><main>`, word(sum), word(sum*7+3))
}

func TestTraps(t *testing.T) {
	for _, c := range []struct {
		name       string
		page       func(*http.Request) string
		kind       trap.Kind
		less, more int // bounds of the pages that are walked
	}{
		{"calendar", calendar(nothing), trap.Calendar, 50, 60},
		{"series", func(r *http.Request) string {
			n, _ := strconv.Atoi(strings.Trim(r.URL.Path, "/page"))
			return fmt.Sprintf(`<p>No more posts on page %d. <a href="/page/%d/">next</a>`, n, n+1)
		}, trap.Series, 50, 60},
		{"facets", facets, trap.Facets, 50, 60},
		{"session in the query", sessions(func(path string, n int32) string { return fmt.Sprintf("%s?sid=%08x", path, n) }), trap.Session, 9, 60},
		{"session in the path", sessions(func(path string, n int32) string { return fmt.Sprintf("%s;jsessionid=a0%010d", path, n) }), trap.Session, 9, 60},
		{"anything", anything, trap.Wildcard, 50, 250},
		{"relative links", func(r *http.Request) string {
			return `<p>About us is one ` + strings.Repeat(r.URL.Path+" ", 3) + `<a href="about/us/">more</a>`
		}, trap.Repeat, 3, 8},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			srv := endless(t, c.page)
			s := crawlSite(t, Options{Target: srv.URL, Concurrency: 8})
			if n := s.Coverage.Reasons["skipped:"+c.kind.Reason()]; n == 0 {
				t.Errorf("nothing is skipped for %s: %v", c.kind.Reason(), s.Coverage.Reasons)
			}
			if n := s.Coverage.Pages; n < c.less || n > c.more {
				t.Errorf("%d pages are walked, want %d to %d", n, c.less, c.more)
			}
			if s.Run.State != "complete" {
				t.Errorf("run is %s because %q", s.Run.State, s.Run.IncompleteBecause)
			}
		})
	}
}

// What looks like a trap and holds pages of its own is walked to its end.
func TestNoTraps(t *testing.T) {
	for _, c := range []struct {
		name  string
		page  func(*http.Request) string
		pages int
	}{
		{"a blog of 200 pages", func(r *http.Request) string {
			n := 1
			fmt.Sscanf(r.URL.Path, "/page/%d/", &n)
			if n > 200 {
				return ""
			}
			return fmt.Sprintf(`<p>Teaser %s of a post. <a href="/page/%d/">older</a>`, strings.Repeat("x", n), n+1)
		}, 201},
		{"a calendar with an event now and then", calendar(func(month int) string {
			if month > 150 {
				return ""
			}
			return "On the agenda: " + strings.Repeat("a talk, ", month%40/39*month)
		}), 152},
		{"a gallery by date", func(r *http.Request) string {
			var y, m, d int
			if n, _ := fmt.Sscanf(r.URL.Path, "/%d/%d/%d/", &y, &m, &d); n != 3 {
				return `<p><a href="/2024/01/01/">photographs</a>`
			}
			at := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
			if at.Year() > 2024 {
				return ""
			}
			return fmt.Sprintf(`<img src="/img/%s.jpg"><a href="%s">next</a>`, at.Format("2006-01-02"), at.AddDate(0, 0, 2).Format("/2006/01/02/"))
		}, 184},
		{"articles by number", func(r *http.Request) string {
			if id := r.URL.Query().Get("id"); id != "" {
				return "<p>An article on " + strings.Repeat("this and that ", len(id)) + id
			}
			text := "<p>All articles. "
			for n := range 300 {
				text += fmt.Sprintf(` <a href="/index.php?option=article&id=%d">%d</a>`, n*37, n)
			}
			return text
		}, 301},
		{"pages under random names", func(r *http.Request) string {
			text := "<p>Page " + r.URL.Path
			for n := range 80 {
				text += fmt.Sprintf(` <a href="/a0%014x/">.</a>`, n)
			}
			return text
		}, 81},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			srv := endless(t, c.page)
			s := crawlSite(t, Options{Target: srv.URL, Concurrency: 8})
			for reason, n := range s.Coverage.Reasons {
				if strings.Contains(reason, "trap") {
					t.Errorf("%d URLs are %s", n, reason)
				}
			}
			if s.Coverage.Pages < c.pages-2 || s.Coverage.Pages > c.pages {
				t.Errorf("%d pages are walked, want %d", s.Coverage.Pages, c.pages)
			}
		})
	}
}

// TestTrapsWhateverTheWorkers compares one worker, sixteen, and a run that was interrupted in between.
func TestTrapsWhateverTheWorkers(t *testing.T) {
	for _, c := range []struct {
		name string
		page func(*http.Request) string
		stop int32
	}{
		{"calendar", calendar(nothing), 30},
		{"facets", facets, 60},
		{"facets early", facets, 25},
		{"anything", anything, 40},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			srv := endless(t, c.page)
			one := states(crawlSite(t, Options{Target: srv.URL, Concurrency: 1}))
			same(t, states(crawlSite(t, Options{Target: srv.URL, Concurrency: 16})), one)
			same(t, interrupted(t, srv, c.stop), one)
		})
	}
}

// interrupted crawls a site in two runs, the first of which ends at some request.
func interrupted(t *testing.T, srv *httptest.Server, stop int32) []string {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	inner := srv.Config.Handler
	var asked atomic.Int32
	srv.Config.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if asked.Add(1) == stop {
			cancel()
		}
		inner.ServeHTTP(w, r)
	})
	st := memory(t)
	opt := Options{Target: srv.URL, Backoff: time.Millisecond, Concurrency: 4}
	first, err := Crawl(ctx, st, opt)
	if err != nil || first.Run.State != "interrupted" {
		t.Fatalf("the run was not interrupted: %v", err)
	}
	second, err := Resume(t.Context(), st, "", opt)
	if err != nil {
		t.Fatal(err)
	}
	return states(second)
}

// A page that a sitemap lists is read, whatever its address looks like.
func TestListedPagesAreNoTrap(t *testing.T) {
	var listed []string
	srv := endless(t, calendar(nothing))
	inner := srv.Config.Handler
	srv.Config.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/sitemap.xml" {
			inner.ServeHTTP(w, r)
			return
		}
		for _, path := range listed {
			fmt.Fprintf(w, "%s%s\n", srv.URL, path)
		}
	})
	var skipped []string
	for _, line := range states(crawlSite(t, Options{Target: srv.URL})) {
		if path, reason, _ := strings.Cut(line, " "); strings.Contains(reason, "trap") {
			skipped = append(skipped, path)
		}
	}
	listed = slices.Concat(skipped, []string{"/a/a/a/a/a/"})
	s := crawlSite(t, Options{Target: srv.URL})
	for _, path := range listed {
		if u := s.URL(s.Lookup(srv.URL + path)); u.State == Skipped {
			t.Errorf("%s is skipped: %s", path, u.Reason)
		}
	}
	if len(skipped) == 0 {
		t.Error("nothing was skipped before")
	}
}

func TestSubdomainsWithoutEnd(t *testing.T) {
	links := func(r *http.Request) string {
		text := `<p><a href="/two">two</a>`
		for n := range 70 {
			text += fmt.Sprintf(` <a href="http://s%02d.localhost/">.</a>`, n)
		}
		return text
	}
	srv := endless(t, links)
	target := strings.Replace(srv.URL, "127.0.0.1", "localhost", 1)
	nobody := func(context.Context, string, string) (net.Conn, error) { return nil, errors.New("no name server") }
	opt := Options{Target: target, Retries: -1, HTTP: fetch.HTTPOptions{Dialer: &net.Dialer{Resolver: &net.Resolver{PreferGo: true, Dial: nobody}}}}
	s := crawlSite(t, opt)
	if n := s.Coverage.Reasons["skipped:trap(hosts)"]; n != 20 {
		t.Errorf("%d subdomains are skipped, want 20: %v", n, s.Coverage.Reasons)
	}
	if u := s.URL(s.Lookup("http://s49.localhost/")); u.State == Skipped {
		t.Error("the fiftieth is skipped")
	}
}
