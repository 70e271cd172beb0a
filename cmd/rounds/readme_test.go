package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestReadmeConfigurationIsValid verifies the example of a configuration that README.md shows.
func TestReadmeConfigurationIsValid(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, after, found := strings.Cut(string(readme), "```yaml\nversion: 1\n")
	example, _, ended := strings.Cut(after, "```")
	if !found || !ended {
		t.Fatal("README.md has no yaml block that begins with version: 1")
	}
	file := filepath.Join(t.TempDir(), ".rounds.yaml")
	if err := os.WriteFile(file, []byte("version: 1\n"+example), 0o600); err != nil {
		t.Fatal(err)
	}
	var stdout, stderr bytes.Buffer
	if code := run(context.Background(), []string{"config", "verify", file}, strings.NewReader(""), &stdout, &stderr, nil); code != exitClean {
		t.Errorf("exit code %d: %s", code, &stderr)
	}
}
