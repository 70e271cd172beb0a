package delivery_test

import (
	"testing"

	"github.com/healthusias/rounds/checks/delivery"
	"github.com/healthusias/rounds/checks/fixture"
)

func TestFixtures(t *testing.T) { fixture.Run(t, "testdata/*.txtar", delivery.Checks) }
