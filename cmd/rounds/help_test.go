package main

import (
	"bytes"
	"context"
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"github.com/healthusias/rounds/checks"
)

var update = flag.Bool("update", false, "rewrite the usage block of README.md")

// help is what a command prints with --help.
func help(t *testing.T, args ...string) string {
	t.Helper()
	var stdout, stderr bytes.Buffer
	if code := run(context.Background(), append(args, "--help"), strings.NewReader(""), &stdout, &stderr, nil); code != 0 || stderr.Len() > 0 {
		t.Fatalf("%v --help ends with %d: %s", args, code, &stderr)
	}
	return stdout.String()
}

func TestTheCatalogListsARuleOnce(t *testing.T) {
	if err := checks.Validate(catalogue()); err != nil {
		t.Error(err)
	}
}

func TestEveryCommandIsExplained(t *testing.T) {
	var visit func(cmd *cobra.Command)
	visit = func(cmd *cobra.Command) {
		for _, sub := range cmd.Commands() {
			visit(sub)
		}
		path := strings.Fields(cmd.CommandPath())[1:]
		if len(path) > 0 && (path[0] == "completion" || path[0] == "help") {
			return // cobra's own
		}
		t.Run(strings.Join(append([]string{"rounds"}, path...), " "), func(t *testing.T) {
			text := help(t, path...)
			if n := strings.Count(cmd.Example, "\n") + 1; n != 3 {
				t.Errorf("%d examples, want 3", n)
			}
			for _, example := range strings.Split(cmd.Example, "\n") {
				if !strings.Contains(example, cmd.CommandPath()) {
					t.Errorf("example %q does not run the command", example)
				}
			}
			if strings.HasSuffix(cmd.Short, ".") || strings.Contains(cmd.Short, ". ") {
				t.Errorf("%q is not one sentence", cmd.Short)
			}
			for _, want := range []string{cmd.Short + ".\n", "\nUsage:\n", "\nExamples:\n", "\nFlags:\n", "\nExit codes:\n  0 "} {
				if !strings.Contains("\n"+text, want) {
					t.Errorf("the help lacks %q:\n%s", want, text)
				}
			}
		})
	}
	visit((&app{}).root())
}

// TestReadmeShowsTheHelp keeps the usage block of README.md equal to what the command says.
func TestReadmeShowsTheHelp(t *testing.T) {
	const path, begin, end = "../../README.md", "<!-- rounds audit --help -->\n```text\n", "```\n<!-- end -->"
	readme, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok := strings.Cut(string(readme), begin)
	shown, after, ok2 := strings.Cut(rest, end)
	if !ok || !ok2 {
		t.Fatalf("%s has no block between %q and %q", path, begin, end)
	}
	want := help(t, "audit")
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
