package main

import (
	"bytes"
	"context"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite what README.md shows of the command")

// TestReadmeShowsTheHelp keeps the usage block of README.md equal to what the command says.
func TestReadmeShowsTheHelp(t *testing.T) {
	shownInReadme(t, "<!-- rounds audit --help -->\n```text\n", help(t, "audit"))
}

// TestReadmeShowsTheSample keeps the transcript of README.md equal to what the command says of the sample site: its first three pages and its end.
func TestReadmeShowsTheSample(t *testing.T) {
	var stdout, stderr bytes.Buffer
	args := []string{"audit", "../../testdata/sites/spine", "--state", ":memory:", "--now", "2026-11-22T06:00:00Z"}
	if code := run(context.Background(), args, strings.NewReader(""), &stdout, &stderr, nil); code != exitFindings {
		t.Fatalf("exit code %d: %s", code, &stderr)
	}
	text := regexp.MustCompile(`, \d+s\.`).ReplaceAllString(stdout.String(), ", 0s.")
	blocks := strings.SplitN(text, "\n\n", 4)
	end := regexp.MustCompile(`(?m)^   [\d,]+ pages, `).FindStringIndex(text)
	if len(blocks) < 4 || end == nil {
		t.Fatalf("not what a report looks like:\n%s", text)
	}
	shownInReadme(t, "<!-- rounds audit testdata/sites/spine -->\n```console\n$ rounds audit testdata/sites/spine\n",
		strings.Join(blocks[:3], "\n\n")+"\n…\n"+text[end[0]:])
}

// shownInReadme expects text in README.md behind a line that begins its block, or puts it there.
func shownInReadme(t *testing.T, begin, want string) {
	t.Helper()
	const path, end = "../../README.md", "```\n<!-- end -->"
	readme, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok := strings.Cut(string(readme), begin)
	shown, after, ok2 := strings.Cut(rest, end)
	if !ok || !ok2 {
		t.Fatalf("%s has no block between %q and %q", path, begin, end)
	}
	if *update {
		if err := os.WriteFile(path, []byte(before+begin+want+end+after), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if shown != want {
		t.Errorf("%s is stale: go test ./cmd/rounds -run Readme -update\n%s", path, want)
	}
}

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
