package hostile_test

import (
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/healthusias/rounds/crawler/fetch/hostile"
)

const tableFile = "../../../docs/hostile.md"

const tableHead = `# Hostile servers and pages

What a crawl makes of servers that stall, lie, flood or break off, measured with the limits of real life by ` + "`make hostile`" + `, which
writes this file. Every case is a value in ` + "`crawler/fetch/hostile`" + ` and runs through the production path: crawl, store, all rules.
Heap is by how much heap and stacks grew at most, the server of the case included, garbage included; time is that of the whole crawl of the case and two good
pages, retries included, or of the processor where that is less and nothing has to be waited for. All cases also run in one crawl beside 100 good
pages, in a process that stays below 256 MiB.
`

const elsewhereHead = "\n## Held elsewhere\n\nWhat happens to the process, to its disk and to what it writes is no matter of a server. Other tests pose these cases.\n\n" +
	"| # | Case | Expected | Tests |\n|---|---|---|---|\n"

// writeTable writes docs/hostile.md. A case that was not run keeps its row.
func writeTable(t *testing.T, records map[string]record) {
	t.Helper()
	before, _ := os.ReadFile(tableFile) // not there yet: no rows to keep
	var b strings.Builder
	b.WriteString(tableHead)
	for _, g := range hostile.Groups() {
		if len(g.Cases) == 0 {
			continue
		}
		fmt.Fprintf(&b, "\n## %s\n\n| # | Case | Expected | Seen | Heap | Time |\n|---|---|---|---|---:|---:|\n", g.Name)
		for _, c := range g.Cases {
			key := fmt.Sprintf("| %s | %s | %s |", c.Number, described(c), expected(c))
			b.WriteString(key + rest(records, c, key, string(before)) + "\n")
		}
	}
	b.WriteString(elsewhereHead)
	for _, h := range hostile.Elsewhere {
		fmt.Fprintf(&b, "%s %s |\n", row(h), strings.Join(h.Tests, "; "))
	}
	if err := os.WriteFile(tableFile, []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}

// row is what the table says of an entry that is held elsewhere, but for its tests.
func row(h hostile.Held) string {
	return fmt.Sprintf("| %s | %s | %s |", h.Number, h.Title, h.Expected)
}

func expected(c hostile.Case) string {
	if c.Finding == "" {
		return c.Expected()
	}
	return c.Expected() + ", `" + c.Finding + "`"
}

// rest is the rest of a row: as measured now, as it stands in the file, or not yet.
func rest(records map[string]record, c hostile.Case, key, before string) string {
	if r, ok := records[c.Number]; ok {
		return fmt.Sprintf(" %s | %.1f MiB | %.2f s |", r.seen, float64(r.heap)/(1<<20), r.spent(c).Seconds())
	}
	if _, after, ok := strings.Cut(before, key); ok {
		line, _, _ := strings.Cut(after, "\n")
		return line
	}
	return " not measured yet | | |"
}

func described(c hostile.Case) string {
	text := c.Title
	if c.Note != "" {
		text += " (" + c.Note + ")"
	}
	return strings.ReplaceAll(text, "|", `\|`)
}

// TestTable wants every case in docs/hostile.md, and none that is not there any more.
func TestTable(t *testing.T) {
	if *update && !*realLimits {
		writeTable(t, nil)
	}
	text, err := os.ReadFile(tableFile)
	if err != nil {
		t.Fatal(err)
	}
	served, elsewhere, _ := strings.Cut(string(text), elsewhereHead)
	for _, h := range hostile.Elsewhere {
		if !strings.Contains(elsewhere, row(h)) {
			t.Errorf("case %s, which is held elsewhere, is not listed as it is", h.Number)
		}
	}
	listed := map[string]bool{}
	for _, m := range regexp.MustCompile(`(?m)^\| (\d+[a-z]*) \| (.*?) \| `).FindAllStringSubmatch(served, -1) {
		listed[m[1]] = true
		c, ok := hostile.Find(m[1])
		if !ok {
			t.Errorf("case %s is listed and does not exist", m[1])
		} else if described(c) != m[2] {
			t.Errorf("case %s is listed as %q", m[1], m[2])
		}
	}
	for _, c := range hostile.Cases() {
		if !listed[c.Number] {
			t.Errorf("case %s is not listed: go test -run TestTable -update adds it, make hostile measures it", c.Number)
		}
	}
}

// TestElsewhere wants every test there that a case is said to be held by.
func TestElsewhere(t *testing.T) {
	for _, h := range hostile.Elsewhere {
		if len(h.Tests) == 0 {
			t.Errorf("case %s is held by nothing", h.Number)
		}
		for _, test := range h.Tests {
			file, name, _ := strings.Cut(test, " ")
			if strings.HasSuffix(file, ".go") {
				name = "func " + name + "("
			}
			if text, err := os.ReadFile("../../../" + file); err != nil || !strings.Contains(string(text), name) {
				t.Errorf("case %s: %s has no %q: %v", h.Number, file, name, err)
			}
		}
	}
}

// TestCasesAreWhole wants each case described once, and a reason of each that keeps to itself.
func TestCasesAreWhole(t *testing.T) {
	seen := map[string]bool{}
	for _, c := range hostile.Cases() {
		if seen[c.Number] || c.Number == "" || c.Title == "" || c.Serve == nil {
			t.Errorf("case %q (%s) is not whole, or there twice", c.Number, c.Title)
		}
		seen[c.Number] = true
		if (c.Tune != nil || c.Home) != (c.Alone != "") {
			t.Errorf("case %s: what tunes the crawl or is its home says why it is alone, and nothing else does", c.Number)
		}
	}
}
