package fetch

import (
	"context"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// writeTree writes files below a new directory.
func writeTree(t *testing.T, files map[string]string) string {
	t.Helper()
	root := t.TempDir()
	for name, text := range files {
		file := filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return root
}

func newDir(t *testing.T, root, base string) *Dir {
	t.Helper()
	d, err := NewDir(root, base)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	return d
}

// site has one file of every sort; each holds its own name.
func site(t *testing.T) string {
	names := []string{
		"index.html", "404.html", "about.html", "heart/index.html", "heart/pain.html", "old/index.htm", "bare",
		"empty/note.txt", "both.html", "both/index.html", "100%-natural/index.html", "a b.html", "ü.html", "q?.html", `back\slash.html`,
		"style.css", "sitemap.xml", "robots.txt", "photo.JPG", "data.unknown", "page.xhtml",
		".git/config.html", "heart/.draft.html", ".well-known/security.html", "_headers",
	}
	files := make(map[string]string)
	for _, name := range names {
		files[name] = name
	}
	return writeTree(t, files)
}

func TestDir(t *testing.T) {
	root := site(t)
	secret := writeTree(t, map[string]string{"secret.html": "secret"})
	for name, target := range map[string]string{
		"out.html": filepath.Join(secret, "secret.html"), "outdir": secret, "up.html": "../secret.html", "in.html": "about.html", "dangling.html": "nothing",
	} {
		if err := os.Symlink(target, filepath.Join(root, name)); err != nil {
			t.Fatal(err)
		}
	}
	d := newDir(t, root, "https://health.example")
	tests := []struct {
		path     string
		status   int
		file     string
		location string
		media    string
	}{
		{"", 200, "index.html", "", "text/html"},
		{"/", 200, "index.html", "", "text/html"},
		{"/?x=1#part", 200, "index.html", "", "text/html"},
		{"/index.html", 200, "index.html", "", "text/html"},
		{"/index", 200, "index.html", "", "text/html"},
		{"/about", 200, "about.html", "", "text/html"},
		{"/about.html", 200, "about.html", "", "text/html"},
		{"/about/", 301, "", "https://health.example/about", ""}, // for _headers is there
		{"/About", 404, "404.html", "", "text/html"},
		{"/heart/", 200, "heart/index.html", "", "text/html"},
		{"/heart", 301, "", "https://health.example/heart/", ""},
		{"/heart?x=1", 301, "", "https://health.example/heart/?x=1", ""},
		{"/heart/pain", 200, "heart/pain.html", "", "text/html"},
		{"//heart//pain", 200, "heart/pain.html", "", "text/html"},
		{"/heart%2Fpain", 200, "heart/pain.html", "", "text/html"},
		{"/he%61rt/", 200, "heart/index.html", "", "text/html"},
		{"/old/", 200, "old/index.htm", "", "text/html"},
		{"/bare", 200, "bare", "", "application/octet-stream"},
		{"/both", 200, "both.html", "", "text/html"},
		{"/both/", 200, "both/index.html", "", "text/html"},
		{"/empty/", 404, "404.html", "", "text/html"},
		{"/empty", 404, "404.html", "", "text/html"},
		{"/empty/note.txt", 200, "empty/note.txt", "", "text/plain"},
		{"/100%-natural/", 200, "100%-natural/index.html", "", "text/html"},
		{"/100%25-natural/", 200, "100%-natural/index.html", "", "text/html"},
		{"/a%20b.html", 200, "a b.html", "", "text/html"},
		{"/%C3%BC.html", 200, "ü.html", "", "text/html"},
		{"/style.css", 200, "style.css", "", "text/css"},
		{"/sitemap.xml", 200, "sitemap.xml", "", "application/xml"},
		{"/robots.txt", 200, "robots.txt", "", "text/plain"},
		{"/photo.JPG", 200, "photo.JPG", "", "image/jpeg"},
		{"/data.unknown", 200, "data.unknown", "", "application/octet-stream"},
		{"/page.xhtml", 200, "page.xhtml", "", "application/xhtml+xml"},
		{"/../../etc/passwd", 404, "404.html", "", "text/html"},
		{"/%2e%2e/%2e%2e/etc/passwd", 404, "404.html", "", "text/html"},
		{"/heart/../about.html", 200, "about.html", "", "text/html"},
		{"/about.html%00", 404, "404.html", "", "text/html"},
		{"/.git/config.html", 404, "404.html", "", "text/html"},
		{"/heart/.draft.html", 404, "404.html", "", "text/html"},
		{"/.well-known/security.html", 200, ".well-known/security.html", "", "text/html"},
		{"/_headers", 404, "404.html", "", "text/html"},
		{"/in.html", 200, "in.html", "", "text/html"},
		{"/out.html", 404, "404.html", "", "text/html"},
		{"/outdir/secret.html", 404, "404.html", "", "text/html"},
		{"/up.html", 404, "404.html", "", "text/html"},
		{"/dangling.html", 404, "404.html", "", "text/html"},
	}
	for _, test := range tests {
		a := d.Fetch(context.Background(), Request{URL: "https://health.example" + test.path})
		if a.Failed() || a.Status != test.status || a.File != test.file || a.Location != test.location {
			t.Errorf("%q: %+v", test.path, a)
		}
		if a.Header.Get("Content-Type") != test.media || strings.Contains(string(a.Body), "secret") {
			t.Errorf("%q: type %q, body %q", test.path, a.Header.Get("Content-Type"), a.Body)
		}
		if test.file != "" && test.file != "in.html" && string(a.Body) != test.file {
			t.Errorf("%q: body %q", test.path, a.Body)
		}
	}
}

// Without the rules of a host that does more, a slash behind the name of a page leads nowhere, as with most servers.
func TestDirWithoutRules(t *testing.T) {
	d := newDir(t, writeTree(t, map[string]string{"about.html": "about"}), "https://health.example")
	if a := d.Fetch(context.Background(), Request{URL: "https://health.example/about/"}); a.Status != 404 {
		t.Errorf("%+v", a)
	}
}

func TestDirOutsideBase(t *testing.T) {
	d := newDir(t, site(t), "https://health.example/blog")
	for address, status := range map[string]int{
		"https://health.example/blog/":          200,
		"https://health.example/blog/about":     200,
		"https://HEALTH.example:443/blog/about": 200,
		"https://health.example/blog":           301,
		"https://health.example/blogs/":         0,
		"https://health.example/":               0,
		"http://health.example/blog/":           0,
		"https://health.example:8443/blog/":     0,
		"https://www.health.example/blog/":      0,
		"mailto:a@b":                            0,
	} {
		a := d.Fetch(context.Background(), Request{URL: address})
		if a.Status != status || (a.Failure.Class == "url") != (status == 0) {
			t.Errorf("%s: %+v", address, a)
		}
	}
	if a := d.Fetch(context.Background(), Request{URL: "https://health.example/blog"}); a.Location != "https://health.example/blog/" {
		t.Errorf("location %q", a.Location)
	}
}

func TestDirBody(t *testing.T) {
	d := newDir(t, writeTree(t, map[string]string{"a.html": "0123456789"}), "https://health.example/")
	tests := []struct {
		req           Request
		body, partial string
	}{
		{Request{}, "0123456789", ""},
		{Request{MaxBody: 10}, "0123456789", ""},
		{Request{MaxBody: 9}, "012345678", "truncated"},
		{Request{MaxBody: -1}, "", ""},
		{Request{Method: "HEAD"}, "", ""},
	}
	for _, test := range tests {
		test.req.URL = "https://health.example/a"
		a := d.Fetch(context.Background(), test.req)
		if string(a.Body) != test.body || a.Partial != test.partial || a.Header.Get("Content-Length") != "10" || a.File != "a.html" {
			t.Errorf("%+v: %+v", test.req, a)
		}
	}
	if a := d.Fetch(context.Background(), Request{URL: "https://health.example/gone"}); a.Status != 404 || a.Body != nil || a.Header == nil {
		t.Errorf("without 404.html: %+v", a)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if a := d.Fetch(ctx, Request{URL: "https://health.example/a"}); a.Failure.Class != "canceled" || a.Status != 0 {
		t.Errorf("canceled: %+v", a)
	}
}

func TestDirPages(t *testing.T) {
	root := site(t)
	for name, target := range map[string]string{"in.html": "about.html", "out.html": "/etc/passwd", "loop": "."} {
		if err := os.Symlink(target, filepath.Join(root, name)); err != nil {
			t.Fatal(err)
		}
	}
	d := newDir(t, root, "https://health.example/blog/")
	pages, err := d.Pages()
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{
		"index.html": "/", "about.html": "/about.html", "heart/index.html": "/heart/", "heart/pain.html": "/heart/pain.html",
		"old/index.htm": "/old/", "both.html": "/both.html", "both/index.html": "/both/",
		"100%-natural/index.html": "/100%25-natural/", "a b.html": "/a%20b.html", "ü.html": "/%C3%BC.html", "q?.html": "/q%3F.html",
		`back\slash.html`: "/back%5Cslash.html", "page.xhtml": "/page.xhtml", "in.html": "/in.html",
		".well-known/security.html": "/.well-known/security.html",
	}
	got := make(map[string]string)
	for _, p := range pages {
		got[p.File] = strings.TrimPrefix(p.URL, "https://health.example/blog")
		if a := d.Fetch(context.Background(), Request{URL: p.URL}); a.Status != 200 || a.File != p.File {
			t.Errorf("%s leads to status %d, file %q, not to %q", p.URL, a.Status, a.File, p.File)
		}
	}
	if !maps.Equal(got, want) {
		t.Errorf("got %v\nwant %v", got, want)
	}
	if !slices.IsSortedFunc(pages, func(a, b DirPage) int { return strings.Compare(a.File, b.File) }) {
		t.Errorf("not sorted: %v", pages)
	}
}

func TestDirErrors(t *testing.T) {
	missing := filepath.Join(t.TempDir(), "dist")
	file := filepath.Join(writeTree(t, map[string]string{"a.html": ""}), "a.html")
	for _, test := range []struct{ dir, base, want string }{
		{missing, "https://health.example/", "build the site first"},
		{file, "https://health.example/", "not a directory"},
		{t.TempDir(), "health.example", "neither http nor https"},
	} {
		if _, err := NewDir(test.dir, test.base); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: %v, want %q", test.dir, err, test.want)
		}
	}
	for _, files := range []map[string]string{nil, {"note.txt": "", "404.html": "", ".hidden/a.html": ""}} {
		d := newDir(t, writeTree(t, files), "https://health.example/")
		if pages, err := d.Pages(); err == nil || !strings.Contains(err.Error(), "no HTML file in") || pages != nil {
			t.Errorf("%v: %v, %v", files, pages, err)
		}
	}
}

const redirects = `# moved in spring
/old            /new.html
/old-302        /new.html      302   # for a while
/blog/*         /articles/:splat
/team/:name/:id /people/:id?of=:name 308
/away           https://other.example:8443/x
/app/*          /new.html      200
/gone           /sorry         404
/new.html       /never.html
/forced.html    /new.html      301!
https://health.example/full https://health.example/new.html
/slash          /slash/        301
/100%-old       /new.html
/loop           /loop/

/lang           /de            302 Language=de
/search id=:id  /s/:id         301
/q?x=1          /new.html
/*/x            /new.html
/one
/teapot         /new.html      418
/proxy          https://api.example/ 200
/odd            new.html
/word           /new.html      soon
https://www.other.example/* /:splat
`

func TestRedirectRules(t *testing.T) {
	files := map[string]string{"_redirects": redirects, "slash/index.html": "slash"}
	for _, name := range []string{"index.html", "new.html", "never.html", "forced.html", "sorry.html", "404.html", "app/real.html"} {
		files[name] = name
	}
	d := newDir(t, writeTree(t, files), "https://health.example/")
	tests := []struct {
		path   string
		status int
		target string // Location, or file
	}{
		{"/old", 301, "https://health.example/new.html"},
		{"/old/", 301, "https://health.example/new.html"},
		{"/old?x=1", 301, "https://health.example/new.html?x=1"},
		{"/old-302", 302, "https://health.example/new.html"},
		{"/blog/2020/%C3%BC/", 301, "https://health.example/articles/2020/%C3%BC/"},
		{"/blog/", 301, "https://health.example/articles/"},
		{"/team/ada/7", 308, "https://health.example/people/7?of=ada"},
		{"/team/ada/7?x=1", 308, "https://health.example/people/7?of=ada"},
		{"/team/ada", 404, "404.html"},
		{"/away", 301, "https://other.example:8443/x"},
		{"/app/any/thing", 200, "new.html"},
		{"/app/real", 200, "app/real.html"},
		{"/gone", 404, "sorry.html"},
		{"/new.html", 200, "new.html"},
		{"/forced.html", 301, "https://health.example/new.html"},
		{"/full", 301, "https://health.example/new.html"},
		{"/slash", 301, "https://health.example/slash/"},
		{"/slash/", 200, "slash/index.html"},
		{"/loop", 301, "https://health.example/loop/"},
		{"/loop/", 404, "404.html"}, // not for ever to itself
		{"/100%-old", 301, "https://health.example/new.html"},
		{"/100%25-old", 301, "https://health.example/new.html"},
		{"/teapot", 404, "404.html"},
		{"/_redirects", 404, "404.html"},
	}
	for _, test := range tests {
		a := d.Fetch(context.Background(), Request{URL: "https://health.example" + test.path})
		if a.Status != test.status || a.Location+a.File != test.target {
			t.Errorf("%s: status %d, location %q, file %q, want %q", test.path, a.Status, a.Location, a.File, test.target)
		}
	}
	wants := []string{
		`line 16 has no effect: condition "Language=de" is not supported`, `line 17 has no effect: condition "id=:id"`, "line 18", "line 19",
		"line 20", "line 21 has no effect: status 418", "line 22", "line 23", "line 24", "line 25",
	}
	problems := d.Problems()
	if len(problems) != len(wants) {
		t.Fatalf("%d problems: %q", len(problems), problems)
	}
	for i, want := range wants {
		if !strings.Contains(problems[i], want) {
			t.Errorf("problem %q, want %q", problems[i], want)
		}
	}
}

func TestRedirectRulesApplyInTheirOrder(t *testing.T) {
	rules := "/a/first /1\n/a/* /2\n/a/late /3\n/b/:any /4\n/b/late /5\n/c/x /c/x/\n/c/x /6\n/d%2Fe /7\n/file /8\n/:one/file /9\n/file /10 301!\n"
	d := newDir(t, writeTree(t, map[string]string{"_redirects": rules, "file.html": "x", "404.html": "x"}), "https://health.example/")
	for path, want := range map[string]string{
		"/a/first": "/1", "/a/%66irst": "/1", "/a/late": "/2", "/a/": "/2", "/b/late": "/4", "/c/x": "/c/x/", "/c/x/": "/6", "/d%2fe": "/7", "/d/e": "", "/file": "/10", "/z/file": "/9",
	} {
		if want != "" {
			want = "https://health.example" + want
		}
		if a := d.Fetch(context.Background(), Request{URL: "https://health.example" + path}); a.Location != want {
			t.Errorf("%s leads to %q, want %q", path, a.Location, want)
		}
	}
}
