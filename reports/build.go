package reports

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/crawler"
)

// BuildOptions say what a report holds besides the findings.
type BuildOptions struct {
	Version string // of the tool
	Pages   bool   // with the inventory of pages, which reads the facts of every page
}

// Build makes the report of a judged site, which takes over the findings. List are the rules it was judged by; the engine's
// own need not be in it. The report depends on nothing but its arguments. An error means that the facts of a page could not be read.
func Build(site *crawler.Site, result checks.Result, list []*checks.Check, opt BuildOptions) (*Report, error) {
	r := &Report{
		Schema:   Schema,
		Tool:     Tool{Name: "rounds", Version: opt.Version},
		Run:      runOf(&site.Run),
		Coverage: coverageOf(site),
		Findings: findingsOf(result.Findings, site.Run.Started),
	}
	r.Summary = summaryOf(r.Findings, result.Suppressed)
	r.Rules = rulesOf(r.Findings, list)
	if !opt.Pages {
		return r, nil
	}
	var err error
	r.Pages, err = Inventory(site)
	return r, err
}

// Inventory lists the pages of a site, sorted by address. An error means that the facts of one could not be read.
func Inventory(site *crawler.Site) ([]Page, error) {
	pages := make([]Page, 0, len(site.Pages()))
	err := eachPage(site, func(p *Page) error {
		pages = append(pages, *p)
		return nil
	})
	return pages, err
}

func runOf(run *crawler.Run) Run {
	return Run{
		ID:                run.ID,
		Target:            run.Target,
		Base:              run.Base,
		Started:           run.Started.UTC().Format(time.RFC3339),
		Finished:          run.Finished.UTC().Format(time.RFC3339),
		State:             run.State,
		IncompleteBecause: filled(run.IncompleteBecause),
		Since:             run.Since,
	}
}

func coverageOf(site *crawler.Site) Coverage {
	c := &site.Coverage
	reasons := maps.Clone(c.Reasons)
	if reasons == nil {
		reasons = map[string]int{}
	}
	return Coverage{
		Discovered: c.Discovered, OK: c.OK, Redirect: c.Redirect, Partial: c.Partial, Broken: c.Broken,
		Unverified: c.Unverified, Skipped: c.Skipped, Pending: c.Pending,
		Reasons: reasons, Pages: c.Pages, Links: c.Links, Unchanged: site.Run.Unchanged,
		PartialPages: partialPages(site),
	}
}

func partialPages(site *crawler.Site) []PartialPage {
	pages := []PartialPage{}
	for _, id := range site.Pages() {
		if u := site.URL(id); u.State == crawler.Partial {
			pages = append(pages, PartialPage{u.Address, cmp.Or(u.Reason, site.Head(id).Partial)})
		}
	}
	return pages
}

// findingsOf completes findings. Without a base to compare with each is open, and first seen by this run.
func findingsOf(findings []checks.Finding, started time.Time) []checks.Finding {
	today := started.UTC().Format(time.DateOnly)
	for i := range findings {
		f := &findings[i]
		f.Status = cmp.Or(f.Status, "open")
		f.Since = cmp.Or(f.Since, today)
		if f.Template != nil {
			f.Template.Examples = filled(f.Template.Examples)
		}
	}
	if findings == nil {
		return []checks.Finding{}
	}
	return findings
}

func summaryOf(findings []checks.Finding, suppressed int) Summary {
	s := Summary{Suppressed: suppressed}
	for i := range findings {
		switch findings[i].Status {
		case "fixed":
			s.Fixed++
			continue
		case "new":
			s.New++
		}
		switch findings[i].Severity {
		case checks.Error:
			s.Error++
		case checks.Warning:
			s.Warning++
		default:
			s.Notice++
		}
	}
	s.Folded = len(fold(findings))
	return s
}

// rulesOf lists the rules that have findings, by id.
func rulesOf(findings []checks.Finding, list []*checks.Check) []Rule {
	known := map[string]*checks.Check{}
	for _, c := range slices.Concat(checks.Own, list) {
		known[c.ID] = c
	}
	rules := map[string]Rule{}
	for i := range findings {
		f := &findings[i]
		if _, done := rules[f.Rule]; done {
			continue
		}
		rules[f.Rule] = Rule{ID: f.Rule, Title: f.Rule, Severity: string(f.Severity), Sources: []string{}}
		if c := known[f.Rule]; c != nil {
			rules[f.Rule] = Rule{c.ID, c.Title, string(c.Severity), help(&c.Doc), filled(c.Doc.Sources)}
		}
	}
	out := make([]Rule, 0, len(rules))
	for _, id := range slices.Sorted(maps.Keys(rules)) {
		out = append(out, rules[id])
	}
	return out
}

// help is the rule's documentation as paragraphs of plain text.
func help(d *checks.Doc) string {
	paragraphs := []string{d.What, d.Why}
	if d.Example != "" {
		paragraphs = append(paragraphs, "Example:\n"+strings.Trim(d.Example, "\n"))
	}
	return strings.Join(append(paragraphs, "What to do: "+d.Fix+"."), "\n\n")
}

// filled is the list with nil made empty, which JSON tells apart.
func filled(list []string) []string {
	if list == nil {
		return []string{}
	}
	return list
}
