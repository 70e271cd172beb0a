package crawler

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/healthusias/rounds/crawler/store"
)

// longArticle is a page of about 45 KB with a hundred links.
func longArticle() string {
	var b strings.Builder
	b.WriteString(`<!doctype html><html lang="en"><title>Stiff mornings</title><link rel="canonical" href="/stiff/"><main><h1>Stiff mornings</h1><p class="byline">By <a href="/authors/ada/">Ada Okafor, RN</a></p>`)
	for i := range 100 {
		fmt.Fprintf(&b, "<h2 id=\"part-%d\">Part %d</h2><p>A back that is stiff when you wake tends to loosen within the <em>first half hour</em>; when it does not, "+
			"it is fair to ask why. Read <a href=\"/note-%d/\">more about note %d</a> before you change a routine that has served you well for years, and keep a "+
			"diary of what helps and what does not help in the weeks between two visits, so that you can show it to whoever asks.</p>\n", i, i, i, i)
	}
	b.WriteString("</main><footer><p>This is no substitute for medical advice.</p></footer></html>")
	return b.String()
}

// BenchmarkUnchanged sets what a page costs that has to be read beside one that has the same bytes and one that its server calls
// unchanged, the request over loopback included.
func BenchmarkUnchanged(b *testing.B) {
	article := longArticle()
	tagged := false
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/" {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("ETag", `"1"`)
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		if tagged && r.Header.Get("If-None-Match") != "" {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		fmt.Fprint(w, article)
	}))
	defer server.Close()
	st, err := store.Open(store.Memory)
	if err != nil {
		b.Fatal(err)
	}
	defer st.Close()
	opt := Options{Target: server.URL, Shape: "s", SinceLast: true, MaxPages: new(int)}
	*opt.MaxPages = 1
	if _, err := Crawl(b.Context(), st, opt); err != nil {
		b.Fatal(err)
	}
	c, err := newCrawl(st, opt)
	if err != nil {
		b.Fatal(err)
	}
	defer c.close()
	if c.run.Since, _, err = c.chooseEarlier(); err != nil || c.run.Since == "" {
		b.Fatal("no earlier run", err)
	}
	if err := c.lookBack(); err != nil {
		b.Fatal(err)
	}
	w := &worker{fetcher: c.fetcher, scope: c.scope, earlier: c.earlier, redactor: c.frontier.redactor}
	for _, way := range []struct {
		name   string
		known  *store.Known
		tagged bool
	}{{"read", nil, false}, {"same-bytes", c.earlier.known(server.URL + "/"), false}, {"not-modified", c.earlier.known(server.URL + "/"), true}} {
		b.Run(way.name, func(b *testing.B) {
			tagged = way.tagged
			var own []byte
			b.ReportAllocs()
			for b.Loop() {
				r := w.do(b.Context(), job{address: server.URL + "/", role: rolePage, known: way.known}, &own)
				if r.walked == nil || r.walked.unchanged != (way.known != nil) {
					b.Fatalf("%+v", r.answer.Failure)
				}
			}
		})
	}
}
