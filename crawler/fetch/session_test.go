package fetch

import (
	"context"
	"fmt"
	"io"
	"log"
	"maps"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

var discard = log.New(io.Discard, "", 0)

func TestRequestHeader(t *testing.T) {
	t.Setenv("COLLY_USER_AGENT", "somebody else")
	t.Setenv("COLLY_MAX_BODY_SIZE", "1")
	t.Setenv("COLLY_DISALLOWED_DOMAINS", "127.0.0.1")
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for _, name := range slices.Sorted(maps.Keys(r.Header)) {
			fmt.Fprintf(w, "%s: %s\n", name, r.Header.Get(name))
		}
	}))
	defer s.Close()
	h := newHTTP(t, small)
	if h.transport.Proxy != nil { // net/http never asks a proxy for loopback, and reads the environment only once
		t.Error("a proxy may be used")
	}
	a := h.Fetch(context.Background(), Request{URL: strings.Replace(s.URL, "//", "//me:word@", 1)})
	want := "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8\n" +
		"Accept-Encoding: gzip, zstd, br, deflate\nUser-Agent: " + DefaultUserAgent + "\n"
	if string(a.Body) != want {
		t.Errorf("sent\n%s, %+v", a.Body, a.Failure)
	}
}

func TestSecretsStayWithTheirOrigin(t *testing.T) {
	const canary = "Bearer c4n4ry-value"
	echo := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprint(w, r.Header.Get("Authorization")+r.Header.Get("X-Api-Key"))
	})
	own, other := httptest.NewServer(echo), httptest.NewServer(echo)
	defer own.Close()
	defer other.Close()
	h := newHTTP(t, HTTPOptions{Secrets: []Secret{
		{Origin: strings.ToUpper(own.URL) + "/", Name: "Authorization", Value: canary},
		{Origin: own.URL, Name: "X-Api-Key", Value: "key"},
		{Origin: "nonsense", Name: "X-Api-Key", Value: "nowhere"},
	}})
	for address, want := range map[string]string{
		own.URL + "/a": canary + "key",
		other.URL:      "", // another port
		strings.Replace(own.URL, "127.0.0.1", "localhost", 1): "",
	} {
		if a := h.Fetch(context.Background(), Request{URL: address}); string(a.Body) != want {
			t.Errorf("%s saw %q, want %q", address, a.Body, want)
		}
	}
	if a := h.Fetch(context.Background(), Request{URL: strings.Replace(own.URL, "http", "https", 1)}); a.Failure.Class != "tls" {
		t.Errorf("another scheme: %+v", a)
	}
}

func TestErrorsAreClean(t *testing.T) {
	origin := serveRaw(t, say("HTTP/1.1 \x1b[31mc4n4ry-value\u202e\r\n\r\n"))
	h := newHTTP(t, HTTPOptions{Secrets: []Secret{{Origin: origin, Name: "Authorization", Value: "Bearer c4n4ry-value"}}})
	f := h.Fetch(context.Background(), Request{URL: strings.Replace(origin, "//", "//user:word@", 1)}).Failure
	if f.Class != "protocol" || strings.Contains(f.Detail, "word@") || strings.ContainsAny(f.Detail, "\x1b\u202e") {
		t.Errorf("%+v", f)
	}
	if strings.Contains(f.Detail, "c4n4ry") || !strings.Contains(f.Detail, "[secret]") {
		t.Errorf("%+v", f)
	}
	if got := h.clean(strings.Repeat("ü", 5000)); len([]rune(got)) != maxDetail {
		t.Errorf("%d characters", len([]rune(got)))
	}
}

func TestAnswerHeader(t *testing.T) {
	origin := serveRaw(t, say(ok+"Content-Length: 0\r\nX-Robots-Tag: noindex\r\nX-Robots-Tag: nofollow\r\nAlt-Svc: h3=\"evil.example:1\"\r\n"+
		"X-Api-Key: k\r\nKeep-Alive: 5\r\nSet-Cookie: id=c4n4ry; Path=/; Secure\r\nSet-Cookie: bare\r\n\r\n"))
	a := newHTTP(t, small).Fetch(context.Background(), Request{URL: origin})
	want := http.Header{
		"Content-Type": {"text/html"}, "Content-Length": {"0"}, "X-Robots-Tag": {"noindex", "nofollow"},
		"Alt-Svc": {`h3="evil.example:1"`}, "Set-Cookie": {"id=; Path=/; Secure", "bare="},
	}
	if !maps.EqualFunc(a.Header, want, slices.Equal) {
		t.Errorf("%v", a.Header)
	}
}

func TestRedirects(t *testing.T) {
	tests := []struct{ location, want, notice string }{
		{"/b", "{origin}/b", ""},
		{"b?x=1#part", "{origin}/a/b?x=1#part", ""},
		{"?x", "{origin}/a/?x", ""},
		{"../", "{origin}/", ""},
		{"//other.example", "http://other.example/", ""},
		{"HTTPS://Other.example:443/ä ö", "https://other.example/%C3%A4%20%C3%B6", ""},
		{"/caf\xe9", "{origin}/caf%E9", ""},
		{"http://bücher.example/", "http://xn--bcher-kva.example/", ""},
		{"/100%-natural/", "{origin}/100%-natural/", ""},
		{`\\other.example\a`, "http://other.example/a", ""},
		{"/" + strings.Repeat("a", 100000), "{origin}/" + strings.Repeat("a", 100000), ""},
		{"", "", "redirect-invalid"},
		{"http://", "", "redirect-invalid"},
		{"http://h:99999/", "", "redirect-invalid"},
		{"ftp://other.example/", "", "redirect-scheme: ftp"},
		{"javascript:alert(1)", "", "redirect-scheme: javascript"},
		{"data:text/html,x", "", "redirect-scheme: data"},
		{"file:///etc/passwd", "", "redirect-scheme: file"},
	}
	for _, test := range tests {
		origin := serveRaw(t, say("HTTP/1.1 301 Moved\r\nLocation: "+test.location+"\r\nContent-Length: 5\r\n\r\nmoved"))
		a := newHTTP(t, small).Fetch(context.Background(), Request{URL: origin + "/a/"})
		want := strings.Replace(test.want, "{origin}", origin, 1)
		if a.Status != 301 || a.Failed() || a.Location != want || string(a.Body) != "moved" {
			t.Errorf("%.50q: status %d, %+v, location %.80q", test.location, a.Status, a.Failure, a.Location)
		}
		if test.notice != strings.Join(a.Notices, ";") {
			t.Errorf("%.50q: notices %q, want %q", test.location, a.Notices, test.notice)
		}
	}
	for _, status := range []string{"300", "304", "305", "200"} {
		origin := serveRaw(t, say("HTTP/1.1 "+status+" X\r\nLocation: /b\r\nContent-Length: 0\r\n\r\n"))
		if a := newHTTP(t, small).Fetch(context.Background(), Request{URL: origin}); a.Location != "" || len(a.Notices) > 0 {
			t.Errorf("%s: %+v", status, a)
		}
	}
	origin := serveRaw(t, say("HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n"))
	if a := newHTTP(t, small).Fetch(context.Background(), Request{URL: origin}); a.Status != 302 || a.Notices[0] != "redirect-invalid" {
		t.Errorf("without Location: %+v", a)
	}
}

func TestCookies(t *testing.T) {
	n := 0
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for range 500 {
			n++
			w.Header().Add("Set-Cookie", fmt.Sprintf("c%d=%s", n, strings.Repeat("x", 1000)))
		}
		fmt.Fprint(w, r.Header.Get("Cookie"))
	}))
	defer s.Close()
	for _, keep := range []bool{false, true} {
		opts := small
		opts.Cookies, opts.MaxHeader = keep, 4<<20
		h := newHTTP(t, opts)
		for i := range 4 {
			a := h.Fetch(context.Background(), Request{URL: s.URL})
			if a.Status != 200 || len(a.Body) > maxCookieHeader {
				t.Fatalf("status %d, %+v, sent %d bytes of cookies", a.Status, a.Failure, len(a.Body))
			}
			if sent := len(a.Body) > 0; sent != (keep && i > 0) {
				t.Errorf("cookies kept: %v, request %d sent %d bytes", keep, i, len(a.Body))
			}
		}
	}
}

func TestCookieCount(t *testing.T) {
	j := newJar()
	u := &url.URL{Scheme: "https", Host: "health.example"}
	for i := range 80 {
		j.SetCookies(u, []*http.Cookie{{Name: fmt.Sprint("c", i%60), Value: fmt.Sprint(i)}})
	}
	got := j.Cookies(u)
	if len(got) != maxCookies {
		t.Fatalf("%d cookies", len(got))
	}
	for _, c := range got {
		if c.Name == "c5" && c.Value != "65" {
			t.Errorf("a known cookie did not change: %v", c)
		}
	}
	j.SetCookies(u, []*http.Cookie{{Name: "c5", Value: strings.Repeat("x", maxCookie)}})
	if slices.ContainsFunc(j.Cookies(u), func(c *http.Cookie) bool { return len(c.Value) > 9 }) {
		t.Error("a cookie beyond its limit was kept")
	}
	j.SetCookies(u, []*http.Cookie{{Name: "c5", Value: "none", SameSite: http.SameSiteNoneMode}})
	if slices.ContainsFunc(j.Cookies(u), func(c *http.Cookie) bool { return c.Value == "none" }) {
		t.Error("a cookie that should be Secure was kept")
	}
	for _, host := range []string{"co.uk", "github.io"} {
		u := &url.URL{Scheme: "https", Host: "a." + host}
		j.SetCookies(u, []*http.Cookie{{Name: "all", Value: "1", Domain: host}})
		if len(j.Cookies(&url.URL{Scheme: "https", Host: "b." + host})) > 0 {
			t.Errorf("a cookie for all of %s was kept", host)
		}
	}
}

// TestConnectionsAreKept counts connections of one fetcher over answers of every kind.
func TestConnectionsAreKept(t *testing.T) {
	var mu sync.Mutex
	opened := 0
	s := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		coding := strings.TrimPrefix(r.URL.Path, "/")
		body := paragraphs(20)
		if compressors[coding] != nil {
			w.Header().Set("Content-Encoding", strings.NewReplacer("zlib", "deflate", "raw", "deflate").Replace(coding))
			body = compress(t, coding, body)
		}
		io.WriteString(w, body)
		if r.URL.RawQuery == "chunked" { // and the last chunk comes late
			w.(http.Flusher).Flush()
			time.Sleep(10 * time.Millisecond)
		}
	}))
	s.Config.ConnState = func(_ net.Conn, state http.ConnState) {
		if state == http.StateNew {
			mu.Lock()
			opened++
			mu.Unlock()
		}
	}
	s.Start()
	defer s.Close()
	h := newHTTP(t, small)
	for _, path := range []string{"/", "/gzip", "/br", "/zstd", "/zlib", "/raw", "/?chunked", "/gzip?chunked", "/br?chunked", "/zstd?chunked", "/raw?chunked"} {
		a := h.Fetch(context.Background(), Request{URL: s.URL + path})
		if string(a.Body) != paragraphs(20) || len(a.Notices) > 0 {
			t.Errorf("%s: %+v", path, a)
		}
	}
	h.Fetch(context.Background(), Request{URL: s.URL, Method: "HEAD"})
	h.Fetch(context.Background(), Request{URL: s.URL, MaxBody: -1})
	a := h.Fetch(context.Background(), Request{URL: s.URL})
	mu.Lock()
	defer mu.Unlock()
	if opened != 1 || a.Timing.Connect != 0 || a.Remote == "" || a.Timing.FirstByte <= 0 || a.Timing.Total < a.Timing.FirstByte {
		t.Errorf("%d connections, last %+v", opened, a.Timing)
	}
}

// TestConcurrent runs many fetches through one collector: each must get its own answer, over no more connections than
// are allowed.
func TestConcurrent(t *testing.T) {
	var now, peak atomic.Int32
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if n := now.Add(1); n > peak.Load() {
			peak.Store(n)
		}
		time.Sleep(time.Millisecond)
		now.Add(-1)
		fmt.Fprint(w, r.URL.Path)
	}))
	defer s.Close()
	h := newHTTP(t, HTTPOptions{PerHost: 4})
	var wg sync.WaitGroup
	for i := range 200 {
		wg.Go(func() {
			path := fmt.Sprintf("/%d", i)
			if a := h.Fetch(context.Background(), Request{URL: s.URL + path}); string(a.Body) != path {
				t.Errorf("%s: %d %q %+v", path, a.Status, a.Body, a.Failure)
			}
		})
	}
	wg.Wait()
	if peak.Load() > 4 {
		t.Errorf("%d at once", peak.Load())
	}
}

// TestWaitingIsNoTimeout: the time of a request begins when it has its connection.
func TestWaitingIsNoTimeout(t *testing.T) {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { time.Sleep(50 * time.Millisecond) }))
	defer s.Close()
	h := newHTTP(t, HTTPOptions{PerHost: 1, Total: 700 * time.Millisecond})
	var wg sync.WaitGroup
	for range 20 {
		wg.Go(func() {
			if a := h.Fetch(context.Background(), Request{URL: s.URL}); a.Status != 200 {
				t.Errorf("%+v", a.Failure)
			}
		})
	}
	wg.Wait()
}
