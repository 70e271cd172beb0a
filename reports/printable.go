package reports

import (
	"slices"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/reports/safe"
)

// printable is a copy of what the text formats print of a report besides its findings, made safe for one line of a terminal or a build log.
// They print from this copy and from copies of single findings only: a saved report may come from anybody, so no string of it is taken for
// harmless. All findings at once would be as much memory again as the report.
func printable(r *Report) *Report {
	p := &Report{Run: r.Run, Coverage: r.Coverage, Summary: r.Summary, Findings: r.Findings}
	lines(&p.Run.ID, &p.Run.Target, &p.Run.Base, &p.Run.Started, &p.Run.Finished, &p.Run.State, &p.Run.Since)
	p.Run.IncompleteBecause = safeList(r.Run.IncompleteBecause)
	p.Coverage.Reasons = make(map[string]int, len(r.Coverage.Reasons))
	for reason, n := range r.Coverage.Reasons {
		p.Coverage.Reasons[safe.Line(reason)] += n
	}
	p.Coverage.PartialPages = slices.Clone(r.Coverage.PartialPages)
	for i := range p.Coverage.PartialPages {
		lines(&p.Coverage.PartialPages[i].URL, &p.Coverage.PartialPages[i].Reason)
	}
	return p
}

// plain is a printable copy of a finding.
func plain(f *checks.Finding) *checks.Finding {
	p := *f
	makePrintable(&p)
	return &p
}

func makePrintable(f *checks.Finding) {
	lines(&f.Rule, &f.Status, &f.Page, &f.Kind, &f.Subject, &f.Message, &f.Since, &f.Evidence.Region, &f.Evidence.Selector, &f.Evidence.Snippet)
	f.Severity = checks.Severity(safe.Line(string(f.Severity)))
	if f.Source != nil {
		source := *f.Source
		lines(&source.File)
		f.Source = &source
	}
	if f.Template != nil {
		f.Template = &checks.Template{Count: f.Template.Count, Examples: safeList(f.Template.Examples)}
	}
}

func lines(texts ...*string) {
	for _, text := range texts {
		*text = safe.Line(*text)
	}
}

func safeList(list []string) []string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = safe.Line(s)
	}
	return out
}
