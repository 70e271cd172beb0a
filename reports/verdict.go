package reports

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/reports/safe"
)

// Verdict is the report in one line: INTERRUPTED, FAIL, UNTRUSTED or PASS, why, which run, and what to do next. A run that
// was interrupted is neither good nor bad yet. It fails by a finding that is not fixed and at least as grave as
// Options.FailOn; otherwise it is untrusted where Options.Untrusted says so.
func Verdict(r *Report, opt Options) string {
	return verdict(printable(r), opt)
}

// verdict takes a printable report.
func verdict(r *Report, opt Options) string {
	failing, rest := divide(r, opt.FailOn)
	word, color, why := "PASS", green, cmp.Or(rest, "no findings")
	switch {
	case r.Run.State == "interrupted":
		word, color, why = "INTERRUPTED", yellow, soFar(r, failing, rest)
	case failing != "":
		word, color, why = "FAIL", red, failing
	case len(opt.Untrusted) > 0:
		word, color, why = "UNTRUSTED", yellow, "the result cannot be trusted: "+strings.Join(safeList(opt.Untrusted), ", ")
	}
	return opt.paint(color, word) + "  " + why + ".  " + runLine(&r.Run) + nextSteps(r)
}

// soFar is what an interrupted run came to.
func soFar(r *Report, failing, rest string) string {
	found := strings.Join(slices.DeleteFunc([]string{failing, rest}, func(s string) bool { return s == "" }), ", ")
	return fmt.Sprintf("%s on %s so far, %s pending", cmp.Or(found, "no findings"), count(r.Coverage.Pages, "page"), count(r.Coverage.Pending, "URL"))
}

// divide counts the findings that fail and, of the others, those that do not; "" for none.
func divide(r *Report, failOn checks.Severity) (failing, rest string) {
	floor := cmp.Or(failOn, checks.Error).Rank()
	if floor == 0 { // checks.Ignore
		floor = checks.Error.Rank() + 1
	}
	var fails, passes []string
	for _, s := range []checks.Severity{checks.Error, checks.Warning, checks.Notice} {
		n := tally(r, s)
		open := n["new"] + n["open"]
		switch {
		case open == 0:
		case s.Rank() >= floor:
			fails = append(fails, count(open, string(s)))
		default:
			passes = append(passes, count(open, string(s)))
		}
	}
	return strings.Join(fails, ", "), strings.Join(passes, ", ")
}

func runLine(run *Run) string {
	line := "Run " + run.ID
	started, err := time.Parse(time.RFC3339, run.Started)
	finished, err2 := time.Parse(time.RFC3339, run.Finished)
	cut := run.State == "interrupted" && finished.Equal(started) // killed: nobody noted when
	if err == nil && err2 == nil && !finished.Before(started) && !cut {
		line += ", " + duration(finished.Sub(started))
	}
	if run.State != "complete" && run.State != "" {
		line += ", " + run.State
	}
	return line + "."
}

// duration is 12s, 2m09s or 1h02m.
func duration(d time.Duration) string {
	switch d = d.Round(time.Second); {
	case d < time.Minute:
		return fmt.Sprintf("%ds", int(d.Seconds()))
	case d < time.Hour:
		return fmt.Sprintf("%dm%02ds", int(d.Minutes()), int(d.Seconds())%60)
	}
	return fmt.Sprintf("%dh%02dm", int(d.Hours()), int(d.Minutes())%60)
}

// nextSteps names the commands that help on: the explanation of the gravest rule, and how to end a crawl that was cut off.
func nextSteps(r *Report) string {
	steps := ""
	var worst *checks.Finding
	for i := range r.Findings {
		if f := &r.Findings[i]; f.Status != "fixed" && (worst == nil || f.Severity.Rank() > worst.Severity.Rank()) {
			worst = f
		}
	}
	if worst != nil {
		steps += "  Why: rounds explain " + safe.Line(worst.Rule)
	}
	if r.Run.State == "interrupted" {
		steps += "  Continue: rounds resume " + r.Run.ID
	}
	return steps
}
