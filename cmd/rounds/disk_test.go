package main

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/healthusias/rounds/crawler"
	"github.com/healthusias/rounds/crawler/store"
)

// site writes a directory of pages.
func site(t *testing.T, pages map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range pages {
		path := filepath.Join(dir, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, []byte(text), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// Case 143: when the disk of the state is full, what is stored is reported on stdout, also where the file of another report cannot be
// written, the exit code is 2, and the run can go on.
func TestFullDiskIsReported(t *testing.T) {
	dir := site(t, map[string]string{"index.html": `<!doctype html><title>Home</title><a href="/gone/">gone</a>`})
	var stdout, stderr bytes.Buffer
	a := &app{stdout: &stdout, stderr: &stderr, env: map[string]string{}, origins: map[string]string{}}
	a.root() // sets the flags
	a.flags.state, a.flags.only = t.TempDir(), []string{"links/broken"}
	p, err := a.newPlan([]string{dir})
	if err != nil {
		t.Fatal(err)
	}
	st, err := a.openState(p)
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	var id string
	walk := func(ctx context.Context, st *store.Store, opt crawler.Options) (*crawler.Site, error) {
		if _, err := crawler.Crawl(ctx, st, opt); err != nil {
			return nil, err
		}
		run, err := st.Run("")
		if err != nil {
			return nil, err
		}
		if _, err := st.Reopen(run); err != nil { // its end was not written
			return nil, err
		}
		id = run.ID
		return nil, &crawler.StoppedError{Run: run.ID, Err: &store.FullError{Path: "/disk/rounds.db", Free: 7, Need: 4711}}
	}
	outputs := []output{{format: "text"}, {format: "json", file: "/dev/full"}}
	code := a.code(a.crawlAndJudge(t.Context(), st, p, outputs, walk))
	if code != exitError {
		t.Errorf("exit code %d", code)
	}
	if !strings.Contains(stdout.String(), "INTERRUPTED") || !strings.Contains(stdout.String(), "links/broken") {
		t.Errorf("stdout:\n%s", &stdout)
	}
	for _, want := range []string{"the disk that holds the state /disk/rounds.db is full: 4711 bytes are needed, 7 are free", "writing the json report"} {
		if !strings.Contains(stderr.String(), want) {
			t.Errorf("stderr lacks %q:\n%s", want, &stderr)
		}
	}
	if saved, err := st.Report(id); err != nil || saved != nil {
		t.Errorf("a report of a cut run was kept: %.80s, %v", saved, err)
	}
}
