package safe

import (
	"strings"
	"testing"
)

func TestLine(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"plain", "Heart failure: what helps?", "Heart failure: what helps?"},
		{"letters of other scripts", "Bluthochdruck für Ärzte, 高血压, ضغط الدم ❤️", "Bluthochdruck für Ärzte, 高血压, ضغط الدم ❤️"},
		{"escape sequence", "a\x1b[2Jb", `a\u{1b}[2Jb`},
		{"clipboard", "\x1b]52;c;aGk=\x07", `\u{1b}]52;c;aGk=\u{7}`},
		{"line breaks", "a\r\nb\tc", `a\u{d}\u{a}b\u{9}c`},
		{"C1 and DEL", "a\u009bb\x7f", `a\u{9b}b\u{7f}`},
		{"bidi", "user\u202etxt.exe", `user\u{202e}txt.exe`},
		{"isolates and marks", "\u2066a\u2069\u200f", `\u{2066}a\u{2069}\u{200f}`},
		{"zero width", "pay\u200bpal\ufeff", `pay\u{200b}pal\u{feff}`},
		{"tags", "a\U000e0041", `a\u{e0041}`},
		{"private use", "\ue000", `\u{e000}`},
		{"line separator", "a\u2028b\u2029", `a\u{2028}b\u{2029}`},
		{"blank letter", "a\u3164b", `a\u{3164}b`},
		{"not UTF-8", "a\xffb\xc3", `a\x{ff}b\x{c3}`},
		{"replacement character", "a\ufffdb", "a\ufffdb"},
		{"workflow command", "::error::x", `\u{3a}:error::x`},
		{"command after blanks", "x  ::add-mask::y", `x  \u{3a}:add-mask::y`},
		{"command in other script", "ä ::warning::y", `ä \u{3a}:warning::y`},
		{"colons inside a word", "std::vector http://[a::1]/", "std::vector http://[a::1]/"},
		{"legacy command", "x##[add-path]/tmp", `x#\u{23}[add-path]/tmp`},
		{"Azure", "##vso[task.setvariable variable=a]b", `#\u{23}vso[task.setvariable variable=a]b`},
		{"long run", "###teamcity[x]", `#\u{23}\u{23}teamcity[x]`},
		{"fragment", "/a/#b", "/a/#b"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := Line(tt.in); got != tt.want {
				t.Errorf("Line(%q) = %q, want %q", tt.in, got, tt.want)
			}
		})
	}
}

func TestLineAllocatesNothingForCleanText(t *testing.T) {
	for _, s := range []string{"/heart/failure/ answers 404; did you mean /heart/failing/?", "Über Bluthochdruck, 高血压"} {
		if n := testing.AllocsPerRun(100, func() { Line(s) }); n != 0 {
			t.Errorf("Line(%q) allocates %v times", s, n)
		}
	}
}

func TestCell(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"plain", "Heart; failure, \"quoted\"", "Heart; failure, \"quoted\""},
		{"formula", "=HYPERLINK(\"http://x\")", "'=HYPERLINK(\"http://x\")"},
		{"plus", "+1", "'+1"},
		{"minus", "-1+cmd|' /C calc'!A0", "'-1+cmd|' /C calc'!A0"},
		{"at", "@SUM(A1)", "'@SUM(A1)"},
		{"tab", "\t=1", `'\u{9}=1`},
		{"carriage return", "\r=1", `'\u{d}=1`},
		{"full width", "＝1", "'＝1"},
		{"blanks before", "  =1", "'  =1"},
		{"byte order mark before", "\ufeff=1", `'\u{feff}=1`},
		{"bidi", "user\u202etxt.exe", `user\u{202e}txt.exe`},
		{"zero width", "pay\u200bpal\u00ad", `pay\u{200b}pal\u{ad}`},
		{"blank letter", "a\u3164b", `a\u{3164}b`},
		{"NUL before", "\x00=1", `'\u{0}=1`},
		{"NUL", "a\x00b", `a\u{0}b`},
		{"escape", "a\x1bb", `a\u{1b}b`},
		{"not UTF-8", "a\xff", `a\x{ff}`},
		{"workflow command", "##vso[x]", `#\u{23}vso[x]`},
		{"inside", "a=b", "a=b"},
		{"empty", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := Cell(tt.in); got != tt.want {
				t.Errorf("Cell(%q) = %q, want %q", tt.in, got, tt.want)
			}
		})
	}
}

func TestCSVQuotesEveryCell(t *testing.T) {
	var b strings.Builder
	w := NewCSV(&b)
	w.Write("page", "", `say "when"`)
	w.Write("a;b", "c\td", "=1")
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	want := "\"page\",\"\",\"say \"\"when\"\"\"\n\"a;b\",\"c\\u{9}d\",\"'=1\"\n"
	if b.String() != want {
		t.Errorf("got %q, want %q", b.String(), want)
	}
}

func TestMarkdown(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"plain", "@octocat fixes #1", "`@octocat fixes #1`"},
		{"empty", "", "` `"},
		{"pipe", "a|b", "`a\\|b`"},
		{"backslash before pipe", `a\|b`, "`a\\u{5c}\\|b`"},
		{"backticks inside", "a``b", "```a``b```"},
		{"backtick at the edge", "`a", "`` `a ``"},
		{"blanks at the edges", " a ", "`  a  `"},
		{"line break", "a\n\n# b", "`a\\u{a}\\u{a}# b`"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := Markdown(tt.in); got != tt.want {
				t.Errorf("Markdown(%q) = %q, want %q", tt.in, got, tt.want)
			}
		})
	}
}

func TestFileName(t *testing.T) {
	for _, same := range []string{"health.example", "run-2026_11"} {
		if got := FileName(same); got != same {
			t.Errorf("FileName(%q) = %q, want it unchanged", same, got)
		}
	}
	seen := map[string]string{}
	for _, s := range []string{"", ".", "..", "../../etc/x", "/etc/x", "CON", "con", "aux.txt", "Health.example", "HEALTH.example",
		"a\x00b", "a:b", "a?b", strings.Repeat("x", 300), strings.Repeat("x", 301), ".hidden", "é"} {
		got := FileName(s)
		if other, taken := seen[got]; taken {
			t.Errorf("FileName(%q) and FileName(%q) are both %q", s, other, got)
		}
		seen[got] = s
		if got == s || got == "" || len(got) > 64 || unfit.MatchString(got) || reserved.MatchString(got) || got[0] == '.' {
			t.Errorf("FileName(%q) = %q", s, got)
		}
	}
}
