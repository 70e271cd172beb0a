package reports

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
)

// writeText writes the report that a person reads: the findings, what was not verified, the sums and the verdict.
// What is printed last stands next to the prompt, so the verdict comes last.
func writeText(w io.Writer, r *Report, opt Options) error {
	r = printable(r)
	out := bufio.NewWriter(w)
	if err := writeFindings(out, r, opt); err != nil {
		return err
	}
	writeFixed(out, r)
	writeUnverified(out, r)
	if err := writeSums(out, r, opt); err != nil {
		return err
	}
	fmt.Fprintf(out, "\n%s\n", verdict(r, opt))
	return out.Flush()
}

func writeFindings(w *bufio.Writer, r *Report, opt Options) error {
	blocks, flexible := byPage(r, opt), 3
	if opt.GroupBy == "target" {
		blocks, flexible = byTarget(r, opt), 1
	}
	if len(blocks) == 0 {
		fmt.Fprintf(w, "No findings on %s.\n", count(r.Coverage.Pages, "page"))
		return nil
	}
	if opt.Width <= 0 {
		return writePlain(w, blocks, opt)
	}
	blocks, rest := head(blocks, cmp.Or(opt.MaxRows, 1000))
	for i := range blocks {
		blocks[i].layOut()
	}
	if opt.GroupBy != "target" && opt.Width-fixed(blocks, flexible) < roomy {
		blocks, flexible = rulesIntoMessages(blocks), 2
	}
	if err := writeTable(w, blocks, flexible, opt); err != nil {
		return err
	}
	if rest > 0 {
		fmt.Fprintf(w, "\nand %s more: rounds report -f json\n", comma(rest))
	}
	return nil
}

// head keeps the first findings and says how many there are besides.
func head(blocks []block, limit int) (kept []block, rest int) {
	for _, b := range blocks {
		if limit < len(b.findings) {
			rest += len(b.findings) - limit
			b.findings = b.findings[:limit]
		}
		limit -= len(b.findings)
		if len(b.findings) > 0 {
			kept = append(kept, b)
		}
	}
	return kept, rest
}

// writeFixed lists what the base had and this run has no longer.
func writeFixed(w io.Writer, r *Report) {
	if r.Summary.Fixed == 0 {
		return
	}
	fmt.Fprintf(w, "\nFixed\n")
	for i := range r.Findings {
		if f := plain(&r.Findings[i]); f.Status == "fixed" {
			fmt.Fprintf(w, "   %s  %s  %s\n", r.path(f), f.Rule, f.Message)
		}
	}
}
