package main

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/healthusias/rounds/crawler"
	"github.com/healthusias/rounds/crawler/store"
)

// Case 143 on a real disk of 2 MiB, where this process may mount one; TestFullDiskIsReported is the same everywhere.
func TestSmallDisk(t *testing.T) {
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=2m"); err != nil {
		t.Logf("no disk of 2 MiB can be mounted (%v); a full disk is tested by TestFullDiskIsReported and in the store", err)
		return
	}
	t.Cleanup(func() { syscall.Unmount(dir, syscall.MNT_DETACH) })
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprintf(w, `<!doctype html><title>%s</title><a href="%s1/">one</a> <a href="%s2/">two</a>`, r.URL.Path, r.URL.Path, r.URL.Path)
		for range 2000 {
			fmt.Fprintf(w, "<p>%x</p>", rand.Uint64()) // does not compress
		}
	}))
	defer server.Close()
	cmd := exec.Command("rounds", "audit", server.URL, "--state", dir, "--reserve", "1", "--external", "never", "--max-depth", "9", "--only", "links/*",
		"--rate", "60/s") // what is written at a time must fit the disk at first
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if cmd.Run(); cmd.ProcessState.ExitCode() != 2 {
		t.Fatalf("exit code %d\n%s", cmd.ProcessState.ExitCode(), &stderr)
	}
	if want := "the disk that holds the state " + filepath.Join(dir, "rounds.db") + " is full"; !strings.Contains(stderr.String(), want) {
		t.Errorf("stderr lacks %q:\n%s", want, &stderr)
	}
	if !strings.Contains(stdout.String(), "INTERRUPTED") {
		t.Errorf("no report of what is stored:\n%s", &stdout)
	}
	st, err := store.OpenRead(filepath.Join(dir, "rounds.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	run, err := st.Run("")
	if err != nil {
		t.Fatal(err)
	}
	if problems, err := crawler.Verify(st, run); err != nil || len(problems) > 0 {
		t.Errorf("%v, %v", problems, err)
	}
	if used, err := st.Usage(run.Seq); err != nil || used.Pages == 0 {
		t.Errorf("kept %+v, %v", used, err)
	}
}
