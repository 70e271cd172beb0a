package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"path/filepath"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/dustin/go-humanize"
	"github.com/spf13/cobra"

	"github.com/healthusias/rounds/crawler/store"
	"github.com/healthusias/rounds/reports/safe"
)

// runs is the family of commands about stored runs.
func (a *app) runs() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "runs",
		Short: "List, show, remove or verify stored runs",
		Args:  unknownCommand,
		Example: examples(
			"rounds runs list", "what is stored of a site",
			"rounds runs rm 2026-11-22T06-00-11Z", "forget a run",
			"rounds runs verify", "whether everything can be read back"),
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(a.listRuns(), a.showRun(), a.removeRuns(), a.verifyRuns())
	for _, sub := range cmd.Commands() {
		sub.DisableFlagsInUseLine = true
	}
	return cmd
}

// runEntry is a run in `rounds runs list --json` and `rounds runs show --json`. Findings is null where the run was not judged.
type runEntry struct {
	ID                string         `json:"id"`
	Target            string         `json:"target"`
	Base              string         `json:"base"`
	State             string         `json:"state"` // running, complete, incomplete or interrupted
	IncompleteBecause []string       `json:"incomplete_because"`
	Started           string         `json:"started"`
	Finished          string         `json:"finished,omitempty"`
	Since             string         `json:"since,omitempty"`
	Unchanged         int            `json:"unchanged,omitempty"`
	Pages             int            `json:"pages"`
	URLs              int            `json:"urls"`
	Bytes             int64          `json:"bytes"`
	Findings          *findingCounts `json:"findings"`
}

type findingCounts struct {
	Error   int `json:"error"`
	Warning int `json:"warning"`
	Notice  int `json:"notice"`
}

// entryOf collects what is known of a run. One that nobody is writing any more was killed, whatever the store says.
func entryOf(st *store.Store, run store.RunInfo, live bool) (runEntry, error) {
	e := runEntry{ID: run.ID, Target: run.Target, Base: run.Base, State: run.State, IncompleteBecause: run.IncompleteBecause,
		Started: run.Started.Format(time.RFC3339), Since: run.Since}
	if e.IncompleteBecause == nil {
		e.IncompleteBecause = []string{}
	}
	if !run.Finished.IsZero() {
		e.Finished = run.Finished.Format(time.RFC3339)
	}
	if run.State == "running" && !live {
		e.State, e.IncompleteBecause = "interrupted", []string{"interrupted"}
	}
	used, err := st.Usage(run.Seq)
	if err != nil {
		return e, err
	}
	e.Pages, e.URLs, e.Bytes, e.Unchanged = used.Pages, used.URLs, used.Bytes, used.Unchanged
	saved, err := st.Report(run.ID)
	if err != nil || saved == nil {
		return e, err
	}
	var report struct{ Summary findingCounts }
	if err := json.Unmarshal(saved, &report); err != nil {
		return e, fmt.Errorf("reading the report of run %s: %w", run.ID, err)
	}
	e.Findings = &report.Summary
	return e, nil
}

// stored is an open state directory with its runs.
type stored struct {
	*store.Store
	path string
	runs []store.RunInfo
	live bool // another process is writing to it
}

func (a *app) openStored(open func(string) (*store.Store, error)) (*stored, error) {
	dir, err := a.findState()
	if err != nil {
		return nil, err
	}
	s := &stored{path: filepath.Join(dir, database)}
	s.live = store.Busy(s.path) != nil
	if s.Store, err = open(s.path); err != nil {
		return nil, err
	}
	if s.runs, err = s.Runs(); err != nil {
		s.Close()
		return nil, err
	}
	return s, nil
}

func (a *app) listRuns() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "list [flags]",
		Short: "List the stored runs of a site, the latest first, with their findings and size",
		Args:  arguments(0, 0),
		Example: examples(
			"rounds runs list", "of the site of the configuration, or of the site that was audited last",
			"rounds runs list --state .rounds", "of a state directory",
			"rounds runs list --json", "for programs"),
		RunE: func(*cobra.Command, []string) error {
			st, err := a.openStored(store.OpenRead)
			if err != nil {
				return err
			}
			defer st.Close()
			entries := make([]runEntry, 0, len(st.runs))
			for i := len(st.runs) - 1; i >= 0; i-- {
				e, err := entryOf(st.Store, st.runs[i], st.live && i == len(st.runs)-1)
				if err != nil {
					return err
				}
				entries = append(entries, e)
			}
			if asJSON {
				return a.printJSON(map[string]any{"state": st.path, "runs": entries})
			}
			return a.runsTable(entries)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "write JSON")
	a.flags.addCommon(cmd.Flags())
	return cmd
}

func (a *app) runsTable(entries []runEntry) error {
	out := bufio.NewWriter(a.stdout)
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "RUN\tSTATE\tPAGES\tERRORS\tWARNINGS\tNOTICES\tSIZE\tTARGET")
	for _, e := range entries {
		counts := "-\t-\t-"
		if f := e.Findings; f != nil {
			counts = fmt.Sprintf("%d\t%d\t%d", f.Error, f.Warning, f.Notice)
		}
		fmt.Fprintf(table, "%s\t%s\t%d\t%s\t%s\t%s\n", e.ID, e.State, e.Pages, counts, humanize.IBytes(uint64(e.Bytes)), safe.Line(e.Target))
	}
	if err := table.Flush(); err != nil {
		return err
	}
	return out.Flush()
}

func (a *app) showRun() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:               "show [RUN] [flags]",
		Short:             "Show what is known of a stored run, by default the latest",
		Args:              arguments(0, 1),
		ValidArgsFunction: a.completeRuns,
		Example: examples(
			"rounds runs show", "the latest run",
			"rounds runs show 2026-11-22T06-00-11Z", "an older one",
			"rounds runs show --json", "for programs"),
		RunE: func(_ *cobra.Command, args []string) error {
			st, err := a.openStored(store.OpenRead)
			if err != nil {
				return err
			}
			defer st.Close()
			run, err := st.Run(first(args))
			if err != nil {
				return err
			}
			e, err := entryOf(st.Store, run, st.live && run.Seq == st.runs[len(st.runs)-1].Seq)
			if err != nil {
				return err
			}
			if asJSON {
				return a.printJSON(e)
			}
			return a.runCard(st.path, e)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "write JSON")
	a.flags.addCommon(cmd.Flags())
	return cmd
}

// runCard prints one run, a line for each thing known.
func (a *app) runCard(path string, e runEntry) error {
	lines := [][2]string{{"run", e.ID}, {"target", e.Target}, {"base", e.Base}, {"state", strings.Join(append([]string{e.State}, e.IncompleteBecause...), "; ")},
		{"started", e.Started}, {"finished", e.Finished}, {"pages", fmt.Sprint(e.Pages)}, {"addresses", fmt.Sprint(e.URLs)},
		{"findings", "not judged yet: rounds check " + e.ID}, {"size", humanize.IBytes(uint64(e.Bytes))}, {"kept in", path}}
	if f := e.Findings; f != nil {
		lines[8][1] = fmt.Sprintf("%d errors, %d warnings, %d notices", f.Error, f.Warning, f.Notice)
	}
	if e.Since != "" {
		lines = append(lines, [2]string{"unchanged", fmt.Sprintf("%d pages since %s", e.Unchanged, e.Since)})
	}
	out := bufio.NewWriter(a.stdout)
	for _, line := range lines {
		if line[1] != "" {
			fmt.Fprintf(out, "%-10s %s\n", line[0], safe.Line(line[1]))
		}
	}
	return out.Flush()
}

func (a *app) removeRuns() *cobra.Command {
	cmd := &cobra.Command{
		Use:               "rm RUN... [flags]",
		Short:             "Remove stored runs and give their room back to the disk",
		Args:              arguments(1, math.MaxInt),
		ValidArgsFunction: a.completeRuns,
		Example: examples(
			"rounds runs rm 2026-11-22T06-00-11Z", "one run",
			"rounds runs rm 2026-11-15T06-00-09Z 2026-11-22T06-00-11Z", "two",
			"rounds runs rm 2026-11-22T06-00-11Z --state .rounds", "from a state directory"),
		RunE: func(_ *cobra.Command, args []string) error {
			st, err := a.openStored(openExisting)
			if err != nil {
				return err
			}
			defer st.Close()
			var seqs []int64
			for _, id := range args { // all or nothing
				run, err := st.Run(id)
				if err != nil {
					return err
				}
				seqs = append(seqs, run.Seq)
			}
			if err := st.Remove(seqs...); err != nil {
				return err
			}
			if err := st.Compact(); err != nil {
				var full *store.FullError
				if !errors.As(err, &full) {
					return err
				}
				a.say(levelHint, "the runs are removed, but their room stays with the file for later runs: giving it back needs room for a copy, and %v", full)
			}
			return nil
		},
	}
	a.flags.addCommon(cmd.Flags())
	return cmd
}

func (a *app) printJSON(v any) error {
	encoder := json.NewEncoder(a.stdout)
	encoder.SetIndent("", " ")
	encoder.SetEscapeHTML(false)
	return encoder.Encode(v)
}
