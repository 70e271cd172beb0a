// Package all is the catalog: every rule of every family, and those of the engine.
package all

import (
	"slices"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/checks/clusters"
	"github.com/healthusias/rounds/checks/delivery"
	"github.com/healthusias/rounds/checks/graph"
	"github.com/healthusias/rounds/checks/index"
	"github.com/healthusias/rounds/checks/links"
	"github.com/healthusias/rounds/checks/media"
	"github.com/healthusias/rounds/checks/onpage"
	"github.com/healthusias/rounds/checks/schema"
	"github.com/healthusias/rounds/checks/trust"
)

// Checks are all rules, family by family.
var Checks = slices.Concat(links.Checks, clusters.Checks, graph.Checks, index.Checks, trust.Checks, onpage.Checks, media.Checks, schema.Checks, delivery.Checks, checks.Own)

// Find is the rule of an id, nil where there is none.
func Find(id string) *checks.Check {
	if i := slices.IndexFunc(Checks, func(c *checks.Check) bool { return c.ID == id }); i >= 0 {
		return Checks[i]
	}
	return nil
}
