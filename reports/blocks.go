package reports

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/healthusias/rounds/checks"
)

// block is the findings under one heading of the text report.
type block struct {
	title         string
	before, after string // on the line of the title
	note          string // a line below it; "" for none
	findings      []*checks.Finding
	row           func(f *checks.Finding) []string // of one of them
	rows          [][]string                       // all of them, once they are laid out
	rank          int                              // of the gravest finding
	pages         int                              // that the fault stands on
}

// layOut makes the rows. It is put off until they are printed, so that those of a large report are not all in memory at once.
func (b *block) layOut() {
	b.rows = make([][]string, len(b.findings))
	for i, f := range b.findings {
		b.rows[i] = b.row(plain(f))
	}
}

// byPage gathers findings by the page (or source file) that has them: a maintainer opens it once. Template faults stand
// under the template. Blocks with errors come first, templates before pages, then by address. A row is place, level,
// rule, message, status.
func byPage(r *Report, opt Options) []block {
	type home struct{ path, template string }
	groups := group(fold(r.Findings), func(f *checks.Finding) home {
		f = plain(f)
		if f.Template != nil {
			return home{sourceFile(f), strings.Join(append(f.Template.Examples, f.Kind, f.Evidence.Region, comma(f.Template.Count)), " ")}
		}
		return home{path: r.path(f)}
	})
	blocks := make([]block, 0, len(groups))
	row := func(f *checks.Finding) []string {
		return []string{position(f), opt.level(f.Severity), f.Rule, f.Message, opt.status(r, f)}
	}
	for _, findings := range groups {
		slices.SortStableFunc(findings, func(a, b *checks.Finding) int {
			return cmp.Or(b.Severity.Rank()-a.Severity.Rank(), compareLines(a.Source, b.Source))
		})
		b := pageBlock(r, plain(findings[0]))
		b.findings, b.row = findings, row
		blocks = append(blocks, b)
	}
	slices.SortStableFunc(blocks, func(a, b block) int { return cmp.Or(b.rank-a.rank, b.pages-a.pages) })
	return blocks
}

// pageBlock is the heading over findings of which f is the gravest.
func pageBlock(r *Report, f *checks.Finding) block {
	if t := f.Template; t != nil {
		return block{
			title: cmp.Or(sourceFile(f), cmp.Or(f.Evidence.Region, "template")+" of "+cmp.Or(f.Kind, "all")+" pages"),
			after: fmt.Sprintf("  (on %s)", count(t.Count, "page")),
			note:  "such as " + strings.Join(r.shortList(t.Examples), ", "),
			rank:  f.Severity.Rank(),
			pages: t.Count,
		}
	}
	b := block{title: r.path(f), rank: f.Severity.Rank(), pages: 1}
	if f.Kind != "" && sourceFile(f) == "" {
		b.after = "  " + f.Kind
	}
	return b
}

// byTarget gathers findings by what they are about: one broken address and all pages that link to it. Graver faults come
// first, then those with more referrers. A row is place, page with the text of the link, status.
func byTarget(r *Report, opt Options) []block {
	type fault struct {
		severity               checks.Severity
		rule, subject, message string
	}
	groups := group(fold(r.Findings), func(f *checks.Finding) fault {
		f = plain(f)
		return fault{f.Severity, f.Rule, f.Subject, f.Message}
	})
	blocks := make([]block, 0, len(groups))
	row := func(f *checks.Finding) []string { return []string{position(f), r.referrer(f), opt.status(r, f)} }
	for _, findings := range groups {
		b := r.targetBlock(opt, plain(findings[0]))
		b.findings, b.row = findings, row
		for _, f := range findings {
			b.pages += max(1, templateCount(f))
		}
		if b.pages > 1 {
			b.after = fmt.Sprintf("  (in %s places)", comma(b.pages))
		}
		blocks = append(blocks, b)
	}
	slices.SortStableFunc(blocks, func(a, b block) int { return cmp.Or(b.rank-a.rank, b.pages-a.pages) })
	return blocks
}

// targetBlock is the heading over all findings that say the same as f. It names the subject where the message does not.
func (r *Report) targetBlock(opt Options, f *checks.Finding) block {
	title := f.Message
	if subject := r.short(f.Subject); !strings.Contains(title, subject) {
		title = subject + ": " + title
	}
	return block{before: opt.level(f.Severity) + "  " + f.Rule + "  ", title: title, rank: f.Severity.Rank()}
}

func (r *Report) referrer(f *checks.Finding) string {
	if t := f.Template; t != nil {
		return count(t.Count, "page") + " such as " + strings.Join(r.shortList(t.Examples), ", ")
	}
	if f.Evidence.Snippet == "" {
		return r.path(f)
	}
	return r.path(f) + `  "` + f.Evidence.Snippet + `"`
}

// group splits findings by key. Groups stand in the order of their first finding and keep the order within.
func group[K comparable](findings []*checks.Finding, key func(*checks.Finding) K) [][]*checks.Finding {
	var groups [][]*checks.Finding
	index := map[K]int{}
	for _, f := range findings {
		k := key(f)
		i, known := index[k]
		if !known {
			i = len(groups)
			index[k] = i
			groups = append(groups, nil)
		}
		groups[i] = append(groups[i], f)
	}
	return groups
}

func compareLines(a, b *checks.Source) int {
	if a == nil || b == nil {
		return 0
	}
	return cmp.Or(a.Line-b.Line, a.Column-b.Column)
}

func sourceFile(f *checks.Finding) string {
	if f.Source == nil {
		return ""
	}
	return f.Source.File
}

func templateCount(f *checks.Finding) int {
	if f.Template == nil {
		return 0
	}
	return f.Template.Count
}

// position is line:column; "" where it is unknown, or differs from page to page.
func position(f *checks.Finding) string {
	if f.Source == nil || f.Template != nil && f.Source.File == "" {
		return ""
	}
	return fmt.Sprintf("%d:%d", f.Source.Line, f.Source.Column)
}

func (r *Report) shortList(addresses []string) []string {
	out := make([]string, len(addresses))
	for i, address := range addresses {
		out[i] = r.short(address)
	}
	return out
}
