package main

import (
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

// width is that of the terminal behind stdout; 0 where there is none, or addresses are not to be cut.
func (a *app) width() int {
	if !isTerminal(a.stdout) || a.flags.verbose {
		return 0
	}
	return a.columns(a.stdout)
}

// columns is the width of the terminal behind a stream.
func (a *app) columns(stream any) int {
	if columns, err := strconv.Atoi(a.env["COLUMNS"]); err == nil && columns > 0 {
		return columns
	}
	if f, ok := stream.(*os.File); ok {
		if columns, _, err := term.GetSize(int(f.Fd())); err == nil && columns > 0 {
			return columns
		}
	}
	return 100
}
