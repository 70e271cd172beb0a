package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/healthusias/rounds/crawler/store"
	"github.com/healthusias/rounds/reports"
)

// report renders a stored run, or a saved JSON report, in any format.
func (a *app) report() *cobra.Command {
	cmd := &cobra.Command{
		Use:               "report [RUN|FILE.json] [flags]",
		Short:             "Write the report of a stored run, by default the latest, or of a saved JSON report in any format",
		Args:              arguments(0, 1),
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
			v, err := a.savedReport(cmd.Context(), first(args))
			if err != nil {
				return err
			}
			return a.write(outputs, v, a.presentation(v, ""))
		},
	}
	a.flags.addReports(cmd.Flags())
	a.flags.addInventory(cmd.Flags())
	a.flags.addCommon(cmd.Flags())
	return cmd
}

// savedReport reads the report of a stored run, of a file, or of stdin.
func (a *app) savedReport(ctx context.Context, name string) (*verdict, error) {
	switch {
	case name == "-":
		return a.foreignReport(a.stdin)
	case strings.HasSuffix(name, ".json"), strings.ContainsRune(name, os.PathSeparator):
		f, err := os.Open(name)
		if err != nil {
			return nil, fmt.Errorf("reading the report: %w", err)
		}
		defer f.Close()
		return a.foreignReport(f)
	}
	return a.runReport(ctx, name)
}

// foreignReport reads a report that was written out: all that is known is what stands in it.
func (a *app) foreignReport(r io.Reader) (*verdict, error) {
	v, err := readReport(r)
	if err == nil && a.flags.jsonPages && v.report.Pages == nil {
		return nil, errors.New("--json-pages: that report was saved without the inventory of pages; name the run instead of the file")
	}
	return v, err
}

// runReport is the report of a stored run. One that was never judged, because its crawl was all that was asked for, was
// killed or is still under way, is judged on the spot. Nothing is written: the run may be another process's.
func (a *app) runReport(ctx context.Context, id string) (*verdict, error) {
	st, run, err := a.openRuns(id, store.OpenRead)
	if err != nil {
		return nil, err
	}
	defer st.Close()
	saved, err := st.Report(run.ID)
	if err != nil {
		return nil, err
	}
	if saved == nil || run.State == "running" {
		return a.assessStored(ctx, st, run)
	}
	v, err := readReport(bytes.NewReader(saved))
	if err != nil || !a.flags.jsonPages || v.report.Pages != nil {
		return v, err
	}
	p, err := a.storedPlan(run)
	if err != nil {
		return nil, err
	}
	site, err := p.open(st, run.ID)
	if err != nil {
		return nil, err
	}
	v.report.Pages, err = reports.Inventory(site)
	return v, err
}

// assessStored judges a stored run as check does, and keeps nothing.
func (a *app) assessStored(ctx context.Context, st *store.Store, run store.RunInfo) (*verdict, error) {
	p, err := a.presentPlan(run)
	if err != nil {
		return nil, err
	}
	site, err := p.open(st, run.ID)
	if err != nil {
		return nil, err
	}
	return assess(ctx, site, p)
}

func readReport(r io.Reader) (*verdict, error) {
	report, err := reports.Read(r)
	if err != nil {
		return nil, err
	}
	return &verdict{report: report, untrusted: report.Run.Untrusted}, nil
}
