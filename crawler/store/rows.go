package store

import (
	"database/sql"
	"fmt"
	"strings"
)

// Flags of a URL.
const (
	FlagInternal = 1 << iota
	FlagListed
	FlagPage
	FlagFlaky
	FlagMistyped
	FlagUnchanged // a page whose facts were taken over from an earlier run
)

// URLRow is one URL of a run.
type URLRow struct {
	ID       uint32
	Address  string
	Role     uint8
	Depth    int
	Hops     uint8
	Flags    uint8
	Done     bool
	State    uint8
	Reason   string
	Status   int
	Target   int64 // of a redirect, -1 without one
	Media    string
	Attempts uint8
}

// PageRow is what was read of one page.
type PageRow struct {
	ID     uint32
	Facts  []byte // PackFacts; nil for a target that was read for its fragments only
	Digest []byte // the crawler's own
	Links  []byte // PackLinks
	IDs    []string

	Validator // of a page whose facts may be taken over, else zero
}

// Batch is written in one transaction.
type Batch struct {
	URLs  []URLRow // new or changed
	Pages []PageRow
}

// Len counts the rows.
func (b *Batch) Len() int { return len(b.URLs) + len(b.Pages) }

// Write stores a batch of a run.
func (s *Store) Write(run int64, b *Batch) error {
	return s.inTx(func(tx *sql.Tx) error {
		if err := writeURLs(tx, run, b.URLs); err != nil {
			return err
		}
		if err := writePages(tx, run, b.Pages); err != nil {
			return err
		}
		return writeValidators(tx, run, b.Pages)
	})
}

func writeURLs(tx *sql.Tx, run int64, rows []URLRow) error {
	if len(rows) == 0 {
		return nil
	}
	q, err := tx.Prepare("INSERT OR REPLACE INTO url(run, id, address, role, depth, hops, flags, done, state, reason, status, target, media, attempts) VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?)")
	if err != nil {
		return err
	}
	defer q.Close()
	for i := range rows {
		r := &rows[i]
		if _, err := q.Exec(run, r.ID, r.Address, r.Role, r.Depth, r.Hops, r.Flags, r.Done, r.State, r.Reason, r.Status, r.Target, r.Media, r.Attempts); err != nil {
			return err
		}
	}
	return nil
}

func writePages(tx *sql.Tx, run int64, rows []PageRow) error {
	if len(rows) == 0 {
		return nil
	}
	q, err := tx.Prepare("INSERT OR REPLACE INTO page(run, id, facts, digest, links, ids) VALUES(?,?,?,?,?,?)")
	if err != nil {
		return err
	}
	defer q.Close()
	for i := range rows {
		r := &rows[i]
		if _, err := q.Exec(run, r.ID, r.Facts, r.Digest, r.Links, strings.Join(r.IDs, "\n")); err != nil {
			return err
		}
	}
	return nil
}

// URLs calls f for each URL of a run, in the order of their IDs.
func (s *Store) URLs(run int64, f func(*URLRow)) error {
	rows, err := s.db.Query("SELECT id, address, role, depth, hops, flags, done, state, reason, status, target, media, attempts FROM url WHERE run=? ORDER BY id", run)
	if err != nil {
		return s.explain("reading the URLs", err)
	}
	defer rows.Close()
	var r URLRow
	for rows.Next() {
		if err := rows.Scan(&r.ID, &r.Address, &r.Role, &r.Depth, &r.Hops, &r.Flags, &r.Done, &r.State, &r.Reason, &r.Status, &r.Target, &r.Media, &r.Attempts); err != nil {
			return s.explain("reading the URLs", err)
		}
		f(&r)
	}
	return s.explain("reading the URLs", rows.Err())
}

// Digest reads the digest and the links of one page.
func (s *Store) Digest(run int64, id uint32) (PageRow, error) {
	r := PageRow{ID: id}
	err := s.digest.QueryRow(run, id).Scan(&r.Digest, &r.Links)
	return r, s.explain(fmt.Sprintf("reading page %d", id), err)
}

// Page reads the facts and the links of one page.
func (s *Store) Page(run int64, id uint32) (PageRow, error) {
	r := PageRow{ID: id}
	err := s.page.QueryRow(run, id).Scan(&r.Facts, &r.Links)
	return r, s.explain(fmt.Sprintf("reading page %d", id), err)
}

// FragmentIDs are the ids of a target, nil where it was not read.
func (s *Store) FragmentIDs(run int64, id uint32) ([]string, error) {
	var ids string
	err := s.db.QueryRow("SELECT ids FROM page WHERE run=? AND id=?", run, id).Scan(&ids)
	if err == sql.ErrNoRows {
		return nil, nil
	}
	if err != nil {
		return nil, s.explain(fmt.Sprintf("reading the fragments of page %d", id), err)
	}
	return strings.Split(ids, "\n"), nil
}
