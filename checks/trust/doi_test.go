package trust_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/checks/trust"
	"github.com/healthusias/rounds/crawler"
	"github.com/healthusias/rounds/crawler/store"
)

// TestDOIResolver judges DOIs by what the resolver says and by nothing behind it. The resolver is a proxy on loopback that
// answers for doi.org and for a publisher.
func TestDOIResolver(t *testing.T) {
	internet := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.Host + r.URL.Path {
		case "doi.org/10.5555/good":
			http.Redirect(w, r, "http://publisher.example/paper", http.StatusFound)
		case "doi.org/10.5555/walled":
			http.Redirect(w, r, "http://publisher.example/wall", http.StatusFound)
		case "doi.org/10.5555/dropped":
			http.Redirect(w, r, "http://publisher.example/gone", http.StatusFound)
		case "dx.doi.org/10.5555/invented":
			http.Redirect(w, r, "http://doi.org/10.5555/invented", http.StatusMovedPermanently)
		case "doi.org/10.5555/asleep":
			w.WriteHeader(http.StatusForbidden)
		case "publisher.example/paper":
			fmt.Fprint(w, "a paper")
		case "publisher.example/wall":
			w.WriteHeader(http.StatusForbidden)
		default:
			w.WriteHeader(http.StatusNotFound)
		}
	}))
	t.Cleanup(internet.Close)
	proxy, err := url.Parse(internet.URL)
	if err != nil {
		t.Fatal(err)
	}
	site := cite(t, func(*url.URL) (*url.URL, error) { return proxy, nil },
		"http://doi.org/10.5555/good", "http://doi.org/10.5555/walled", "http://doi.org/10.5555/dropped",
		"http://dx.doi.org/10.5555/invented", "http://doi.org/10.5555/wrong", "http://doi.org/10.5555/asleep")
	result, err := checks.Run(t.Context(), site, []*checks.Check{trust.DOIUnresolved, trust.CitationBroken}, checks.Config{}, 1)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range result.Findings {
		got = append(got, fmt.Sprintf("%s %s %s %s", f.Rule, f.Severity, f.Subject, f.Evidence.Code))
	}
	slices.Sort(got)
	want := []string{
		"trust/citation-broken notice  unverifiable", // the wall, and the resolver that did not answer
		"trust/citation-broken warning http://doi.org/10.5555/dropped ",
		"trust/doi-unresolved error http://doi.org/10.5555/wrong ",
		"trust/doi-unresolved error http://dx.doi.org/10.5555/invented ",
		"trust/doi-unresolved notice  unverified",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%q\nwant\n%q", got, want)
	}
}

// cite crawls a site of one article with a list of sources, and verifies what it links to by way of a proxy.
func cite(t *testing.T, proxy func(*url.URL) (*url.URL, error), sources ...string) *crawler.Site {
	t.Helper()
	text := `<!doctype html><html lang="en"><title>Knees</title><main><h1>Knees</h1><p>Most of the sore knees that we see calm down when they are moved.</p><h2>Sources</h2><ol>`
	for _, source := range sources {
		text += fmt.Sprintf("<li><a href=%q>A paper</a></li>", source)
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "index.html"), []byte(text+"</ol></main>"), 0o644); err != nil {
		t.Fatal(err)
	}
	st, err := store.Open(":memory:")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	opt := crawler.Options{
		Target: dir, Dir: dir, Base: "https://health.example/", External: crawler.ExternalCheck, Backoff: time.Millisecond,
		Rules: crawler.Structure{Types: []crawler.TypeRule{{Kind: crawler.Article, Match: []string{"/**"}}}},
	}
	opt.HTTP.Proxy = proxy
	site, err := crawler.Crawl(t.Context(), st, opt)
	if err != nil {
		t.Fatal(err)
	}
	return site
}
