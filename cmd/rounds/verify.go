package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/healthusias/rounds/crawler"
	"github.com/healthusias/rounds/crawler/store"
	"github.com/healthusias/rounds/reports/safe"
)

// checkedRun is a run in `rounds runs verify --json`.
type checkedRun struct {
	ID       string   `json:"id"`
	Pages    int      `json:"pages"`
	URLs     int      `json:"urls"`
	Problems []string `json:"problems"`
}

// shownProblems is how many problems of a run the text names.
const shownProblems = 10

func (a *app) verifyRuns() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:               "verify [RUN] [flags]",
		Short:             "Verify that the file is sound, every URL is accounted for and every page can be read back, of all runs or of one",
		Args:              arguments(0, 1),
		ValidArgsFunction: a.completeRuns,
		Example: examples(
			"rounds runs verify", "every stored run",
			"rounds runs verify 2026-11-22T06-00-11Z", "one run",
			"rounds runs verify --json", "for programs"),
		RunE: func(_ *cobra.Command, args []string) error {
			st, err := a.openStored(store.OpenRead)
			if err != nil {
				return err
			}
			defer st.Close()
			runs := st.runs
			if len(args) > 0 {
				run, err := st.Run(args[0])
				if err != nil {
					return err
				}
				runs = []store.RunInfo{run}
			}
			faults, checked, err := verifyStored(st, runs)
			if err != nil {
				return err
			}
			return a.verified(st.path, faults, checked, asJSON)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "write JSON")
	a.flags.addCommon(cmd.Flags())
	return cmd
}

// verifyStored returns what SQLite finds wrong with the file, and what is wrong with each run.
func verifyStored(st *stored, runs []store.RunInfo) ([]string, []checkedRun, error) {
	faults, err := st.Integrity()
	if err != nil {
		return nil, nil, err
	}
	checked := make([]checkedRun, 0, len(runs))
	for _, run := range runs {
		c := checkedRun{ID: run.ID, Problems: []string{}}
		problems, err := crawler.Verify(st.Store, run)
		c.Problems = append(c.Problems, problems...)
		if err == nil {
			var used store.Usage
			used, err = st.Usage(run.Seq)
			c.Pages, c.URLs = used.Pages, used.URLs
		}
		if err == nil {
			_, err = st.Report(run.ID)
		}
		if err != nil {
			c.Problems = append(c.Problems, err.Error())
		}
		checked = append(checked, c)
	}
	return append([]string{}, faults...), checked, nil
}

// verified prints what was verified. Anything wrong is exit code 2.
func (a *app) verified(path string, faults []string, checked []checkedRun, asJSON bool) error {
	problems := len(faults)
	for _, c := range checked {
		problems += len(c.Problems)
	}
	if asJSON {
		if err := a.printJSON(map[string]any{"state": path, "problems": faults, "runs": checked}); err != nil {
			return err
		}
	} else if err := a.verifiedText(path, faults, checked); err != nil {
		return err
	}
	if problems > 0 {
		return fmt.Errorf("%d problems in %s: crawl damaged runs again, or move the file away to start afresh", problems, path)
	}
	return nil
}

func (a *app) verifiedText(path string, faults []string, checked []checkedRun) error {
	verdict := "sound"
	if len(faults) > 0 {
		verdict = "damaged"
	}
	lines := []string{fmt.Sprintf("%s: the file is %s", path, verdict)}
	lines = append(lines, indented(faults)...)
	for _, c := range checked {
		if len(c.Problems) == 0 {
			lines = append(lines, fmt.Sprintf("%s: every URL is accounted for (%d), every page can be read (%d)", c.ID, c.URLs, c.Pages))
			continue
		}
		lines = append(lines, fmt.Sprintf("%s: %d problems", c.ID, len(c.Problems)))
		lines = append(lines, indented(c.Problems)...)
	}
	for _, line := range lines {
		if _, err := fmt.Fprintln(a.stdout, safe.Line(line)); err != nil {
			return err
		}
	}
	return nil
}

func indented(problems []string) []string {
	var lines []string
	for _, p := range problems[:min(len(problems), shownProblems)] {
		lines = append(lines, "  "+p)
	}
	if more := len(problems) - shownProblems; more > 0 {
		lines = append(lines, fmt.Sprintf("  and %d more", more))
	}
	return lines
}
