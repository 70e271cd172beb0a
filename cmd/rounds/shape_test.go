package main

import (
	"os"
	"os/exec"
	"strings"
	"testing"
)

// The build ID that is found is the one that the go command finds. Without one, programs are told apart all the same.
func TestBuildID(t *testing.T) {
	path, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	program, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	want, err := exec.Command("go", "tool", "buildid", path).Output()
	if err != nil {
		t.Fatal(err)
	}
	if got := string(buildID(program[:buildHead])); got == "" || got != strings.TrimSpace(string(want)) {
		t.Errorf("found %q, want %s", got, want)
	}
	if got := string(buildID([]byte("\xfe\xed\xff Go build ID: \"a/b\"\n \xff"))); got != "a/b" {
		t.Errorf("found %q in a file of another kind", got)
	}
	for _, without := range []string{"", "\xff Go build ID: \"\"\n \xff", "\xff Go build ID: \"cut"} {
		if got := buildID([]byte(without)); len(got) > 0 {
			t.Errorf("found %q in %q", got, without)
		}
	}
	if print, err := buildPrint(); err != nil || len(print) != 16 {
		t.Errorf("the print is %q, %v", print, err)
	}
}
