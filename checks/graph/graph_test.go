package graph_test

import (
	"testing"

	"github.com/healthusias/rounds/checks/fixture"
	"github.com/healthusias/rounds/checks/graph"
)

func TestFixtures(t *testing.T) { fixture.Run(t, "testdata/*.txtar", graph.Checks) }
