package links_test

import (
	"testing"

	"github.com/healthusias/rounds/checks/fixture"
	"github.com/healthusias/rounds/checks/links"
)

func TestFixtures(t *testing.T) { fixture.Run(t, "testdata/*.txtar", links.Checks) }
