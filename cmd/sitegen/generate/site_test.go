package generate

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"io/fs"
	"net/http/httptest"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

func newSite(t testing.TB, o Options) *Site {
	t.Helper()
	s, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestTooSmall(t *testing.T) {
	if _, err := New(Options{Pages: MinPages - 1}); err == nil {
		t.Error("a site without a whole pillar was accepted")
	}
}

func TestLookupInvertsPath(t *testing.T) {
	s := newSite(t, Options{Pages: 5000})
	seen := map[string]bool{}
	for i := range s.Len() {
		path := s.Path(i)
		if got, ok := s.Lookup(path); !ok || got != i || seen[path] {
			t.Fatalf("Lookup(%s) = %d, %v for page %d, seen before: %v", path, got, ok, i, seen[path])
		}
		seen[path] = true
	}
	for _, path := range []string{"", "/x/", "/migraine-1/", "/asthma-99999999999/", "/migraine-0/causes-0/morning-0/x-1/", "/migraine--1/", "/about"} {
		if i, ok := s.Lookup(path); ok {
			t.Errorf("Lookup(%q) = %d, want none", path, i)
		}
	}
}

// TestSameSeedSameBytes holds a digest: a change of the generator makes measurements incomparable, so it shall be seen.
func TestSameSeedSameBytes(t *testing.T) {
	digest := func(o Options) string {
		s := newSite(t, o)
		h := sha256.New()
		for i := range s.Len() {
			h.Write(s.Page(i, Base))
		}
		if err := s.WriteTruth(h); err != nil {
			t.Fatal(err)
		}
		return fmt.Sprintf("%x", h.Sum(nil)[:8])
	}
	o := Options{Pages: 300, Seed: 1}
	if got, want := digest(o), "76d3bf711120b17d"; got != want {
		t.Errorf("digest %s, want %s: if the change is meant, measure again what the documents claim", got, want)
	}
	if o2 := (Options{Pages: 300, Seed: 2}); digest(o2) == digest(o) {
		t.Error("the seed changes nothing")
	}
}

// TestPagesAreAsPromised checks size and number of links of full pages, and the size of tiny ones.
func TestPagesAreAsPromised(t *testing.T) {
	for _, tiny := range []bool{false, true} {
		s := newSite(t, Options{Pages: 700, Seed: 1, Tiny: tiny})
		var bytesOf, links []int
		for i := range s.Len() {
			if locate(i).kind == kindArticle {
				page := s.Page(i, Base)
				bytesOf = append(bytesOf, len(page))
				links = append(links, bytes.Count(page, []byte("<a ")))
			}
		}
		lo, hi, fewest, most := 30_000, 50_000, 60, 120
		if tiny {
			lo, hi, fewest, most = 1_000, 6_000, 5, 20
		}
		if slices.Min(bytesOf) < lo || slices.Max(bytesOf) > hi || slices.Min(links) < fewest || slices.Max(links) > most {
			t.Errorf("tiny %v: %d to %d bytes, %d to %d links", tiny, slices.Min(bytesOf), slices.Max(bytesOf), slices.Min(links), slices.Max(links))
		}
	}
}

var hrefs = regexp.MustCompile(`href="(/[^"]*)"`)

// TestTruth walks the pages as a client does and finds the broken links, redirects and orphans that the truth names, no others.
func TestTruth(t *testing.T) {
	for _, tiny := range []bool{false, true} {
		s := newSite(t, Options{Pages: 400, Seed: 5, Tiny: tiny})
		var want []string
		for f := range s.Faults {
			if strings.HasPrefix(f.Rule, "links/") || strings.HasPrefix(f.Rule, "graph/") {
				want = append(want, f.Rule+" "+f.Page+" "+f.Subject)
			}
		}
		got := observed(s)
		slices.Sort(want)
		slices.Sort(got)
		if !slices.Equal(got, want) || len(want) == 0 {
			t.Errorf("tiny %v: observed %d faults, planted %d", tiny, len(got), len(want))
		}
	}
}

// observed asks for every page and follows every link of it.
func observed(s *Site) []string {
	var found []string
	linked := map[string]bool{}
	ends := map[string]string{}
	for i := range s.Len() {
		for _, m := range hrefs.FindAllStringSubmatch(string(s.Page(i, Base)), -1) {
			if _, known := ends[m[1]]; !known {
				ends[m[1]] = follow(s, m[1], linked)
			}
			if rule := ends[m[1]]; rule != "" {
				found = append(found, rule+" "+s.Path(i)+" "+m[1])
			}
		}
	}
	for i := range s.Len() {
		if !linked[s.Path(i)] {
			found = append(found, "graph/orphan "+s.Path(i)+" ")
		}
	}
	return found
}

// follow asks for a path as a client does, marks every address on the way and names the rule that the way breaks.
func follow(s *Site, path string, linked map[string]bool) string {
	for hops := 0; ; hops++ {
		linked[path] = true
		w := httptest.NewRecorder()
		s.ServeHTTP(w, httptest.NewRequest("GET", "http://127.0.0.1"+path, nil))
		switch {
		case w.Code == 301:
			path = w.Header().Get("Location")
		case w.Code != 200:
			return "links/broken"
		default:
			return [...]string{"", "links/redirect", "links/redirect-chain"}[hops]
		}
	}
}

func TestSitemaps(t *testing.T) {
	s := newSite(t, Options{Pages: 120_000, Tiny: true})
	count := func(path string) int {
		var xml strings.Builder
		if !s.writeSitemap(&xml, path, Base) {
			return -1
		}
		return strings.Count(xml.String(), "<loc>")
	}
	got := []int{count("/sitemap.xml"), count("/sitemap-0.xml"), count("/sitemap-2.xml"), count("/sitemap-3.xml")}
	if want := []int{3, 50_000, 20_000, -1}; !slices.Equal(got, want) {
		t.Errorf("%v addresses, want %v", got, want)
	}
}

// TestDirectoryEqualsServer writes a site and asks the server for the same files.
func TestDirectoryEqualsServer(t *testing.T) {
	s, dir := newSite(t, Options{Pages: 120, Seed: 3}), t.TempDir()
	if err := s.WriteDir(dir); err != nil {
		t.Fatal(err)
	}
	files := 0
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || name == "_redirects" || name == ".rounds.yaml" || name == "404.html" {
			return err
		}
		files++
		written, err := fs.ReadFile(os.DirFS(dir), name)
		w := httptest.NewRecorder()
		s.ServeHTTP(w, httptest.NewRequest("GET", "http://generated.example/"+strings.TrimSuffix(name, "index.html"), nil))
		served := strings.ReplaceAll(w.Body.String(), "http://generated.example", Base)
		if w.Code != 200 || served != string(written) {
			t.Errorf("%s: status %d, %d bytes written, %d served", name, w.Code, len(written), len(served))
		}
		return err
	})
	if err != nil || files < 120 {
		t.Errorf("%d files: %v", files, err)
	}
}

// TestKeep asks for pages under two origins until nothing more is kept, and again.
func TestKeep(t *testing.T) {
	plain, keeping := newSite(t, Options{Pages: 60, Seed: 3}), newSite(t, Options{Pages: 60, Seed: 3, Keep: 300 << 10})
	ask := func(s *Site, base string, i int) string {
		w := httptest.NewRecorder()
		s.ServeHTTP(w, httptest.NewRequest("GET", base+s.Path(i), nil))
		return w.Body.String()
	}
	for range 2 {
		for _, base := range []string{"http://one.example", "http://two.example"} {
			for i := range plain.Len() {
				if ask(keeping, base, i) != ask(plain, base, i) {
					t.Errorf("page %d at %s is another where pages are kept", i, base)
				}
			}
		}
	}
	pages, size := 0, 0
	keeping.kept.Range(func(_, body any) bool {
		pages++
		size += len(body.([]byte))
		return true
	})
	if pages < 3 || size > 300<<10 {
		t.Errorf("%d pages of %d bytes are kept", pages, size)
	}
}

func BenchmarkPage(b *testing.B) {
	s := newSite(b, Options{Pages: 2000})
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		s.Page(i%s.Len(), Base)
	}
}
