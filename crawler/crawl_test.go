package crawler

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/healthusias/rounds/crawler/fetch"
	"github.com/healthusias/rounds/crawler/store"
)

// website serves pages by path on loopback: HTML, or "STATUS [Location]" where the text begins with a digit.
type website struct {
	*httptest.Server
	mu   sync.Mutex
	hits map[string]int
}

func serve(t *testing.T, pages map[string]string) *website {
	t.Helper()
	w := &website{hits: map[string]int{}}
	w.Server = httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		w.mu.Lock()
		w.hits[r.Method+" "+r.URL.RequestURI()]++
		w.mu.Unlock()
		text, ok := pages[r.URL.RequestURI()]
		if !ok {
			http.NotFound(rw, r)
			return
		}
		var status int
		var location string
		if n, _ := fmt.Sscanf(text, "%d %s", &status, &location); n > 0 {
			if location != "" {
				rw.Header().Set("Location", location)
			}
			rw.WriteHeader(status)
			return
		}
		kind := "text/html; charset=utf-8"
		if strings.HasSuffix(r.URL.Path, ".txt") || strings.HasSuffix(r.URL.Path, ".xml") {
			kind = "text/plain"
		}
		rw.Header().Set("Content-Type", kind)
		fmt.Fprint(rw, text)
	}))
	t.Cleanup(w.Close)
	return w
}

func memory(t *testing.T) *store.Store {
	t.Helper()
	st, err := store.Open(store.Memory)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	return st
}

func crawlSite(t *testing.T, opt Options) *Site {
	t.Helper()
	opt.Backoff = time.Millisecond
	s, err := Crawl(t.Context(), memory(t), opt)
	if err != nil {
		t.Fatal(err)
	}
	sum := s.Coverage.OK + s.Coverage.Redirect + s.Coverage.Partial + s.Coverage.Broken + s.Coverage.Unverified + s.Coverage.Skipped + s.Coverage.Pending
	if sum != s.Coverage.Discovered {
		t.Errorf("%d URLs are discovered, %d accounted for", s.Coverage.Discovered, sum)
	}
	return s
}

// states describes every URL of a site, sorted: "path state reason depth".
func states(s *Site) []string {
	var lines []string
	for i := range s.Len() {
		u := s.URL(ID(i))
		lines = append(lines, strings.TrimSpace(fmt.Sprintf("%s %s %s", s.Short(u.Address), u.State, u.Reason)))
	}
	slices.Sort(lines)
	return lines
}

func same(t *testing.T, got, want []string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("got\n  %s\nwant\n  %s", strings.Join(got, "\n  "), strings.Join(want, "\n  "))
	}
}

// Links that browsers repair are asked for as browsers would; those that send forms are not.
func TestCrawlAsksForRepairedLinks(t *testing.T) {
	w := serve(t, map[string]string{
		"/":                                      `<a href="/dose tables/">tables</a> <a href="/a b.pdf">gone</a> <a href="http:/x">none</a> <button formaction="/book">book</button><input type=submit formaction="/ask">`,
		"/dose%20tables/":                        `<a href="Leaflet for you.pdf">leaflet</a>`,
		"/dose%20tables/Leaflet%20for%20you.pdf": "200",
	})
	same(t, states(crawlSite(t, Options{Target: w.URL})), []string{
		"/ ok", "/a%20b.pdf broken 404", "/ask skipped form", "/book skipped form", "/dose%20tables/ ok", "/dose%20tables/Leaflet%20for%20you.pdf ok",
	})
}

func TestCrawlSettlesEveryURL(t *testing.T) {
	w := serve(t, map[string]string{
		"/":           `<title>Home</title><a href="/a/">A</a> <a href="/gone/">gone</a> <a href="/old/">old</a> <a href="/loop1/">loop</a> <a href="/wall/">wall</a> <a href="/fault/">fault</a> <img src="/i.png"> <form action="/search"></form> <a href="/private/x/">p</a>`,
		"/a/":         `<title>A</title><h1 id="top-of-a">A</h1><a href="/">home</a> <a href="/b/#there">b</a> <a href="/b/#not-there">b</a> <a href="/doc.pdf">pdf</a>`,
		"/b/":         `<title>B</title><h2 id="there">x</h2>`,
		"/old/":       "301 /b/",
		"/loop1/":     "302 /loop2/",
		"/loop2/":     "302 /loop1/",
		"/wall/":      "403",
		"/fault/":     "503",
		"/i.png":      "200",
		"/doc.pdf":    "200",
		"/robots.txt": "User-agent: *\nDisallow: /private/\nSitemap: /map.xml\n",
		"/map.xml":    `<urlset><url><loc>/orphan/</loc></url></urlset>`,
		"/orphan/":    `<title>Orphan</title>`,
	})
	s := crawlSite(t, Options{Target: w.URL})
	same(t, states(s), []string{
		"/ ok", "/a/ ok", "/b/ ok", "/doc.pdf ok", "/fault/ broken 503", "/gone/ broken 404", "/i.png ok",
		"/loop1/ broken redirect-loop", "/loop2/ broken redirect-loop", "/old/ redirect", "/orphan/ ok", "/private/x/ skipped robots",
		"/search skipped form", "/wall/ unverified 403",
	})
	if s.Run.State != "complete" || s.Coverage.Pages != 4 {
		t.Errorf("run is %s with %d pages", s.Run.State, s.Coverage.Pages)
	}
	b := s.Lookup(w.URL + "/b/")
	if found, known := s.Fragment(b, "there"); !found || !known {
		t.Error("the fragment there is not found")
	}
	if found, known := s.Fragment(b, "not-there"); found || !known {
		t.Error("the fragment not-there is found")
	}
	orphan := s.URL(s.Lookup(w.URL + "/orphan/"))
	if orphan.Depth != -1 || !orphan.Listed {
		t.Errorf("orphan: depth %d, listed %v", orphan.Depth, orphan.Listed)
	}
	if h := s.Head(b); h.In != 2 {
		t.Errorf("b has %d in-links, want 2: from a and, over the redirect, from home", h.In)
	}
}

func TestEveryURLIsAskedForOnce(t *testing.T) {
	w := serve(t, map[string]string{
		"/":      `<a href="/a">1</a><a href="/a#x">2</a><a href="/b">3</a><img src="/i.png"><img src="/i.png">`,
		"/a":     `<a href="/b">b</a><a href="/">home</a><img src="/i.png">`,
		"/b":     `<a href="/a">a</a>`,
		"/i.png": "200",
	})
	crawlSite(t, Options{Target: w.URL, Concurrency: 8})
	for _, request := range []string{"GET /", "GET /a", "GET /b", "HEAD /i.png", "GET /robots.txt"} {
		if n := w.hits[request]; n != 1 {
			t.Errorf("%s: %d requests", request, n)
		}
	}
}

func TestLimits(t *testing.T) {
	pages := map[string]string{"/": `<a href="/1/">1</a><a href="/missing/">x</a>`}
	for i := 1; i < 10; i++ {
		pages[fmt.Sprintf("/%d/", i)] = fmt.Sprintf(`<h1 id="h">%d</h1><a href="/%d/#h">next</a>`, i, i+1)
	}
	pages["/10/"] = `<h1>end</h1>`
	w := serve(t, pages)
	three, zero, one := 3, 0, 1
	for _, c := range []struct {
		name    string
		opt     Options
		pages   int
		because string
		trusted bool
	}{
		{"max pages", Options{MaxPages: &three}, 3, "max-pages 3", true},
		{"max depth", Options{MaxDepth: &one}, 2, "max-depth 1", true},
		{"only the start", Options{MaxDepth: &zero}, 1, "max-depth 0", true},
		{"no limit", Options{MaxPages: &zero}, 11, "", true},
	} {
		c.opt.Target = w.URL
		s := crawlSite(t, c.opt)
		if s.Coverage.Pages != c.pages || strings.Join(s.Run.IncompleteBecause, ";") != c.because || (len(s.Run.Untrusted) == 0) != c.trusted {
			t.Errorf("%s: %d pages, incomplete because %q, untrusted %q", c.name, s.Coverage.Pages, s.Run.IncompleteBecause, s.Run.Untrusted)
		}
		if u := s.URL(s.Lookup(w.URL + "/missing/")); c.name != "max pages" && u.State != Broken {
			t.Errorf("%s: a link beyond the limit is %s, want it verified", c.name, u.State)
		}
	}
	s := crawlSite(t, Options{Target: w.URL, MaxDepth: &zero})
	if u := s.URL(s.Lookup(w.URL + "/1/")); u.State != OK || u.Page {
		t.Errorf("a page beyond the depth is %s, walked %v", u.State, u.Page)
	}
}

func TestSameSiteWhateverTheWorkers(t *testing.T) {
	pages := map[string]string{}
	for i := range 120 {
		pages[fmt.Sprintf("/p%d/", i)] = fmt.Sprintf(`<title>%d</title><a href="/p%d/">a</a><a href="/p%d/">b</a><a href="/r%d">r</a>`, i, i*2+1, i*2+2, i)
		pages[fmt.Sprintf("/r%d", i)] = fmt.Sprintf("301 /p%d/", (i*7)%120)
	}
	pages["/"] = `<a href="/p0/">start</a>`
	w := serve(t, pages)
	fifty := 50
	for _, limit := range []*int{nil, &fifty} {
		one := states(crawlSite(t, Options{Target: w.URL, Concurrency: 1, MaxPages: limit}))
		many := states(crawlSite(t, Options{Target: w.URL, Concurrency: 16, MaxPages: limit}))
		same(t, many, one)
	}
}

func TestRetriesAndFlaky(t *testing.T) {
	var fails, head atomic.Int32
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/":
			w.Header().Set("Content-Type", "text/html")
			fmt.Fprint(w, `<a href="/flaky/">f</a><a href="/down/">d</a><img src="/nohead.png">`)
		case "/flaky/":
			if fails.Add(1) < 3 {
				w.WriteHeader(503)
			}
		case "/down/":
			w.WriteHeader(502)
		case "/nohead.png":
			if r.Method == "HEAD" {
				head.Add(1)
				w.WriteHeader(405)
			}
		default:
			http.NotFound(w, r)
		}
	}))
	defer srv.Close()
	s := crawlSite(t, Options{Target: srv.URL})
	if u := s.URL(s.Lookup(srv.URL + "/flaky/")); u.State != OK || !u.Flaky {
		t.Errorf("flaky: %s, flaky %v", u.State, u.Flaky)
	}
	if u := s.URL(s.Lookup(srv.URL + "/down/")); u.State != Broken || u.Attempts != 4 {
		t.Errorf("down: %s after %d attempts, want broken after 3 and one more at the end", u.State, u.Attempts)
	}
	if u := s.URL(s.Lookup(srv.URL + "/nohead.png")); u.State != OK || head.Load() != 1 {
		t.Errorf("a server that refuses HEAD: %s", u.State)
	}
}

func TestExternalLinks(t *testing.T) {
	other := serve(t, map[string]string{"/there": "200", "/wall": "403"})
	w := serve(t, map[string]string{"/": fmt.Sprintf(`<a href="%[1]s/there">1</a><a href="%[1]s/gone">2</a><a href="%[1]s/wall">3</a>`, other.URL)})
	reachable := fetch.HTTPOptions{Private: []string{fetch.HostPort(other.URL)}}
	s := crawlSite(t, Options{Target: w.URL, External: ExternalCheck, HTTP: reachable})
	same(t, states(s), []string{"/ ok", other.URL + "/gone broken 404", other.URL + "/there ok", other.URL + "/wall unverified 403"})
	s = crawlSite(t, Options{Target: w.URL, External: ExternalNever})
	same(t, states(s), []string{"/ ok", other.URL + "/gone skipped external-off", other.URL + "/there skipped external-off", other.URL + "/wall skipped external-off"})
}

func TestPreviewStandsForProduction(t *testing.T) {
	w := serve(t, map[string]string{"/": `<a href="https://health.example/a/">a</a><a href="/b/">b</a>`, "/a/": `<title>A</title>`, "/b/": `<title>B</title>`})
	s := crawlSite(t, Options{Target: w.URL, Base: "https://health.example/", External: ExternalNever})
	same(t, states(s), []string{"/ ok", "/a/ ok", "/b/ ok"})
	if s.Home == None || s.URL(s.Home).Address != "https://health.example/" {
		t.Error("home is not under the production address")
	}
}

func TestRedirectToAnotherSpellingIsNone(t *testing.T) {
	w := serve(t, map[string]string{
		"/":  `<a href="/a/">a</a> <a href="/a">a again</a> <a href="/round">round</a>`,
		"/a": "301 /a/", "/a/": `<a href="b">b</a>`, "/a/b": "B",
		"/round": "301 /round/", "/round/": "301 /round",
	})
	s := crawlSite(t, Options{Target: w.URL, Normalize: Normalize{TrailingSlash: "remove"}})
	same(t, states(s), []string{"/ ok", "/a ok", "/a/b ok", "/round broken redirect-loop"})
}

func TestStartThatCannotBeRead(t *testing.T) {
	w := serve(t, map[string]string{"/pdf": "200", "/away": "302 http://other.invalid/", "/round": "302 /about", "/about": "302 /round", "/robots.txt": "User-agent: rounds\nDisallow: /closed\n"})
	for path, want := range map[string]string{
		"/missing": "could not be read: 404",
		"/pdf":     "is no HTML page",
		"/away":    "another site",
		"/round":   "redirects in a loop",
		"/closed":  "robots.txt forbids",
	} {
		s := crawlSite(t, Options{Target: w.URL + path, External: ExternalNever})
		if len(s.Run.Untrusted) != 1 || !strings.Contains(s.Run.Untrusted[0], want) {
			t.Errorf("%s: untrusted because %q, want %q", path, s.Run.Untrusted, want)
		}
	}
}

func TestDirectoryAndServerAreOneSite(t *testing.T) {
	dir := t.TempDir()
	files := map[string]string{
		"index.html":   `<a href="/a/">a</a> <a href="https://health.example/b">b</a> <a href="/gone">x</a>`,
		"a/index.html": `<a href="../">home</a><img src="/i.png">`,
		"b.html":       `<title>B</title>`,
		"lost.html":    `<title>Lost</title>`,
		".hidden.html": `<title>Hidden</title>`,
		"i.png":        "png",
		"404.html":     "<h1>not here</h1>",
	}
	for name, text := range files {
		path := filepath.Join(dir, name)
		os.MkdirAll(filepath.Dir(path), 0o755)
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	s := crawlSite(t, Options{Dir: dir, Target: dir, Base: "https://health.example/"})
	same(t, states(s), []string{"/ ok", "/a/ ok", "/b ok", "/gone broken 404", "/i.png ok", "/lost.html ok"})
	if u := s.URL(s.Lookup("https://health.example/lost.html")); u.Depth != -1 || !u.Listed {
		t.Errorf("the file that nothing links: depth %d, listed %v", u.Depth, u.Listed)
	}
}

func TestInterruptedRunResumes(t *testing.T) {
	pages := map[string]string{"/": `<a href="/0/">start</a>`}
	for i := range 60 {
		pages[fmt.Sprintf("/%d/", i)] = fmt.Sprintf(`<title>%d</title><a href="/%d/">a</a><a href="/%d/">b</a><a href="/gone%d/">x</a>`, i, i*2+1, i*2+2, i)
	}
	w := serve(t, pages)
	whole := states(crawlSite(t, Options{Target: w.URL}))
	st := memory(t)
	ctx, cancel := context.WithCancel(t.Context())
	opt := Options{Target: w.URL, Backoff: time.Millisecond, Concurrency: 2}
	first, err := Crawl(ctx, st, interruptAfter(opt, w, 20, cancel))
	if err != nil {
		t.Fatal(err)
	}
	if first.Run.State != "interrupted" || first.Coverage.Pending == 0 {
		t.Fatalf("run is %s with %d pending", first.Run.State, first.Coverage.Pending)
	}
	second, err := Resume(t.Context(), st, "", opt)
	if err != nil {
		t.Fatal(err)
	}
	same(t, states(second), whole)
	if second.Run.ID != first.Run.ID || second.Run.State != "complete" {
		t.Errorf("resumed run %s is %s", second.Run.ID, second.Run.State)
	}
}

// interruptAfter cancels the crawl at the n-th request.
func interruptAfter(opt Options, w *website, n int, cancel context.CancelFunc) Options {
	inner := w.Config.Handler
	var seen atomic.Int32
	w.Config.Handler = http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		if int(seen.Add(1)) == n {
			cancel()
		}
		inner.ServeHTTP(rw, r)
	})
	return opt
}

func TestDeadline(t *testing.T) {
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/slow/" {
			<-r.Context().Done()
			return
		}
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprint(w, `<a href="/slow/">slow</a>`)
	}))
	defer srv.Close()
	s := crawlSite(t, Options{Target: srv.URL, Deadline: 100 * time.Millisecond, IgnoreRobots: true, MaxDepth: new(int)})
	if s.Run.State != "incomplete" || len(s.Run.Untrusted) != 1 || s.Coverage.Pending != 1 {
		t.Errorf("run is %s, untrusted %q, %d pending", s.Run.State, s.Run.Untrusted, s.Coverage.Pending)
	}
}
