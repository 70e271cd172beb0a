// Package store keeps runs in SQLite: their URLs, pages and reports. It knows how a crawl is written down, not how it is
// walked or judged. One process writes at a time; a file lock sees to it.
package store

import (
	"database/sql"
	_ "embed"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"

	_ "modernc.org/sqlite" // the driver "sqlite", in Go: the binary needs no cgo
)

//go:embed schema.sql
var schema string

// Memory is the path of a store that lives as long as the process.
const Memory = ":memory:"

// Store is an open database. Its methods are safe for concurrent use.
type Store struct {
	db   *sql.DB
	path string
	lock *lock

	emptying sync.WaitGroup // of the log

	page, facts, some *sql.Stmt // prepared: they run once a page, or for a few pages
}

// Open opens or creates the database at path for writing and locks its directory. A *LockedError says who holds the lock.
func Open(path string) (*Store, error) {
	if path == Memory {
		return connect(path, false, nil)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, fmt.Errorf("creating the state directory: %w; choose another with --state", err)
	}
	l, err := acquire(path)
	if err != nil {
		return nil, err
	}
	s, err := connect(path, false, l)
	if err != nil {
		l.release()
	}
	return s, err
}

// OpenRead opens an existing database for reading. It takes no lock: a run may be under way. Only one of an earlier version is locked, to
// bring it forward first.
func OpenRead(path string) (*Store, error) {
	if _, err := os.Stat(path); err != nil {
		if errors.Is(err, os.ErrNotExist) {
			return nil, fmt.Errorf("no runs are stored in %s: run rounds audit or rounds crawl first, or name the directory with --state", filepath.Dir(path))
		}
		return nil, fmt.Errorf("reading the state: %w", err)
	}
	s, err := connect(path, true, nil)
	if !errors.Is(err, errOld) {
		return s, err
	}
	if s, err = Open(path); err != nil {
		return nil, err
	}
	if err := s.Close(); err != nil {
		return nil, err
	}
	return connect(path, true, nil)
}

func connect(path string, read bool, l *lock) (*Store, error) {
	db, err := sql.Open("sqlite", dsn(path, read))
	if err != nil {
		return nil, err
	}
	// One connection: a store in memory is one connection's own, and SQLite has one writer anyway.
	db.SetMaxOpenConns(1)
	s := &Store{db: db, path: path, lock: l}
	if err := s.prepare(read); err != nil {
		db.Close()
		return nil, s.describe(err)
	}
	return s, nil
}

// dsn names a database with its settings. What is stored of a page takes some 10 KB. In pages of the database of 16 KB it stands alone, and the rest
// of them is empty; of 8 KB it fills one and a part of another. Smaller ones would make long chains of it. A log of 1000 has 8 MB. The driver runs
// pragmas in the order of the alphabet, and WAL fixes the size of pages: it comes last.
func dsn(path string, read bool) string {
	q := url.Values{"_pragma": {"busy_timeout(5000)", "cache_size(-2000)", "temp_store(MEMORY)"}}
	if read {
		q.Add("_pragma", "query_only(1)")
	} else {
		q["_pragma"] = append(q["_pragma"], "page_size(8192)", "wal_autocheckpoint(1000)", "synchronous(NORMAL)")
		q.Set("_journal_mode", "WAL")
	}
	if path == Memory {
		return path + "?" + q.Encode()
	}
	return (&url.URL{Scheme: "file", Path: filepath.ToSlash(path), RawQuery: q.Encode()}).String()
}

func (s *Store) statements() (err error) {
	if s.page, err = s.db.Prepare("SELECT facts, digest, links FROM page WHERE run=? AND id=?"); err != nil {
		return err
	}
	if s.facts, err = s.db.Prepare("SELECT id, facts, links FROM page WHERE run=? AND id=?"); err != nil {
		return err
	}
	s.some, err = s.db.Prepare("SELECT id, facts, links FROM page WHERE run=? AND length(facts)<=? AND id IN (?" + strings.Repeat(",?", PagesAtOnce-1) + ")")
	return err
}

// describe says why a database cannot be opened, and what to do.
func (s *Store) describe(err error) error {
	var full *FullError
	var damaged *DamagedError
	if err = s.explain("reading the state "+s.path, err); errors.As(err, &full) || errors.As(err, &damaged) {
		return err
	}
	return fmt.Errorf("%w; move the file away to start afresh, or name another directory with --state", err)
}

// Remote names the network file system that holds the database, such as NFS, where that is known; "" for a local one. Its locks may
// not keep other machines out.
func (s *Store) Remote() string {
	if s.path == Memory {
		return ""
	}
	return remote(s.path)
}

// emptyLog copies what the log holds to its place, on a connection of its own, so that nobody waits. What fails is left to Close.
func (s *Store) emptyLog() {
	db, err := sql.Open("sqlite", dsn(s.path, false))
	if err != nil {
		return
	}
	defer db.Close()
	db.Exec("PRAGMA wal_checkpoint(PASSIVE)")
}

// Close closes the database and releases the lock.
func (s *Store) Close() error {
	s.emptying.Wait()
	err := s.db.Close()
	if s.lock != nil {
		s.lock.release()
	}
	return err
}

// inTx runs f in a transaction: all of it is written, or nothing.
func (s *Store) inTx(f func(*sql.Tx) error) error {
	tx, err := s.db.Begin()
	if err != nil {
		return s.explain("writing the state", err)
	}
	if err := f(tx); err != nil {
		tx.Rollback()
		return s.explain("writing the state", err)
	}
	return s.explain("writing the state", tx.Commit())
}
