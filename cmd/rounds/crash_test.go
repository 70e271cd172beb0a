package main

import (
	"encoding/json"
	"flag"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/healthusias/rounds/cmd/sitegen/generate"
	"github.com/healthusias/rounds/crawler/store"
)

var crashes = flag.Int("crashes", 3, "how often TestKillAndResume kills a crawl")

// TestKillAndResume kills a crawl with SIGKILL at random moments, several times in a row, resumes it, and expects the report of a crawl
// that nobody disturbed (case 141).
func TestKillAndResume(t *testing.T) {
	t.Parallel()
	site, err := generate.New(generate.Options{Pages: 80, Seed: 3, Tiny: true})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		time.Sleep(10 * time.Millisecond) // long enough for a kill to hit a crawl at work
		site.ServeHTTP(w, r)
	}))
	defer server.Close()
	begin := time.Now()
	want := audit(t, t.TempDir(), "audit", server.URL, "--external", "never")
	took := time.Since(begin)
	hits := 0 // kills of a crawl at work
	for range *crashes {
		state := t.TempDir()
		args := []string{"audit", server.URL, "--external", "never"}
		for range 3 {
			kill(t, state, args, rand.N(took))
			switch begun(state) {
			case "running":
				args = []string{"resume"}
				hits++
			case "complete":
				args = []string{"check"}
			}
		}
		if got := audit(t, state, args...); got != want {
			t.Errorf("the report after a kill differs: %d bytes, want %d\ngot  %.600s\nwant %.600s", len(got), len(want), got, want)
		}
	}
	t.Logf("%d kills hit a crawl at work, which takes %v undisturbed", hits, took.Round(time.Millisecond))
	if hits == 0 {
		t.Error("no kill hit a crawl at work")
	}
}

// kill starts rounds and kills it after a while, unless it ends before.
func kill(t *testing.T, state string, args []string, after time.Duration) {
	t.Helper()
	if args[0] == "check" {
		return
	}
	cmd := exec.Command("rounds", append(args, "--state", state, "-qq")...)
	cmd.Dir = state // the working directory of this process changes
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	time.AfterFunc(after, func() { cmd.Process.Kill() })
	cmd.Wait()
}

// begun is the state of the latest run, "" where none has begun.
func begun(state string) string {
	st, err := store.OpenRead(filepath.Join(state, "rounds.db"))
	if err != nil {
		return ""
	}
	defer st.Close()
	run, err := st.Run("")
	if err != nil {
		return ""
	}
	return run.State
}

// audit runs rounds to its end and returns its JSON report without what may differ: times and the name of the run.
func audit(t *testing.T, state string, args ...string) string {
	t.Helper()
	out := filepath.Join(t.TempDir(), "report.json")
	args = append(args, "--state", state, "-qq", "--json-pages", "-f", "json="+out)
	cmd := exec.Command("rounds", args...)
	cmd.Dir = state
	if text, err := cmd.CombinedOutput(); cmd.ProcessState == nil || cmd.ProcessState.ExitCode() != 1 {
		t.Fatalf("rounds %v: %v\n%s", args, err, text)
	}
	normal, err := normalReport(out)
	if err != nil {
		t.Fatal(err)
	}
	return normal
}

// normalReport reads a JSON report without what may differ between two runs over one site: times, the name of the run, and what was taken
// over from an earlier one.
func normalReport(path string) (string, error) {
	raw, err := os.ReadFile(path)
	if err != nil {
		return "", err
	}
	var report map[string]any
	if err := json.Unmarshal(raw, &report); err != nil {
		return "", err
	}
	for part, keys := range map[string][]string{"run": {"id", "started", "finished", "since"}, "coverage": {"unchanged"}} {
		for _, key := range keys {
			delete(report[part].(map[string]any), key)
		}
	}
	for _, f := range report["findings"].([]any) {
		delete(f.(map[string]any), "since")
	}
	normal, err := json.Marshal(report)
	return string(normal), err
}
