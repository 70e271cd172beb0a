package store

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

// fixture copies the database that an earlier version wrote: testdata/v1.db is an audit of a site of two pages, v2.db is what version 2 made of that.
func fixture(t *testing.T, name string) (path string, content []byte) {
	t.Helper()
	content, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	path = filepath.Join(t.TempDir(), "rounds.db")
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return path, content
}

// columns lists every column of every table, as SQLite tells it.
func columns(t *testing.T, s *Store) []string {
	t.Helper()
	rows, err := s.db.Query(`SELECT t.name, c.name, c.type, c."notnull", coalesce(c.dflt_value, ''), c.pk FROM sqlite_master t, pragma_table_info(t.name) c WHERE t.type = 'table' ORDER BY t.name, c.cid`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var list []string
	for rows.Next() {
		var table, name, kind, preset string
		var notNull, key int
		if err := rows.Scan(&table, &name, &kind, &notNull, &preset, &key); err != nil {
			t.Fatal(err)
		}
		list = append(list, fmt.Sprint(table, " ", name, " ", kind, " ", notNull, " ", preset, " ", key))
	}
	return list
}

// earlierURLs are the URLs of a database of version 1 or 2.
func earlierURLs(t *testing.T, path string) (list []URLRow) {
	t.Helper()
	rows, err := raw(t, copyOf(t, path)).Query("SELECT id, address, role, depth, hops, flags, done, state, reason, status, target, media, attempts FROM url ORDER BY id")
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var r URLRow
		if err := rows.Scan(&r.ID, &r.Address, &r.Role, &r.Depth, &r.Hops, &r.Flags, &r.Done, &r.State, &r.Reason, &r.Status, &r.Target, &r.Media, &r.Attempts); err != nil {
			t.Fatal(err)
		}
		list = append(list, r)
	}
	if len(list) == 0 || list[0].Role == 0 || list[0].Status == 0 || list[0].Flags == 0 {
		t.Fatalf("%s has %+v", path, list)
	}
	return list
}

// Every earlier version is brought forward to what a new database has, with its runs, and a copy of it stays (case 146).
func TestEarlierVersionsAreBroughtForward(t *testing.T) {
	fresh := columns(t, open(t, Memory))
	for v := 1; v < version; v++ {
		name := fmt.Sprintf("v%d.db", v)
		t.Run(name, func(t *testing.T) {
			path, before := fixture(t, name)
			urls := earlierURLs(t, path)
			s := open(t, path)
			if got := columns(t, s); !reflect.DeepEqual(got, fresh) {
				t.Errorf("columns\n  %s\nwant\n  %s", strings.Join(got, "\n  "), strings.Join(fresh, "\n  "))
			}
			run, err := s.Run("2026-11-22T06-00-00Z")
			if err != nil || run.State != "complete" || run.Base != "https://health.example/" {
				t.Errorf("run %+v, %v", run, err)
			}
			if used, err := s.Usage(run.Seq); err != nil || used.URLs != 3 || used.Pages != 2 {
				t.Errorf("it holds %+v, %v", used, err)
			}
			var got []URLRow
			if err := s.URLs(run.Seq, func(r *URLRow) { got = append(got, *r) }); err != nil || !reflect.DeepEqual(got, urls) {
				t.Errorf("URLs\n%+v, %v, want\n%+v", got, err, urls)
			}
			if report, err := s.Report(run.ID); err != nil || !bytes.Contains(report, []byte("links/broken")) {
				t.Errorf("its report is %.80s, %v", report, err)
			}
			if err := s.Write(run.Seq, &Batch{Pages: []PageRow{{ID: 9, Validator: Validator{ETag: `"x"`, Print: 1}}}}); err != nil {
				t.Error(err)
			}
			kept := open(t, copyOf(t, path+fmt.Sprintf(".v%d.bak", v))) // opened, it is brought forward too: look at a copy
			if again, err := kept.Run(run.ID); err != nil || again.ID != run.ID {
				t.Errorf("the backup has %+v, %v", again, err)
			}
			if s.Close(); bytes.Equal(before, read(t, path)) {
				t.Error("nothing was written")
			}
		})
	}
}

func copyOf(t *testing.T, path string) string {
	t.Helper()
	to := filepath.Join(t.TempDir(), "rounds.db")
	if err := os.WriteFile(to, read(t, path), 0o600); err != nil {
		t.Fatal(err)
	}
	return to
}

func read(t *testing.T, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// Readers bring an earlier version forward too, unless somebody is writing to it.
func TestReadersBringForward(t *testing.T) {
	path, _ := fixture(t, "v1.db")
	l, err := acquire(path)
	if err != nil {
		t.Fatal(err)
	}
	var locked *LockedError
	if _, err := OpenRead(path); !errors.As(err, &locked) {
		t.Errorf("beside a writer: %v", err)
	}
	l.release()
	s, err := OpenRead(path)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if runs, err := s.Runs(); err != nil || len(runs) != 1 {
		t.Errorf("runs %+v, %v", runs, err)
	}
}

// A migration that fails changes nothing and leaves no copy behind.
func TestFailedMigrationChangesNothing(t *testing.T) {
	path, _ := fixture(t, "v1.db")
	spoil(t, path)
	if _, err := Open(path); err == nil || !strings.Contains(err.Error(), "from schema 1 to") {
		t.Fatalf("a database that has the new table already: %v", err)
	}
	if left, _ := filepath.Glob(path + ".v*"); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
	s := &Store{path: path}
	s.db = raw(t, path)
	for _, column := range columns(t, s) {
		if strings.HasPrefix(column, "run shape") {
			t.Errorf("half of it was done: %s", column)
		}
	}
}
