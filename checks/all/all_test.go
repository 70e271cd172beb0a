package all_test

import (
	"os"
	"testing"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/checks/all"
	"github.com/healthusias/rounds/checks/fixture"
)

func TestCatalogKeepsTheRulesOfTheHouse(t *testing.T) {
	if err := checks.Validate(all.Checks); err != nil {
		t.Error(err)
	}
}

// TestReference keeps docs/rules.md what the code says; -update writes it.
func TestReference(t *testing.T) {
	const file = "../../docs/rules.md"
	want := checks.Reference(all.Checks)
	if *fixture.Update {
		if err := os.WriteFile(file, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != want {
		t.Errorf("%s is stale: go test ./checks/all -update", file)
	}
}
