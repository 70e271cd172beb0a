package store

import (
	"database/sql"
	"fmt"
)

// Keep records what a run saw besides URLs and pages, such as what a host answers for an address that cannot exist. A value that the
// run kept under the same name before is replaced.
func (s *Store) Keep(run int64, name string, value []byte) error {
	return s.KeepAll(run, map[string][]byte{name: value})
}

// KeepAll is Keep for several values at once: all are recorded, or none.
func (s *Store) KeepAll(run int64, values map[string][]byte) error {
	return s.inTx(func(tx *sql.Tx) error { return keepAll(tx, run, values) })
}

func keepAll(tx *sql.Tx, run int64, values map[string][]byte) error {
	for name, value := range values {
		if _, err := tx.Exec("INSERT OR REPLACE INTO seen(run, name, value) VALUES(?,?,?)", run, name, value); err != nil {
			return err
		}
	}
	return nil
}

// KeptAs is what a run recorded with Keep under a name, nil where there is nothing.
func (s *Store) KeptAs(run int64, name string) (value []byte, err error) {
	err = s.db.QueryRow("SELECT value FROM seen WHERE run=? AND name=?", run, name).Scan(&value)
	if err == sql.ErrNoRows {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("reading what the run saw of %s: %w", name, err)
	}
	return value, nil
}

// EachKept calls f for what a run recorded with Keep under names that begin with prefix, in the order of names. Values are valid during the
// call.
func (s *Store) EachKept(run int64, prefix string, f func(name string, value []byte) error) error {
	rows, err := s.db.Query("SELECT name, value FROM seen WHERE run=? AND name >= ? AND substr(name, 1, length(?)) = ? ORDER BY name", run, prefix, prefix, prefix)
	if err != nil {
		return fmt.Errorf("reading what the run saw: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var name string
		var value []byte
		if err := rows.Scan(&name, &value); err != nil {
			return fmt.Errorf("reading what the run saw: %w", err)
		}
		if err := f(name, value); err != nil {
			return fmt.Errorf("reading what the run saw of %s: %w", name, err)
		}
	}
	return rows.Err()
}
