package index_test

import (
	"testing"

	"github.com/healthusias/rounds/checks/fixture"
	"github.com/healthusias/rounds/checks/index"
)

func TestFixtures(t *testing.T) { fixture.Run(t, "testdata/*.txtar", index.Checks) }
