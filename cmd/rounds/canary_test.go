package main

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/base64"
	"fmt"
	"html"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/klauspost/compress/s2"
)

// canaries are the secrets of a run: of a header, of the user's part of the address, of its query.
var canaries = map[string]string{
	"header":   "c4nary/header+7Q==&x",
	"userinfo": "c4nary pass:w0rd",
	"query":    "c4nary~query&8K/z",
}

// spelled lists the forms in which a secret may turn up.
func spelled(secret string) []string {
	encode := base64.StdEncoding.EncodeToString
	return []string{secret, url.QueryEscape(secret), url.PathEscape(secret), strings.ToLower(url.QueryEscape(secret)), html.EscapeString(secret),
		strings.ReplaceAll(secret, "&", `\u0026`), encode([]byte(secret)), base64.RawURLEncoding.EncodeToString([]byte(secret)), encode([]byte("nurse:" + secret))}
}

// parrot is a site that gives back every secret it is sent, in every form and place, and lets nobody in without them.
type parrot struct {
	other string // origin of another host
	mu    sync.Mutex
	asked map[string]int
}

func (p *parrot) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	p.mu.Lock()
	p.asked[r.URL.Path]++
	p.mu.Unlock()
	_, password, _ := r.BasicAuth()
	if r.Header.Get("X-Api-Key") != canaries["header"] || password != canaries["userinfo"] {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	token := "?token=" + url.QueryEscape(canaries["query"])
	switch r.URL.Path {
	case "/robots.txt":
		fmt.Fprintf(w, "User-agent: *\nDisallow: /%s\nSitemap: /map.xml%s\n", url.PathEscape(canaries["header"]), token)
		return
	case "/map.xml":
		fmt.Fprintf(w, `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>http://%s/listed/%s</loc></url></urlset>`, r.Host, token)
		return
	case "/moved/":
		http.Redirect(w, r, "/a/"+token, http.StatusFound)
		return
	case "/away/":
		http.Redirect(w, r, p.other+"/b/"+token, http.StatusFound)
		return
	case "/odd/":
		c, _, _ := w.(http.Hijacker).Hijack()
		fmt.Fprintf(c, "HTTP/1.1 %s\r\n\r\n", canaries["header"])
		c.Close()
		return
	}
	if r.URL.Query().Get("token") != canaries["query"] {
		w.WriteHeader(http.StatusForbidden)
		return
	}
	p.page(w, token)
}

func (p *parrot) page(w http.ResponseWriter, token string) {
	var forms []string
	for _, secret := range canaries {
		forms = append(forms, spelled(secret)...)
	}
	all := html.EscapeString(strings.Join(forms, " | "))
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("ETag", `"`+url.QueryEscape(canaries["header"])+`"`)
	w.Header().Set("X-Robots-Tag", "max-snippet:"+url.QueryEscape(canaries["userinfo"]))
	fmt.Fprintf(w, `<!doctype html><html lang="en"><head><title>%[1]s</title><meta name="description" content="%[1]s">
<meta property="og:title" content="%[1]s"><link rel="canonical" href="/a/%[2]s"><script type="application/ld+json">{"@type":"Article","author":{"@type":"Person","name":"%[3]s"}}</script></head>
<body><main><h1 id="%[3]s">%[1]s</h1><p>By <a rel="author" href="/people/%[2]s">Ada %[3]s</a></p><p>%[1]s</p>
<a href="/a/%[2]s" title="%[1]s">%[1]s</a> <a href="/gone/%[2]s#%[3]s">gone</a> <a href="/moved/">moved</a> <a href="/away/">away</a> <a href="/odd/">odd</a>
<a href="https://nurse:%[4]s@%[5]s/c/">in</a> <img src="%[6]s/i.png%[2]s" alt="%[1]s"><a href="mailto:%[3]s@x">mail</a><a href="/d/?sid=of-the-site-itself">d</a></main></body></html>`,
		all, token, url.PathEscape(canaries["header"]), url.PathEscape(canaries["userinfo"]), strings.TrimPrefix(p.other, "http://"), p.other)
}

// TestSecretsAreNowhere gives a run three secrets and a site that echoes them, and looks for them in all that comes out.
func TestSecretsAreNowhere(t *testing.T) {
	var leaked sync.Map
	other := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		leaked.Store(fmt.Sprint(r.Header), true)
	}))
	defer other.Close()
	site := &parrot{other: other.URL, asked: map[string]int{}}
	server := httptest.NewServer(site)
	defer server.Close()

	dir := t.TempDir()
	t.Chdir(dir)
	config := fmt.Sprintf("version: 1\nnetwork:\n  allow_private: [%s]\n  headers:\n    - {origin: %q, name: X-Api-Key, value: \"${env:API_KEY}\"}\n",
		strings.TrimPrefix(other.URL, "http://"), server.URL)
	if err := os.WriteFile(".rounds.yaml", []byte(config), 0o600); err != nil {
		t.Fatal(err)
	}
	start := strings.Replace(server.URL, "//", "//nurse:"+url.PathEscape(canaries["userinfo"])+"@", 1) + "/?token=" + url.QueryEscape(canaries["query"])
	audit := []string{"audit", start, "--external", "check", "--state", "state", "--json-pages", "-v", "--progress", "json"}
	for _, name := range formatNames() {
		audit = append(audit, "-f", name+"=report."+name)
	}
	var said bytes.Buffer
	for _, args := range [][]string{
		audit, {"audit", start, "--external", "check", "--state", "state", "--progress", "lines", "-v", "--log-format", "json"},
		{"check", "--state", "state"}, {"report", "--state", "state", "-f", "json"}, {"config", "print", start},
		{"export", "links", "--state", "state", "-f", "csv"}, {"export", "links", "--state", "state", "-f", "jsonl"},
		{"export", "pages", "--state", "state", "-f", "csv"}, {"export", "pages", "--state", "state", "-f", "jsonl"},
	} {
		env := []string{"HOME=" + dir, "API_KEY=" + canaries["header"]}
		if code := run(context.Background(), args, strings.NewReader(""), &said, &said, env); code > 1 {
			t.Errorf("%s: exit code %d\n%s", args[0], code, &said)
		}
	}
	for _, path := range []string{"/", "/a/", "/people/", "/listed/", "/odd/", "/map.xml"} {
		if site.asked[path] == 0 {
			t.Errorf("%s was not asked for: redaction breaks the crawl", path)
		}
	}
	search(t, "output", said.Bytes())
	searchFiles(t, dir)
	leaked.Range(func(header, _ any) bool {
		search(t, "request to another host", []byte(header.(string)))
		if strings.Contains(header.(string), "Referer") {
			t.Errorf("another host got a Referer: %s", header)
		}
		return true
	})
}

func search(t *testing.T, where string, data []byte) {
	t.Helper()
	for name, secret := range canaries {
		for _, form := range spelled(secret) {
			if i := bytes.Index(data, []byte(form)); i >= 0 {
				t.Errorf("%s holds the %s canary: …%q…", where, name, data[max(0, i-80):min(len(data), i+len(form)+20)])
				return
			}
		}
	}
}

func searchFiles(t *testing.T, dir string) {
	t.Helper()
	files := 0
	err := filepath.WalkDir(dir, func(path string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		files++
		data, err := os.ReadFile(path)
		search(t, path, data)
		if filepath.Base(path) == database {
			searchDatabase(t, path)
		}
		return err
	})
	if err != nil || files < len(formatNames())+2 {
		t.Errorf("%d files: %v", files, err)
	}
}

// searchDatabase looks into every value, compressed ones too.
func searchDatabase(t *testing.T, path string) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	values := 0
	for _, table := range []string{"run", "url", "page", "seen", "validator"} {
		rows, err := db.Query("SELECT * FROM " + table)
		if err != nil {
			t.Fatal(err)
		}
		columns, _ := rows.Columns()
		row, into := make([]any, len(columns)), make([]any, len(columns))
		for i := range row {
			into[i] = &row[i]
		}
		for rows.Next() {
			if err := rows.Scan(into...); err != nil {
				t.Fatal(err)
			}
			for i, value := range row {
				values++
				text := fmt.Append(nil, value)
				if blob, ok := value.([]byte); ok {
					text = blob
				}
				search(t, table+"."+columns[i], text)
				if plain, err := s2.Decode(nil, text); err == nil {
					search(t, table+"."+columns[i]+" unpacked", plain)
				}
			}
		}
		if err := rows.Err(); err != nil && err != io.EOF {
			t.Fatal(err)
		}
	}
	if values < 100 {
		t.Errorf("only %d values in the database", values)
	}
}
