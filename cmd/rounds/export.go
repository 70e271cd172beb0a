package main

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/healthusias/rounds/crawler"
	"github.com/healthusias/rounds/crawler/store"
	"github.com/healthusias/rounds/reports"
)

// exports are the tables that a run can be written out as.
var exports = map[string]func(w io.Writer, format string, site *crawler.Site) error{
	"authors": reports.ExportAuthors,
	"links":   reports.ExportLinks,
	"pages":   reports.ExportPages,
}

// export writes out every row of a stored run.
func (a *app) export() *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use:       "export authors|links|pages [RUN] [flags]",
		Short:     "Write every author, link or page of a stored run, by default the latest, as CSV or JSON",
		Args:      arguments(1, 2),
		ValidArgs: []string{"authors", "links", "pages"},
		Example: examples(
			"rounds export links -f jsonl > links.jsonl", "one object per link",
			"rounds export pages -f csv=pages.csv", "the inventory as a spreadsheet",
			"rounds export authors -f json 2026-11-22T06-00-11Z", "who wrote and who reviewed what, of an older run"),
		RunE: func(cmd *cobra.Command, args []string) error {
			write, ok := exports[args[0]]
			if !ok {
				return fmt.Errorf("unknown table %q; %s", args[0], didYouMean("", args[0], cmd.ValidArgs, "it must be authors, links or pages"))
			}
			kind, file, given := strings.Cut(format, "=")
			if given && file == "" {
				return fmt.Errorf("-f %s: the file is missing after =", format)
			}
			if !slices.Contains([]string{"csv", "json", "jsonl"}, kind) {
				return fmt.Errorf("-f %s: unknown format %q; it must be csv, json or jsonl", format, kind)
			}
			site, end, err := a.storedSite(first(args[1:]))
			if err != nil {
				return err
			}
			defer end()
			return a.exportTo(file, func(w io.Writer) error { return write(w, kind, site) })
		},
	}
	cmd.Flags().StringVarP(&format, "format", "f", "csv", "`FORMAT[=FILE]`: csv, json or jsonl")
	a.flags.addCommon(cmd.Flags())
	return cmd
}

// storedSite opens a stored run as a finished site. Call end when done with it.
func (a *app) storedSite(id string) (site *crawler.Site, end func(), err error) {
	st, run, err := a.openRuns(id, store.OpenRead)
	if err != nil {
		return nil, nil, err
	}
	p, err := a.storedPlan(run)
	if err == nil {
		site, err = p.open(st, run.ID)
	}
	if err != nil {
		st.Close()
		return nil, nil, err
	}
	return site, func() { st.Close() }, nil
}

func (a *app) exportTo(file string, write func(io.Writer) error) error {
	if file != "" && file != "-" {
		if err := replaceFile(file, write); err != nil {
			return fmt.Errorf("writing the export: %w", err)
		}
		return nil
	}
	out := bufio.NewWriter(a.stdout)
	if err := write(out); err != nil {
		return fmt.Errorf("writing the export: %w", err)
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("writing the export: %w", err)
	}
	return nil
}
