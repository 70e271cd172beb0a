package page

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/andybalholm/cascadia"
)

func TestGroup(t *testing.T) {
	const three = "<ul><li><a href=/a>a</a><li><a href=/b>b</a><li><a href=/c>c</a></ul>"
	group := func(body string) uint64 { return extract(body).Links[0].Group }
	want := group(three)
	if want == 0 {
		t.Fatal("a list of three links is no group")
	}
	if two := group("<ul><li><a href=/a>a</a><li><a href=/b>b</a></ul>"); two != 0 {
		t.Errorf("a list of two links is group %d", two)
	}
	for body, same := range map[string]bool{
		"<h1>Other page</h1><div>" + three + "</div>":                                                                       true,
		"<ul><li><div><a href=/a>a</a></div><li><div><a href=/b>b</a></div><li><div><a href=/c>c</a></div></ul>":            true,
		"<nav><div><a href=/a>a</a></div><div><a href=/b>b</a><a href=/c>c</a></div></nav>":                                 true,
		"<ul><li><a href=/a>a</a><li><a href=/b>b</a><li><a href=/d>d</a></ul>":                                             false,
		"<ul><li><a href=/a>a</a><li><a href=/b>b</a></ul>":                                                                 false,
		"<div><div><p><a href=/a>a</a></div><div><a href=/b>b</a></div><div><a href=/c>c</a></div></div>":                   false,
		"<ul><li><a href=/a>a</a><li><a href=/b>b</a><li><a href=/c>c</a><li><img src=/d></ul>":                             true,
		"<ul><li><a href=/a>a</a><li><a href=/b>b</a></ul><ul><li><a href=/c>c</a><li><a href=/d>d</a><li><a href=/e></ul>": false,
	} {
		if got := group(body); (got == want) != same {
			t.Errorf("%s: group %d, of the list it is %d; same wanted: %v", body, got, want, same)
		}
	}
}

func TestHash(t *testing.T) {
	hash := func(body string) uint64 { return extract("<body>" + body).Hash }
	want := hash("<main><p>A stiff back, in the morning.</p></main>")
	for body, same := range map[string]bool{
		"<nav>Menu</nav><main><h1>A stiff</h1>back, in the  <b>morning.</b></main><footer>2026</footer>": true,
		"<main><p>A stiff neck, in the morning.</p></main>":                                              false,
		"<main><p>A stiff back ,in the morning.</p></main>":                                              false,
	} {
		if got := hash(body); (got == want) != same {
			t.Errorf("%s: hash %d, want %d: %v", body, got, want, same)
		}
	}
	if got := hash("<nav>Menu</nav><main></main>"); got != 0 {
		t.Errorf("hash of nothing is %d", got)
	}
}

func TestShell(t *testing.T) {
	for body, want := range map[string]bool{
		"<div id=root></div><script src=app.js></script>":                                         true,
		"<noscript>You need to enable JavaScript.</noscript><div id=x></div><script>x()</script>": true,
		"<p>Loading</p><div id=__next></div><script src=app.js></script>":                         true,
		"<main><div id=article-root></div></main><script src=app.js></script>":                    true,
		"<main><div id=approach></div></main><script src=app.js></script>":                        false,
		"<div id=root></div>": false,
		"<div id=root><p>One two three four five six seven eight nine ten eleven twelve thirteen</p></div><script src=a.js></script>": false,
		"<p>A short page</p><script src=a.js></script>": false,
	} {
		if got := extract("<body>" + body).Shell; got != want {
			t.Errorf("%s: shell %v, want %v", body, got, want)
		}
	}
}

func TestMatches(t *testing.T) {
	opt := &Options{Match: []goquery.Matcher{cascadia.MustCompile("main .author-box"), cascadia.MustCompile("#missing")}}
	f := Extract(Input{URL: testURL, Header: http.Header{"Content-Type": {"text/html"}}, Body: []byte("<main><p class=author-box>x")}, opt)
	if !slices.Equal(f.Matches, []bool{true, false}) {
		t.Errorf("matches %v", f.Matches)
	}
}

func TestBase(t *testing.T) {
	for head, want := range map[string]string{
		"":                                     "https://health.example/spine/pain/x",
		"<base href=/b/>":                      "https://health.example/b/x",
		"<base href=//cdn.example/>":           "https://cdn.example/x",
		"<base target=_top><base href=b/>":     "https://health.example/spine/pain/b/x",
		"<base href=javascript:x>":             "https://health.example/spine/pain/x",
		"<base href='http://'>":                "https://health.example/spine/pain/x",
		"<base href=''>":                       "https://health.example/spine/pain/x",
		"<p><a href=x>x</a><base href=/late/>": "https://health.example/late/x",
	} {
		if f := extract(head + "<p><a href=x>x</a>"); f.Links[0].URL != want {
			t.Errorf("%s: %s, want %s", head, f.Links[0].URL, want)
		}
	}
}

func TestNotAPage(t *testing.T) {
	for _, in := range []Input{
		{URL: testURL, Body: []byte("%PDF-1.7"), Header: http.Header{"Content-Type": {"application/pdf"}, "X-Robots-Tag": {"noindex"}}},
		{URL: "not absolute", Body: []byte("<p>"), Header: http.Header{"Content-Type": {"text/html"}, "X-Robots-Tag": {"noindex"}}},
		{},
	} {
		f := Extract(in, nil)
		if f.HTML || len(f.Blocks) != 0 || f.URL != in.URL || f.Size != len(in.Body) {
			t.Errorf("%s: %+v", in.URL, f)
		}
	}
}

func TestDataAddressesAreCut(t *testing.T) {
	f := extract("<p><img src='data:image/png;base64," + strings.Repeat("A", 5000) + "'>")
	if l := f.Links[0]; l.Scheme != "data" || len(l.Raw) != maxData || len(l.URL) > maxData {
		t.Errorf("link %+v", l)
	}
}
