package reports

import (
	"io"
	"strings"

	"github.com/healthusias/rounds/checks"
)

// Options say how a format presents a report. The zero value is a plain text that is not cut anywhere.
type Options struct {
	GroupBy string // of text: "page" (default), or "target" with all who refer to it
	Color   bool
	// Width is that of the terminal, in columns. Where it is set, text aligns findings in one table, wraps messages, cuts
	// long addresses in the middle and prints at most MaxRows findings.
	Width   int
	MaxRows int // 0: 1,000

	FailOn    checks.Severity // the mildest finding that fails; "": error; checks.Ignore: none fails
	Untrusted []string        // why the result cannot be trusted
}

// Format writes a report in one format. Errors are those of w.
type Format func(w io.Writer, r *Report, opt Options) error

// Formats are the formats by the name that -f takes.
var Formats = map[string]Format{
	"concise": writeConcise,
	"json":    writeJSON,
	"jsonl":   writeJSONLines,
	"text":    writeText,
}

// short is an address as a reader of this report needs it: without scheme and host where it is internal.
func (r *Report) short(address string) string {
	origin := r.Run.Base
	if scheme := strings.Index(origin, "://"); scheme >= 0 {
		if slash := strings.IndexByte(origin[scheme+3:], '/'); slash >= 0 {
			origin = origin[:scheme+3+slash]
		}
	}
	if rest, ok := strings.CutPrefix(address, origin); ok && origin != "" && strings.HasPrefix(rest, "/") {
		return rest
	}
	return address
}
