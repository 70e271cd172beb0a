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

// Cell is text as a spreadsheet may see it: a text that a spreadsheet would take for a formula begins with an
// apostrophe, NUL is dropped, other control characters are visible as \u{1b}, and a byte that is no UTF-8 is U+FFFD.
func Cell(s string) string {
	s = strings.ToValidUTF8(s, "\ufffd")
	if formula(s) {
		s = "'" + s
	}
	if strings.IndexFunc(s, breaksCell) < 0 {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == 0:
		case breaksCell(r):
			escape(&b, r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
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

func breaksCell(r rune) bool { return unicode.IsControl(r) || r == '\u2028' || r == '\u2029' }
