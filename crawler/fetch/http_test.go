package fetch

import (
	"bufio"
	"context"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

// small has the limits of time that users have, and a body that tests can fill.
var small = HTTPOptions{MaxBody: 64 << 10}

// quick has limits that a test can wait for. Only tests of these limits use it: others must pass on a busy machine.
var quick = HTTPOptions{
	Connect: 300 * time.Millisecond, TLS: 150 * time.Millisecond, FirstByte: 150 * time.Millisecond,
	Idle: 100 * time.Millisecond, Total: 400 * time.Millisecond, MaxBody: 64 << 10,
}

func newHTTP(t testing.TB, opts HTTPOptions) *HTTP {
	h := NewHTTP(opts)
	t.Cleanup(h.Close)
	return h
}

// serveRaw answers each connection with script after it has read a request header, and returns the origin.
func serveRaw(t testing.TB, script func(net.Conn)) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			go func() {
				defer c.Close()
				if _, err := http.ReadRequest(bufio.NewReader(c)); err == nil {
					script(c)
				}
			}()
		}
	}()
	return "http://" + l.Addr().String()
}

func say(text string) func(net.Conn) { return func(c net.Conn) { fmt.Fprint(c, text) } }

// endless writes text until the client has had enough, pausing in between.
func endless(head, text string, pause time.Duration) func(net.Conn) {
	return func(c net.Conn) {
		_, err := fmt.Fprint(c, head)
		for err == nil {
			time.Sleep(pause)
			_, err = fmt.Fprint(c, text)
		}
	}
}

// reset ends the connection with RST once the client has had time to read.
func reset(text string) func(net.Conn) {
	return func(c net.Conn) {
		fmt.Fprint(c, text)
		time.Sleep(30 * time.Millisecond)
		c.(*net.TCPConn).SetLinger(0)
	}
}

func stall(text string) func(net.Conn) {
	return func(c net.Conn) {
		fmt.Fprint(c, text)
		c.Read(make([]byte, 1)) // until the client hangs up
	}
}

func repeat(head string, n int, format string) func(net.Conn) {
	return func(c net.Conn) {
		w := bufio.NewWriter(c)
		defer w.Flush()
		w.WriteString(head)
		for i := range n {
			fmt.Fprintf(w, format, i)
		}
		w.WriteString("\r\n")
	}
}

const ok = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"

func TestTransport(t *testing.T) {
	tests := []struct {
		name    string
		script  func(net.Conn)
		class   string // expected failure, or
		detail  string
		partial string // what is said about a body
		body    string // how it begins
	}{
		{"whole", say(ok + "Content-Length: 4\r\n\r\npage"), "", "", "", "page"},
		{"no length", say(ok + "Connection: close\r\n\r\npage"), "", "", "", "page"},
		{"header dripped", endless(ok, "X: y\r\n", 20*time.Millisecond), "timeout", "header", "", ""},
		{"header never", stall(""), "timeout", "header", "", ""},
		{"body dripped", endless(ok+"\r\n", "<p>", 20*time.Millisecond), "", "", "deadline", "<p><p>"},
		{"body stalls", stall(ok + "Content-Length: 100\r\n\r\n<p>some"), "", "", "idle", "<p>some"},
		{"endless body", endless(ok+"\r\n", strings.Repeat("<p>", 5000), 0), "", "", "truncated", "<p><p>"},
		{"endless chunks", endless(ok+"Transfer-Encoding: chunked\r\n\r\n", strings.Repeat("3\r\n<p>\r\n", 1000), 0), "", "", "truncated", "<p><p>"},
		{"endless chunk extensions", endless(ok+"Transfer-Encoding: chunked\r\n\r\n", strings.Repeat("3;"+strings.Repeat("x", 1000)+"\r\n<p>\r\n", 100), 0),
			"", "", "truncated", "<p>"},
		{"length too long", say(ok + "Content-Length: 100\r\n\r\n<p>cut"), "", "", "reset", "<p>cut"},
		{"length too short", say(ok + "Content-Length: 3\r\n\r\n<p>cut"), "", "", "", "<p>"},
		{"negative length", say(ok + "Content-Length: -1\r\n\r\nx"), "protocol", "", "", ""},
		{"two lengths", say(ok + "Content-Length: 1\r\nContent-Length: 2\r\n\r\nxx"), "protocol", "", "", ""},
		{"length and chunked", say(ok + "Content-Length: 9\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n<p>\r\n0\r\n\r\n"), "", "", "", "<p>"},
		{"chunk size overflows", say(ok + "Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\nx"), "protocol", "", "", ""},
		{"last chunk missing", say(ok + "Transfer-Encoding: chunked\r\n\r\n3\r\n<p>\r\n"), "", "", "reset", "<p>"},
		{"garbage after a chunk", say(ok + "Transfer-Encoding: chunked\r\n\r\n3\r\n<p>\r\nzz\r\n"), "", "", "reset", "<p>"},
		{"reset in body", reset(ok + "Content-Length: 100\r\n\r\n<p>cut"), "", "", "reset", "<p>cut"},
		{"reset before header", reset(""), "reset", "header", "", ""},
		{"closed before header", say(""), "empty-reply", "", "", ""},
		{"closed in header", say("HTTP/1.1 200 OK\r\nX:"), "reset", "header", "", ""},
		{"not HTTP", say("SSH-2.0-OpenSSH_9.6\r\n"), "protocol", "", "", ""},
		{"11 MB header", repeat(ok, 11<<10, "X-%05d: "+strings.Repeat("x", 1000)+"\r\n"), "headers-too-large", "", "", ""},
		{"300 KB header", repeat(ok, 300, "X-%03d: "+strings.Repeat("x", 1000)+"\r\n"), "headers-too-large", "", "", ""},
		{"1,001 fields", repeat(ok+"Content-Length: 0\r\n", 1001, "X-%d: y\r\n"), "headers-too-large", "more than 1000 fields", "", ""},
		{"1,000 early hints", say(strings.Repeat("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n", 1000) + ok + "Content-Length: 4\r\n\r\npage"), "", "", "", "page"},
		{"trailer names an encoding", say(ok + "Transfer-Encoding: chunked\r\nTrailer: Content-Encoding\r\n\r\n3\r\n<p>\r\n0\r\nContent-Encoding: gzip\r\n\r\n"), "", "", "", "<p>"},
		{"bare line feeds", say("HTTP/1.1 200 OK\nContent-Length: 3\n\n<p>"), "", "", "", "<p>"},
		{"switching protocols", say("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n"), "protocol", "switches protocols unasked", "", ""},
		{"status 99999", say("HTTP/1.1 99999 Odd\r\n\r\n"), "protocol", "", "", ""},
		{"status 000", say("HTTP/1.1 000 None\r\nContent-Length: 0\r\n\r\n"), "protocol", "status 000", "", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			opts := small
			if test.class == "timeout" || test.partial == "idle" || test.partial == "deadline" {
				opts = quick
			}
			a := newHTTP(t, opts).Fetch(context.Background(), Request{URL: serveRaw(t, test.script)})
			if a.Timing.Total > 10*time.Second {
				t.Errorf("took %v", a.Timing.Total)
			}
			if a.Failure.Class != test.class || test.detail != "" && a.Failure.Detail != test.detail {
				t.Fatalf("failure %+v, want %s(%s)", a.Failure, test.class, test.detail)
			}
			if a.Failed() == (a.Status != 0) {
				t.Errorf("status %d with failure %q", a.Status, a.Failure.Class)
			}
			if a.Partial != test.partial {
				t.Errorf("partial %q, want %q", a.Partial, test.partial)
			}
			if !strings.HasPrefix(string(a.Body), test.body) || test.body == "" && len(a.Body) > 0 {
				t.Errorf("body %.40q, want %q", a.Body, test.body)
			}
			if int64(len(a.Body)) > small.MaxBody {
				t.Errorf("body has %d bytes", len(a.Body))
			}
		})
	}
}

func TestCertain(t *testing.T) {
	for script, want := range map[string]bool{"SSH-2.0\r\n": true, "": false} {
		a := newHTTP(t, small).Fetch(context.Background(), Request{URL: serveRaw(t, say(script))})
		if a.Failure.Certain != want {
			t.Errorf("%q: %+v", script, a.Failure)
		}
	}
}

func TestStatusPassesThrough(t *testing.T) {
	for _, status := range []string{"099", "200", "203", "204", "205", "304", "404", "410", "429", "451", "503", "999"} {
		origin := serveRaw(t, say("HTTP/1.1 "+status+" X\r\nContent-Length: 0\r\n\r\n"))
		a := newHTTP(t, small).Fetch(context.Background(), Request{URL: origin})
		if got := fmt.Sprintf("%03d", a.Status); got != status || a.Failed() {
			t.Errorf("status %s: got %s, %+v", status, got, a.Failure)
		}
	}
}

func TestErrorPageKeepsItsBody(t *testing.T) {
	origin := serveRaw(t, say("HTTP/1.1 404 Not Found\r\nContent-Length: 4\r\n\r\ngone"))
	if a := newHTTP(t, small).Fetch(context.Background(), Request{URL: origin}); a.Status != 404 || string(a.Body) != "gone" {
		t.Errorf("%d %q", a.Status, a.Body)
	}
}

func TestPartialContent(t *testing.T) {
	for span, partial := range map[string]string{"bytes 0-3/4": "", "bytes 0-3/9": "truncated", "": "truncated"} {
		origin := serveRaw(t, say("HTTP/1.1 206 Partial Content\r\nContent-Range: "+span+"\r\nContent-Length: 4\r\n\r\npage"))
		a := newHTTP(t, small).Fetch(context.Background(), Request{URL: origin})
		if a.Partial != partial || len(a.Notices) != 1 || string(a.Body) != "page" {
			t.Errorf("%q: partial %q, notices %q, body %q", span, a.Partial, a.Notices, a.Body)
		}
	}
}

func TestRequestTarget(t *testing.T) {
	lines := make(chan string, 1)
	origin := serveLines(t, lines)
	tests := []struct{ asked, sent string }{
		{"", "/"},
		{"?", "/?"},
		{"/a?b=1&a=2#part", "/a?b=1&a=2"},
		{"/100%-natural/", "/100%-natural/"},
		{"/%zz?%zz", "/%zz?%zz"},
		{"/%2e%2E/%2F/%00", "/%2e%2E/%2F/%00"},
		{"/a/../b", "/a/../b"},
		{"/a|b^[]{}\"<>`", "/a|b^[]{}\"<>`"},
		{"//twice//a", "//twice//a"},
		{"//twice//%zz", origin + "//twice//%zz"}, // a bare path would be taken for a host
		{"/ü x?q=ä b", "/%C3%BC%20x?q=%C3%A4%20b"},
		{"/x:y@z", "/x:y@z"},
	}
	for _, test := range tests {
		a := newHTTP(t, small).Fetch(context.Background(), Request{URL: origin + test.asked})
		if line := <-lines; a.Status != 200 || line != test.sent {
			t.Errorf("%q: status %d, %+v, sent %q, want %q", test.asked, a.Status, a.Failure, line, test.sent)
		}
	}
}

// serveLines sends the target of each request as it came.
func serveLines(t *testing.T, lines chan<- string) string {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			first, _ := bufio.NewReader(c).ReadString('\n')
			lines <- strings.TrimSuffix(strings.TrimPrefix(first, "GET "), " HTTP/1.1\r\n")
			fmt.Fprint(c, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
			c.Close()
		}
	}()
	return "http://" + l.Addr().String()
}

func TestAddresses(t *testing.T) {
	tests := []struct{ raw, want string }{
		{"HTTP://EXAMPLE.com:80", "http://example.com/"},
		{"https://user:word@example.com:443/a#b", "https://example.com/a"},
		{"https://good@evil.example/", "https://evil.example/"},
		{"http://127.1/", "http://127.0.0.1/"},
		{"http://0x7f.1:8080/", "http://127.0.0.1:8080/"},
		{"http://2130706433/", "http://127.0.0.1/"},
		{"http://①②⑦.⓪.⓪.①/", "http://127.0.0.1/"},
		{"http://bücher.example/", "http://xn--bcher-kva.example/"},
		{"http://[::1]:8080/", "http://[::1]:8080/"},
		{"http://a_b.example./", "http://a_b.example./"},
		{"http://h:99999/", ""},
		{"http:///a", ""},
		{"http://h\\@evil/", ""},
		{"http://a b/", ""},
		{"http://h:x/", ""},
		{"mailto:a@b", ""},
		{"ftp://h/", ""},
		{"/a", ""},
		{"", ""},
	}
	for _, test := range tests {
		got, err := parseTarget(test.raw)
		if test.want == "" {
			if err == nil {
				t.Errorf("%q: got %q, want an error", test.raw, got)
			}
			continue
		}
		if err != nil || got.String() != test.want {
			t.Errorf("%q: got %q, %v, want %q", test.raw, got, err, test.want)
		}
	}
}

func TestUnusableAddress(t *testing.T) {
	a := newHTTP(t, small).Fetch(context.Background(), Request{URL: "http://me:word@h:99999/a@b"})
	if a.Failure.Class != "url" || !a.Failure.Certain || a.URL != "http://h:99999/a@b" {
		t.Errorf("%+v", a)
	}
}

func TestHead(t *testing.T) {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprint(w, r.Method)
	}))
	defer s.Close()
	h := newHTTP(t, small)
	a := h.Fetch(context.Background(), Request{URL: s.URL, Method: "HEAD"})
	if a.Status != 200 || a.Body != nil || a.Method != "HEAD" || a.Header.Get("Content-Length") != "4" {
		t.Errorf("%+v", a)
	}
}

func TestMaxBody(t *testing.T) {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/chunked" {
			w.(http.Flusher).Flush()
		}
		fmt.Fprint(w, "0123456789")
	}))
	defer s.Close()
	h := newHTTP(t, small)
	tests := []struct {
		max     int64
		body    string
		partial string
	}{{0, "0123456789", ""}, {11, "0123456789", ""}, {10, "0123456789", ""}, {9, "012345678", "truncated"}, {-1, "", ""}}
	for _, test := range tests {
		for _, path := range []string{"/sized", "/chunked"} {
			a := h.Fetch(context.Background(), Request{URL: s.URL + path, MaxBody: test.max})
			if a.Status != 200 || string(a.Body) != test.body || a.Partial != test.partial {
				t.Errorf("%s, at most %d: status %d, body %q, partial %q", path, test.max, a.Status, a.Body, a.Partial)
			}
		}
	}
}

func TestCancel(t *testing.T) {
	for name, script := range map[string]func(net.Conn){"header": stall(""), "body": stall(ok + "\r\n<p>")} {
		ctx, cancel := context.WithCancel(context.Background())
		time.AfterFunc(50*time.Millisecond, cancel)
		start := time.Now()
		a := newHTTP(t, small).Fetch(ctx, Request{URL: serveRaw(t, script)})
		if a.Failure.Class != "canceled" || a.Status != 0 || time.Since(start) > 5*time.Second {
			t.Errorf("%s: %+v after %v", name, a, time.Since(start))
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if a := newHTTP(t, small).Fetch(ctx, Request{URL: "http://127.0.0.1:1/"}); a.Failure.Class != "canceled" {
		t.Errorf("canceled before: %+v", a)
	}
}
