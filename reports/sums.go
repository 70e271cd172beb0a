package reports

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/olekukonko/tablewriter/tw"

	"github.com/healthusias/rounds/checks"
)

// partialShown is how many partial pages the text names.
const partialShown = 10

// writeUnverified says what could not be told, apart from what is broken.
func writeUnverified(w io.Writer, r *Report) {
	if n := r.Coverage.Unverified; n > 0 {
		fmt.Fprintf(w, "\nNot verified (not counted as broken)\n")
		fmt.Fprintf(w, "%s%s%s   each with its pages: rounds export links\n", indent, count(n, "URL"), reasons(r, "unverified"))
	}
}

// reasons are the reasons of a state, the most frequent first: ": 2 x 403, 1 x timeout(header)".
func reasons(r *Report, state string) string {
	type reason struct {
		name string
		n    int
	}
	var found []reason
	for name, n := range r.Coverage.Reasons {
		if rest, ok := strings.CutPrefix(name, state+":"); ok {
			found = append(found, reason{rest, n})
		}
	}
	slices.SortFunc(found, func(a, b reason) int { return cmp.Or(b.n-a.n, strings.Compare(a.name, b.name)) })
	texts := make([]string, len(found))
	for i, f := range found {
		texts[i] = fmt.Sprintf("%s x %s", comma(f.n), f.name)
	}
	if len(texts) == 0 {
		return ""
	}
	return ": " + strings.Join(texts, ", ")
}

// writeSums prints how many findings there are, and that every URL is accounted for.
func writeSums(w io.Writer, r *Report, opt Options) error {
	fmt.Fprintln(w)
	if err := writeCounts(w, r, opt); err != nil {
		return err
	}
	c := &r.Coverage
	fmt.Fprintf(w, "\n%s%s, %s.\n", indent, count(c.Pages, "page"), count(c.Links, "link"))
	fmt.Fprintf(w, "%s%s\n", indent, conservation(c))
	if r.Run.Since != "" {
		fmt.Fprintf(w, "%s%s of %s unchanged since %s: their facts were taken over.\n", indent, comma(c.Unchanged), count(c.Pages, "page"), r.Run.Since)
	}
	if c.Skipped > 0 {
		fmt.Fprintf(w, "%sNot fetched on purpose: %s%s\n", indent, count(c.Skipped, "URL"), reasons(r, "skipped"))
	}
	if len(c.PartialPages) > 0 {
		fmt.Fprintf(w, "%sPartial pages (rules that need the whole page were not applied): %s\n", indent, partials(r))
	}
	if len(r.Run.IncompleteBecause) > 0 {
		fmt.Fprintf(w, "%sThe crawl is incomplete: %s\n", indent, strings.Join(r.Run.IncompleteBecause, ", "))
	}
	return nil
}

// writeCounts is the table of findings by severity; what changed stands in it where there was a base to compare with.
func writeCounts(w io.Writer, r *Report, opt Options) error {
	rows := [][]string{{"", "findings"}}
	compared := r.Summary.New > 0 || r.Summary.Fixed > 0
	if compared {
		rows[0] = append(rows[0], "new", "fixed")
	}
	for _, s := range []checks.Severity{checks.Error, checks.Warning, checks.Notice} {
		n := tally(r, s)
		row := []string{opt.level(s) + " " + string(s) + "s", comma(n["new"] + n["open"])}
		if compared {
			row = append(row, comma(n["new"]), comma(n["fixed"]))
		}
		rows = append(rows, row)
	}
	var table strings.Builder
	if err := render(&table, rows, noColumn, 0, tw.AlignLeft, tw.AlignRight, tw.AlignRight, tw.AlignRight); err != nil {
		return err
	}
	for line := range strings.Lines(table.String()) {
		fmt.Fprintln(w, indent+trim(line))
	}
	s := &r.Summary
	fmt.Fprintf(w, "%s%s folded to %s, %s suppressed\n", indent, count(s.Error+s.Warning+s.Notice, "finding"), count(s.Folded, "line"), comma(s.Suppressed))
	return nil
}

func tally(r *Report, s checks.Severity) map[string]int {
	n := map[string]int{}
	for i := range r.Findings {
		if f := &r.Findings[i]; f.Severity == s {
			n[f.Status]++
		}
	}
	return n
}

// conservation is the sum that shows that no URL was forgotten.
func conservation(c *Coverage) string {
	sum := c.OK + c.Redirect + c.Partial + c.Broken + c.Unverified + c.Skipped + c.Pending
	text := fmt.Sprintf("%s found = %s ok + %s redirect + %s partial + %s broken + %s unverified + %s skipped + %s pending", comma(c.Discovered),
		comma(c.OK), comma(c.Redirect), comma(c.Partial), comma(c.Broken), comma(c.Unverified), comma(c.Skipped), comma(c.Pending))
	if sum != c.Discovered {
		return fmt.Sprintf("Not every URL accounted for (%s are): %s", comma(sum), text)
	}
	return "Every URL accounted for: " + text
}

func partials(r *Report) string {
	pages := r.Coverage.PartialPages
	texts := make([]string, 0, partialShown+1)
	for _, p := range pages[:min(len(pages), partialShown)] {
		texts = append(texts, fmt.Sprintf("%s (%s)", r.short(p.URL), p.Reason))
	}
	if more := len(pages) - partialShown; more > 0 {
		texts = append(texts, comma(more)+" more")
	}
	return strings.Join(texts, ", ")
}
