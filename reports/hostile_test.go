package reports

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"github.com/healthusias/rounds/checks"
)

// hostile are texts that a page may hold and that some reader would obey.
var hostile = []string{
	"\x1b[2J\x1b]52;c;aGk=\x07", "a\r\nb\x00\x7f\u009b", "::error::x", " ::add-mask::x", "x ::warning file=a::y", "x##[add-path]/tmp",
	"##vso[task.setvariable variable=a]b", "##teamcity[buildStop]", "\u202euser\u2066\u200b\ufeff\U000e0041\ue000\u2028\u2029", "a\xff\xc3",
	`</script><script>alert(1)</script><!--`, "javascript:alert(1)", "=HYPERLINK(\"http://x\")", "%0A%25", "`|\\|@octocat #1", strings.Repeat("長い", 300),
}

func TestHostileTextIsInertInEveryFormat(t *testing.T) {
	presentations := append(variants[:len(variants):len(variants)], struct {
		golden, format string
		opt            Options
	}{"narrow and untrusted", "text", Options{Width: 60, Color: true, FailOn: checks.Ignore, Untrusted: hostile}})
	for _, text := range hostile {
		r := sample()
		poison(reflect.ValueOf(r).Elem(), text)
		r.Findings = append(r.Findings, checks.Finding{Page: origin + "/x/", Kind: text, Status: text, Severity: checks.Severity(text), Message: text})
		for i := range r.Findings[:len(r.Findings)-1] {
			r.Findings[i].Severity, r.Findings[i].Status = sample().Findings[i].Severity, sample().Findings[i].Status
		}
		for _, p := range presentations {
			t.Run(fmt.Sprintf("%s/%.20q", p.golden, text), func(t *testing.T) {
				refuse(t, rendered(t, r, p.format, p.opt), p.opt.Color)
			})
		}
		refuse(t, Verdict(r, Options{}), false)
	}
}

func TestHostileTextIsInertInExports(t *testing.T) {
	for _, text := range hostile {
		p, l := sample().Pages[1], Link{}
		poison(reflect.ValueOf(&p).Elem(), text)
		poison(reflect.ValueOf(&l).Elem(), text)
		var out strings.Builder
		for _, format := range []string{"csv", "jsonl"} {
			pages, err := newRows(&out, format, pageColumns)
			if err != nil {
				t.Fatal(err)
			}
			links, err := newRows(&out, format, linkColumns)
			if err != nil {
				t.Fatal(err)
			}
			if err := errors.Join(pages.write(&p, p.cells), pages.end(nil), links.write(&l, l.cells), links.end(nil)); err != nil {
				t.Fatal(err)
			}
		}
		refuse(t, out.String(), false)
	}
}

// poison puts text into every string of a value, maps and pointers included.
func poison(v reflect.Value, text string) {
	switch v.Kind() {
	case reflect.String:
		v.SetString(text)
	case reflect.Struct:
		for i := range v.NumField() {
			poison(v.Field(i), text)
		}
	case reflect.Slice:
		for i := range v.Len() {
			poison(v.Index(i), text)
		}
	case reflect.Pointer:
		if !v.IsNil() {
			poison(v.Elem(), text)
		}
	case reflect.Map:
		for _, state := range []string{"unverified:", "skipped:", ""} {
			v.SetMapIndex(reflect.ValueOf(state+text), reflect.ValueOf(3))
		}
	}
}

var ownColors = regexp.MustCompile(`\x1b\[(0|1|31|32|33|36)m`)

// refuse fails where a terminal, a build log or a browser would find something to obey.
func refuse(t *testing.T, output string, color bool) {
	t.Helper()
	if color {
		output = ownColors.ReplaceAllString(output, "")
	}
	for line := range strings.Lines(output) {
		line = strings.TrimSuffix(line, "\n")
		if strings.HasPrefix(strings.TrimSpace(line), "::") || strings.Contains(line, "##") {
			t.Fatalf("a command in line %q", line)
		}
		for _, r := range line {
			if r == unicode.ReplacementChar || unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co, unicode.Zl, unicode.Zp) {
				t.Fatalf("%U in line %q", r, line)
			}
		}
	}
	if strings.Contains(output, "</script") && json.Valid([]byte(output)) {
		t.Fatalf("markup in JSON: %q", output)
	}
}

func TestHostileTextSurvivesJSON(t *testing.T) {
	for _, text := range hostile {
		r := sample()
		r.Findings[0].Message, r.Findings[0].Evidence.Snippet = text, text
		saved, err := Read(strings.NewReader(rendered(t, r, "json", Options{})))
		if err != nil {
			t.Fatal(err)
		}
		if want := string([]rune(text)); saved.Findings[0].Message != want {
			t.Errorf("read back %q, want %q", saved.Findings[0].Message, want)
		}
	}
}
