package media_test

import (
	"testing"

	"github.com/healthusias/rounds/checks/fixture"
	"github.com/healthusias/rounds/checks/media"
)

func TestFixtures(t *testing.T) { fixture.Run(t, "testdata/*.txtar", media.Checks) }
