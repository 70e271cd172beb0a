package page

import (
	"net/http"
	"testing"
)

func TestIsHTML(t *testing.T) {
	for _, test := range []struct {
		mediaType, body string
		want            bool
	}{
		{"text/html", "anything", true},
		{"text/html", "", true},
		{"application/xhtml+xml", "<?xml version='1.0'?><html/>", true},
		{"text/html", "%PDF-1.7", false},
		{"text/html", "\x89PNG\r\n", false},
		{"text/html", "\xff\xd8\xff\xe0", false},
		{"text/html", `{"a": 1}`, false},
		{"text/html", "{not json", true},
		{"text/html", "<?xml version='1.0'?>\n<urlset xmlns='x'>", false},
		{"text/html", "<rss version='2.0'>", false},
		{"text/plain", "<!DOCTYPE html><p>x", true},
		{"", "\n <html lang=en>", true},
		{"application/octet-stream", "<?xml version='1.0'?><html lang=en>", true},
		{"text/plain", "just text", false},
		{"image/png", "<html>", false},
		{"application/json", "<html>", false},
	} {
		if got := extractAs(test.mediaType, test.body).HTML; got != test.want {
			t.Errorf("%q %q: HTML %v, want %v", test.mediaType, test.body, got, test.want)
		}
	}
}

func extractAs(mediaType, body string) *Facts {
	return Extract(Input{URL: testURL, Status: 200, Body: []byte(body), Header: http.Header{"Content-Type": {mediaType}}}, nil)
}

func TestMediaType(t *testing.T) {
	for in, want := range map[string]string{"Text/HTML; charset=x": "text/html", "text/html, text/plain": "text/html", "": "", "text/html;;": "text/html"} {
		if got := mediaType(in); got != want {
			t.Errorf("mediaType(%q) = %q, want %q", in, got, want)
		}
	}
}
