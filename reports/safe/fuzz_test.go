package safe

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"regexp"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

var hostile = []string{
	"plain", "", "\x1b]52;c;aGk=\x07", "a\r\nb", "::error::x", " ::add-mask::x", "x##[add-path]/tmp", "##vso[task.setvariable]",
	"\u202e\u2066\u200b\ufeff\U000e0041\ue000\u2028", "\xff\xc3\x28", "=1+1", "\t=1", "＝1", "a\";=1", "a,\"b\"\t+1", "`a``", "a\\|b|", "[x](y)<b>",
	"ﾠ\u3164", strings.Repeat("x=", 20000),
}

// runnerCommand restates the two parsers of the GitHub runner: a line that begins with ::, or ##[ anywhere; Azure and
// TeamCity look for ## and a word.
var runnerCommand = regexp.MustCompile(`^\s*::|##`)

func FuzzLine(f *testing.F) {
	for _, s := range hostile {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := Line(s)
		if !utf8.ValidString(got) {
			t.Fatalf("Line(%q) = %q is no UTF-8", s, got)
		}
		for _, r := range got {
			if unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co, unicode.Zl, unicode.Zp) {
				t.Fatalf("Line(%q) = %q lets %U through", s, got, r)
			}
		}
		if runnerCommand.MatchString(got) {
			t.Fatalf("Line(%q) = %q is a command", s, got)
		}
		if again := Line(got); again != got {
			t.Fatalf("Line(Line(%q)) = %q, want %q", s, again, got)
		}
	})
}

func FuzzCSV(f *testing.F) {
	for _, s := range hostile {
		f.Add(s, "next")
		f.Add("0", s)
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		var out bytes.Buffer
		w := NewCSV(&out)
		w.Write(a, b)
		if err := w.Flush(); err != nil {
			t.Fatal(err)
		}
		row := read(t, out.Bytes(), ',', false)
		if len(row) != 2 || row[0] != Cell(a) || row[1] != Cell(b) {
			t.Fatalf("read back %q, want %q and %q", row, Cell(a), Cell(b))
		}
		for _, comma := range ",;\t" {
			for _, cell := range read(t, out.Bytes(), comma, true) {
				refuseCell(t, strings.TrimSuffix(cell, "\n")) // a lazy reader of an unsplit row keeps its end
			}
		}
	})
}

func read(t *testing.T, data []byte, comma rune, lazy bool) []string {
	t.Helper()
	r := csv.NewReader(bytes.NewReader(data))
	r.Comma, r.LazyQuotes, r.FieldsPerRecord = comma, lazy, -1
	rows, err := r.ReadAll()
	if err != nil || len(rows) != 1 {
		t.Fatalf("reading %q back: %d rows, %v", data, len(rows), err)
	}
	return rows[0]
}

func refuseCell(t *testing.T, cell string) {
	t.Helper()
	if trimmed := strings.TrimSpace(cell); trimmed != "" && strings.ContainsAny(trimmed[:1], "=+-@") || strings.HasPrefix(cell, "＝") {
		t.Fatalf("cell %q is a formula", cell)
	}
	for _, r := range cell {
		if unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co, unicode.Zl, unicode.Zp) {
			t.Fatalf("cell %q lets %U through", cell, r)
		}
	}
}

func FuzzMarkdown(f *testing.F) {
	for _, s := range hostile {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := Markdown(s)
		fence := len(got) - len(strings.TrimLeft(got, "`"))
		if strings.TrimSpace(got) == "" || fence == 0 || !strings.HasSuffix(got, strings.Repeat("`", fence)) {
			t.Fatalf("Markdown(%q) = %q is no code span", s, got)
		}
		inner := got[fence : len(got)-fence]
		for _, run := range regexp.MustCompile("`+").FindAllString(inner, -1) {
			if len(run) == fence {
				t.Fatalf("Markdown(%q) = %q ends early", s, got)
			}
		}
		if inner == "" || inner[0] == '`' || inner[len(inner)-1] == '`' {
			t.Fatalf("Markdown(%q) = %q has a longer fence than meant", s, got)
		}
		if regexp.MustCompile(`(^|[^\\])(\\\\)*\|`).MatchString(inner) {
			t.Fatalf("Markdown(%q) = %q breaks out of a table cell", s, got)
		}
	})
}

func FuzzJSON(f *testing.F) {
	for _, s := range hostile {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		encoded, err := json.Marshal(map[string]string{s: s})
		if err != nil {
			t.Fatal(err)
		}
		got := JSON(encoded)
		if data, _ := json.Marshal(s); string(AppendJSON(nil, s)) != string(JSON(data)) {
			t.Fatalf("AppendJSON(%q) = %s, want %s", s, AppendJSON(nil, s), JSON(data))
		}
		if i := strings.IndexFunc(string(got), hidden); i >= 0 {
			t.Fatalf("JSON(%q) = %q shows a hidden character at %d", encoded, got, i)
		}
		if strings.Contains(string(got), "##") {
			t.Fatalf("JSON(%q) = %q is a command", encoded, got)
		}
		var before, after map[string]string
		if json.Unmarshal(encoded, &before) != nil || json.Unmarshal(got, &after) != nil {
			t.Fatalf("JSON(%q) = %q does not decode", encoded, got)
		}
		for k, v := range before {
			if after[k] != v {
				t.Fatalf("JSON(%q) decodes to %q, want %q", encoded, after, before)
			}
		}
	})
}

func FuzzFileName(f *testing.F) {
	for _, s := range hostile {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := FileName(s)
		if !regexp.MustCompile(`^[a-z0-9_][a-z0-9._-]{0,63}$`).MatchString(got) || strings.HasSuffix(got, ".") {
			t.Fatalf("FileName(%q) = %q", s, got)
		}
	})
}
