package hostile

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync/atomic"

	"github.com/healthusias/rounds/crawler"
	"github.com/healthusias/rounds/crawler/fetch"
)

const canary = "c4nary-of-the-header"

// secrets is what servers do to learn what is not theirs.
var secrets = []Case{
	{
		Number: "121", Title: "500 cookies of 1 KB with every answer",
		Serve: func(s *Server) {
			var longest atomic.Int64
			s.Rest(func(w http.ResponseWriter, r *http.Request) {
				longest.Store(max(longest.Load(), int64(len(r.Header.Get("Cookie")))))
				for i := range 200 {
					http.SetCookie(w, &http.Cookie{Name: fmt.Sprint("c", i, r.URL.Path[1:]), Value: strings.Repeat("x", 1000), Path: "/"})
				}
				w.Header().Set("Content-Type", "text/html")
				io.WriteString(w, Good(r.URL.Path, "/case", "/c1", "/c2", "/c3", "/c4"))
			})
			s.Verify(func() error {
				if n := longest.Load(); n == 0 || n > 8<<10 {
					return fmt.Errorf("%d bytes of cookies were sent", n)
				}
				return nil
			})
		},
		Note: "200 cookies: 500 are more than the limit of a header",
		Tune: func(o *crawler.Options, _ *Server) { o.HTTP.Cookies, o.Concurrency = true, 1 }, Alone: "it keeps cookies",
		State: crawler.OK, Reaches: []string{"/c1", "/c4"}, Finding: "delivery/odd-answer", Says: "more than 50 cookies",
	},
	{
		Number: "122", Title: "cookies for all of a public suffix, for another host, and without Secure where their name demands it",
		Serve: func(s *Server) {
			s.Page("/next", Good("/next"))
			s.Handle("/case", func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Add("Set-Cookie", "suffix=1; Domain=com")
				w.Header().Add("Set-Cookie", "other=1; Domain=health.example")
				w.Header().Add("Set-Cookie", "__Secure-id=1")
				w.Header().Set("Content-Type", "text/html")
				io.WriteString(w, Good("/case", "/next"))
			})
			s.Handle("/next", func(w http.ResponseWriter, r *http.Request) {
				if c := r.Header.Get("Cookie"); c != "" {
					s.count("cookie " + c)
					s.count("cookie")
				}
				w.Header().Set("Content-Type", "text/html")
				io.WriteString(w, Good("/next"))
			})
			s.Never("cookie")
		},
		Tune: func(o *crawler.Options, _ *Server) { o.HTTP.Cookies = true }, Alone: "it keeps cookies",
		State: crawler.OK, Reaches: []string{"/next"}, Finding: "delivery/odd-answer", Says: "cookies for other hosts",
	},
	{
		Number: "123", Title: "links and redirects of a site that is sent a secret to another port",
		Serve: func(s *Server) {
			s.Handle("/case", func(w http.ResponseWriter, r *http.Request) {
				if r.Header.Get("X-Api-Key") != canary {
					w.WriteHeader(http.StatusUnauthorized)
					return
				}
				w.Header().Set("Content-Type", "text/html")
				io.WriteString(w, links("/away", s.seconds[0].Origin()+"/linked"))
			})
			second := s.Second(func(o *Server) {
				o.Rest(secretless(o))
				o.Never("secret")
				o.Often("/linked", 1)
				o.Often("/redirected", 1)
			})
			s.Redirect("/away", http.StatusFound, second.Origin()+"/redirected")
		},
		Tune: bind, Alone: "it sends secrets", State: crawler.OK,
	},
	{
		Number: "123b", Title: "links and redirects of a site that is sent a secret to the same port under another name",
		Serve: func(s *Server) {
			twin := at(s, "twin123b.test")
			guarded(s, twin)
			s.Handle("/linked", secretless(s))
			s.Handle("/redirected", secretless(s))
			s.Handle("/robots.txt", func(w http.ResponseWriter, r *http.Request) {
				if strings.HasPrefix(r.Host, "twin") {
					secretless(s)(w, r)
				}
			})
		},
		Tune: func(o *crawler.Options, s *Server) {
			names{"twin123b.test": {"127.0.0.1"}}.tune(o, s)
			o.HTTP.Private = append(o.HTTP.Private, hostPort(s, "twin123b.test"))
			bind(o, s)
		},
		Alone: "it sends secrets", State: crawler.OK,
	},
	{
		Number: "123c", Title: "links and redirects of a site that is sent a secret to the same host without TLS",
		Serve: func(s *Server) {
			s.Either()
			guarded(s, strings.Replace(s.Origin(), "https", "http", 1)+"/")
			s.Handle("/linked", secretless(s))
			s.Handle("/redirected", secretless(s))
		},
		Tune: bind, Alone: "it sends secrets", State: crawler.OK,
	},
	{
		Number: "124", Title: "a token in the query of links",
		Serve: func(s *Server) {
			s.Page("/case", links("/kept?token=c4nary-of-the-query"))
			s.Page("/kept?token=c4nary-of-the-query", Good("kept"))
			s.Often("/kept?token=c4nary-of-the-query", 1)
		},
		State: crawler.OK,
		Site:  func(site *crawler.Site, _ *Server) error { return nowhere(site, "c4nary-of-the-query") },
	},
	{
		Number: "125", Title: "a page that gives a secret back in its title, text and links",
		Serve: func(s *Server) {
			s.Handle("/case", func(w http.ResponseWriter, r *http.Request) {
				key := r.Header.Get("X-Api-Key")
				w.Header().Set("Content-Type", "text/html")
				fmt.Fprintf(w, `<!doctype html><title>%[1]s</title><main><p>%[1]s</p><a href="/%[1]s?x=%[1]s">%[1]s</a></main>`, key)
			})
		},
		Tune: bind, Alone: "it sends secrets", State: crawler.OK,
		Site: func(site *crawler.Site, s *Server) error {
			page, err := site.Load(site.Lookup(s.Origin() + "/case"))
			if err == nil && page.Facts.Titles[0].Text != "[secret]" {
				err = fmt.Errorf("the title is %q", page.Facts.Titles[0].Text)
			}
			return errors.Join(err, nowhere(site, canary), each(site, "broken: 404", s.Origin()+"/[secret]?x=[secret]"))
		},
	},
}

// guarded serves a page to whoever brings the secret, and leads from there to two paths of another origin, by a link and by a redirect.
func guarded(s *Server, other string) {
	s.Handle("/case", func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("X-Api-Key") != canary {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		w.Header().Set("Content-Type", "text/html")
		io.WriteString(w, links("/away", other+"linked"))
	})
	s.Redirect("/away", http.StatusFound, other+"redirected")
	s.Never("secret")
	s.Often("/linked", 1)
	s.Often("/redirected", 1)
}

// secretless answers with nothing and notes whoever brings a secret.
func secretless(s *Server) http.HandlerFunc {
	return func(_ http.ResponseWriter, r *http.Request) {
		if r.Header.Get("X-Api-Key")+r.Header.Get("Authorization")+r.Header.Get("Referer") != "" {
			s.count("secret")
		}
	}
}

// bind makes the crawl send a secret to the server.
func bind(o *crawler.Options, s *Server) {
	o.HTTP.Secrets = []fetch.Secret{{Origin: s.Origin(), Name: "X-Api-Key", Value: canary}}
}
