package onpage_test

import (
	"testing"

	"github.com/healthusias/rounds/checks/fixture"
	"github.com/healthusias/rounds/checks/onpage"
)

func TestFixtures(t *testing.T) { fixture.Run(t, "testdata/*.txtar", onpage.Checks) }
