package main

import (
	"io"
	"os"
	"strconv"

	"golang.org/x/term"
)

// isTerminal reports whether a stream is one that a person looks at.
func isTerminal(stream any) bool {
	f, ok := stream.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// colored decides about color by --color, and the variables that other programs heed.
func (a *app) colored() bool {
	switch a.flags.color {
	case "always":
		return true
	case "never":
		return false
	}
	switch {
	case a.env["NO_COLOR"] != "":
		return false
	case on(a.env["CLICOLOR_FORCE"]), on(a.env["FORCE_COLOR"]):
		return true
	}
	return isTerminal(a.stdout) && a.env["TERM"] != "dumb"
}

func on(value string) bool { return value != "" && value != "0" }

// width is that of the terminal behind w; 0 where there is none, or addresses are not to be cut.
func (a *app) width(w io.Writer) int {
	if !isTerminal(w) || a.flags.verbose {
		return 0
	}
	if columns, err := strconv.Atoi(a.env["COLUMNS"]); err == nil && columns > 0 {
		return columns
	}
	if columns, _, err := term.GetSize(int(w.(*os.File).Fd())); err == nil && columns > 0 {
		return columns
	}
	return 100
}
