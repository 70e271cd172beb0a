package reports

import (
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/olekukonko/tablewriter"
	"github.com/olekukonko/tablewriter/pkg/twwidth"
	"github.com/olekukonko/tablewriter/renderer"
	"github.com/olekukonko/tablewriter/tw"
)

const (
	indent   = "   "
	gap      = "  " // after each column of a table
	narrow   = 24   // a flexible column is never narrower
	roomy    = 30   // a column of messages that would be narrower takes the rules in
	noColumn = -1
)

// writePlain writes blocks for a file or a pipe: nothing is cut or wrapped, columns are aligned within a block.
func writePlain(w io.Writer, blocks []block, opt Options) error {
	for i, b := range blocks {
		if i > 0 {
			fmt.Fprintln(w)
		}
		writeHeading(w, b, 0, opt)
		b.layOut()
		columns := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
		first := 0
		for _, row := range b.rows {
			first = max(first, len(row[0]))
		}
		for _, row := range b.rows {
			for len(row) > 1 && row[len(row)-1] == "" {
				row = row[:len(row)-1]
			}
			fmt.Fprintf(columns, "%s%*s\t%s\n", indent, first, row[0], strings.Join(row[1:], "\t"))
		}
		if err := columns.Flush(); err != nil {
			return err
		}
	}
	return nil
}

// writeHeading prints the lines above the rows of a block, cut to width where that is set.
func writeHeading(w io.Writer, b block, width int, opt Options) {
	title := b.title
	if width > 0 {
		title = shrink(title, width-twwidth.Width(b.before+b.after))
	}
	fmt.Fprintln(w, b.before+opt.paint(bold, title)+b.after)
	if b.note != "" {
		fmt.Fprintln(w, indent+shrink(b.note, width-len(indent)))
	}
}

// writeTable writes blocks for a terminal. All rows are one table, so that columns are aligned over the whole report; an
// empty row holds the place of a heading.
func writeTable(w io.Writer, blocks []block, flexible int, opt Options) error {
	var rows [][]string
	for _, b := range blocks {
		rows = append(append(rows, make([]string, len(b.rows[0]))), b.rows...)
	}
	var table strings.Builder
	if err := render(&table, rows, flexible, opt.Width-len(indent), tw.AlignRight); err != nil {
		return err
	}
	i := 0
	for line := range strings.Lines(table.String()) {
		line = trim(line)
		if line != "" {
			fmt.Fprintln(w, indent+line)
			continue
		}
		if i > 0 {
			fmt.Fprintln(w)
		}
		writeHeading(w, blocks[i], opt.Width, opt)
		i++
	}
	return nil
}

// fixed is the width of a table without its flexible column.
func fixed(blocks []block, flexible int) int {
	sum := len(indent)
	for column := range blocks[0].rows[0] {
		widest := 0
		for _, b := range blocks {
			for _, row := range b.rows {
				widest = max(widest, twwidth.Width(row[column]))
			}
		}
		if column != flexible {
			sum += widest + len(gap)
		}
	}
	return sum
}

// rulesIntoMessages puts the rule before the message, in one column, for terminals that have no room for two.
func rulesIntoMessages(blocks []block) []block {
	out := slices.Clone(blocks)
	for i, b := range blocks {
		out[i].rows = nil
		for _, row := range b.rows {
			out[i].rows = append(out[i].rows, []string{row[0], row[1], row[2] + ": " + row[3], row[4]})
		}
	}
	return out
}

// surplus is the reset that the table adds to cells that end their own color.
var surplus = regexp.MustCompile(`(\x1b\[0m *)\x1b\[0m`)

// trim takes off a line of a table what nobody sees.
func trim(line string) string {
	return strings.TrimRight(surplus.ReplaceAllString(line, "$1"), " \n")
}

// render lays out rows in columns without borders. The flexible column (noColumn: none) gets
// what the others leave of width; what is longer is wrapped between words, and a word that is too long is cut.
func render(w io.Writer, rows [][]string, flexible, width int, alignment ...tw.Align) error {
	widths := tw.NewMapper[int, int]()
	rest := width
	for column := range rows[0] {
		widest := 0
		for _, row := range rows {
			widest = max(widest, twwidth.Width(row[column]))
		}
		widths.Set(column, widest+len(gap))
		if column != flexible {
			rest -= widest + len(gap)
		}
	}
	if flexible != noColumn {
		widths.Set(flexible, max(narrow, min(rest, widths.Get(flexible))))
	}
	table := tablewriter.NewTable(w,
		tablewriter.WithRenderer(renderer.NewBlueprint(tw.Rendition{
			Borders:  tw.BorderNone,
			Symbols:  tw.NewSymbols(tw.StyleNone),
			Settings: tw.Settings{Lines: tw.LinesNone, Separators: tw.SeparatorsNone},
		})),
		tablewriter.WithEastAsian(tw.Off), // not by the locale: the same report everywhere
		tablewriter.WithRowAutoWrap(tw.WrapNormal),
		tablewriter.WithRowAlignmentConfig(tw.CellAlignment{Global: tw.AlignLeft, PerColumn: alignment}),
		tablewriter.WithPadding(tw.Padding{Right: gap, Overwrite: true}),
		tablewriter.WithColumnWidths(widths),
	)
	for _, row := range rows {
		if flexible != noColumn {
			row = slices.Clone(row)
			row[flexible] = fit(row[flexible], widths.Get(flexible)-len(gap))
		}
		if err := table.Append(row); err != nil {
			return err
		}
	}
	return table.Render()
}
