package hostile

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"sync/atomic"
	"time"

	"github.com/healthusias/rounds/crawler"
)

// headerHeap is what a header beyond the limits may cost.
const headerHeap = 2_000_000

// transport is what servers do to the bytes of HTTP/1.1, before and after them.
var transport = []Case{
	{
		Number: "1", Title: "the header drips, one field at a time, and never ends",
		Serve: func(s *Server) {
			var longest atomic.Int64
			s.Raw("/case", func(c net.Conn) {
				began := time.Now()
				io.WriteString(c, okHead)
				drip(c, "X: y\r\n", s.Limits.Drip)
				longest.Store(max(longest.Load(), int64(time.Since(began))))
			})
			s.Verify(func() error { // the worker is free when the limit of the header is over
				if held := time.Duration(longest.Load()); held > s.Limits.FirstByte+5*time.Second {
					return fmt.Errorf("a worker was held for %s", held)
				}
				return nil
			})
		},
		Waits: forHeader, State: crawler.Unverified, Reason: "timeout(header)", Time: 80 * time.Second,
	},
	{
		Number: "2", Title: "the body drips and never ends",
		Serve: func(s *Server) {
			s.Raw("/case", func(c net.Conn) {
				io.WriteString(c, okHead+"\r\n"+linkPage)
				drip(c, "x", s.Limits.Drip)
			})
		},
		Waits: forEnd, State: crawler.Partial, Reason: "deadline", Reaches: kept, Time: 35 * time.Second,
	},
	{
		Number: "3", Title: "the body stops and the connection stays open",
		Serve: func(s *Server) {
			s.Raw("/case", func(c net.Conn) {
				io.WriteString(c, okHead+"\r\n"+linkPage)
				stall(c)
			})
		},
		Waits: forBytes, State: crawler.Partial, Reason: "idle", Reaches: kept, Time: 15 * time.Second,
	},
	{
		Number: "4", Title: "the body is fast and endless",
		Serve: func(s *Server) {
			s.Raw("/case", func(c net.Conn) {
				io.WriteString(c, okHead+"\r\n"+linkPage)
				pour(c, "and so on ")
			})
		},
		State: crawler.Partial, Reason: "truncated", Reaches: kept, Heap: bombHeap,
	},
	{
		Number: "5", Title: "the chunks never end",
		Serve: func(s *Server) {
			s.Raw("/case", func(c net.Conn) {
				io.WriteString(c, okHead+"Transfer-Encoding: chunked\r\n\r\n"+chunk(linkPage))
				pour(c, chunk(strings.Repeat("and so on ", 100)))
			})
		},
		State: crawler.Partial, Reason: "truncated", Reaches: kept, Heap: bombHeap,
	},
	{
		Number: "6", Title: "chunks of one byte with extensions of 1 KB never end",
		Serve: func(s *Server) {
			s.Raw("/case", func(c net.Conn) {
				io.WriteString(c, okHead+"Transfer-Encoding: chunked\r\n\r\n"+chunk(linkPage))
				pour(c, "1;"+strings.Repeat("x", 1<<10)+"\r\ny\r\n")
			})
		},
		State: crawler.Partial, Reason: "truncated", Reaches: kept,
	},
	{
		Number: "7", Title: "Content-Length is larger than the body",
		Serve: func(s *Server) {
			s.Say("/case", okHead+"Content-Length: 1000000\r\n\r\n"+linkPage)
		},
		State: crawler.Partial, Reason: "reset", Reaches: kept, Time: 15 * time.Second,
	},
	{
		Number: "8", Title: "Content-Length is smaller than the body",
		Serve: func(s *Server) {
			s.Say("/case", okHead+fmt.Sprintf("Content-Length: %d\r\n\r\n", len(linkPage))+linkPage+"<p>and the rest</p></main></body></html>")
		},
		State: crawler.OK, Reaches: kept, Finding: "delivery/cut-by-length",
	},
	{
		Number: "9", Title: "Content-Length is negative",
		Serve: func(s *Server) { s.Say("/case", okHead+"Content-Length: -1\r\n\r\n"+linkPage) },
		State: crawler.Broken, Reason: "protocol", Finding: "links/broken", Says: "does not answer as HTTP demands",
	},
	{
		Number: "9b", Title: "there are two Content-Length fields, and they disagree",
		Serve: func(s *Server) { s.Say("/case", okHead+"Content-Length: 5\r\nContent-Length: 50\r\n\r\n"+linkPage) },
		State: crawler.Broken, Reason: "protocol",
	},
	{
		Number: "10", Title: "Content-Length stands beside chunked",
		Note: "chunked wins and the page is whole; net/http hides the length, so there is nothing to note",
		Serve: func(s *Server) {
			s.Say("/case", okHead+"Content-Length: 7\r\nTransfer-Encoding: chunked\r\n\r\n"+chunk(linkPage)+chunk("</main></body></html>")+"0\r\n\r\n")
		},
		State: crawler.OK, Reaches: kept, Quiet: "delivery/",
	},
	{
		Number: "11", Title: "the size of a chunk overflows",
		Serve: func(s *Server) {
			s.Say("/case", okHead+"Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\n"+linkPage)
		},
		State: crawler.Broken, Reason: "protocol",
	},
	{
		Number: "12", Title: "the last chunk is missing",
		Serve: func(s *Server) { s.Say("/case", okHead+"Transfer-Encoding: chunked\r\n\r\n"+chunk(linkPage)) },
		State: crawler.Partial, Reason: "reset", Reaches: kept, Time: 15 * time.Second,
	},
	{
		Number: "13", Title: "the connection is reset in the middle of the body",
		Serve: func(s *Server) {
			s.Often("/case", 2)
			s.Raw("/case", func(c net.Conn) {
				io.WriteString(c, okHead+"Content-Length: 1000000\r\n\r\n"+linkPage)
				abort(c, 50*time.Millisecond)
			})
		},
		State: crawler.Partial, Reason: "reset", Reaches: kept, Time: 15 * time.Second,
	},
	{
		Number: "14", Title: "the connection closes before the first byte",
		Serve: func(s *Server) {
			s.Often("/case", 2+max(0, s.Limits.Retries)) // and once in the second pass
			s.Say("/case", "")
		},
		State: crawler.Unverified, Reason: "empty-reply", Time: 15 * time.Second,
	},
	{
		Number: "15", Title: "the host speaks SSH", External: true,
		Serve: func(s *Server) {
			s.Conn(func(c net.Conn) {
				io.WriteString(c, "SSH-2.0-OpenSSH_9.9\r\n")
				stall(c)
			})
		},
		State: crawler.Broken, Reason: "protocol",
	},
	{
		Number: "16", Title: "a host of the site speaks plain HTTP on its https port",
		Serve: func(s *Server) { s.Secure() },
		State: crawler.Broken, Reason: "tls(not-tls)", Finding: "links/broken",
	},
	{
		Number: "16b", Title: "another host speaks plain HTTP on its https port", External: true,
		Serve: func(s *Server) { s.Secure() },
		State: crawler.Unverified, Reason: "tls(not-tls)",
	},
	{
		Number: "16c", Title: "another host speaks TLS on its http port", External: true,
		Serve: func(s *Server) {
			s.Conn(func(c net.Conn) {
				c.Read(make([]byte, 512))
				io.WriteString(c, "\x15\x03\x01\x00\x02\x02\x46") // alert: fatal, protocol version
			})
		},
		State: crawler.Broken, Reason: "protocol",
	},
	{
		Number: "17", Title: "the header has 11 MB",
		Serve: func(s *Server) {
			s.Raw("/case", func(c net.Conn) {
				io.WriteString(c, okHead+"X: ")
				flood(c, 11<<20/8, "%08d")
				io.WriteString(c, "\r\n\r\n"+linkPage)
			})
		},
		State: crawler.Broken, Reason: "headers-too-large", Heap: headerHeap,
	},
	{
		Number: "17b", Title: "the header has 300 KB",
		Serve: func(s *Server) {
			s.Raw("/case", func(c net.Conn) {
				io.WriteString(c, okHead+"X: ")
				flood(c, 300_000/8, "%08d")
				io.WriteString(c, "\r\n\r\n"+linkPage)
			})
		},
		State: crawler.Broken, Reason: "headers-too-large", Heap: headerHeap,
	},
	{
		Number: "18", Title: "the header has 100,000 fields",
		Note: "net/http makes a map of 256 KiB of them before anybody can count, which takes 2 MB by itself: 4 MiB may be held in place of 2 MB",
		Serve: func(s *Server) {
			s.Raw("/case", func(c net.Conn) {
				io.WriteString(c, okHead)
				flood(c, 100_000, "X-%d: y\r\n")
			})
		},
		State: crawler.Broken, Reason: "headers-too-large", Heap: 4 << 20,
	},
	{
		Number: "18b", Title: "the header has 2,000 short fields",
		Serve: func(s *Server) {
			s.Raw("/case", func(c net.Conn) {
				io.WriteString(c, okHead)
				flood(c, 2_000, "X-%d: y\r\n")
				io.WriteString(c, "\r\n"+linkPage)
			})
		},
		State: crawler.Broken, Reason: "headers-too-large", Heap: headerHeap,
	},
	{
		Number: "19", Title: "1,000 early hints come before the answer",
		Serve: func(s *Server) {
			s.Raw("/case", func(c net.Conn) {
				flood(c, 1000, "HTTP/1.1 103 Early Hints\r\nLink: </%d.css>; rel=preload\r\n\r\n")
				io.WriteString(c, sized(linkPage+"</main></body></html>"))
			})
		},
		State: crawler.OK, Reaches: kept,
	},
	{
		Number: "19b", Title: "early hints never end",
		Serve: func(s *Server) {
			s.Raw("/case", func(c net.Conn) { pour(c, "HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\n\r\n") })
		},
		State: crawler.Broken, Reason: "headers-too-large",
	},
	{
		Number: "20", Title: "a trailer names another coding and another type",
		Serve: func(s *Server) {
			s.Say("/case", okHead+"Transfer-Encoding: chunked\r\nTrailer: Content-Encoding, Content-Type\r\n\r\n"+
				chunk(linkPage+"</main></body></html>")+"0\r\nContent-Encoding: gzip\r\nContent-Type: image/png\r\n\r\n")
		},
		State: crawler.OK, Reaches: kept, Quiet: "delivery/",
	},
	{
		Number: "21", Title: "the lines of the header end with LF alone",
		Note: "read as browsers read it; net/http does not tell, so there is nothing to note",
		Serve: func(s *Server) {
			s.Say("/case", "HTTP/1.1 200 OK\nContent-Type: text/html; charset=utf-8\nConnection: close\n\n"+linkPage+"</main></body></html>")
		},
		State: crawler.OK, Reaches: kept,
	},
	{
		Number: "21b", Title: "a space stands before a colon of the header",
		Note: "read as net/http does: the field counts",
		Serve: func(s *Server) {
			s.Say("/case", "HTTP/1.1 200 OK\r\nContent-Type : text/html\r\nConnection: close\r\n\r\n"+linkPage+"</main></body></html>")
		},
		State: crawler.OK, Reaches: kept,
	},
	{
		Number: "22", Title: "the reason phrase holds escape sequences",
		Note: "it is never shown, so the page can be read",
		Serve: func(s *Server) {
			s.Say("/case", "HTTP/1.1 200 \x1b[2J\x1b]0;owned\x07OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n"+linkPage+"</main></body></html>")
		},
		State: crawler.OK, Reaches: kept,
	},
	{
		Number: "22b", Title: "a header field holds escape sequences",
		Serve: func(s *Server) {
			s.Say("/case", okHead+"X-Robots-Tag: \x1b[2J\x1b]0;owned\x07\r\nConnection: close\r\n\r\n"+linkPage+"</main></body></html>")
		},
		State: crawler.Broken, Reason: "protocol",
	},
	{
		Number: "27", Title: "Alt-Svc sends to another host",
		Serve: func(s *Server) {
			other := s.Second(func(o *Server) {
				o.Conn(func(net.Conn) { o.count("dialed") })
				o.Never("dialed")
			})
			s.Handle("/case", func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Alt-Svc", `h2="`+other.Host()+`"; ma=3600, h3="`+other.Host()+`"`)
				w.Header().Set("Content-Type", "text/html; charset=utf-8")
				io.WriteString(w, linkPage+"</main></body></html>")
			})
		},
		State: crawler.OK, Reaches: kept,
	},
	{
		Number: "28", Title: "the server switches protocols unasked",
		Serve: func(s *Server) {
			s.Raw("/case", func(c net.Conn) {
				io.WriteString(c, "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n")
				pour(c, "\x81\x05hello")
			})
		},
		State: crawler.Broken, Reason: "protocol",
	},
}

// chunk is one chunk of a chunked body.
func chunk(text string) string { return fmt.Sprintf("%x\r\n%s\r\n", len(text), text) }
