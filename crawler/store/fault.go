package store

import (
	"errors"
	"fmt"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// Reserve is the room that a disk should keep while a run is written, in bytes.
const Reserve = 100 << 20

// FullError says that the disk of the state directory has no room left. What was stored before is kept.
type FullError struct {
	Path string // the database
	Free int64  // bytes, negative where unknown
	Need int64  // bytes that should be free
}

func (e *FullError) Error() string {
	free := ""
	if e.Free >= 0 {
		free = fmt.Sprintf(", %d are free", e.Free)
	}
	return fmt.Sprintf("the disk that holds the state %s is full: %d bytes are needed%s; make room there, or name a directory on another disk with --state", e.Path, e.Need, free)
}

// DamagedError says that a database cannot be read. It is left as it is.
type DamagedError struct {
	Path string
	Err  error
}

func (e *DamagedError) Error() string {
	return fmt.Sprintf("the state %s is damaged (%v): rounds runs verify tells what can still be read; move the file away to start afresh, or name another directory with --state", e.Path, e.Err)
}

func (e *DamagedError) Unwrap() error { return e.Err }

// explain names what was being done when an error came, and puts a full disk and a damaged file in words of their own.
func (s *Store) explain(doing string, err error) error {
	var fault *sqlite.Error
	if err == nil || !errors.As(err, &fault) {
		return wrap(doing, err)
	}
	switch code := fault.Code() & 0xff; {
	case code == sqlite3.SQLITE_FULL, code == sqlite3.SQLITE_IOERR && s.starved():
		return &FullError{Path: s.path, Free: s.free(), Need: Reserve}
	case code == sqlite3.SQLITE_CORRUPT:
		return &DamagedError{Path: s.path, Err: err}
	}
	return wrap(doing, err)
}

func wrap(doing string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", doing, err)
}

// starved reports whether there is hardly room for a page of the database: SQLite then calls some writes faults of the disk.
func (s *Store) starved() bool {
	free := s.free()
	return free >= 0 && free < 1<<20
}

// free is the room on the disk of the database in bytes, negative where that is unknown.
func (s *Store) free() int64 {
	if s.path == Memory {
		return -1
	}
	return freeBytes(s.path)
}

// Room returns a *FullError where fewer bytes than reserve are free on the disk that holds the database.
func (s *Store) Room(reserve int64) error {
	if free := s.free(); free >= 0 && free < reserve {
		return &FullError{Path: s.path, Free: free, Need: reserve}
	}
	return nil
}
