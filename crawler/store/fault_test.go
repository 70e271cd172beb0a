package store

import (
	"bytes"
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// raw opens a database as it is.
func raw(t *testing.T, path string) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

// spoil makes the migration of a database of version 1 fail at its end.
func spoil(t *testing.T, path string) {
	t.Helper()
	db := raw(t, path)
	if _, err := db.Exec("CREATE TABLE validator (x)"); err != nil {
		t.Fatal(err)
	}
	db.Close()
}

// filled writes a run of many URLs and returns the file's path.
func filled(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "rounds.db")
	s := open(t, path)
	run, err := s.Begin(RunInfo{Target: "https://h.example/", Base: "https://h.example/", Started: time.Now()})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Write(run.Seq, batch(0, 400)); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

// batch is n URLs with incompressible pages of a kilobyte.
func batch(from, n int) *Batch {
	b := &Batch{}
	for i := from; i < from+n; i++ {
		facts := make([]byte, 1024)
		for k := range facts {
			facts[k] = byte(rand.Uint32())
		}
		b.URLs = append(b.URLs, URLRow{ID: uint32(i), Address: fmt.Sprintf("https://h.example/%d", i), Done: true, State: 1, Target: -1, Flags: FlagPage})
		b.Pages = append(b.Pages, PageRow{ID: uint32(i), Facts: facts})
	}
	return b
}

// Case 143: a full disk is named with its path and the bytes that are needed, and costs nothing that was stored before.
func TestFullDiskKeepsWhatIsStored(t *testing.T) {
	s := open(t, filled(t))
	var pages int
	if err := s.db.QueryRow("PRAGMA page_count").Scan(&pages); err != nil {
		t.Fatal(err)
	}
	if _, err := s.db.Exec(fmt.Sprintf("PRAGMA max_page_count = %d", pages+8)); err != nil { // what SQLite knows of disks that are full
		t.Fatal(err)
	}
	err := s.Write(1, batch(400, 400))
	var full *FullError
	if !errors.As(err, &full) || full.Path != s.path || full.Need <= 0 || !strings.Contains(err.Error(), s.path) || !strings.Contains(err.Error(), "bytes are needed") {
		t.Fatalf("writing to a full disk: %v", err)
	}
	if used, err := s.Usage(1); err != nil || used.URLs != 400 {
		t.Errorf("%d URLs are left, %v", used.URLs, err)
	}
	if faults, err := s.Integrity(); err != nil || len(faults) > 0 {
		t.Errorf("integrity %v, %v", faults, err)
	}
}

func TestRoomIsLookedFor(t *testing.T) {
	s := open(t, filled(t))
	if err := s.Room(1); err != nil {
		t.Errorf("one byte: %v", err)
	}
	var full *FullError
	if err := s.Room(1 << 62); !errors.As(err, &full) || full.Free <= 0 || full.Need != 1<<62 {
		t.Errorf("more than there is: %v", err)
	}
	if err := open(t, Memory).Room(1 << 62); err != nil {
		t.Errorf("in memory: %v", err)
	}
}

// look reads all there is and returns the first error.
func look(path string) error {
	s, err := OpenRead(path)
	if err != nil {
		return err
	}
	defer s.Close()
	runs, err := s.Runs()
	if err != nil {
		return err
	}
	for _, run := range runs {
		if err := s.URLs(run.Seq, func(*URLRow) {}); err != nil {
			return err
		}
		for id := range uint32(400) {
			if _, err := s.Page(run.Seq, id); err != nil && !errors.Is(err, sql.ErrNoRows) {
				return err
			}
		}
	}
	faults, err := s.Integrity()
	if len(faults) > 0 {
		return errors.New(faults[0])
	}
	return err
}

// Case 146: flipped bits and a cut file are an error, never a panic, and the file stays as it is.
func TestDamageIsAnError(t *testing.T) {
	sound := read(t, filled(t))
	damage := map[string]func(b []byte) []byte{
		"truncated": func(b []byte) []byte { return b[:len(b)/2] },
		"empty page": func(b []byte) []byte {
			clear(b[len(b)/4096/2*4096:][:4096])
			return b
		},
		"half a header": func(b []byte) []byte { return b[:50] },
	}
	for n := range 40 {
		damage[fmt.Sprintf("flipped %d", n)] = func(b []byte) []byte {
			for range 200 {
				b[100+rand.IntN(len(b)-100)] ^= 1 << rand.IntN(8)
			}
			return b
		}
	}
	seen := 0
	for name, change := range damage {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "rounds.db")
			broken := change(bytes.Clone(sound))
			if err := os.WriteFile(path, broken, 0o600); err != nil {
				t.Fatal(err)
			}
			if err := look(path); err != nil {
				seen++
			} else if !strings.HasPrefix(name, "flipped") {
				t.Error("nobody noticed")
			}
			if !bytes.Equal(read(t, path), broken) {
				t.Error("the file was changed")
			}
		})
	}
	if seen < 30 { // a bit inside a value is not SQLite's to notice
		t.Errorf("only %d of %d damaged files were noticed", seen, len(damage))
	}
}

func TestDamageIsExplained(t *testing.T) {
	path := filled(t)
	b := read(t, path)
	for at := 4096; at+4096 <= len(b); at += 4096 {
		b[at] = 0xff // no page of any kind
	}
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	err := look(path)
	var e *DamagedError
	if !errors.As(err, &e) || !strings.Contains(err.Error(), path) || !strings.Contains(err.Error(), "rounds runs verify") {
		t.Errorf("a damaged file: %v", err)
	}
}

// Case 146: a directory that cannot be written to. Root may write everywhere but where the kernel keeps what is written.
func TestUnwritableDirectoryIsExplained(t *testing.T) {
	dir := t.TempDir()
	if err := os.Chmod(dir, 0o500); err != nil {
		t.Fatal(err)
	}
	if f, err := os.Create(filepath.Join(dir, "probe")); err == nil {
		f.Close()
		dir = "/proc/self"
	}
	_, err := Open(filepath.Join(dir, "rounds.db"))
	if err == nil || !strings.Contains(err.Error(), dir) || !strings.Contains(err.Error(), "choose another with --state") {
		t.Errorf("opening for writing: %v", err)
	}
}

func TestRemovedRunsGiveTheirRoomBack(t *testing.T) {
	path := filled(t)
	before := len(read(t, path))
	s := open(t, path)
	second, err := s.Begin(RunInfo{Started: time.Now()})
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(s.Remove(1), s.Compact(), s.Close()); err != nil {
		t.Fatal(err)
	}
	if after := len(read(t, path)); after > before/4 {
		t.Errorf("%d bytes became %d", before, after)
	}
	s = open(t, path)
	if runs, err := s.Runs(); err != nil || len(runs) != 1 || runs[0].ID != second.ID {
		t.Errorf("left %+v, %v", runs, err)
	}
	if used, err := s.Usage(1); err != nil || used.URLs+used.Pages != 0 {
		t.Errorf("the removed run has %+v, %v", used, err)
	}
}

// Case 144: who holds the directory is told, and nobody once it is let go.
func TestBusyNamesTheWriter(t *testing.T) {
	path := filepath.Join(t.TempDir(), "rounds.db")
	if e := Busy(path); e != nil {
		t.Errorf("an empty directory: %v", e)
	}
	s := open(t, path)
	if e := Busy(path); e == nil || e.PID != fmt.Sprint(os.Getpid()) {
		t.Errorf("while it is open: %v", e)
	}
	s.Close()
	if e := Busy(path); e != nil {
		t.Errorf("after it was closed: %v", e)
	}
}
