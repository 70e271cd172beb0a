package safe

import (
	"bufio"
	"io"
	"strings"
	"unicode"
)

// CSV writes rows for spreadsheets: UTF-8, comma-separated, every cell quoted, so that a program that splits at
// semicolons or tabs finds no cell border inside a text, and no cell that a spreadsheet takes for a formula.
type CSV struct {
	w *bufio.Writer
}

// NewCSV writes to w; Flush ends it.
func NewCSV(w io.Writer) *CSV { return &CSV{bufio.NewWriter(w)} }

// Write adds one row. Each cell passes Cell. The first error stays and is returned by every later call.
func (c *CSV) Write(cells ...string) error {
	for i, cell := range cells {
		if i > 0 {
			c.w.WriteByte(',')
		}
		c.w.WriteByte('"')
		c.w.WriteString(strings.ReplaceAll(Cell(cell), `"`, `""`))
		c.w.WriteByte('"')
	}
	_, err := c.w.WriteString("\n")
	return err
}

// Flush writes what is buffered.
func (c *CSV) Flush() error { return c.w.Flush() }

// Cell is text as a spreadsheet may see it: Line, because tables are looked at in terminals and build logs too, and an
// apostrophe before a text that a spreadsheet would take for a formula.
func Cell(s string) string {
	if formula(s) {
		return "'" + Line(s)
	}
	return Line(s)
}

// formula reports whether the first thing a spreadsheet sees is an operator: some skip blanks and invisible characters,
// some take full-width forms for the ASCII ones.
func formula(s string) bool {
	for _, r := range s {
		switch r {
		case '=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠':
			return true
		}
		if !unicode.IsSpace(r) && !hidden(r) {
			return false
		}
	}
	return false
}
