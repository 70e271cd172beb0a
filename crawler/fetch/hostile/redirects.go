package hostile

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"

	"github.com/healthusias/rounds/crawler"
	"github.com/healthusias/rounds/crawler/page"
)

// redirects is where servers send those who ask.
var redirects = []Case{
	{
		Number: "52", Title: "a redirect to itself",
		Serve: func(s *Server) { s.Redirect("/case", http.StatusFound, "/case") },
		State: crawler.Broken, Reason: "redirect-loop", Finding: "links/redirect-loop", Hops: 2,
	},
	{
		Number: "52b", Title: "two redirects to each other",
		Serve: func(s *Server) {
			s.Redirect("/case", http.StatusMovedPermanently, "/back")
			s.Redirect("/back", http.StatusMovedPermanently, "/case")
		},
		State: crawler.Broken, Reason: "redirect-loop", Finding: "links/redirect-loop", Hops: 3,
	},
	{
		Number: "52c", Title: "redirects with an ever longer query",
		Serve: func(s *Server) {
			s.Redirect("/case", http.StatusFound, "/round?x=1")
			s.Rest(func(w http.ResponseWriter, r *http.Request) {
				w.Header().Set("Location", r.RequestURI+"&x=1")
				w.WriteHeader(http.StatusFound)
			})
		},
		State: crawler.Broken, Reason: "redirect-loop", Finding: "links/redirect-loop", Hops: 12,
	},
	{
		Number: "53", Title: "a chain of 50 redirects",
		Serve: func(s *Server) {
			s.Redirect("/case", http.StatusFound, "/hop/1")
			for i := range 50 {
				s.Redirect(fmt.Sprintf("/hop/%d", i), http.StatusFound, fmt.Sprintf("/hop/%d", i+1))
			}
			s.Never("/hop/11")
		},
		State: crawler.Broken, Reason: "too-many", Finding: "links/redirect-chain", Hops: 12,
	},
	{
		Number: "54", Title: "a loop that ends for whoever keeps its cookie",
		Serve: needCookie,
		State: crawler.Unverified, Reason: "needs-cookie", Finding: "links/unverified", Quiet: "links/redirect-loop",
	},
	{
		Number: "54b", Title: "a loop that ends for whoever keeps its cookie, and cookies are kept",
		Serve: needCookie,
		Tune:  func(o *crawler.Options, _ *Server) { o.HTTP.Cookies = true }, Alone: "it keeps cookies",
		State: crawler.OK, Reaches: kept, Quiet: "links/flaky",
	},
	{
		Number: "54c", Title: "a loop that sets a cookie and does not end for whoever keeps it",
		Serve: func(s *Server) {
			for from, to := range map[string]string{"/case": "/back", "/back": "/case"} {
				s.Handle(from, func(w http.ResponseWriter, _ *http.Request) {
					http.SetCookie(w, &http.Cookie{Name: "seen", Value: "1"})
					w.Header().Set("Location", to)
					w.WriteHeader(http.StatusFound)
				})
			}
			s.Often("/case", 2)
		},
		Tune: func(o *crawler.Options, _ *Server) { o.HTTP.Cookies = true }, Alone: "it keeps cookies",
		State: crawler.Broken, Reason: "redirect-loop", Finding: "links/redirect-loop",
	},
	{
		Number: "54d", Title: "redirects with an ever longer query to whoever keeps no cookie",
		Serve: func(s *Server) {
			s.Rest(func(w http.ResponseWriter, r *http.Request) {
				http.SetCookie(w, &http.Cookie{Name: "seen", Value: "1"})
				w.Header().Set("Location", "/case?again="+r.URL.Query().Get("again")+"1")
				w.WriteHeader(http.StatusFound)
			})
		},
		State: crawler.Unverified, Reason: "needs-cookie", Finding: "links/unverified",
	},
	{
		Number: "55", Title: "a redirect to a file",
		Serve: func(s *Server) { s.Redirect("/case", http.StatusFound, "file:///etc/passwd") },
		State: crawler.Broken, Reason: "redirect-scheme", Finding: "links/redirect-broken",
	},
	{
		Number: "55b", Title: "a redirect to a script",
		Serve: func(s *Server) { s.Redirect("/case", http.StatusFound, "javascript:alert(1)") },
		State: crawler.Broken, Reason: "redirect-scheme",
	},
	{
		Number: "55c", Title: "a redirect to data",
		Serve: func(s *Server) {
			s.Redirect("/case", http.StatusFound, "data:text/html,<a href=/kept>x</a>")
			s.Never("/kept")
		},
		State: crawler.Broken, Reason: "redirect-scheme",
	},
	{
		Number: "55d", Title: "a redirect to FTP",
		Serve: func(s *Server) { s.Redirect("/case", http.StatusFound, "ftp://"+s.Host()+"/") },
		State: crawler.Broken, Reason: "redirect-scheme",
	},
	{
		Number: "57", Title: "a redirect without Location",
		Serve: func(s *Server) {
			s.Handle("/case", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusFound) })
		},
		State: crawler.Broken, Reason: "redirect-invalid", Finding: "links/redirect-broken", Says: "answers 302", Site: found,
	},
	{
		Number: "57b", Title: "a redirect with an empty Location",
		Serve: func(s *Server) { s.Redirect("/case", http.StatusFound, "") },
		State: crawler.Broken, Reason: "redirect-invalid", Finding: "links/redirect-broken", Says: "answers 302", Site: found,
	},
	{
		Number: "57c", Title: "a redirect to what is no address",
		Serve: func(s *Server) { s.Redirect("/case", http.StatusFound, "http://[::1/") },
		State: crawler.Broken, Reason: "redirect-invalid", Finding: "links/redirect-broken", Says: "answers 302", Site: found,
	},
	{
		Number: "57d", Title: "a Location of 1 MB",
		Note: "that is more than the limit of a header, so there is no status to keep; what fits is 57e",
		Serve: func(s *Server) {
			s.Raw("/case", func(c net.Conn) {
				io.WriteString(c, "HTTP/1.1 302 Found\r\nLocation: /")
				flood(c, 1<<20/8, "%08d")
				io.WriteString(c, "\r\nContent-Length: 0\r\n\r\n")
			})
		},
		State: crawler.Broken, Reason: "headers-too-large", Heap: headerHeap,
	},
	{
		Number: "57e", Title: "a Location of 100 KB",
		Note:  "a redirect whose target is longer than any address that is asked for",
		Serve: func(s *Server) { s.Redirect("/case", http.StatusFound, "/"+strings.Repeat("a", 100<<10)) },
		State: crawler.Redirect, Heap: 8 << 20,
		Site: func(site *crawler.Site, s *Server) error {
			return reason(site, s.Origin()+"/"+strings.Repeat("a", 100<<10), "url-too-long")
		},
	},
	{
		Number: "58", Title: "a Location in raw UTF-8, with a space",
		Serve: func(s *Server) {
			s.Redirect("/case", http.StatusFound, "/käse brot")
			s.Page("/k%C3%A4se%20brot", Good("/kept", "/kept"))
		},
		State: crawler.Redirect, Reaches: []string{"/k%C3%A4se%20brot", "/kept"},
	},
	{
		Number: "58b", Title: "a Location in bytes that are no UTF-8",
		Serve: func(s *Server) {
			s.Redirect("/case", http.StatusFound, "/caf\xe9")
			s.Page("/caf%E9", Good("/caf%E9"))
		},
		State: crawler.Redirect, Reaches: []string{"/caf%E9"},
	},
	{
		Number: "59", Title: "a relative Location with a fragment", Path: "/a/case",
		Serve: func(s *Server) { s.Redirect("/a/case", http.StatusFound, "../b/kept?q=1#part") },
		State: crawler.Redirect, Reaches: []string{"/b/kept?q=1"},
	},
	{
		Number: "59b", Title: "a Location of a query alone",
		Serve: func(s *Server) { s.Redirect("/case", http.StatusFound, "?page=2") },
		State: crawler.Redirect, Reaches: []string{"/case?page=2"},
	},
	{
		Number: "59c", Title: "a Location without scheme",
		Serve: func(s *Server) { s.Redirect("/case", http.StatusFound, "//"+s.Host()+"/kept") },
		State: crawler.Redirect, Reaches: kept,
	},
	{
		Number: "60", Title: "a redirect from https to http",
		Serve: func(s *Server) {
			plain := s.Second(func(o *Server) {
				o.Handle("/there", secretless(o))
				o.Never("secret")
				o.Often("/there", 1)
			})
			s.TLS(nil)
			s.Handle("/case", func(w http.ResponseWriter, r *http.Request) {
				if r.Header.Get("X-Api-Key") == canary {
					w.Header().Set("Location", plain.Origin()+"/there")
					w.WriteHeader(http.StatusFound)
				}
			})
		},
		Tune: bind, Alone: "it sends secrets",
		State: crawler.Redirect, Finding: "links/redirect-downgrade",
	},
	{
		Number: "61", Title: "two redirects to the same page, which is linked as well",
		Serve: func(s *Server) {
			s.Page("/case", Good("/case", "/one", "/two", "/kept"))
			s.Redirect("/one", http.StatusMovedPermanently, "/kept")
			s.Redirect("/two", http.StatusFound, "/kept")
		},
		State: crawler.OK, Reaches: kept,
		Site: func(site *crawler.Site, s *Server) error {
			for _, path := range []string{"/one", "/two"} {
				u := site.URL(site.Lookup(s.Origin() + path))
				if u.State != crawler.Redirect || site.URL(u.To).Address != s.Origin()+"/kept" {
					return fmt.Errorf("%s is %s", path, u.State)
				}
			}
			return nil
		},
	},
	{
		Number: "62", Title: "a refresh after 0 seconds",
		Serve: func(s *Server) { s.Page("/case", refreshTo("/kept")) },
		State: crawler.OK, Reaches: kept, Finding: "links/meta-refresh",
	},
	{
		Number: "62b", Title: "two pages that refresh to each other",
		Serve: func(s *Server) {
			s.Page("/case", refreshTo("/back"))
			s.Page("/back", refreshTo("/case"))
		},
		State: crawler.OK, Reaches: []string{"/back"}, Finding: "links/meta-refresh",
	},
	{
		Number: "62c", Title: "a script that sends elsewhere",
		Serve: func(s *Server) {
			s.Page("/case", "<!doctype html><html lang=en><head><meta charset=utf-8><title>Case</title><script>location.replace('/elsewhere')</script></head><body></body></html>")
			s.Never("/elsewhere")
		},
		State: crawler.OK, Finding: "links/script-redirect",
		Facts: func(f *page.Facts) error {
			if len(f.Links) > 0 {
				return fmt.Errorf("links %v", f.Links)
			}
			return nil
		},
	},
}

// needCookie sends everybody in a circle who does not bring the cookie that it sets.
func needCookie(s *Server) {
	s.Handle("/case", func(w http.ResponseWriter, r *http.Request) {
		if c, err := r.Cookie("seen"); err == nil && c.Value == "1" {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			io.WriteString(w, wholePage)
			return
		}
		http.SetCookie(w, &http.Cookie{Name: "seen", Value: "1"})
		w.Header().Set("Location", "/case")
		w.WriteHeader(http.StatusFound)
	})
}

// found wants the status of a redirect kept, wherever it leads.
func found(site *crawler.Site, s *Server) error {
	if status := site.URL(site.Lookup(s.Origin() + "/case")).Status; status != http.StatusFound {
		return fmt.Errorf("its status is %d", status)
	}
	return nil
}

func refreshTo(path string) string {
	return `<!doctype html><html lang=en><head><meta charset=utf-8><title>Case</title><meta http-equiv=refresh content="0; url=` + path + `"></head><body><main><p>Wait.</p></main></body></html>`
}

// reason wants an address skipped for a reason.
func reason(site *crawler.Site, address, want string) error {
	id := site.Lookup(address)
	if id == crawler.None {
		return fmt.Errorf("an address of %d bytes is not known", len(address))
	}
	if u := site.URL(id); u.Reason != want {
		return fmt.Errorf("an address of %d bytes is %s", len(address), Outcome(u.State, u.Reason))
	}
	return nil
}
