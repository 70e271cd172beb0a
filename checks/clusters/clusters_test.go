package clusters_test

import (
	"testing"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/checks/clusters"
	"github.com/healthusias/rounds/checks/fixture"
)

func TestFixtures(t *testing.T) { fixture.Run(t, "testdata/*.txtar", clusters.Checks) }

func TestRulesAreWellFormed(t *testing.T) {
	if err := checks.Validate(clusters.Checks); err != nil {
		t.Error(err)
	}
}
