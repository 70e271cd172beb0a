package all_test

import (
	"path/filepath"
	"testing"

	"github.com/healthusias/rounds/checks/all"
	"github.com/healthusias/rounds/checks/fixture"
)

// TestShell holds every family against pages that scripts fill: what cannot be seen must not be called missing.
func TestShell(t *testing.T) {
	fixture.Run(t, filepath.Join("testdata", "shell.txtar"), all.Checks)
}
