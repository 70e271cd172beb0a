package store

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/gofrs/flock"
)

// lock is the right to write to a state directory. It ends with the process, so it cannot go stale.
type lock struct{ file *flock.Flock }

// LockedError says that another process writes to the state directory.
type LockedError struct {
	Dir     string
	PID     string // as the other process noted it, "unknown" where it could not be read
	Started string // RFC 3339, UTC
}

func (e *LockedError) Error() string {
	return fmt.Sprintf("another run uses the state directory %s (process %s, started %s): wait for it, or name another directory with --state", e.Dir, e.PID, e.Started)
}

// patience is how often the lock is asked for, 10 ms apart: Busy holds it for a moment.
const patience = 5

func acquire(database string) (*lock, error) {
	dir := filepath.Dir(database)
	path := filepath.Join(dir, "rounds.lock")
	file := flock.New(path)
	got, err := file.TryLock()
	for wait := 0; err == nil && !got && wait < patience; wait++ {
		time.Sleep(10 * time.Millisecond)
		got, err = file.TryLock()
	}
	if err != nil {
		return nil, fmt.Errorf("locking the state directory %s: %w; choose another with --state", dir, err)
	}
	if !got {
		return nil, holder(dir, path)
	}
	note := fmt.Sprintf("%d %s\n", os.Getpid(), time.Now().UTC().Format(time.RFC3339))
	if err := os.WriteFile(path, []byte(note), 0o600); err != nil {
		file.Unlock()
		return nil, fmt.Errorf("locking the state directory %s: %w", dir, err)
	}
	return &lock{file}, nil
}

func holder(dir, path string) *LockedError {
	e := &LockedError{Dir: dir, PID: "unknown", Started: "at an unknown time"}
	if note, err := os.ReadFile(path); err == nil {
		if fields := strings.Fields(string(note)); len(fields) == 2 {
			e.PID, e.Started = fields[0], fields[1]
		}
	}
	return e
}

// Busy says who writes to the directory of the database at the moment, nil where nobody does.
func Busy(database string) *LockedError {
	dir := filepath.Dir(database)
	path := filepath.Join(dir, "rounds.lock")
	if _, err := os.Stat(path); err != nil {
		return nil
	}
	file := flock.New(path, flock.SetFlag(os.O_RDONLY))
	if got, err := file.TryRLock(); err != nil || got {
		file.Unlock()
		return nil
	}
	return holder(dir, path)
}

func (l *lock) release() { l.file.Unlock() }
