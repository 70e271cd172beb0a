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

	_ "modernc.org/sqlite" // the driver "sqlite", in Go: the binary needs no cgo
)

//go:embed schema.sql
var schema string

// version is the schema that this program writes; a database of a later one is refused.
const version = 1

// Memory is the path of a store that lives as long as the process.
const Memory = ":memory:"

// Store is an open database. Its methods are safe for concurrent use.
type Store struct {
	db   *sql.DB
	lock *lock

	page, digest *sql.Stmt // prepared: they run once a page
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

// OpenRead opens an existing database for reading. It takes no lock: a run may be under way.
func OpenRead(path string) (*Store, error) {
	if _, err := os.Stat(path); err != nil {
		if errors.Is(err, os.ErrNotExist) {
			return nil, fmt.Errorf("no runs are stored in %s: run rounds audit or rounds crawl first, or name the directory with --state", filepath.Dir(path))
		}
		return nil, fmt.Errorf("reading the state: %w", err)
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
	s := &Store{db: db, lock: l}
	if err := s.prepare(read); err != nil {
		db.Close()
		return nil, describe(path, err)
	}
	return s, nil
}

func dsn(path string, read bool) string {
	q := url.Values{"_pragma": {"busy_timeout(5000)", "cache_size(-8000)"}}
	if read {
		q.Add("_pragma", "query_only(1)")
	} else {
		q["_pragma"] = append(q["_pragma"], "journal_mode(WAL)", "synchronous(NORMAL)")
	}
	if path == Memory {
		return path + "?" + q.Encode()
	}
	return (&url.URL{Scheme: "file", Path: filepath.ToSlash(path), RawQuery: q.Encode()}).String()
}

func (s *Store) prepare(read bool) error {
	var have int
	if err := s.db.QueryRow("PRAGMA user_version").Scan(&have); err != nil {
		return err
	}
	switch {
	case have == version:
		return s.statements()
	case have > version:
		return fmt.Errorf("it was written by a later version of rounds (schema %d, this one reads %d): upgrade rounds", have, version)
	case read:
		return errors.New("it holds no runs of rounds")
	}
	var tables int
	if err := s.db.QueryRow("SELECT count(*) FROM sqlite_master").Scan(&tables); err != nil {
		return err
	}
	if tables > 0 {
		return errors.New("it is a database of another program")
	}
	if err := s.inTx(func(tx *sql.Tx) error { // all or nothing: a process may be killed here too
		_, err := tx.Exec(schema)
		return err
	}); err != nil {
		return err
	}
	return s.statements()
}

func (s *Store) statements() (err error) {
	if s.page, err = s.db.Prepare("SELECT facts, links FROM page WHERE run=? AND id=?"); err != nil {
		return err
	}
	s.digest, err = s.db.Prepare("SELECT digest, links FROM page WHERE run=? AND id=?")
	return err
}

func describe(path string, err error) error {
	return fmt.Errorf("reading the state %s: %w; move the file away to start afresh, or name another directory with --state", path, err)
}

// Close closes the database and releases the lock.
func (s *Store) Close() error {
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
		return fmt.Errorf("writing the state: %w", err)
	}
	if err := f(tx); err != nil {
		tx.Rollback()
		return fmt.Errorf("writing the state: %w", err)
	}
	if err := tx.Commit(); err != nil {
		return fmt.Errorf("writing the state: %w", err)
	}
	return nil
}
