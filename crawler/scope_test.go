package crawler

import (
	"testing"

	"github.com/healthusias/rounds/crawler/page"
)

func testScope(t *testing.T, opt Options) *scope {
	t.Helper()
	s, err := newScope(&opt)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestIdentity(t *testing.T) {
	plain := Options{Target: "https://health.example/"}
	preview := Options{Target: "http://127.0.0.1:8080/", Base: "https://health.example/"}
	dir := Options{Dir: "public", Base: "https://health.example/"}
	strip := Options{Target: "https://health.example/", Normalize: Normalize{StripParams: []string{"utm_*", "gclid"}, SortQuery: true, TrailingSlash: "add"}}
	for _, c := range []struct {
		name     string
		opt      Options
		in, want string
		internal bool
	}{
		{"fragment goes", plain, "https://health.example/a/#b", "https://health.example/a/", true},
		{"scheme is kept", plain, "http://health.example/a/", "http://health.example/a/", true},
		{"dot behind the host goes", plain, "https://health.example./a/", "https://health.example/a/", true},
		{"dot before the port goes", plain, "http://other.example.:8080/.", "http://other.example:8080/.", false},
		{"www twin is own", plain, "https://www.health.example/a/", "https://www.health.example/a/", true},
		{"another subdomain is not", plain, "https://shop.health.example/", "https://shop.health.example/", false},
		{"other port is not", plain, "https://health.example:8443/", "https://health.example:8443/", false},
		{"suffix is not", plain, "https://evilhealth.example/", "https://evilhealth.example/", false},
		{"query is kept", plain, "https://health.example/?utm_source=a", "https://health.example/?utm_source=a", true},
		{"preview stands for production", preview, "http://127.0.0.1:8080/a/", "https://health.example/a/", true},
		{"production is itself", preview, "https://health.example/a/", "https://health.example/a/", true},
		{"directory takes every spelling", dir, "http://www.health.example/a/", "https://health.example/a/", true},
		{"parameters are stripped and sorted", strip, "https://health.example/a/?z=1&utm_source=x&b=2&gclid=3", "https://health.example/a/?b=2&z=1", true},
		{"nothing is left of the query", strip, "https://health.example/a?utm_source=x", "https://health.example/a/", true},
		{"files get no slash", strip, "https://health.example/a.html", "https://health.example/a.html", true},
		{"other hosts keep theirs", strip, "https://other.example/a?utm_source=x", "https://other.example/a?utm_source=x", false},
		{"mail is left alone", plain, "mailto:a@health.example", "mailto:a@health.example", false},
	} {
		s := testScope(t, c.opt)
		got := s.identity(c.in)
		if got != c.want || s.internal(got) != c.internal {
			t.Errorf("%s: identity(%q) = %q, internal %v; want %q, %v", c.name, c.in, got, s.internal(got), c.want, c.internal)
		}
		if _, path, internal := s.identify(c.in); internal != c.internal || internal && path != pathOf(got) {
			t.Errorf("%s: identify(%q) says path %q, internal %v; want %q, %v", c.name, c.in, path, internal, pathOf(got), c.internal)
		}
	}
}

// A file of another kind is verified, not downloaded, whatever part of it a link leads to; and a page is one whatever its fragment looks like.
func TestReferTellsFiles(t *testing.T) {
	s := testScope(t, Options{Target: "https://health.example/"})
	for address, want := range map[string]role{
		"https://health.example/":                        rolePage,
		"https://health.example/a.pdf":                   roleHead,
		"https://health.example/a.PDF?b=c.html":          roleHead,
		"https://health.example/a.pdf#page=2":            roleHead,
		"https://health.example/app#/a.pdf":              rolePage,
		"https://health.example/a.pdf/":                  rolePage,
		"https://health.example/a.pdf/b":                 rolePage,
		"https://health.example/a?file=b.pdf":            rolePage,
		"https://health.example/a?file=/b.pdf":           rolePage,
		"https://www.health.example/a.b/c.html":          rolePage,
		"http://www.health.example/a.b/c.css":            roleHead,
		"https://health.example/heart.attack":            rolePage,
		"https://health.example/01/02/01/02/01/02/01/02": roleNote,
	} {
		if r := s.refer(&page.Link{URL: address, Element: "a"}); r.role != want || !r.internal {
			t.Errorf("%s is wanted as %d (internal %v), want %d", address, r.role, r.internal, want)
		}
	}
}

func TestFetchAddress(t *testing.T) {
	s := testScope(t, Options{Target: "http://127.0.0.1:8080/", Base: "https://health.example/"})
	if got := s.fetchAddress("https://health.example/a/?b"); got != "http://127.0.0.1:8080/a/?b" {
		t.Errorf("fetched from %q", got)
	}
	if got := s.fetchAddress("https://other.example/a"); got != "https://other.example/a" {
		t.Errorf("another host is fetched from %q", got)
	}
}

func TestExcluded(t *testing.T) {
	s := testScope(t, Options{Target: "https://health.example/", Include: []string{"/heart/**"}, IgnorePath: []string{"/heart/tag/**", "/heart/*?print=*"}})
	for path, want := range map[string]string{
		"/heart/a/":                   "",
		"/heart/":                     "",
		"/skin/a/":                    "scope",
		"/heart/tag/x/":               "ignored",
		"/cdn-cgi/l/email-protection": "cloudflare",
		"/heart/a?print=1":            "ignored",
		"/heart/a?preview=1":          "",
		"/heart/a/b?print=12":         "",
	} {
		if got := s.excluded(path); got != want {
			t.Errorf("excluded(%s) = %q, want %q", path, got, want)
		}
	}
}

func TestStartAddress(t *testing.T) {
	for in, want := range map[string]string{
		"health.example":           "https://health.example/",
		"HTTP://Health.Example:80": "http://health.example/",
		"https://h.example/a#b":    "https://h.example/a",
		"localhost:8080":           "http://localhost:8080/",
		"":                         "",
		"ftp://h.example/":         "",
		"https://":                 "",
		"http://h.example:99999/":  "",
	} {
		got, err := startAddress(in)
		if got != want || (err == nil) != (want != "") {
			t.Errorf("startAddress(%q) = %q, %v; want %q", in, got, err, want)
		}
	}
}

func TestLocal(t *testing.T) {
	for host, want := range map[string]bool{
		"localhost": true, "127.0.0.1:80": true, "[::1]:80": true, "10.0.0.1": true, "192.168.1.1:8080": true,
		"health.example": false, "8.8.8.8": false, "localhost.example": false,
	} {
		if local(host) != want {
			t.Errorf("local(%s) = %v", host, !want)
		}
	}
}
