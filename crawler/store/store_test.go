package store

import (
	"errors"
	"io"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/healthusias/rounds/crawler/page"
)

func open(t *testing.T, path string) *Store {
	t.Helper()
	s, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func TestRunsAreKept(t *testing.T) {
	path := filepath.Join(t.TempDir(), "state", "rounds.db")
	s := open(t, path)
	at := time.Date(2026, 11, 22, 6, 0, 11, 0, time.UTC)
	first, err := s.Begin(RunInfo{Target: "https://h.example/", Base: "https://h.example/", Started: at, Settings: []byte("{}")})
	if err != nil {
		t.Fatal(err)
	}
	second, err := s.Begin(RunInfo{Target: "https://h.example/", Base: "https://h.example/", Started: at})
	if err != nil {
		t.Fatal(err)
	}
	if first.ID != "2026-11-22T06-00-11Z" || second.ID != "2026-11-22T06-00-11Z-2" {
		t.Errorf("ids %s and %s", first.ID, second.ID)
	}
	first.Finished, first.State, first.IncompleteBecause, first.Untrusted = at.Add(time.Minute), "incomplete", []string{"a", "b"}, []string{"b"}
	if err := s.End(first); err != nil {
		t.Fatal(err)
	}
	if err := s.SaveReport(first.ID, packed(t, `{"schema":"x"}`)); err != nil {
		t.Fatal(err)
	}
	s.Close()
	s = open(t, path)
	got, err := s.Run(first.ID)
	if err != nil || !reflect.DeepEqual(got, first) {
		t.Errorf("got %+v, %v; want %+v", got, err, first)
	}
	if report, err := s.Report(first.ID); err != nil || string(report) != `{"schema":"x"}` {
		t.Errorf("report %q, %v", report, err)
	}
	if latest, err := s.Run(""); err != nil || latest.ID != second.ID {
		t.Errorf("latest is %s, %v", latest.ID, err)
	}
	if _, err := s.Run("2020"); err == nil || !strings.Contains(err.Error(), second.ID) {
		t.Errorf("an unknown run gives %v, want a hint at the latest", err)
	}
}

func TestRowsComeBack(t *testing.T) {
	s := open(t, Memory)
	run, err := s.Begin(RunInfo{Started: time.Now()})
	if err != nil {
		t.Fatal(err)
	}
	facts := &page.Facts{URL: "https://h.example/", Titles: []page.Text{{Text: "Héllo", Line: 1}}, Links: []page.Link{{URL: "https://h.example/a#b", Raw: "a#b", Element: "a", Region: page.RegionMain}}, Words: 7, Blocks: page.Blocks{{Element: "p", Text: "Seven words of text stand on it.", Words: 7}}}
	packed, err := PackFacts(facts, nil)
	if err != nil {
		t.Fatal(err)
	}
	urls := []URLRow{
		{ID: 0, Address: "https://h.example/", Done: true, State: 1, Status: 200, Target: -1}, {ID: 1, Address: "https://h.example/a", Target: 0, Reason: "404"},
		{ID: math.MaxUint32, Role: 15, Depth: math.MaxInt32, Hops: 255, Flags: 255, Done: true, State: 15, Status: 999, Target: math.MaxUint32 - 1, Media: "text/html", Attempts: 255},
	}
	targets := []uint32{1, NoTarget, 0, 70000}
	err = s.Write(run.Seq, &Batch{URLs: urls, Pages: []PageRow{{ID: 0, Facts: packed, Links: PackLinks(targets), IDs: []string{"a", "b"}}}})
	if err != nil {
		t.Fatal(err)
	}
	var got []URLRow
	if err := s.URLs(run.Seq, func(r *URLRow) { got = append(got, *r) }); err != nil || !reflect.DeepEqual(got, urls) {
		t.Errorf("URLs %+v, %v", got, err)
	}
	row, err := s.Page(run.Seq, 0)
	if err != nil {
		t.Fatal(err)
	}
	back := new(page.Facts)
	blocks, err := UnpackFacts(row.Facts, back)
	if err == nil {
		back.Blocks, err = UnpackBlocks(blocks)
	}
	if err != nil || !reflect.DeepEqual(back, facts) {
		t.Errorf("facts %+v, %v", back, err)
	}
	if links := UnpackLinks(row.Links, []uint32{7}); !reflect.DeepEqual(links, targets) {
		t.Errorf("links %v, want %v", links, targets)
	}
	if n, err := s.CountURLs(run.Seq); err != nil || n != math.MaxUint32+1 {
		t.Errorf("%d URLs, %v", n, err)
	}
	if n, err := s.CountURLs(run.Seq + 1); err != nil || n != 0 {
		t.Errorf("%d URLs of another run, %v", n, err)
	}
	ids := map[uint32]string{}
	if err := s.FragmentIDs(run.Seq, []uint32{1, 0}, func(id uint32, lines string) { ids[id] = lines }); err != nil || !reflect.DeepEqual(ids, map[uint32]string{0: "a\nb"}) {
		t.Errorf("ids %v, %v", ids, err)
	}
}

func TestSecondProcessIsTurnedAway(t *testing.T) {
	path := filepath.Join(t.TempDir(), "rounds.db")
	s := open(t, path)
	_, err := Open(path)
	var locked *LockedError
	if !errors.As(err, &locked) || locked.PID == "unknown" || locked.Started == "" {
		t.Fatalf("second open: %v", err)
	}
	if r, err := OpenRead(path); err != nil {
		t.Errorf("reading beside the writer: %v", err)
	} else {
		r.Close()
	}
	s.Close()
	if s, err = Open(path); err != nil {
		t.Errorf("after the first has gone: %v", err)
	} else {
		s.Close()
	}
}

func TestForeignFilesAreRefused(t *testing.T) {
	dir := t.TempDir()
	garbage := filepath.Join(dir, "garbage.db")
	if err := os.WriteFile(garbage, []byte(strings.Repeat("this is no database ", 100)), 0o600); err != nil {
		t.Fatal(err)
	}
	later := filepath.Join(dir, "later.db")
	s := open(t, later)
	if _, err := s.db.Exec("PRAGMA user_version = 99"); err != nil {
		t.Fatal(err)
	}
	s.Close()
	for path, want := range map[string]string{garbage: "move the file away", later: "upgrade rounds", filepath.Join(dir, "none.db"): "no runs are stored"} {
		_, err := OpenRead(path)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", filepath.Base(path), err, want)
		}
	}
	if _, err := Open(garbage); err == nil {
		t.Error("garbage is opened for writing")
	}
	if b, err := os.ReadFile(garbage); err != nil || len(b) != 2000 {
		t.Error("the refused file was changed")
	}
}

func TestPruneKeepsTheLatest(t *testing.T) {
	s := open(t, Memory)
	for i := range 4 {
		run, err := s.Begin(RunInfo{Started: time.Unix(int64(i), 0)})
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Write(run.Seq, &Batch{URLs: []URLRow{{ID: 0, Target: -1}}}); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Prune(2); err != nil {
		t.Fatal(err)
	}
	runs, err := s.Runs()
	if err != nil || len(runs) != 2 || runs[0].Seq != 3 {
		t.Errorf("left %+v, %v", runs, err)
	}
	var rows int
	if err := s.db.QueryRow("SELECT count(*) FROM url").Scan(&rows); err != nil || rows != 2 {
		t.Errorf("%d URL rows left, %v", rows, err)
	}
}

// A run that goes on is no longer what was said of it when it stopped: killed again, it must not show the report of its first part.
func TestReopenedRunsForgetTheirReport(t *testing.T) {
	s := open(t, Memory)
	run, err := s.Begin(RunInfo{Started: time.Now()})
	if err != nil {
		t.Fatal(err)
	}
	run.State, run.Finished, run.IncompleteBecause = "interrupted", time.Now(), []string{"interrupted"}
	if err := errors.Join(s.End(run), s.SaveReport(run.ID, packed(t, "{}"))); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Reopen(run); err != nil {
		t.Fatal(err)
	}
	again, err := s.Run(run.ID)
	if err != nil || again.State != "running" || !again.Finished.IsZero() || len(again.IncompleteBecause) > 0 {
		t.Errorf("reopened: %+v, %v", again, err)
	}
	if report, err := s.Report(run.ID); err != nil || report != nil {
		t.Errorf("its report is %q, %v", report, err)
	}
}

// text writes a report.
func packed(t *testing.T, report string) PackedReport {
	t.Helper()
	p, err := PackReport(func(w io.Writer) error {
		_, err := io.WriteString(w, report)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// A setting that the driver does not apply shows in nothing but the time that everything takes.
func TestDatabaseHasItsSettings(t *testing.T) {
	path := filepath.Join(t.TempDir(), "rounds.db")
	s := open(t, path)
	for pragma, want := range map[string]string{"page_size": "8192", "journal_mode": "wal", "synchronous": "1", "wal_autocheckpoint": "1000", "query_only": "0"} {
		var got string
		if err := s.db.QueryRow("PRAGMA " + pragma).Scan(&got); err != nil || got != want {
			t.Errorf("%s is %s, %v; want %s", pragma, got, err, want)
		}
	}
	r, err := OpenRead(path)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	var only string
	if err := r.db.QueryRow("PRAGMA query_only").Scan(&only); err != nil || only != "1" {
		t.Errorf("a reader has query_only %s, %v", only, err)

	}
}

// The pages of a run go from the log to their place once it has ended, and not only when the store is closed.
func TestLogIsEmptiedOnceARunEnds(t *testing.T) {
	path := filepath.Join(t.TempDir(), "rounds.db")
	s := open(t, path)
	run, err := s.Begin(RunInfo{Started: time.Now()})
	if err != nil {
		t.Fatal(err)
	}
	const size = 100 << 10
	if err := s.Write(run.Seq, &Batch{Pages: []PageRow{{Facts: make([]byte, size), Digest: []byte{0}}}}); err != nil {
		t.Fatal(err)
	}
	inPlace := func() int64 {
		file, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		return file.Size()
	}
	if inPlace() > size {
		t.Fatal("the page stands in its place at once")
	}
	if err := s.End(run); err != nil {
		t.Fatal(err)
	}
	s.emptying.Wait()
	if inPlace() < size {
		t.Errorf("the database has %d bytes, and a page of %d", inPlace(), size)
	}
}
