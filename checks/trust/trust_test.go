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
