package hostile

import (
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/healthusias/rounds/crawler"
)

// robots is what robots.txt and sitemaps do to those who read them.
var robots = atHome("robots.txt and sitemaps are read of the host that the crawl starts at", slices.Concat(robotsAnswers, robotsTexts, sitemapsMalign, sitemapsVast, sitemapsFaulty, sitemapForms))

// atHome makes the server of each case the site.
func atHome(why string, cases []Case) []Case {
	for i := range cases {
		cases[i].Home, cases[i].Alone = true, why
	}
	return cases
}

// robotsTxt serves a robots.txt and a home page that links to /case and more.
func robotsTxt(text string, more ...string) func(*Server) {
	return func(s *Server) {
		s.Type("/robots.txt", "text/plain", text)
		linked(s, more...)
	}
}

// linked serves a home page that links to /case and more.
func linked(s *Server, more ...string) {
	s.Page("/", Good("/", append([]string{"/case"}, more...)...))
	s.Page("/case", Good("/case"))
}

// robotsStatus answers robots.txt with a status and keeps count of nothing else.
func robotsStatus(status int) func(*Server) {
	return func(s *Server) {
		s.Handle("/robots.txt", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(status) })
		linked(s)
	}
}

// untrusted expects that the run is not to be trusted, and why.
func untrusted(because string) func(*crawler.Site, *Server) error {
	return func(site *crawler.Site, s *Server) error {
		if n := s.Asked("/case") + s.Asked("/"); n > 0 {
			return fmt.Errorf("%d pages were asked for", n)
		}
		return gaveUp(site, because)
	}
}

var robotsAnswers = []Case{
	{Number: "111", Title: "robots.txt answers 404", Serve: func(s *Server) { linked(s) }, State: crawler.OK, Finding: "index/robots-missing"},
	{Number: "111b", Title: "robots.txt answers 401", Serve: robotsStatus(401), State: crawler.OK, Finding: "index/robots-missing"},
	{Number: "111c", Title: "robots.txt answers 403", Serve: robotsStatus(403), State: crawler.OK, Finding: "index/robots-missing"},
	{
		Number: "111d", Title: "robots.txt answers 500", Serve: robotsStatus(500), State: crawler.Pending, Finding: "index/robots-error",
		Site: untrusted("robots.txt answers 500"), Time: 10 * time.Second,
	},
	{
		Number: "111e", Title: "robots.txt never answers", Serve: func(s *Server) { s.Raw("/robots.txt", stall); linked(s) },
		State: crawler.Pending, Quiet: "index/", Site: untrusted("timeout(header)"), Waits: forHeader, Time: 60 * time.Second,
	},
	{
		Number: "111f", Title: "robots.txt answers 429 for ever", Serve: robotsStatus(429), State: crawler.Pending, Quiet: "index/",
		Site: untrusted("robots.txt answers 429"), Time: 10 * time.Second,
	},
	{
		Number: "113", Title: "six redirects lead to robots.txt", Serve: hops(6), State: crawler.OK, Finding: "index/robots-error",
		Site: func(_ *crawler.Site, s *Server) error { return atMost(s, "/r6", 0) },
	},
	{Number: "113b", Title: "five redirects lead to robots.txt", Serve: hops(5), State: crawler.Skipped, Reason: "robots"},
	{
		Number: "113c", Title: "robots.txt redirects to another host",
		Serve: func(s *Server) {
			other := s.Second(func(o *Server) {
				o.Type("/robots.txt", "text/plain", "User-agent: *\nDisallow: /\n")
				o.Never("/robots.txt")
			})
			s.Redirect("/robots.txt", http.StatusFound, other.Origin()+"/robots.txt")
			linked(s)
		},
		State: crawler.OK, Finding: "index/robots-error",
	},
	{
		Number: "113d", Title: "robots.txt redirects to a private address",
		Serve: func(s *Server) {
			s.Redirect("/robots.txt", http.StatusFound, "http://10.0.0.1/robots.txt")
			linked(s)
			s.Never("dialed 10.0.0.1:80")
		},
		Tune:  names{}.tune, // connects to loopback alone, should the guard fail
		State: crawler.OK, Finding: "index/robots-error",
	},
	{
		Number: "113e", Title: "robots.txt redirects to itself",
		Serve: func(s *Server) { s.Redirect("/robots.txt", http.StatusFound, "/robots.txt"); linked(s) },
		State: crawler.OK, Finding: "index/robots-error", Site: func(_ *crawler.Site, s *Server) error { return atMost(s, "/robots.txt", 6) },
	},
}

// hops leads over n redirects to a robots.txt that forbids /case.
func hops(n int) func(*Server) {
	return func(s *Server) {
		s.Redirect("/robots.txt", http.StatusMovedPermanently, "/r1")
		for i := 1; i < n; i++ {
			s.Redirect(fmt.Sprintf("/r%d", i), http.StatusMovedPermanently, fmt.Sprintf("/r%d", i+1))
		}
		s.Type(fmt.Sprintf("/r%d", n), "text/plain", "User-agent: *\nDisallow: /case\n")
		linked(s)
	}
}

const forbidden = "User-agent: *\nDisallow: /case\n"

var robotsTexts = []Case{
	{Number: "112", Title: "robots.txt is a page", Serve: robotsTxt(Good("robots")), State: crawler.OK, Finding: "index/robots-error"},
	{
		Number: "112b", Title: "robots.txt has 600 KiB, the rule at its end",
		Serve: robotsTxt("User-agent: *\n" + strings.Repeat("# filler\n", 600<<10/9) + "Disallow: /case\n"), State: crawler.OK, Finding: "index/robots-error",
	},
	{
		Number: "112c", Title: "robots.txt has 600 KiB, the rule at its beginning",
		Serve: robotsTxt(forbidden + strings.Repeat("# filler\n", 600<<10/9)), State: crawler.Skipped, Reason: "robots", Finding: "index/robots-blocks-linked",
	},
	{Number: "112d", Title: "robots.txt begins with a byte order mark", Serve: robotsTxt("\ufeff" + forbidden), State: crawler.Skipped, Reason: "robots"},
	{Number: "112e", Title: "robots.txt has zero bytes, as UTF-16 does", Serve: robotsTxt(strings.Join(strings.Split(forbidden, ""), "\x00")), State: crawler.OK, Finding: "index/robots-error"},
	{Number: "112f", Title: "the lines of robots.txt end with CR alone", Serve: robotsTxt(strings.ReplaceAll(forbidden, "\n", "\r")), State: crawler.Skipped, Reason: "robots"},
	{
		Number: "112g", Title: "robots.txt has 100,000 groups",
		Serve: func(s *Server) { robotsTxt(forbidden + strings.Repeat("User-agent: a\nDisallow: /x\n", 100_000))(s) }, State: crawler.Skipped, Reason: "robots", Heap: 16 << 20,
	},
	{
		Number: "112h", Title: "robots.txt has patterns that backtracking would never finish",
		Serve: robotsTxt("User-agent: *\n"+strings.Repeat("Disallow: /"+strings.Repeat("*a", 8000)+"b\n", 30), "/"+strings.Repeat("a", 2000)), State: crawler.OK, Heap: 16 << 20,
	},
	{
		Number: "115", Title: "robots.txt has wildcards, ends, the longest match, escapes and queries",
		Serve: func(s *Server) {
			refused := []string{"/x.php", "/fishy.html", "/a%2fb", "/%C3%A4", "/q?b=2&a=1"}
			robotsTxt("User-agent: *\nDisallow: /*.php$\nDisallow: /fish*.html\nAllow: /fish/salmon.html\nDisallow: /a%2Fb\nDisallow: /ä\nDisallow: /*?b=2&a=1\nDisallow: /case$\n",
				append(refused, wild...)...)(s)
			for _, path := range refused {
				s.Never(path)
			}
		},
		State: crawler.Skipped, Reason: "robots", Reaches: wild,
	},
}

var wild = []string{"/x.php5", "/fish/salmon.html", "/a/b", "/q?a=1&b=2", "/case/not"}

// listing serves a sitemap that nobody but its usual place names.
func listing(contentType, body string) func(*Server) {
	return func(s *Server) {
		s.Page("/case", Good("/case"))
		s.Handle("/sitemap.xml", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", contentType)
			fmt.Fprint(w, strings.ReplaceAll(body, "SITE", s.Origin()))
		})
	}
}

// urlset is a sitemap of entries.
func urlset(entries string) string {
	return `<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">` + entries + `</urlset>`
}

// entry lists a path of the site.
func entry(path string) string { return "<url><loc>SITE" + path + "</loc></url>" }

// index is a sitemap index of paths of the site.
func index(paths ...string) string {
	return `<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>SITE` + strings.Join(paths, "</loc></sitemap><sitemap><loc>SITE") + `</loc></sitemap></sitemapindex>`
}

// malign serves a sitemap with a document type that names /secret on the site, which nobody may ask for.
func malign(doctype, loc string) func(*Server) {
	return func(s *Server) {
		listing("application/xml", doctype+"<urlset>"+entry(loc)+"</urlset>")(s)
		s.Never("/secret")
	}
}

var sitemapsMalign = []Case{
	{
		Number: "116", Title: "an entity of the sitemap is an address", Serve: malign(`<!DOCTYPE urlset [<!ENTITY x SYSTEM "SITE/secret">]>`, "/case&x;"),
		State: crawler.Pending, Finding: "index/sitemap-invalid",
	},
	{
		Number: "116b", Title: "an entity of the sitemap is a billion laughs", Serve: malign(laughs(), "/case&l9;"),
		State: crawler.Pending, Finding: "index/sitemap-invalid",
	},
	{
		Number: "116c", Title: "the document type of the sitemap is an address", Serve: malign(`<!DOCTYPE urlset SYSTEM "SITE/secret">`, "/case"),
		State: crawler.Pending, Finding: "index/sitemap-invalid",
	},
	{
		Number: "116d", Title: "the elements of the sitemap stand 100,000 deep",
		Serve: func(s *Server) {
			listing("application/xml", urlset(entry("/case")+strings.Repeat("<x>", 100_000)))(s)
		},
		State: crawler.OK, Finding: "index/sitemap-invalid",
		Heap: 64 << 20,
	},
	{
		Number: "120", Title: "robots.txt names 1,000 sitemaps of another host",
		Serve: func(s *Server) {
			other := s.Second(func(o *Server) {
				o.Rest(func(http.ResponseWriter, *http.Request) {})
				for i := range 1000 {
					o.Never(fmt.Sprintf("/%d.xml", i))
				}
			})
			lines := "Sitemap: " + s.Origin() + "/sitemap.xml\n"
			for i := range 1000 {
				lines += fmt.Sprintf("Sitemap: %s/%d.xml\n", other.Origin(), i)
			}
			listing("application/xml", urlset(entry("/case")))(s)
			s.Type("/robots.txt", "text/plain", lines)
		},
		State: crawler.OK, Quiet: "index/sitemap",
	},
}

// laughs declares entities of which each is ten of the one before.
func laughs() string {
	doctype := `<!DOCTYPE urlset [<!ENTITY l0 "ha">`
	for i := range 9 {
		doctype += fmt.Sprintf(`<!ENTITY l%d "%s">`, i+1, strings.Repeat(fmt.Sprintf("&l%d;", i), 10))
	}
	return doctype + "]>"
}

var sitemapsVast = []Case{
	{
		Number: "117", Title: "sitemap indexes list each other",
		Serve: func(s *Server) {
			listing("application/xml", index("/sitemap.xml", "/b.xml"))(s)
			s.Handle("/b.xml", say(s, index("/sitemap.xml", "/b.xml", "/list.xml")))
			s.Handle("/list.xml", say(s, urlset(entry("/case"))))
			s.Verify(func() error { return errors.Join(atMost(s, "/sitemap.xml", 1), atMost(s, "/b.xml", 1)) })
		},
		State: crawler.OK,
	},
	{
		Number: "117b", Title: "sitemap indexes stand ten deep",
		Serve: func(s *Server) {
			listing("application/xml", index("/1.xml"))(s)
			for i := 1; i < 10; i++ {
				s.Handle(fmt.Sprintf("/%d.xml", i), say(s, index(fmt.Sprintf("/%d.xml", i+1))))
			}
			s.Never("/3.xml")
		},
		State: crawler.Pending, Finding: "index/sitemap-invalid",
	},
	{
		Number: "117c", Title: "a sitemap lists 50,001 addresses",
		Serve: func(s *Server) {
			listing("application/xml", urlset(strings.Repeat(entry("/"), 50_000)+entry("/case")))(s)
		},
		State: crawler.Pending, Finding: "index/sitemap-too-large", Heap: 128 << 20, Time: 30 * time.Second,
	},
	{
		Number: "117d", Title: "a sitemap index lists 10,000 sitemaps",
		Serve: func(s *Server) {
			paths := make([]string, 10_000)
			for i := range paths {
				paths[i] = fmt.Sprintf("/maps/%d.xml", i)
			}
			listing("application/xml", index(paths...))(s)
			for _, path := range paths[:510] {
				s.Handle(path, say(s, urlset(entry("/"))))
			}
			s.Handle("/maps/9999.xml", say(s, urlset(entry("/case"))))
			s.Never("/maps/499.xml")
		},
		State: crawler.Pending, Finding: "index/sitemap-too-large", Heap: 64 << 20, Time: 30 * time.Second,
	},
}

// say serves XML.
func say(s *Server, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/xml")
		fmt.Fprint(w, strings.ReplaceAll(body, "SITE", s.Origin()))
	}
}

var sitemapsFaulty = []Case{
	{Number: "118", Title: "a sitemap has a raw ampersand", Serve: listing("application/xml", urlset(entry("/?a=1&b=2")+entry("/case"))), State: crawler.OK, Finding: "index/sitemap-invalid"},
	{
		Number: "118b", Title: "a sitemap says UTF-8 and is ISO-8859-1", Serve: listing("application/xml", urlset("<!-- \xe4 -->"+entry("/case"))),
		State: crawler.OK, Finding: "index/sitemap-invalid",
	},
	{
		Number: "118c", Title: "a sitemap has no namespace", Serve: listing("application/xml", "<urlset>"+entry("/case")+"</urlset>"),
		State: crawler.OK, Finding: "index/sitemap-invalid",
	},
	{
		Number: "118d", Title: "an address of a sitemap is relative", Serve: listing("application/xml", urlset("<url><loc>/case</loc></url>")),
		State: crawler.OK, Finding: "index/sitemap-invalid",
	},
	{
		Number: "118e", Title: "an address of a sitemap is CDATA", Serve: listing("application/xml", urlset("<url><loc><![CDATA[SITE/case]]></loc></url>")),
		State: crawler.OK, Quiet: "index/sitemap-invalid",
	},
	{
		Number: "118f", Title: "a sitemap lists addresses of another host",
		Serve: func(s *Server) {
			other := s.Second(func(o *Server) { o.Page("/x", Good("x")); o.Never("/x"); o.Never("/robots.txt") })
			listing("application/xml", urlset(entry("/case")+"<url><loc>"+other.Origin()+"/x</loc></url>"))(s)
		},
		State: crawler.OK, Finding: "index/sitemap-url-foreign",
	},
	{
		Number: "118g", Title: "a date of a sitemap is garbage", Serve: listing("application/xml", urlset("<url><loc>SITE/case</loc><lastmod>soon \x1b[2J</lastmod></url>")),
		State: crawler.OK, Finding: "index/sitemap-invalid",
	},
	{
		Number: "118h", Title: "a sitemap breaks off", Serve: func(s *Server) {
			s.Page("/case", Good("/case"))
			s.Raw("/sitemap.xml", func(c net.Conn) {
				body := strings.ReplaceAll(urlset(entry("/case")), "SITE", s.Origin())
				fmt.Fprintf(c, "HTTP/1.1 200 OK\r\nContent-Type: application/xml\r\nContent-Length: 9999\r\n\r\n%s", strings.TrimSuffix(body, "</urlset>"))
			})
		},
		State: crawler.OK, Quiet: "index/sitemap", Time: 10 * time.Second,
	},
	{
		Number: "118i", Title: "a sitemap takes half as long again as a page may take", Serve: func(s *Server) {
			s.Page("/case", Good("/case"))
			s.Raw("/sitemap.xml", func(c net.Conn) {
				io.WriteString(c, "HTTP/1.1 200 OK\r\nContent-Type: application/xml\r\nConnection: close\r\n\r\n")
				before, after, _ := strings.Cut(strings.ReplaceAll(urlset("-"+entry("/case")), "SITE", s.Origin()), "-")
				io.WriteString(c, before)
				for end := time.Now().Add(s.Limits.Total * 3 / 2); time.Now().Before(end); time.Sleep(s.Limits.Drip) {
					if _, err := io.WriteString(c, "<!-- wait -->"); err != nil {
						return
					}
				}
				io.WriteString(c, after)
			})
		},
		State: crawler.OK, Quiet: "index/sitemap-invalid", Waits: forEnd, Time: 60 * time.Second,
	},
}

var sitemapForms = []Case{
	{Number: "119", Title: "there is no sitemap", Serve: func(s *Server) { linked(s) }, State: crawler.OK, Finding: "index/sitemap-missing", Quiet: "index/sitemap-invalid"},
	{
		Number: "119b", Title: "a page is in place of a sitemap that nobody names", Serve: listing("text/html", Good("sitemap")),
		State: crawler.Pending, Finding: "index/sitemap-missing", Quiet: "index/sitemap-invalid",
	},
	{
		Number: "119c", Title: "a page is in place of the sitemap that robots.txt names",
		Serve: func(s *Server) {
			listing("text/html", Good("sitemap"))(s)
			s.Type("/robots.txt", "text/plain", "Sitemap: "+s.Origin()+"/sitemap.xml\n")
		},
		State: crawler.Pending, Finding: "index/sitemap-invalid",
	},
	{Number: "119d", Title: "a sitemap is empty", Serve: listing("application/xml", urlset("")), State: crawler.Pending, Finding: "index/sitemap-invalid"},
	{Number: "119e", Title: "a sitemap is text", Serve: listing("text/plain", "SITE/case\n"), State: crawler.OK, Quiet: "index/sitemap-invalid"},
	{
		Number: "119f", Title: "a sitemap is RSS", Serve: listing("application/rss+xml", "<rss><channel><item><link>SITE/case</link></item></channel></rss>"),
		State: crawler.OK, Quiet: "index/sitemap-invalid",
	},
	{
		Number: "119g", Title: "a sitemap is gzip and does not say so",
		Serve: func(s *Server) {
			s.Page("/case", Good("/case"))
			s.Handle("/sitemap.xml", func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Content-Type", "application/octet-stream")
				z := gzip.NewWriter(w)
				fmt.Fprint(z, strings.ReplaceAll(urlset(entry("/case")), "SITE", s.Origin()))
				z.Close()
			})
		},
		State: crawler.OK, Quiet: "index/sitemap-invalid",
	},
}
