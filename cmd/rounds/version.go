package main

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"
)

// version is that of the tool; reports name it.
const version = "0.1.0"

func (a *app) version() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the version, the revision it was built from and the Go release",
		Args:  arguments(0, 0),
		Example: examples(
			"rounds version", "for a bug report",
			"rounds version | cut -d' ' -f2", "the number alone",
			"rounds version > version.txt", "to be kept with a report"),
		RunE: func(*cobra.Command, []string) error {
			_, err := fmt.Fprintf(a.stdout, "rounds %s (%s, %s %s/%s)\n", version, revision(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
			return err
		},
	}
}

// revision is the commit that the binary was built from.
func revision() string {
	info, _ := debug.ReadBuildInfo()
	if info == nil {
		return "unknown revision"
	}
	for _, setting := range info.Settings {
		if setting.Key == "vcs.revision" {
			return setting.Value[:min(12, len(setting.Value))]
		}
	}
	return "unknown revision"
}

// man writes manual pages.
func (a *app) man() *cobra.Command {
	return &cobra.Command{
		Use:   "man DIR",
		Short: "Write the manual pages of all commands into a directory",
		Args:  arguments(1, 1),
		Example: examples(
			"rounds man man1", "into an existing or new directory",
			"rounds man ~/.local/share/man/man1", "for yourself",
			"rounds man /usr/local/share/man/man1", "for everybody"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := os.MkdirAll(args[0], 0o755); err != nil {
				return fmt.Errorf("writing manual pages: %w", err)
			}
			withExits(cmd.Root())
			built := time.Date(2026, time.January, 1, 0, 0, 0, 0, time.UTC) // two builds write the same bytes
			header := &doc.GenManHeader{Section: "1", Source: "rounds " + version, Date: &built}
			if err := doc.GenManTree(cmd.Root(), header, filepath.Clean(args[0])); err != nil {
				return fmt.Errorf("writing manual pages: %w", err)
			}
			return nil
		},
	}
}

// withExits puts the exit codes into the description that manual pages have.
func withExits(cmd *cobra.Command) {
	cmd.DisableAutoGenTag = true
	cmd.Long = cmd.Short + ".\n\n" + exitsOf(cmd)
	for _, sub := range cmd.Commands() {
		withExits(sub)
	}
}
