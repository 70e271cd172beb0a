package crawler

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/healthusias/rounds/crawler/store"
)

// edition is a site that changes between crawls and answers conditional requests.
type edition struct {
	mu      sync.Mutex
	pages   map[string]string
	headers map[string]http.Header // of each answer, 304 included
	seen    map[string]int         // answers by "STATUS path"
}

func (e *edition) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	e.mu.Lock()
	defer e.mu.Unlock()
	text, ok := e.pages[r.URL.Path]
	if !ok {
		http.NotFound(w, r)
		return
	}
	for name, values := range e.headers[r.URL.Path] {
		w.Header()[name] = values
	}
	status := http.StatusOK
	if tag := w.Header().Get("ETag"); tag != "" && r.Header.Get("If-None-Match") == tag {
		status = http.StatusNotModified
	} else if at := w.Header().Get("Last-Modified"); at != "" && tag == "" && r.Header.Get("If-Modified-Since") == at {
		status = http.StatusNotModified
	}
	e.seen[fmt.Sprint(status, " ", r.URL.Path)]++
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	if status == http.StatusOK {
		fmt.Fprint(w, text)
	}
}

// counts takes what was answered since the last call.
func (e *edition) counts() map[string]int {
	e.mu.Lock()
	defer e.mu.Unlock()
	seen := e.seen
	e.seen = map[string]int{}
	return seen
}

func publish(t *testing.T) (*edition, Options) {
	t.Helper()
	e := &edition{seen: map[string]int{}, pages: map[string]string{
		"/":        `<title>Home</title><a href="/tagged/#x">tagged</a> <a href="/dated/">dated</a> <a href="/plain/">plain</a> <a href="/moved/">gone</a>`,
		"/tagged/": `<title>Tagged</title><h1 id="x">T</h1><a href="/">home</a> <a href="/late/">late</a>`,
		"/dated/":  `<title>Dated</title><a href="/">home</a> <a href="/gone/">gone</a>`,
		"/plain/":  `<title>Plain</title><a href="/tagged/#none">tagged</a>`,
		"/late/":   `<title>Late</title><a href="/">home</a>`,
	}}
	e.headers = map[string]http.Header{
		"/tagged/": {"Etag": {`W/"1"`}}, "/dated/": {"Last-Modified": {"Sun, 01 Nov 2026 06:00:00 GMT"}}, "/late/": {"Etag": {`"late"`}},
	}
	server := httptest.NewServer(e)
	t.Cleanup(server.Close)
	return e, Options{Target: server.URL, Shape: "detectors 1", SinceLast: true, Backoff: time.Millisecond}
}

func crawlInto(t *testing.T, st *store.Store, opt Options) *Site {
	t.Helper()
	s, err := Crawl(t.Context(), st, opt)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// content is all that can be read of a site but times and what was taken over.
func content(t *testing.T, s *Site) []string {
	t.Helper()
	lines := states(s)
	for _, id := range s.Pages() {
		p, err := s.Load(id)
		if err != nil {
			t.Fatal(err)
		}
		var links []string
		for _, to := range p.Links {
			if to != None {
				links = append(links, s.Short(s.URL(to).Address))
			}
		}
		lines = append(lines, fmt.Sprintf("%+v %s %d %s %v", *p.Facts, p.URL.MediaType, p.URL.Status, p.Head.Title, links))
	}
	return append(lines, fmt.Sprintf("%+v", s.Coverage))
}

// A crawl that takes over what has not changed comes to the same as one that reads everything.
func TestSinceLastEqualsAFullCrawl(t *testing.T) {
	e, opt := publish(t)
	st := memory(t)
	first := crawlInto(t, st, opt)
	if first.Run.Since != "" || !strings.Contains(first.Run.Anew, "no earlier run") {
		t.Errorf("the first run is since %q: %q", first.Run.Since, first.Run.Anew)
	}
	if got := e.counts(); got["304 /tagged/"] != 0 {
		t.Errorf("the first run asked conditionally: %v", got)
	}
	e.pages["/dated/"] = `<title>Dated anew</title><a href="/plain/">plain</a>`
	e.headers["/dated/"] = http.Header{"Last-Modified": {"Sun, 22 Nov 2026 06:00:00 GMT"}}
	second := crawlInto(t, st, opt)
	want := map[string]int{"200 /": 1, "304 /tagged/": 1, "200 /dated/": 1, "200 /plain/": 1, "304 /late/": 1}
	if got := e.counts(); !reflect.DeepEqual(got, want) {
		t.Errorf("answers %v, want %v", got, want)
	}
	if second.Run.Since != first.Run.ID || second.Run.Unchanged != 4 || second.Run.Anew != "" {
		t.Errorf("%d pages unchanged since %q, want 4 since %q", second.Run.Unchanged, second.Run.Since, first.Run.ID)
	}
	same(t, content(t, second), content(t, crawlInto(t, memory(t), opt)))

	e.counts()
	third := crawlInto(t, st, opt) // takes over what was taken over
	if got := e.counts(); got["304 /tagged/"]+got["304 /dated/"]+got["304 /late/"] != 3 || third.Run.Unchanged != 5 {
		t.Errorf("answers %v, %d unchanged", got, third.Run.Unchanged)
	}
	same(t, content(t, third), content(t, second))
	stored, err := Open(st, "", opt)
	if err != nil || stored.Run.Unchanged != 5 || stored.Run.Since != second.Run.ID {
		t.Errorf("read back: %+v, %v", stored.Run, err)
	}
}

// A header may change while the body does not: the page is then read in full.
func TestSinceLastSeesChangedHeaders(t *testing.T) {
	e, opt := publish(t)
	st := memory(t)
	crawlInto(t, st, opt)
	e.counts()
	e.headers["/tagged/"].Set("X-Robots-Tag", "noindex")
	s := crawlInto(t, st, opt)
	if got := e.counts(); got["304 /tagged/"] != 1 || got["200 /tagged/"] != 1 {
		t.Errorf("answers %v", got)
	}
	if id := s.Lookup(opt.Target + "/tagged/"); !s.Head(id).NoIndex {
		t.Error("the new directive is not seen")
	}
}

// A date is a validator only where the page cannot have changed once more in its second.
func TestFreshDatesAreNoValidators(t *testing.T) {
	for date, want := range map[string]string{"Sun, 22 Nov 2026 06:00:00 GMT": "", "Sun, 22 Nov 2026 06:00:01 GMT": "Sun, 22 Nov 2026 06:00:00 GMT", "": "", "soon": ""} {
		h := http.Header{"Last-Modified": {"Sun, 22 Nov 2026 06:00:00 GMT"}, "Date": {date}}
		if got := validatorOf(h); got.Modified != want {
			t.Errorf("answered %s: %q, want %q", date, got.Modified, want)
		}
	}
}

// Facts are those of their detectors: other settings share none, and the run says so.
func TestSinceLastReadsAnewUnderOtherSettings(t *testing.T) {
	for name, change := range map[string]func(*Options){
		"detectors":  func(o *Options) { o.Shape = "detectors 2" },
		"user agent": func(o *Options) { o.UserAgent = "other/1" },
	} {
		t.Run(name, func(t *testing.T) {
			e, opt := publish(t)
			st := memory(t)
			crawlInto(t, st, opt)
			e.counts()
			change(&opt)
			s := crawlInto(t, st, opt)
			if got := e.counts(); got["304 /tagged/"] != 0 || s.Run.Unchanged != 0 || s.Run.Since != "" || !strings.Contains(s.Run.Anew, "have changed since run") {
				t.Errorf("answers %v, %+v", got, s.Run)
			}
		})
	}
}

// An incomplete run is taken where there is no complete one; an interrupted one never.
func TestSinceLastChoosesACompleteRun(t *testing.T) {
	_, opt := publish(t)
	st := memory(t)
	narrow := opt
	narrow.MaxPages = new(int)
	*narrow.MaxPages = 2
	incomplete := crawlInto(t, st, narrow)
	if s := crawlInto(t, st, opt); s.Run.Since != incomplete.Run.ID {
		t.Errorf("since %q, want %q", s.Run.Since, incomplete.Run.ID)
	}
	complete, err := st.Run("")
	if err != nil {
		t.Fatal(err)
	}
	crawlInto(t, st, narrow)
	if s := crawlInto(t, st, opt); s.Run.Since != complete.ID {
		t.Errorf("since %q, want %q", s.Run.Since, complete.ID)
	}
}

// A run that takes facts over can be interrupted and go on, also where the earlier run was removed meanwhile.
func TestSinceLastResumes(t *testing.T) {
	e, opt := publish(t)
	for _, removed := range []bool{false, true} {
		st := memory(t)
		first := crawlInto(t, st, opt)
		narrow := opt
		narrow.MaxPages = new(int)
		*narrow.MaxPages = 2
		s := crawlInto(t, st, narrow)
		if removed {
			if err := st.Remove(1); err != nil {
				t.Fatal(err)
			}
		}
		e.counts()
		if err := reopen(st, s); err != nil {
			t.Fatal(err)
		}
		s, err := Resume(t.Context(), st, s.Run.ID, opt)
		if err != nil {
			t.Fatal(err)
		}
		if s.Run.Since != first.Run.ID || s.Coverage.Pages != 5 {
			t.Errorf("%d pages since %q", s.Coverage.Pages, s.Run.Since)
		}
		if got := e.counts(); (got["304 /late/"] > 0) == removed {
			t.Errorf("removed %t: answers %v", removed, got)
		}
	}
}

// reopen queues again what the page limit of a run left out.
func reopen(st *store.Store, s *Site) error {
	run, err := st.Run(s.Run.ID)
	if err != nil {
		return err
	}
	var rows []store.URLRow
	err = st.URLs(run.Seq, func(r *store.URLRow) {
		if State(r.State) == Skipped && r.Reason == "limit" {
			r.Done, r.State, r.Reason = false, uint8(Pending), ""
			rows = append(rows, *r)
		}
	})
	if err != nil {
		return err
	}
	return st.Write(run.Seq, &store.Batch{URLs: rows})
}
