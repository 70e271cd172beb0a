package fetch

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// BenchmarkFetch asks for a page of 40 KB over loopback; "bare" is net/http alone, with the body read to its end.
func BenchmarkFetch(b *testing.B) {
	page := strings.Repeat("<p>some words and <a href=/a/>a link</a></p>\n", 900)
	packed := compress(b, "gzip", page)
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		if r.URL.Path == "/gzip" {
			w.Header().Set("Content-Encoding", "gzip")
			io.WriteString(w, packed)
			return
		}
		io.WriteString(w, page)
	}))
	defer s.Close()
	b.Run("bare/plain", func(b *testing.B) {
		b.ReportAllocs()
		c := &http.Client{Transport: &http.Transport{DisableCompression: true}}
		defer c.CloseIdleConnections()
		for b.Loop() {
			resp, err := c.Get(s.URL + "/plain")
			if err != nil {
				b.Fatal(err)
			}
			body, err := io.ReadAll(resp.Body)
			resp.Body.Close()
			if err != nil || len(body) != len(page) {
				b.Fatal(len(body), err)
			}
		}
	})
	for _, path := range []string{"/plain", "/gzip"} {
		b.Run("fetch"+path, func(b *testing.B) {
			b.ReportAllocs()
			h := newHTTP(b, HTTPOptions{})
			for b.Loop() {
				if a := h.Fetch(context.Background(), Request{URL: s.URL + path}); len(a.Body) != len(page) {
					b.Fatal(len(a.Body), a.Failure)
				}
			}
		})
	}
}
