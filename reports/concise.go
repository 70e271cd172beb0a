package reports

import (
	"bufio"
	"cmp"
	"fmt"
	"io"

	"github.com/healthusias/rounds/checks"
)

// writeConcise writes one line per finding as compilers do, "path:line:column: level rule: message". The path is the
// source file where one is known, else the page without its host. What concerns a page as a whole stands at 1:1.
// A template fault is one line. Without findings nothing is written.
func writeConcise(w io.Writer, r *Report, _ Options) error {
	r = printable(r)
	out := bufio.NewWriter(w)
	for _, f := range fold(r.Findings) {
		f := plain(f)
		line, column := 1, 1
		if f.Source != nil {
			line, column = max(f.Source.Line, 1), max(f.Source.Column, 1)
		}
		fmt.Fprintf(out, "%s:%d:%d: %s %s: %s", r.path(f), line, column, f.Severity, f.Rule, f.Message)
		if f.Template != nil {
			fmt.Fprintf(out, " (on %s)", count(f.Template.Count, "page"))
		}
		out.WriteByte('\n')
	}
	return out.Flush()
}

// path is where a finding is to be mended: a source file, else the page.
func (r *Report) path(f *checks.Finding) string {
	if f.Source != nil && f.Source.File != "" {
		return f.Source.File
	}
	return cmp.Or(r.short(f.Page), r.Run.Target)
}
