package reports

import (
	"bufio"
	"bytes"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/reports/safe"
)

// JSONSchema describes the JSON report (JSON Schema, draft 2020-12).
//
//go:embed report.schema.json
var JSONSchema []byte

// writeJSON writes the report with one rule, finding and page per line, so that reports can be compared and searched.
// Control, bidi and zero-width characters are escaped: the file is safe to look at in a terminal.
func writeJSON(w io.Writer, r *Report, _ Options) error {
	out := newJSONWriter(w)
	out.field("schema", r.Schema)
	out.field("tool", r.Tool)
	out.field("run", r.Run)
	out.field("coverage", r.Coverage)
	out.field("summary", r.Summary)
	list(out, "rules", r.Rules, func(rule *Rule) { out.value(rule) })
	list(out, "findings", r.Findings, out.finding)
	if r.Pages != nil {
		list(out, "pages", r.Pages, func(page *Page) { out.value(page) })
	}
	out.text("\n}\n")
	return out.flush()
}

// writeJSONLines writes one finding per line.
func writeJSONLines(w io.Writer, r *Report, _ Options) error {
	out := newJSONWriter(w)
	for i := range r.Findings {
		out.finding(&r.Findings[i])
		out.text("\n")
	}
	return out.flush()
}

// jsonWriter writes JSON piece by piece and keeps the first error.
type jsonWriter struct {
	w       *bufio.Writer
	started bool         // a field was written
	encoded bytes.Buffer // of one value: its memory is used again
	encoder *json.Encoder
	line    []byte // of one finding, likewise
	err     error
}

func newJSONWriter(w io.Writer) *jsonWriter {
	j := &jsonWriter{w: bufio.NewWriter(w)}
	j.encoder = json.NewEncoder(&j.encoded)
	return j
}

func (j *jsonWriter) text(s string) error {
	_, err := j.w.WriteString(s)
	return err
}

func (j *jsonWriter) value(v any) {
	j.encoded.Reset()
	if err := j.encoder.Encode(v); err != nil {
		j.err = errors.Join(j.err, err)
		return
	}
	j.w.Write(safe.JSON(bytes.TrimSuffix(j.encoded.Bytes(), []byte("\n"))))
}

func (j *jsonWriter) finding(f *checks.Finding) {
	j.line = appendFinding(j.line[:0], f)
	j.w.Write(j.line)
}

func (j *jsonWriter) name(name string) {
	if j.started {
		j.text(",")
	} else {
		j.text("{")
	}
	j.started = true
	fmt.Fprintf(j.w, "\n %q: ", name)
}

func (j *jsonWriter) field(name string, v any) {
	j.name(name)
	j.value(v)
}

func list[T any](j *jsonWriter, name string, items []T, write func(*T)) {
	j.name(name)
	j.text("[")
	for i := range items {
		if i > 0 {
			j.text(",")
		}
		j.text("\n  ")
		write(&items[i])
	}
	if len(items) > 0 {
		j.text("\n ")
	}
	j.text("]")
}

func (j *jsonWriter) flush() error { return errors.Join(j.err, j.w.Flush()) }

// Read reads a saved JSON report. It is strict: another schema, an unknown field, a severity or status that does not
// exist, or anything after the report is an error.
func Read(r io.Reader) (*Report, error) {
	data, err := io.ReadAll(r)
	if err != nil {
		return nil, fmt.Errorf("reading the report: %w", err)
	}
	var head struct {
		Schema string
		Tool   Tool
	}
	if err := json.Unmarshal(data, &head); err != nil {
		return nil, fmt.Errorf("reading the report: not JSON: %w", err)
	}
	if head.Schema != Schema {
		return nil, fmt.Errorf("reading the report: its schema is %q, not %q: save one with rounds report -f json=FILE", head.Schema, Schema)
	}
	report := &Report{}
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(report); err != nil {
		return nil, fmt.Errorf("reading the report, written by rounds %q: %w", head.Tool.Version, err)
	}
	if err := validate(report); err != nil {
		return nil, fmt.Errorf("reading the report: %w", err)
	}
	return report, nil
}

func validate(r *Report) error {
	for i := range r.Findings {
		f := &r.Findings[i]
		if f.Severity.Rank() == 0 {
			return fmt.Errorf("finding %d has severity %q, not error, warning or notice", i+1, f.Severity)
		}
		switch f.Status {
		case "new", "open", "fixed":
		default:
			return fmt.Errorf("finding %d has status %q, not new, open or fixed", i+1, f.Status)
		}
	}
	return nil
}
