package main

import (
	"context"
	"net/http/httptest"
	"testing"

	"github.com/goccy/go-yaml"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/checks/all"
	"github.com/healthusias/rounds/cmd/sitegen/generate"
	"github.com/healthusias/rounds/crawler"
	"github.com/healthusias/rounds/crawler/store"
)

// TestAuditFindsWhatIsPlanted audits a served site and compares, for every rule that the generator plants faults of, what
// is found with what is planted.
func TestAuditFindsWhatIsPlanted(t *testing.T) {
	site, err := generate.New(generate.Options{Pages: 250, Seed: 7})
	if err != nil {
		t.Fatal(err)
	}
	left := map[generate.Fault]bool{}
	planted := map[string]int{}
	for f := range site.Faults {
		left[f] = true
		planted[f.Rule]++
	}
	if len(planted) < 9 {
		t.Fatalf("the site plants faults of %d rules only", len(planted))
	}
	walked, findings := audit(t, site)
	for _, f := range findings {
		got := generate.Fault{Rule: f.Rule, Page: walked.Short(f.Page), Subject: walked.Short(f.Subject)}
		if planted[f.Rule] > 0 && !left[got] {
			t.Errorf("found and not planted: %v: %s", got, f.Message)
		}
		delete(left, got)
	}
	for f := range left {
		t.Errorf("planted and not found: %v", f)
	}
}

// audit crawls the site over HTTP and judges it with every rule.
func audit(t *testing.T, site *generate.Site) (*crawler.Site, []checks.Finding) {
	t.Helper()
	server := httptest.NewServer(site)
	t.Cleanup(server.Close)
	st, err := store.Open(":memory:")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	walked, err := crawler.Crawl(context.Background(), st, crawler.Options{
		Target: server.URL + "/", External: crawler.ExternalNever, Rules: crawler.Structure{Types: kinds(t)},
	})
	if err != nil {
		t.Fatal(err)
	}
	result, err := checks.Run(context.Background(), walked, all.Checks, checks.Config{}, 0)
	if err != nil {
		t.Fatal(err)
	}
	return walked, result.Findings
}

// kinds are those that the generator's configuration declares.
func kinds(t *testing.T) []crawler.TypeRule {
	t.Helper()
	var config struct {
		Structure struct {
			Types map[crawler.Kind]struct{ Match []string }
		}
	}
	if err := yaml.Unmarshal([]byte(generate.Config), &config); err != nil {
		t.Fatal(err)
	}
	var list []crawler.TypeRule
	for kind, rule := range config.Structure.Types {
		list = append(list, crawler.TypeRule{Kind: kind, Match: rule.Match})
	}
	return list
}
