package main

import (
	"bytes"
	"context"
	"os"
	"strings"
	"syscall"
	"testing"

	"github.com/spf13/cobra"

	"github.com/healthusias/rounds/checks"
)

// help is what a command prints with --help.
func help(t *testing.T, args ...string) string {
	t.Helper()
	var stdout, stderr bytes.Buffer
	if code := run(context.Background(), append(args, "--help"), strings.NewReader(""), &stdout, &stderr, nil); code != 0 || stderr.Len() > 0 {
		t.Fatalf("%v --help ends with %d: %s", args, code, &stderr)
	}
	return stdout.String()
}

// unread is a pipe whose reader has gone.
type unread struct{}

func (unread) Write([]byte) (int, error) {
	return 0, &os.PathError{Op: "write", Path: "/dev/stdout", Err: syscall.EPIPE}
}

func TestHelpThatNobodyReadsIsNoError(t *testing.T) {
	var stderr bytes.Buffer
	for _, args := range [][]string{{"audit", "--help"}, {"--help"}, {"completion", "zsh"}, {"rules"}, {"explain", "links/broken"}, {"version"}, {"config", "schema"}} {
		if code := run(context.Background(), args, strings.NewReader(""), unread{}, &stderr, nil); code != 0 || stderr.Len() > 0 {
			t.Errorf("%v ends with %d: %s", args, code, &stderr)
		}
	}
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
		if len(path) > 0 && path[0] == "help" {
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
			if strings.Contains(text, "above --fail-on") && cmd.Flags().Lookup("fail-on") == nil {
				t.Errorf("the exit codes name --fail-on, which the command has not:\n%s", text)
			}
		})
	}
	visit((&app{}).root())
}
