package trust_test

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/checks/fixture"
	"github.com/healthusias/rounds/checks/trust"
)

// TestRules holds each rule against its own fixture: the faults it must report beside the pages on which it must be silent.
func TestRules(t *testing.T) {
	for _, c := range trust.Checks {
		name := strings.TrimPrefix(c.ID, "trust/")
		fixture.Run(t, filepath.Join("testdata", name+"*.txtar"), []*checks.Check{c})
	}
}

// TestFamily holds the family as a whole against fixtures in which one fault must not be told twice.
func TestFamily(t *testing.T) {
	fixture.Run(t, filepath.Join("testdata", "family*.txtar"), trust.Checks)
}

func TestValid(t *testing.T) {
	if err := checks.Validate(trust.Checks); err != nil {
		t.Error(err)
	}
}

// TestStructuredBylineIsTemplate: what all articles say in their structured data is said by their template, and reports
// may tell it once.
func TestStructuredBylineIsTemplate(t *testing.T) {
	site := fixture.Site(t, filepath.Join("testdata", "author-byline-generic-template.txtar"))
	result, err := checks.Run(t.Context(), site, []*checks.Check{trust.AuthorBylineGeneric}, checks.Config{}, 1)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range result.Findings {
		if f.Template == nil || f.Template.Count != 3 {
			t.Errorf("%s: template %+v, want one of 3 pages", site.Short(f.Page), f.Template)
		}
	}
	if len(result.Findings) != 3 {
		t.Errorf("%d findings, want 3", len(result.Findings))
	}
}
