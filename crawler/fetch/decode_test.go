package fetch

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"
)

// compressors by the name of the coding; zlib and raw are both called deflate on the web.
var compressors = map[string]func(io.Writer) io.WriteCloser{
	"gzip": func(w io.Writer) io.WriteCloser { return gzip.NewWriter(w) },
	"zlib": func(w io.Writer) io.WriteCloser { return zlib.NewWriter(w) },
	"raw":  func(w io.Writer) io.WriteCloser { z, _ := flate.NewWriter(w, 6); return z },
	"br":   func(w io.Writer) io.WriteCloser { return brotli.NewWriter(w) },
	"zstd": func(w io.Writer) io.WriteCloser { z, _ := zstd.NewWriter(w); return z },
}

func compress(t testing.TB, coding, text string) string {
	t.Helper()
	var b bytes.Buffer
	w := compressors[coding](&b)
	if _, err := io.WriteString(w, text); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// paragraphs do not compress to nothing, so that a stream can be cut in its middle.
func paragraphs(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "<p id=%x>", i*2654435761)
	}
	return b.String()
}

func TestEncodings(t *testing.T) {
	const page = "<p>some page</p>"
	long := paragraphs(8000)
	gz := func(text string) string { return compress(t, "gzip", text) }
	half := func(s string) string { return s[:len(s)/2] }
	damaged := []byte(gz(page))
	damaged[len(damaged)-6] ^= 1
	tests := []struct {
		name, says, body string
		want             string // the body, or how it begins where it is partial
		class, partial   string
		notice           string
	}{
		{"none", "", page, page, "", "", ""},
		{"identity", "identity", page, page, "", "", ""},
		{"gzip", "gzip", gz(page), page, "", "", ""},
		{"x-gzip, upper case", "X-GZIP", gz(page), page, "", "", ""},
		{"brotli", "br", compress(t, "br", page), page, "", "", ""},
		{"zstd", "zstd", compress(t, "zstd", page), page, "", "", ""},
		{"deflate as zlib", "deflate", compress(t, "zlib", page), page, "", "", ""},
		{"deflate, raw", "deflate", compress(t, "raw", page), page, "", "", ""},
		{"two stacked", "gzip, br", compress(t, "br", gz(page)), page, "", "", ""},
		{"three stacked", "gzip, gzip, gzip", gz(gz(gz(page))), "", "encoding", "", ""},
		{"unknown", "x-foo", page, "", "encoding", "", ""},
		{"empty", "gzip", "", "", "", "", ""},
		{"several members", "gzip", gz("<p>some ") + gz("page</p>"), page, "", "", ""},
		{"says gzip, sends plain", "gzip", page, page, "", "", "says gzip, sends plain"},
		{"says zstd, sends plain", "zstd", page, page, "", "", "says zstd, sends plain"},
		{"says br, sends gzip", "br", gz(page), page, "", "", "says br, sends gzip"},
		{"says gzip, sends zstd", "gzip", compress(t, "zstd", page), page, "", "", "says gzip, sends zstd"},
		{"says plain, sends gzip", "", gz(page), page, "", "", "says plain, sends gzip"},
		{"wrong checksum", "gzip", string(damaged), page, "", "", "wrong checksum"},
		{"bytes after the end", "gzip", gz(page) + "garbage here", page, "", "", "bytes after the compressed body"},
		{"cut gzip", "gzip", half(gz(long)), long[:1000], "", "truncated", ""},
		{"cut brotli", "br", half(compress(t, "br", long)), long[:1000], "", "truncated", ""},
		{"cut deflate", "deflate", half(compress(t, "raw", long)), long[:1000], "", "truncated", ""},
		{"cut gzip, unannounced", "", half(gz(long)), long[:1000], "", "truncated", "says plain, sends gzip"},
		{"no brotli at all", "br", "\xff\xff\xff\xff\xff", "", "encoding", "", ""},
		{"zlib header only", "deflate", "\x78\x9c", "", "encoding", "", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				w.Header().Set("Content-Type", "text/html; charset=utf-8")
				if test.says != "" {
					w.Header().Set("Content-Encoding", test.says)
				}
				io.WriteString(w, test.body)
			}))
			defer s.Close()
			a := newHTTP(t, HTTPOptions{}).Fetch(context.Background(), Request{URL: s.URL})
			if a.Failure.Class != test.class || a.Partial != test.partial {
				t.Fatalf("failure %+v, partial %q", a.Failure, a.Partial)
			}
			if got := string(a.Body); got != test.want && (test.partial == "" || !strings.HasPrefix(got, test.want)) {
				t.Errorf("body %.60q, want %.60q", got, test.want)
			}
			if test.notice != "" && !slices.Contains(a.Notices, test.notice) || test.notice == "" && len(a.Notices) > 0 {
				t.Errorf("notices %q, want %q", a.Notices, test.notice)
			}
			if test.class == "" && a.Wire != int64(len(test.body)) {
				t.Errorf("%d bytes on the wire, want %d", a.Wire, len(test.body))
			}
		})
	}
}

func TestGzipFileStaysAFile(t *testing.T) {
	packed := compress(t, "gzip", "<urlset/>")
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/x-gzip")
		io.WriteString(w, packed)
	}))
	defer s.Close()
	a := newHTTP(t, small).Fetch(context.Background(), Request{URL: s.URL + "/sitemap.xml.gz"})
	if string(a.Body) != packed || len(a.Notices) > 0 {
		t.Errorf("%+v", a)
	}
}

func TestUnknownEncodingIsNotCertain(t *testing.T) {
	for says, certain := range map[string]bool{"x-foo": false, "gzip, gzip, gzip": true} {
		origin := serveRaw(t, say(ok+"Content-Encoding: "+says+"\r\nContent-Length: 1\r\n\r\nx"))
		a := newHTTP(t, small).Fetch(context.Background(), Request{URL: origin})
		if a.Failure.Class != "encoding" || a.Failure.Certain != certain {
			t.Errorf("%s: %+v", says, a.Failure)
		}
	}
}

// TestCompressedBodyResets keeps what could be decoded before the connection broke or stood still.
func TestCompressedBodyResets(t *testing.T) {
	long := paragraphs(12000)
	for coding, says := range map[string]string{"gzip": "gzip", "br": "br", "zstd": "zstd", "raw": "deflate"} {
		packed := compress(t, coding, long)
		head := fmt.Sprintf("%sContent-Encoding: %s\r\nContent-Length: %d\r\n\r\n", ok, says, len(packed))
		for partial, script := range map[string]func(string) func(net.Conn){"reset": say, "idle": stall} {
			opts := HTTPOptions{}
			if partial == "idle" {
				opts.Idle = 300 * time.Millisecond
			}
			a := newHTTP(t, opts).Fetch(context.Background(), Request{URL: serveRaw(t, script(head+packed[:len(packed)*9/10]))})
			if a.Partial != partial || len(a.Body) < 100 || !strings.HasPrefix(long, string(a.Body)) {
				t.Errorf("%s: partial %q, %d bytes, %+v, want %s", coding, a.Partial, len(a.Body), a.Failure, partial)
			}
		}
	}
}

// TestBombs bounds what is allocated while the server sends much more than the limit in a few bytes.
func TestBombs(t *testing.T) {
	zeros := strings.Repeat("\x00", 1<<20)
	gzips := strings.Repeat(compress(t, "gzip", zeros), 200)
	bombs := map[string]string{
		"gzip":       gzips,
		"gzip, gzip": compress(t, "gzip", gzips),
		"zstd":       strings.Repeat(compress(t, "zstd", zeros), 200),
		"br":         compress(t, "br", strings.Repeat(zeros, 8)),
		"deflate":    compress(t, "raw", strings.Repeat(zeros, 8)),
		"":           gzips,
	}
	for says, packed := range bombs {
		s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			if says != "" {
				w.Header().Set("Content-Encoding", says)
			}
			io.WriteString(w, packed)
		}))
		h := newHTTP(t, HTTPOptions{MaxBody: 1 << 20})
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		a := h.Fetch(context.Background(), Request{URL: s.URL})
		runtime.ReadMemStats(&after)
		s.Close()
		if a.Partial != "truncated" || len(a.Body) != 1<<20 {
			t.Errorf("%q: partial %q, %d bytes, %+v", says, a.Partial, len(a.Body), a.Failure)
		}
		if grown := after.TotalAlloc - before.TotalAlloc; grown > 16<<20 {
			t.Errorf("%q: allocated %d MiB", says, grown>>20)
		}
	}
}

func TestZstdWindow(t *testing.T) {
	// A frame that asks for a window of 2 GiB (RFC 8878 3.1.1.1.2: exponent 21, mantissa 0).
	frame := "\x28\xb5\x2f\xfd\x00\xa8" + "\x01\x00\x00"
	origin := serveRaw(t, say(fmt.Sprintf("%sContent-Encoding: zstd\r\nContent-Length: %d\r\n\r\n%s", ok, len(frame), frame)))
	a := newHTTP(t, small).Fetch(context.Background(), Request{URL: origin})
	if a.Failure.Class != "encoding" || !strings.Contains(a.Failure.Detail, "window") {
		t.Errorf("%+v", a.Failure)
	}
}
