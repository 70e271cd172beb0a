package hostile

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strings"
	"sync/atomic"
	"time"

	"github.com/healthusias/rounds/crawler"
	"github.com/healthusias/rounds/crawler/trap"
)

// traps is how a site grows without end.
var traps = []Case{
	{
		Number: "33", Title: "anything answers 200 with the same page, and its links lead to more of it",
		Serve: func(s *Server) {
			s.Handle("/", anything)
			s.Rest(anything)
		},
		Home: true, Alone: "the host of the start page answers anything", Tune: func(*crawler.Options, *Server) {},
		State: crawler.OK, Finding: "links/soft-404", Site: trapped(trap.Wildcard, 50, 250), Heap: 64 << 20, Time: 20 * time.Second,
	},
	{
		Number: "104", Title: "a calendar with a next month for ever", Path: "/events/2031/01/",
		Serve: func(s *Server) {
			s.Page("/", Good("start", "/events/2026/01/"))
			s.Rest(month)
		},
		Home: true, Alone: "its pages lie deeper than those of all others", Tune: func(*crawler.Options, *Server) {},
		State: crawler.OK, Finding: "graph/trap", Site: trapped(trap.Calendar, 51, 65), Heap: 64 << 20, Time: 20 * time.Second,
	},
	{
		Number: "105", Title: "relative links that pile onto each other", Path: "/case/a/b/a/b/a/b/a/",
		Serve: func(s *Server) {
			s.Page("/", Good("start", "/case/"))
			s.Rest(func(w http.ResponseWriter, r *http.Request) {
				next := "a/"
				if strings.HasSuffix(r.URL.Path, "/a/") {
					next = "b/"
				}
				answer(w, Good(r.URL.Path, next))
			})
		},
		Home: true, Alone: "the host of the start page piles up", Tune: func(*crawler.Options, *Server) {},
		State: crawler.Skipped, Reason: "trap(repeat)", Site: trapped(trap.Repeat, 5, 10),
	},
	{
		Number: "106", Title: "all orders of six filters",
		Serve: func(s *Server) {
			s.Page("/", Good("start", "/case"))
			s.Rest(filters)
		},
		Home: true, Alone: "its answers depend on the query", Tune: func(*crawler.Options, *Server) {},
		State: crawler.OK, Finding: "graph/trap", Site: trapped(trap.Facets, 50, 60), Heap: 64 << 20, Time: 20 * time.Second,
	},
	{
		Number: "107", Title: "a session id in the query that changes with each link", Path: "/",
		Serve: func(s *Server) {
			visits(s, func(path string, n int32) string { return fmt.Sprintf("%s?sid=%08x", path, n) })
		},
		Home: true, Alone: "the host of the start page changes its links", Tune: func(*crawler.Options, *Server) {},
		State: crawler.OK, Site: trapped(trap.Session, 9, 60), Heap: 64 << 20, Time: 20 * time.Second,
	},
	{
		Number: "107b", Title: "a session id in the path that changes with each link", Path: "/",
		Serve: func(s *Server) {
			visits(s, func(path string, n int32) string { return fmt.Sprintf("/a0%010d%s", n, path) })
		},
		Home: true, Alone: "the host of the start page changes its links", Tune: func(*crawler.Options, *Server) {},
		State: crawler.OK, Site: trapped(trap.Session, 9, 60), Heap: 64 << 20, Time: 20 * time.Second,
	},
	{
		Number: "108", Title: "one page under /case, /case/, /Case, with utm_source and as index.html",
		Serve: func(s *Server) {
			one := `<!doctype html><html lang=en><head><title>One</title><link rel=canonical href="/case/"></head><body><main><h1>One</h1><p>There is one such page.</main></body></html>`
			s.Page("/", Good("start", spellings...))
			for _, path := range spellings {
				s.Page(path, one)
			}
		},
		Home: true, Alone: "its answers depend on the query", Tune: func(*crawler.Options, *Server) {},
		State: crawler.OK, Site: allOne,
	},
	{
		Number: "109", Title: "a chain of 1,000 pages with --depth 20", Path: "/step-u/",
		Serve: func(s *Server) {
			s.Page("/", Good("start", "/step-a/"))
			s.Rest(func(w http.ResponseWriter, r *http.Request) {
				name := strings.Trim(r.URL.Path, "/")
				last := name[len(name)-1]
				answer(w, Good(r.URL.Path, "/"+name[:len(name)-1]+string(last+1)+"/"))
			})
		},
		Home: true, Alone: "it has a limit of its own", Tune: func(o *crawler.Options, _ *Server) { twenty := 20; o.MaxDepth = &twenty },
		State: crawler.OK, Site: func(site *crawler.Site, _ *Server) error {
			if got := site.Run.IncompleteBecause; len(got) != 1 || got[0] != "max-depth 20" || site.Coverage.Pages != 21 {
				return fmt.Errorf("%d pages, incomplete because %q", site.Coverage.Pages, got)
			}
			return nil
		},
	},
	{
		Number: "110", Title: "links to thousands of subdomains of the site", Path: "/",
		Serve: func(s *Server) {
			s.Handle("/", func(w http.ResponseWriter, _ *http.Request) {
				var links []string
				for n := range s.Limits.Many / 10 {
					links = append(links, fmt.Sprintf("https://s%05d.health.example/", n))
				}
				answer(w, Good("start", links...))
			})
		},
		Home: true, Alone: "the site stands under a name", Tune: asHealth,
		State: crawler.OK, Site: func(site *crawler.Site, s *Server) error {
			if got, want := site.Coverage.Reasons["skipped:trap(hosts)"], s.Limits.Many/10-50; got != want {
				return fmt.Errorf("%d subdomains are skipped, want all but 50, %d: %v", got, want, site.Coverage.Reasons)
			}
			return nil
		},
		Heap: 96 << 20, Time: 20 * time.Second,
	},
}

// asHealth has a server stand for https://health.example/, and other names lead nowhere.
func asHealth(o *crawler.Options, _ *Server) {
	o.Base, o.Retries = "https://health.example/", -1
	nobody := func(context.Context, string, string) (net.Conn, error) { return nil, errors.New("no name server") }
	o.HTTP.Dialer = &net.Dialer{Resolver: &net.Resolver{PreferGo: true, Dial: nobody}}
}

func answer(w http.ResponseWriter, page string) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	fmt.Fprint(w, page)
}

// anything is one page under every address, with two links that only this address has.
func anything(w http.ResponseWriter, r *http.Request) {
	sum := uint32(7)
	for _, c := range r.URL.Path {
		sum = sum*31 + uint32(c)
	}
	word := func(n uint32) string {
		text := ""
		for n = n&0xffff | 0x10000; n > 0; n /= 26 {
			text += string(rune('a' + n%26))
		}
		return text
	}
	answer(w, fmt.Sprintf(`<!doctype html><html lang=en><head><title>Here</title></head><body><nav><a href="/case">a</a> <a href="/%s">b</a> <a href="/%s">c</a></nav><main><p>You are here.</main></body></html>`,
		word(sum), word(sum*7+3)))
}

// month is one of a calendar without events.
func month(w http.ResponseWriter, r *http.Request) {
	at, err := time.Parse("/events/2006/01/", r.URL.Path)
	if err != nil {
		http.NotFound(w, r)
		return
	}
	answer(w, Good(at.Format("January 2006"), at.AddDate(0, 1, 0).Format("/events/2006/01/")))
}

// filters links to itself with each filter that is not set yet.
func filters(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path != "/case" {
		http.NotFound(w, r)
		return
	}
	var links []string
	for _, name := range strings.Fields("age color form language size topic") {
		if !r.URL.Query().Has(name) {
			links = append(links, "/case?"+strings.TrimPrefix(r.URL.RawQuery+"&"+name+"=1", "&"))
		}
	}
	answer(w, Good("list", links...))
}

// visits scripts eight pages whose links all have ids that nobody saw before.
func visits(s *Server, link func(path string, n int32) string) {
	var n atomic.Int32
	page := func(w http.ResponseWriter, r *http.Request) {
		path := r.URL.Path[strings.LastIndexByte(r.URL.Path, '/'):]
		var links []string
		for topic := 'a'; topic < 'i'; topic++ {
			links = append(links, link("/topic-"+string(topic), n.Add(1)))
		}
		answer(w, strings.Replace(Good(path, links...), "Good page</h1>", "Good page "+path+"</h1>", 1))
	}
	s.Handle("/", page)
	s.Rest(page)
}

// trapped wants one trap of a kind with three examples, and as many pages read as the bounds say.
func trapped(kind trap.Kind, least, most int) func(*crawler.Site, *Server) error {
	return func(site *crawler.Site, _ *Server) error {
		traps := site.Traps()
		if len(traps) != 1 || traps[0].Kind != kind || traps[0].Skipped == 0 {
			return fmt.Errorf("traps are %+v, want one %s", traps, kind)
		}
		if n := len(traps[0].Examples); n != 3 {
			return fmt.Errorf("%d examples, want 3", n)
		}
		if n := site.Coverage.Pages; n < least || n > most {
			return fmt.Errorf("%d pages are read, want %d to %d", n, least, most)
		}
		return nil
	}
}

// spellings are addresses of one page.
var spellings = []string{"/case", "/case/", "/Case", "/case?utm_source=letter", "/case/index.html"}

// allOne wants every spelling read, and told as the same page: one text and one canonical.
func allOne(site *crawler.Site, s *Server) error {
	canonical := site.Lookup(s.Origin() + "/case/")
	var first *crawler.Head
	for _, path := range spellings {
		id := site.Lookup(s.Origin() + path)
		if id == crawler.None || site.Head(id) == nil {
			return fmt.Errorf("%s was not read", path)
		}
		h := site.Head(id)
		if first == nil {
			first = h
		}
		if h.Hash != first.Hash || h.Hash == 0 || h.Canonical != canonical {
			return fmt.Errorf("%s is not told as the same page: %+v", path, h)
		}
	}
	return nil
}
