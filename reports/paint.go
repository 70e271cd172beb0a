package reports

import (
	"fmt"
	"strings"

	"github.com/dustin/go-humanize"

	"github.com/healthusias/rounds/checks"
)

// Colors of ECMA-48 (SGR). Nothing is said by color alone.
const (
	bold   = "1"
	red    = "31"
	green  = "32"
	yellow = "33"
	cyan   = "36"
)

var severityColors = map[checks.Severity]string{checks.Error: red, checks.Warning: yellow, checks.Notice: cyan}

func (o *Options) paint(color, s string) string {
	if !o.Color || color == "" || s == "" {
		return s
	}
	return "\x1b[" + color + "m" + s + "\x1b[0m"
}

// level is the letter of a severity: E, W or N, ? for one that does not exist.
func (o *Options) level(s checks.Severity) string {
	if s.Rank() == 0 {
		return "?"
	}
	return o.paint(severityColors[s], strings.ToUpper(string(s[:1])))
}

// status says since when a finding is known, where that is not since this run.
func (o *Options) status(r *Report, f *checks.Finding) string {
	switch {
	case f.Status == "new":
		return o.paint(bold, "NEW")
	case f.Since != "" && !strings.HasPrefix(r.Run.Started, f.Since):
		return "since " + f.Since
	}
	return ""
}

// count is a number with its noun: 1 page, 1,204 pages.
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%s %ss", comma(n), noun)
}

func comma(n int) string { return humanize.Comma(int64(n)) }
