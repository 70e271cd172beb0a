package hostile

import (
	"fmt"
	"io"
	"net"
	"net/http"

	"github.com/healthusias/rounds/crawler"
)

// status is what servers say with a status, and what they mean by it.
var status = []Case{
	{
		Number: "29", Title: "status 099",
		Note:  "the reason is the status, as of any other answer",
		Serve: func(s *Server) { s.Say("/case", statusLine("099")) },
		State: crawler.Broken, Reason: "99",
	},
	{
		Number: "29b", Title: "status 999 of another host", External: true,
		Serve: func(s *Server) { s.Say("/case", statusLine("999")) },
		State: crawler.Unverified, Reason: "999",
	},
	{
		Number: "29c", Title: "status 99999",
		Serve: func(s *Server) { s.Say("/case", statusLine("99999")) },
		State: crawler.Broken, Reason: "protocol",
	},
	{
		Number: "29d", Title: "status 000",
		Serve: func(s *Server) { s.Say("/case", statusLine("000")) },
		State: crawler.Broken, Reason: "protocol",
	},
	{
		Number: "30", Title: "204 with a body",
		Serve: func(s *Server) {
			s.Say("/case", "HTTP/1.1 204 No Content\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n"+linkPage)
		},
		State: crawler.OK, Finding: "delivery/empty", Quiet: "trust/",
	},
	{
		Number: "30b", Title: "205 with a body",
		Serve: func(s *Server) {
			s.Say("/case", "HTTP/1.1 205 Reset Content\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n"+linkPage)
		},
		State: crawler.OK, Finding: "delivery/empty", Quiet: "trust/",
	},
	{
		Number: "30c", Title: "304 unasked, with a body",
		Serve: func(s *Server) {
			s.Say("/case", "HTTP/1.1 304 Not Modified\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n"+linkPage)
		},
		State: crawler.OK, Finding: "delivery/empty", Quiet: "trust/",
	},
	{
		Number: "31", Title: "a 404 page full of links",
		Note: "links of an error page are neither crawled nor counted: the page is not one of the site",
		Serve: func(s *Server) {
			s.Never("/deep")
			s.Handle("/case", func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Content-Type", "text/html; charset=utf-8")
				w.WriteHeader(http.StatusNotFound)
				io.WriteString(w, Good("of an error", "/deep", "/kept"))
			})
		},
		State: crawler.Broken, Reason: "404", Finding: "links/broken",
	},
	{
		Number: "32", Title: "an error page that answers 200",
		Serve: func(s *Server) {
			s.Page("/case", "<!doctype html><html lang=en><head><meta charset=utf-8><title>Page not found</title></head><body><main><h1>Page not found</h1></main></body></html>")
		},
		State: crawler.OK, Finding: "links/soft-404",
	},
	{
		Number: "39", Title: "HEAD is refused, GET is not", External: true,
		Serve: func(s *Server) { s.Handle("/case", byMethod(http.StatusMethodNotAllowed, http.StatusOK)) },
		State: crawler.OK,
	},
	{
		Number: "39b", Title: "HEAD finds nothing, GET does", External: true,
		Serve: func(s *Server) { s.Handle("/case", byMethod(http.StatusNotFound, http.StatusOK)) },
		State: crawler.OK,
	},
	{
		Number: "39c", Title: "HEAD breaks the connection, GET does not", External: true,
		Serve: func(s *Server) {
			s.Handle("/case", func(w http.ResponseWriter, r *http.Request) {
				if r.Method == http.MethodHead {
					if c, _, err := w.(http.Hijacker).Hijack(); err == nil {
						c.Close()
					}
				}
			})
		},
		State: crawler.OK,
	},
	{
		Number: "39d", Title: "HEAD answers 200 for a page of the site that GET does not find",
		Note:  "pages of the site are always asked for with GET; of other hosts a good HEAD is believed",
		Serve: func(s *Server) { s.Handle("/case", byMethod(http.StatusOK, http.StatusNotFound)) },
		State: crawler.Broken, Reason: "404",
	},
	{
		Number: "40", Title: "206 unasked, and a part only",
		Serve: func(s *Server) {
			s.Say("/case", "HTTP/1.1 206 Partial Content\r\nContent-Type: text/html; charset=utf-8\r\n"+
				fmt.Sprintf("Content-Range: bytes 0-%d/9000\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s", len(linkPage)-1, len(linkPage), linkPage))
		},
		State: crawler.Partial, Reason: "truncated", Reaches: kept, Finding: "delivery/odd-answer",
	},
	{
		Number: "40b", Title: "206 unasked, and the whole",
		Serve: func(s *Server) {
			s.Say("/case", "HTTP/1.1 206 Partial Content\r\nContent-Type: text/html; charset=utf-8\r\n"+
				fmt.Sprintf("Content-Range: bytes 0-%d/%d\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s", len(linkPage)-1, len(linkPage), len(linkPage), linkPage))
		},
		State: crawler.OK, Reaches: kept, Finding: "delivery/odd-answer",
	},
	{
		Number: "40c", Title: "the body after HEAD that must not be there", External: true,
		Serve: func(s *Server) {
			s.Raw("/case", func(c net.Conn) {
				io.WriteString(c, okHead+"Content-Length: 40\r\n\r\nHTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")
			})
		},
		State: crawler.OK,
	},
}

// statusLine begins an answer with a status as it stands.
func statusLine(status string) string {
	return "HTTP/1.1 " + status + " Odd\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n" + linkPage
}

// byMethod answers HEAD and GET differently.
func byMethod(head, get int) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		if r.Method == http.MethodHead {
			w.WriteHeader(head)
			return
		}
		w.WriteHeader(get)
	}
}
