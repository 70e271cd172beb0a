package reports

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/olekukonko/tablewriter/pkg/twwidth"

	"github.com/healthusias/rounds/checks"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// variants are the presentations that have a golden file in testdata.
var variants = []struct {
	golden, format string
	opt            Options
}{
	{"plain.txt", "text", Options{}},
	{"terminal-100.txt", "text", Options{Width: 100}},
	{"terminal-72.txt", "text", Options{Width: 72}},
	{"color-120.txt", "text", Options{Width: 120, Color: true}},
	{"target.txt", "text", Options{GroupBy: "target"}},
	{"target-100.txt", "text", Options{GroupBy: "target", Width: 100}},
	{"capped.txt", "text", Options{Width: 100, MaxRows: 3}},
	{"concise.txt", "concise", Options{}},
	{"report.json", "json", Options{}},
	{"findings.jsonl", "jsonl", Options{}},
}

func TestGolden(t *testing.T) {
	for _, v := range variants {
		t.Run(v.golden, func(t *testing.T) {
			got := rendered(t, sample(), v.format, v.opt)
			path := filepath.Join("testdata", v.golden)
			if *update {
				if err := os.WriteFile(path, []byte(got), 0o666); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("differs from %s; run go test -update and read the diff. Got:\n%s", path, got)
			}
		})
	}
}

func TestSavedReportRendersTheSame(t *testing.T) {
	saved, err := Read(strings.NewReader(rendered(t, sample(), "json", Options{})))
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range variants {
		if got, want := rendered(t, saved, v.format, v.opt), rendered(t, sample(), v.format, v.opt); got != want {
			t.Errorf("%s: got\n%s\nwant\n%s", v.golden, got, want)
		}
	}
}

func TestEmptyReport(t *testing.T) {
	empty := &Report{Schema: Schema, Findings: []checks.Finding{}, Coverage: Coverage{Pages: 3}}
	if got := rendered(t, empty, "concise", Options{}); got != "" {
		t.Errorf("concise: %q, want nothing", got)
	}
	for _, width := range []int{0, 80} {
		got := rendered(t, empty, "text", Options{Width: width})
		if !strings.HasPrefix(got, "No findings on 3 pages.\n") || !strings.Contains(got, "PASS  no findings.") {
			t.Errorf("text, width %d:\n%s", width, got)
		}
	}
}

func TestNothingIsWiderThanTheTerminal(t *testing.T) {
	r := sample()
	r.Findings[3].Page = origin + "/" + strings.Repeat("long/", 60)
	for _, groupBy := range []string{"page", "target"} {
		text := rendered(t, r, "text", Options{Width: 100, GroupBy: groupBy})
		findings, _, _ := strings.Cut(text, "\nFixed\n")
		for line := range strings.Lines(findings) {
			heading := groupBy == "target" && !strings.HasPrefix(line, indent) // made of words, which the terminal may wrap
			if w := twwidth.Width(strings.TrimRight(line, "\n")); w > 100 && !heading {
				t.Errorf("by %s: %d columns: %s", groupBy, w, line)
			}
		}
	}
}

// brokenPipe fails as stdout does when its reader is gone.
type brokenPipe struct{}

func (brokenPipe) Write([]byte) (int, error) { return 0, os.ErrClosed }

func TestWriteErrorsAreReturned(t *testing.T) {
	for name, format := range Formats {
		if err := format(brokenPipe{}, sample(), Options{}); err == nil {
			t.Errorf("%s: no error", name)
		}
		if err := format(brokenPipe{}, sample(), Options{Width: 80}); err == nil {
			t.Errorf("%s on a terminal: no error", name)
		}
	}
}

func TestVerdict(t *testing.T) {
	clean := &Report{Run: sample().Run}
	mild := &Report{Run: sample().Run, Findings: []checks.Finding{{Rule: "links/vague-text", Severity: checks.Notice, Status: "open"}}}
	interrupted := &Report{Run: sample().Run}
	interrupted.Run.State = "interrupted"
	cut := sample()
	cut.Run.State, cut.Run.Finished, cut.Coverage.Pending = "interrupted", cut.Run.Started, 7
	tests := []struct {
		name   string
		report *Report
		opt    Options
		want   string
	}{
		{"errors fail", sample(), Options{}, "FAIL  3 errors.  Run 2026-11-22T06-00-11Z, 2m09s, incomplete.  Why: rounds explain links/broken"},
		{"from warnings on", sample(), Options{FailOn: checks.Warning}, "FAIL  3 errors, 3 warnings.  Run"},
		{"a proven fault counts more than doubt", sample(), Options{Untrusted: []string{"deadline"}}, "FAIL  3 errors.  Run"},
		{"never", sample(), Options{FailOn: checks.Ignore}, "PASS  3 errors, 3 warnings, 2 notices.  Run"},
		{"below the level", mild, Options{}, "PASS  1 notice.  Run"},
		{"untrusted", mild, Options{Untrusted: []string{"deadline", "min-pages"}}, "UNTRUSTED  the result cannot be trusted: deadline, min-pages.  Run"},
		{"clean", clean, Options{}, "PASS  no findings.  Run 2026-11-22T06-00-11Z, 2m09s, incomplete."},
		{"interrupted", interrupted, Options{}, "INTERRUPTED  no findings on 0 pages so far, 0 URLs pending.  Run 2026-11-22T06-00-11Z, 2m09s, interrupted.  Continue: rounds resume 2026-11-22T06-00-11Z"},
		{"interrupted with findings", cut, Options{}, "INTERRUPTED  3 errors, 3 warnings, 2 notices on 642 pages so far, 7 URLs pending.  Run 2026-11-22T06-00-11Z, interrupted.  Why: "},
		{"interrupted after the deadline", interrupted, Options{Untrusted: []string{"deadline"}}, "INTERRUPTED  no findings"},
		{"color", clean, Options{Color: true}, "\x1b[32mPASS\x1b[0m  no findings."},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := Verdict(tt.report, tt.opt)
			if !strings.HasPrefix(got, tt.want) || strings.Contains(got, "\n") {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestCutMiddle(t *testing.T) {
	tests := []struct {
		in    string
		width int
		want  string
	}{
		{"/heart/failure/", 15, "/heart/failure/"},
		{"/heart/failure/", 9, "/hea…ure/"},
		{"/heart/failure/", 8, "/hea…re/"},
		{"高血圧高血圧", 7, "高…圧"},
		{"/heart/", 0, "/heart/"},
		{"see /heart/failure/ now", 9, "see /hea…ure/ now"},
	}
	for _, tt := range tests {
		if got := fit(tt.in, tt.width); got != tt.want {
			t.Errorf("fit(%q, %d) = %q, want %q", tt.in, tt.width, got, tt.want)
		}
	}
}

func TestSumThatDoesNotAddUpIsSaid(t *testing.T) {
	r := sample()
	r.Coverage.OK--
	if text := rendered(t, r, "text", Options{}); !strings.Contains(text, "Not every URL accounted for (3,417 are): 3,418 found = ") {
		t.Error(text)
	}
}

func rendered(t *testing.T, r *Report, format string, opt Options) string {
	t.Helper()
	var b bytes.Buffer
	if err := Formats[format](&b, r, opt); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestFormatsLeaveTheReportAlone(t *testing.T) {
	r := sample()
	r.Findings[0].Message = "\x1b[2J"
	before := slices.Clone(r.Findings)
	for name := range Formats {
		rendered(t, r, name, Options{Width: 80})
	}
	for i := range before {
		if before[i].Message != r.Findings[i].Message || before[i].Page != r.Findings[i].Page {
			t.Errorf("finding %d was changed", i)
		}
	}
}
