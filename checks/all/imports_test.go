package all_test

import (
	"os/exec"
	"strings"
	"testing"
)

const module = "github.com/healthusias/rounds/"

// rooms are the packages of the house, outermost first. Each may import what stands below it, never what stands above;
// the last ones know nobody.
var rooms = []struct {
	name string
	of   func(pkg string) bool
}{
	{"cmd", under("cmd")},
	{"reports", under("reports")},
	{"checks/all", is("checks/all")},
	{"checks/<family>", family},
	{"checks", is("checks")},
	{"crawler/fetch/hostile", is("crawler/fetch/hostile")}, // servers for tests
	{"crawler", is("crawler")},
	{"crawler/fetch and crawler/store", func(pkg string) bool { return is("crawler/fetch")(pkg) || under("crawler/store")(pkg) }},
	{"crawler/trap", under("crawler/trap")},
	{"crawler/page, crawler/robots and crawler/sitemap", func(pkg string) bool {
		return under("crawler/page")(pkg) || under("crawler/robots")(pkg) || under("crawler/sitemap")(pkg)
	}},
}

func is(path string) func(string) bool { return func(pkg string) bool { return pkg == path } }

func under(path string) func(string) bool {
	return func(pkg string) bool { return pkg == path || strings.HasPrefix(pkg, path+"/") }
}

func family(pkg string) bool { return strings.HasPrefix(pkg, "checks/") && pkg != "checks/all" }

// TestImportsRunOneWay asks the go command what every package depends on.
func TestImportsRunOneWay(t *testing.T) {
	for _, line := range list(t, "{{.ImportPath}} {{join .Deps \" \"}}", module+"...") {
		pkg, deps, _ := strings.Cut(line, " ")
		at := room(t, pkg)
		for dep := range strings.FieldsSeq(deps) {
			if !strings.HasPrefix(dep, module) {
				continue
			}
			if to := room(t, dep); to < at {
				t.Errorf("%s (%s) depends on %s (%s)", pkg, rooms[at].name, dep, rooms[to].name)
			}
		}
	}
}

// TestFamiliesKnowOnlyTheEngine keeps one family of rules from leaning on another.
func TestFamiliesKnowOnlyTheEngine(t *testing.T) {
	for _, line := range list(t, "{{.ImportPath}} {{join .Deps \" \"}}", module+"checks/...") {
		pkg, deps, _ := strings.Cut(line, " ")
		if !family(strings.TrimPrefix(pkg, module)) {
			continue
		}
		for dep := range strings.FieldsSeq(deps) {
			if name, ok := strings.CutPrefix(dep, module); ok && family(name) {
				t.Errorf("%s depends on %s", pkg, dep)
			}
		}
	}
}

func room(t *testing.T, pkg string) int {
	t.Helper()
	for i, r := range rooms {
		if r.of(strings.TrimPrefix(pkg, module)) {
			return i
		}
	}
	t.Fatalf("%s stands in no room of the house", pkg)
	return -1
}

func list(t *testing.T, format, pattern string) []string {
	t.Helper()
	var stderr strings.Builder
	cmd := exec.Command("go", "list", "-deps=false", "-e", "-f", format, pattern)
	cmd.Dir, cmd.Stderr = "../..", &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v\n%s", err, stderr.String())
	}
	return strings.Split(strings.TrimSpace(string(out)), "\n")
}
