package reports

import (
	"strconv"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/reports/safe"
)

// appendFinding appends a finding as encoding/json has it. Findings are nearly all of a report, and are written without reflection.
func appendFinding(b []byte, f *checks.Finding) []byte {
	o := object{b: append(b, '{')}
	o.text("rule", f.Rule)
	o.text("severity", string(f.Severity))
	o.text("confidence", string(f.Confidence))
	o.text("status", f.Status)
	o.text("page", f.Page)
	o.text("kind", f.Kind)
	o.text("subject", f.Subject)
	o.text("message", f.Message)
	o.text("fix", f.Fix)
	o.evidence(&f.Evidence)
	if f.Source != nil {
		o.source(f.Source)
	}
	if f.Template != nil {
		o.begin("template")
		o.number("count", f.Template.Count)
		o.texts("examples", f.Template.Examples)
		o.end()
	}
	o.text("fingerprint", f.Fingerprint)
	o.some("since", f.Since)
	return append(o.b, '}')
}

func (o *object) evidence(e *checks.Evidence) {
	o.begin("evidence")
	o.some("region", e.Region)
	o.some("selector", e.Selector)
	o.some("snippet", e.Snippet)
	if e.HTTP != 0 {
		o.number("http", e.HTTP)
	}
	o.some("code", e.Code)
	if len(e.Path) > 0 {
		o.texts("path", e.Path)
	}
	if e.Inferred {
		o.name("inferred")
		o.b = append(o.b, "true"...)
	}
	o.end()
}

func (o *object) source(s *checks.Source) {
	o.begin("source")
	o.some("file", s.File)
	o.number("line", s.Line)
	o.number("column", s.Column)
	o.text("method", s.Method)
	o.end()
}

// object is a JSON object as far as it is written.
type object struct{ b []byte }

func (o *object) name(name string) {
	if o.b[len(o.b)-1] != '{' {
		o.b = append(o.b, ',')
	}
	o.b = append(o.b, '"')
	o.b = append(o.b, name...)
	o.b = append(o.b, `":`...)
}

func (o *object) text(name, value string) {
	o.name(name)
	o.b = safe.AppendJSON(o.b, value)
}

// some writes a text that is left out where it is empty.
func (o *object) some(name, value string) {
	if value != "" {
		o.text(name, value)
	}
}

func (o *object) number(name string, value int) {
	o.name(name)
	o.b = strconv.AppendInt(o.b, int64(value), 10)
}

func (o *object) texts(name string, values []string) {
	o.name(name)
	if values == nil {
		o.b = append(o.b, "null"...)
		return
	}
	o.b = append(o.b, '[')
	for i, value := range values {
		if i > 0 {
			o.b = append(o.b, ',')
		}
		o.b = safe.AppendJSON(o.b, value)
	}
	o.b = append(o.b, ']')
}

func (o *object) begin(name string) {
	o.name(name)
	o.b = append(o.b, '{')
}

func (o *object) end() { o.b = append(o.b, '}') }
