package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/healthusias/rounds/crawler/store"
	"github.com/healthusias/rounds/reports"
)

// report renders a judged run, or a saved JSON report, in any format.
func (a *app) report() *cobra.Command {
	cmd := &cobra.Command{
		Use:               "report [RUN|FILE.json] [flags]",
		Short:             "Write the report of a judged run, by default the latest, or of a saved JSON report in any format",
		Args:              cobra.MaximumNArgs(1),
		ValidArgsFunction: a.completeRuns,
		Example: examples(
			"rounds report", "the latest run as text",
			"rounds report report.json -f concise", "a saved report in another format",
			"rounds report 2026-11-22T06-00-11Z -f jsonl=findings.jsonl", "an older run"),
		RunE: func(cmd *cobra.Command, args []string) error {
			outputs, err := a.outputs()
			if err != nil {
				return err
			}
			v, err := a.savedReport(first(args))
			if err != nil {
				return err
			}
			return a.write(outputs, v.report, a.presentation(v, ""))
		},
	}
	a.flags.addReports(cmd.Flags())
	a.flags.addCommon(cmd.Flags())
	return cmd
}

// savedReport reads the report of a stored run, of a file, or of stdin.
func (a *app) savedReport(name string) (*verdict, error) {
	if name == "-" {
		return readReport(a.stdin)
	}
	if strings.HasSuffix(name, ".json") || strings.ContainsRune(name, os.PathSeparator) {
		f, err := os.Open(name)
		if err != nil {
			return nil, fmt.Errorf("reading the report: %w", err)
		}
		defer f.Close()
		return readReport(f)
	}
	st, run, err := a.openRuns(name, store.OpenRead)
	if err != nil {
		return nil, err
	}
	defer st.Close()
	saved, err := st.Report(run.ID)
	if err != nil {
		return nil, err
	}
	if saved == nil {
		return nil, fmt.Errorf("run %s was crawled but not judged: run rounds check %s first", run.ID, run.ID)
	}
	v, err := readReport(bytes.NewReader(saved))
	if err != nil {
		return nil, err
	}
	return v, nil
}

func readReport(r io.Reader) (*verdict, error) {
	report, err := reports.Read(r)
	if err != nil {
		return nil, err
	}
	return &verdict{report: report, untrusted: report.Run.Untrusted}, nil
}
