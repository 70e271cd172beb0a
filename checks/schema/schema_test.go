package schema_test

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/checks/fixture"
	"github.com/healthusias/rounds/checks/schema"
)

// TestRules holds each rule against its own fixture: the faults it must report beside the pages on which it must be silent.
func TestRules(t *testing.T) {
	for _, c := range schema.Checks {
		name := strings.TrimPrefix(c.ID, "schema/")
		fixture.Run(t, filepath.Join("testdata", name+"*.txtar"), []*checks.Check{c})
	}
}

func TestValid(t *testing.T) {
	if err := checks.Validate(schema.Checks); err != nil {
		t.Error(err)
	}
}
