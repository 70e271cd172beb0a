package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"sync"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/crawler"
	"github.com/healthusias/rounds/crawler/store"
	"github.com/healthusias/rounds/reports"
)

// verdict is a judged run.
type verdict struct {
	report    *reports.Report
	untrusted []string // why the result cannot be trusted
	crashes   int

	packed func() (store.PackedReport, error) // the report in JSON, packed when first asked for; nil where it is not kept
}

// write writes the report in a format. JSON that the store keeps is encoded once.
func (v *verdict) write(w io.Writer, format string, opt reports.Options) error {
	if format == "json" && v.packed != nil {
		packed, err := v.packed()
		if err != nil {
			return err
		}
		_, err = packed.WriteTo(w)
		return err
	}
	return reports.Formats[format](w, v.report, opt)
}

// assess judges a crawled site.
func assess(ctx context.Context, site *crawler.Site, p *plan) (*verdict, error) {
	rules := catalogue()
	settings := p.Config.Judge(rules)
	settings.Today = p.today
	settings.Only, settings.Skip = p.Only, p.Skip
	var err error
	if settings.Retractions, err = readRetractions(p.Config.Trust.Retractions, math.MaxInt64); err != nil {
		return nil, err
	}
	result, err := checks.Run(ctx, site, rules, settings, 0)
	if err != nil {
		return nil, fmt.Errorf("judging %s: %w", p.name(), err)
	}
	report, err := reports.Build(site, result, rules, reports.BuildOptions{Version: version, Pages: p.JSONPages})
	if err != nil {
		return nil, fmt.Errorf("reporting on %s: %w", p.name(), err)
	}
	v := &verdict{report: report, untrusted: doubts(site, p), crashes: result.Crashes}
	report.Run.IncompleteBecause, report.Run.Untrusted = merge(report.Run.IncompleteBecause, v.untrusted), v.untrusted
	if report.Run.State == "complete" && len(v.untrusted) > 0 {
		report.Run.State = "incomplete"
	}
	return v, nil
}

// keepAndConclude stores the report with its run while it writes the reports, and gives the exit code. The reports are out when it returns, even
// where the report could not be kept.
func (a *app) keepAndConclude(st *store.Store, list []output, v *verdict, failOn string, interrupted *stopped) error {
	v.packed = sync.OnceValues(func() (store.PackedReport, error) {
		return store.PackReport(func(w io.Writer) error { return reports.Formats["json"](w, v.report, reports.Options{}) })
	})
	kept := make(chan error, 1)
	go func() { kept <- keep(st, v) }()
	err := a.conclude(list, v, failOn, interrupted)
	return cmp.Or(<-kept, err)
}

// keep stores the report with its run.
func keep(st *store.Store, v *verdict) error {
	packed, err := v.packed()
	if err == nil {
		err = st.SaveReport(v.report.Run.ID, packed)
	}
	if err != nil {
		return fmt.Errorf("keeping the report: %w", err)
	}
	return nil
}

// doubts are the reasons why the result cannot be trusted: those of the crawl, and what the configuration expects.
func doubts(site *crawler.Site, p *plan) []string {
	reasons := slices.Clone(site.Run.Untrusted)
	if site.Run.State == "interrupted" {
		return reasons
	}
	expect, coverage := &p.Config.Expect, &site.Coverage
	if want := expect.MinPages; coverage.Pages < want && !p.narrowed(want) {
		reasons = append(reasons, fmt.Sprintf("only %d of at least %d expected pages were found (expect.min_pages)", coverage.Pages, want))
	}
	if most := expect.MaxUnverified; most != nil && coverage.Discovered > 0 {
		if share := 100 * float64(coverage.Unverified) / float64(coverage.Discovered); share > float64(*most) {
			reasons = append(reasons, fmt.Sprintf("%.1f%% of the addresses could not be verified, more than %s (expect.max_unverified)", share, most))
		}
	}
	if n := unverifiedExternal(site); n > 0 && p.Config.Links.External.Check == string(crawler.ExternalStrict) {
		reasons = append(reasons, fmt.Sprintf("%d external addresses could not be verified (--external strict)", n))
	}
	slices.Sort(reasons)
	return slices.Compact(reasons)
}

// narrowed reports whether the user asked for fewer pages than are expected of the whole site.
func (p *plan) narrowed(want int) bool {
	return p.List || p.MaxDepth != nil || p.MaxPages != nil && *p.MaxPages > 0 && *p.MaxPages < want
}

func unverifiedExternal(site *crawler.Site) int {
	n := 0
	for i := range site.Len() {
		if u := site.URL(crawler.ID(i)); u.State == crawler.Unverified && !u.Internal {
			n++
		}
	}
	return n
}

func merge(a, b []string) []string {
	all := slices.Concat(a, b)
	slices.Sort(all)
	return append([]string{}, slices.Compact(all)...)
}

// conclude writes the reports and gives the exit code.
func (a *app) conclude(list []output, v *verdict, failOn string, interrupted *stopped) error {
	opt := a.presentation(v, failOn)
	code := a.codeOf(v, opt.FailOn, interrupted)
	if !a.flags.cron || code != exitClean || len(v.report.Findings) > 0 {
		if err := a.write(list, v, opt); err != nil {
			return err
		}
	}
	if v.crashes > 0 {
		return fmt.Errorf("a rule broke down %d times, see run/rule-crash in the report; please report it", v.crashes)
	}
	if code == exitFindings && (a.flags.exitZero || a.flags.cron) || code == exitClean {
		return nil
	}
	return status(code)
}

// presentation is how a report is to look.
func (a *app) presentation(v *verdict, failOn string) reports.Options {
	opt := reports.Options{
		GroupBy: a.flags.groupBy, Color: a.colored(), Width: a.width(), Untrusted: v.untrusted,
		FailOn: checks.Severity(failOn),
	}
	if failOn == "never" {
		opt.FailOn = checks.Ignore
	}
	return opt
}

func (a *app) codeOf(v *verdict, failOn checks.Severity, interrupted *stopped) int {
	floor := cmp.Or(failOn, checks.Error).Rank()
	fails := slices.ContainsFunc(v.report.Findings, func(f checks.Finding) bool {
		return f.Status != "fixed" && floor > 0 && f.Severity.Rank() >= floor
	})
	switch {
	case interrupted != nil:
		return interrupted.code()
	case fails:
		return exitFindings
	case len(v.untrusted) > 0 || v.report.Run.State == "interrupted":
		return exitUntrusted
	}
	return exitClean
}

// interruption is the signal that ended a context, nil where none did.
func interruption(ctx context.Context) *stopped {
	var s *stopped
	if errors.As(context.Cause(ctx), &s) {
		return s
	}
	return nil
}
