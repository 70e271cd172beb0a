package trust_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/checks/fixture"
	"github.com/healthusias/rounds/checks/trust"
	"github.com/healthusias/rounds/crawler"
	"github.com/healthusias/rounds/crawler/store"
)

// TestDateBumped crawls a site twice: only the page whose date alone moved forward is reported.
func TestDateBumped(t *testing.T) {
	st, err := store.Open(":memory:")
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	dir := t.TempDir()
	write := func(name, date, text string) {
		t.Helper()
		page := `<!doctype html><html lang="en"><head><title>Knees</title></head><body><main><h1>Knees</h1><p>Last updated: ` + date + `</p><p>` + text + `</p></main></body></html>`
		if err := os.WriteFile(filepath.Join(dir, name), []byte(page), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	const text = "The knee bends and stretches many times a day, and most of the time nobody thinks about it."
	write("bumped.html", "3 May 2025", text)
	write("changed.html", "3 May 2025", text)
	write("same.html", "3 May 2025", text)
	write("back.html", "3 May 2025", text)
	if found := bumped(t, st, dir); len(found) != 0 {
		t.Errorf("a first run has nothing to look back on: %v", found)
	}
	write("bumped.html", "3 May 2026", text)
	write("changed.html", "3 May 2026", text+" When it hurts, rest it.")
	write("back.html", "3 May 2024", text)
	write("fresh.html", "3 May 2026", text)
	found := bumped(t, st, dir)
	if len(found) != 1 || found[0].Page != "https://health.example/bumped.html" {
		t.Errorf("got %v, want one finding on bumped.html", found)
	}
}

// bumped crawls the directory into the store and asks the rule.
func bumped(t *testing.T, st *store.Store, dir string) []checks.Finding {
	t.Helper()
	site, err := crawler.Crawl(t.Context(), st, crawler.Options{
		Target: dir, Dir: dir, Base: fixture.Base, Now: func() time.Time { return fixture.Today },
		Rules: crawler.Structure{Types: []crawler.TypeRule{{Kind: crawler.Article, Match: []string{"/*.html"}}}},
	})
	if err != nil {
		t.Fatal(err)
	}
	result, err := checks.Run(t.Context(), site, []*checks.Check{trust.DateBumpedUnchanged}, checks.Config{}, 2)
	if err != nil {
		t.Fatal(err)
	}
	return result.Findings
}
