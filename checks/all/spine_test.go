package all_test

import (
	"bufio"
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/checks/all"
	"github.com/healthusias/rounds/checks/fixture"
	"github.com/healthusias/rounds/crawler"
	"github.com/healthusias/rounds/crawler/store"
)

// TestSpine crawls the sample site and compares what the rules say with its truth table: nothing missing, nothing extra.
func TestSpine(t *testing.T) {
	dir := filepath.Join("..", "..", "testdata", "sites", "spine")
	site := crawl(t, dir)
	result, err := checks.Run(context.Background(), site, all.Checks, checks.Config{Today: fixture.Today}, 0)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range result.Findings {
		columns := []string{f.Rule, string(f.Severity), site.Short(f.Page), site.Short(f.Subject), f.Evidence.Code}
		got = append(got, strings.TrimRight(strings.Join(columns, "\t"), "\t"))
	}
	want := truth(t, dir+".truth.tsv")
	for _, line := range without(want, got) {
		t.Errorf("missing: %s", line)
	}
	for _, line := range without(got, want) {
		t.Errorf("extra:   %s", line)
	}
}

// TestSpineTruthIsSorted keeps differences of the table readable.
func TestSpineTruthIsSorted(t *testing.T) {
	rows := truth(t, filepath.Join("..", "..", "testdata", "sites", "spine.truth.tsv"))
	if !slices.IsSorted(rows) {
		t.Error("the rows are not in the order of their bytes")
	}
	if len(slices.Compact(slices.Clone(rows))) != len(rows) {
		t.Error("a row stands twice")
	}
}

// crawl walks the directory with the kinds that its configuration file declares.
func crawl(t *testing.T, dir string) *crawler.Site {
	t.Helper()
	st, err := store.Open(":memory:")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	base, structure := configured(t, filepath.Join(dir, ".rounds.yaml"))
	site, err := crawler.Crawl(context.Background(), st, crawler.Options{
		Target: dir, Dir: dir, Base: base, External: crawler.ExternalNever, Rules: structure,
	})
	if err != nil {
		t.Fatal(err)
	}
	return site
}

// configured reads the two things that the sample site declares: its address and the globs of its kinds.
func configured(t *testing.T, file string) (string, crawler.Structure) {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var config struct {
		Site      struct{ URL string }
		Structure struct {
			Types map[crawler.Kind]struct{ Match []string }
		}
	}
	if err := yaml.Unmarshal(text, &config); err != nil {
		t.Fatal(err)
	}
	var s crawler.Structure
	for _, kind := range []crawler.Kind{crawler.Hub, crawler.Pillar, crawler.Article, crawler.Author, crawler.Legal} {
		s.Types = append(s.Types, crawler.TypeRule{Kind: kind, Match: config.Structure.Types[kind].Match})
	}
	return config.Site.URL, s
}

// truth reads the rows of a truth table without comments and empty lines. Empty columns at the end may be left out.
func truth(t *testing.T, file string) []string {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var rows []string
	for in := bufio.NewScanner(f); in.Scan(); {
		if line := in.Text(); line != "" && !strings.HasPrefix(line, "#") {
			rows = append(rows, line)
		}
	}
	return rows
}

// without returns what is in a but not in b, counting repeated rows.
func without(a, b []string) []string {
	left := map[string]int{}
	for _, row := range b {
		left[row]++
	}
	var rest []string
	for _, row := range a {
		if left[row]--; left[row] < 0 {
			rest = append(rest, row)
		}
	}
	return rest
}
