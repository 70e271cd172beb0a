package store

import (
	"database/sql"
	"fmt"
)

// Usage is what a run holds and how much room its rows take.
type Usage struct {
	URLs, Pages int
	Unchanged   int   // pages whose facts were taken over from an earlier run
	Bytes       int64 // of its values; the file is somewhat larger
}

// Usage measures a run.
func (s *Store) Usage(run int64) (Usage, error) {
	var u Usage
	err := s.db.QueryRow(`SELECT
		(SELECT count(*) FROM url WHERE `+ofRun+`), (SELECT count(*) FROM url WHERE `+ofRun+` AND marks & ?2),
		(SELECT count(*) FROM url WHERE `+ofRun+` AND marks & ?3),
		(SELECT coalesce(sum(octet_length(address) + octet_length(reason) + octet_length(media) + 20), 0) FROM url WHERE `+ofRun+`) +
		(SELECT coalesce(sum(coalesce(octet_length(facts), 0) + coalesce(octet_length(digest), 0) + coalesce(octet_length(links), 0) + octet_length(ids)), 0) FROM page WHERE run=?1) +
		coalesce((SELECT coalesce(octet_length(report), 0) + coalesce(octet_length(settings), 0) FROM run WHERE seq=?1), 0)`, run, FlagPage, FlagUnchanged).
		Scan(&u.URLs, &u.Pages, &u.Unchanged, &u.Bytes)
	return u, s.explain("measuring the run", err)
}

// tables hold the rows of runs, besides url.
var tables = []string{"page", "validator", "seen"}

// Remove forgets runs. Their room is used again; Compact gives it back.
func (s *Store) Remove(seqs ...int64) error {
	return s.inTx(func(tx *sql.Tx) error {
		for _, seq := range seqs {
			for _, table := range tables {
				if _, err := tx.Exec("DELETE FROM "+table+" WHERE run = ?", seq); err != nil {
					return err
				}
			}
			if _, err := tx.Exec("DELETE FROM url WHERE "+ofRun, seq); err != nil {
				return err
			}
			if _, err := tx.Exec("DELETE FROM run WHERE seq = ?", seq); err != nil {
				return err
			}
		}
		return nil
	})
}

// Compact gives the room of what was removed back to the disk. For a moment it needs room for a second copy of what is left.
func (s *Store) Compact() error {
	if _, err := s.db.Exec("VACUUM"); err != nil {
		return s.explain("giving room back to the disk", err)
	}
	_, err := s.db.Exec("PRAGMA wal_checkpoint(TRUNCATE)")
	return s.explain("giving room back to the disk", err)
}

// Prune forgets all but the latest runs, keep of them. Their room is used again.
func (s *Store) Prune(keep int) error {
	return s.inTx(func(tx *sql.Tx) error {
		const old = "(SELECT seq FROM run ORDER BY seq DESC LIMIT -1 OFFSET ?)"
		for _, table := range tables {
			if _, err := tx.Exec("DELETE FROM "+table+" WHERE run IN "+old, keep); err != nil {
				return err
			}
		}
		if _, err := tx.Exec("DELETE FROM url WHERE key < (SELECT ifnull(max(seq) + 1, 0) FROM run WHERE seq IN "+old+") << 32", keep); err != nil {
			return err
		}
		_, err := tx.Exec("DELETE FROM run WHERE seq IN "+old, keep)
		return err
	})
}

// Integrity lists what SQLite finds wrong with the file, at most 20 lines; none for a sound one.
func (s *Store) Integrity() ([]string, error) {
	rows, err := s.db.Query("PRAGMA integrity_check(20)")
	if err != nil {
		return nil, s.explain("checking the state", err)
	}
	defer rows.Close()
	var faults []string
	for rows.Next() {
		var line string
		if err := rows.Scan(&line); err != nil {
			return nil, s.explain("checking the state", err)
		}
		if line != "ok" {
			faults = append(faults, line)
		}
	}
	if err := rows.Err(); err != nil {
		return append(faults, fmt.Sprint(err)), nil
	}
	return faults, nil
}
