package store

import (
	"database/sql"
	"fmt"
	"slices"
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
	Seen  map[string][]byte // as Keep records it
}

// Len counts the rows.
func (b *Batch) Len() int { return len(b.URLs) + len(b.Pages) + len(b.Seen) }

// Write stores a batch of a run.
func (s *Store) Write(run int64, b *Batch) error {
	return s.inTx(func(tx *sql.Tx) error {
		if err := writeURLs(tx, run, b.URLs); err != nil {
			return err
		}
		if err := writePages(tx, run, b.Pages); err != nil {
			return err
		}
		if err := keepAll(tx, run, b.Seen); err != nil {
			return err
		}
		return writeValidators(tx, run, b.Pages)
	})
}

// ofRun selects the URLs of a run, the first parameter of its statement.
const ofRun = "key BETWEEN ?1 << 32 AND ?1 << 32 | 0xffffffff"

// marks are the small numbers of a row in one, as the schema says.
func (r *URLRow) marks() int64 {
	m := int64(r.Flags) | int64(r.Role&0xf)<<8 | int64(r.State&0xf)<<12 | int64(r.Hops)<<17 | int64(r.Attempts)<<25 | int64(uint16(r.Status))<<33
	if r.Done {
		m |= 1 << 16
	}
	return m
}

func (r *URLRow) mark(m int64) {
	r.Flags, r.Role, r.State, r.Done = uint8(m), uint8(m>>8&0xf), uint8(m>>12&0xf), m>>16&1 > 0
	r.Hops, r.Attempts, r.Status = uint8(m>>17), uint8(m>>25), int(uint16(m>>33))
}

// rowsAtOnce is how many URLs one statement writes, and for how many one asks: each call has its price.
const rowsAtOnce = 32

func writeURLs(tx *sql.Tx, run int64, rows []URLRow) error {
	var q *sql.Stmt
	var args []any
	for chunk := range slices.Chunk(rows, rowsAtOnce) {
		if q == nil || len(chunk) < rowsAtOnce {
			var err error
			if q, err = tx.Prepare(insertURLs(len(chunk))); err != nil {
				return err
			}
			defer q.Close()
		}
		args = args[:0]
		for i := range chunk {
			r := &chunk[i]
			args = append(args, run<<32|int64(r.ID), r.Address, r.marks(), r.Depth, r.Reason, r.Target, r.Media)
		}
		if _, err := q.Exec(args...); err != nil {
			return err
		}
	}
	return nil
}

// insertURLs is the statement that writes n URLs.
func insertURLs(n int) string {
	const row = "(?,?,?,?,?,?,?)"
	return "INSERT OR REPLACE INTO url(key, address, marks, depth, reason, target, media) VALUES" +
		row + strings.Repeat(","+row, n-1)
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
	rows, err := s.db.Query("SELECT key, address, marks, depth, reason, target, media FROM url WHERE "+ofRun+" ORDER BY key", run)
	if err != nil {
		return s.explain("reading the URLs", err)
	}
	defer rows.Close()
	var r URLRow
	var key, marks, depth, target integer
	for rows.Next() {
		if err := rows.Scan(&key, &r.Address, &marks, &depth, &r.Reason, &target, &r.Media); err != nil {
			return s.explain("reading the URLs", err)
		}
		r.ID, r.Depth, r.Target = uint32(key), int(depth), int64(target)
		r.mark(int64(marks))
		f(&r)
	}
	return s.explain("reading the URLs", rows.Err())
}

// integer is a number of the database, which database/sql would put into a number of another type by way of its digits.
type integer int64

// Scan implements sql.Scanner.
func (n *integer) Scan(value any) error {
	v, ok := value.(int64)
	if !ok {
		return fmt.Errorf("%v is no integer", value)
	}
	*n = integer(v)
	return nil
}

// CountURLs is how many URLs a run knows.
func (s *Store) CountURLs(run int64) (n int, err error) {
	err = s.db.QueryRow("SELECT ifnull((max(key) & 0xffffffff) + 1, 0) FROM url WHERE "+ofRun, run).Scan(&n)
	return n, s.explain("counting the URLs", err)
}

// Digests calls f for each page of a run that has facts, in the order of IDs, with its digest and its links, which are valid until f returns.
func (s *Store) Digests(run int64, f func(id uint32, digest, links []byte) error) error {
	rows, err := s.db.Query("SELECT id, digest, links FROM page WHERE run=? AND digest IS NOT NULL ORDER BY id", run)
	if err != nil {
		return s.explain("reading the pages", err)
	}
	defer rows.Close()
	var id uint32
	var digest, links sql.RawBytes
	for rows.Next() {
		if err := rows.Scan(&id, &digest, &links); err != nil {
			return s.explain("reading the pages", err)
		}
		if err := f(id, digest, links); err != nil {
			return err
		}
	}
	return s.explain("reading the pages", rows.Err())
}

// Page reads the facts, the digest and the links of one page.
func (s *Store) Page(run int64, id uint32) (PageRow, error) {
	r := PageRow{ID: id}
	err := s.page.QueryRow(run, id).Scan(&r.Facts, &r.Digest, &r.Links)
	return r, s.explain(fmt.Sprintf("reading page %d", id), err)
}

// Facts calls f with the facts and the links of one page, which are valid during the call.
func (s *Store) Facts(run int64, id uint32, f func(facts, links []byte)) error {
	found := false
	err := s.eachFacts(s.facts, []any{run, id}, func(_ uint32, facts, links []byte) {
		found = true
		f(facts, links)
	})
	if err == nil && !found {
		err = fmt.Errorf("reading page %d: %w", id, sql.ErrNoRows)
	}
	return err
}

// PagesAtOnce is how many pages SomeFacts reads at most: a query costs as much as reading a page.
const PagesAtOnce = 8

// SomeFacts calls f for those of the pages whose facts are no longer than most bytes, in any order. What f is given is valid during the call.
func (s *Store) SomeFacts(run int64, ids []uint32, most int, f func(id uint32, facts, links []byte)) error {
	args := []any{run, most}
	for i := range PagesAtOnce {
		args = append(args, ids[min(i, len(ids)-1)])
	}
	return s.eachFacts(s.some, args, f)
}

func (s *Store) eachFacts(q *sql.Stmt, args []any, f func(id uint32, facts, links []byte)) error {
	rows, err := q.Query(args...)
	if err != nil {
		return s.explain("reading the pages", err)
	}
	defer rows.Close()
	var id uint32
	var facts, links sql.RawBytes
	for rows.Next() {
		if err := rows.Scan(&id, &facts, &links); err != nil {
			return s.explain("reading the pages", err)
		}
		f(id, facts, links)
	}
	return s.explain("reading the pages", rows.Err())
}

// FragmentIDs calls f for each of the targets of a run that was read, in any order, with what a fragment can name in it, a line each.
func (s *Store) FragmentIDs(run int64, targets []uint32, f func(id uint32, ids string)) error {
	for some := range slices.Chunk(targets, rowsAtOnce) {
		args := []any{run}
		for _, id := range some {
			args = append(args, id)
		}
		rows, err := s.db.Query("SELECT id, ids FROM page WHERE run=? AND id IN (?"+strings.Repeat(",?", len(some)-1)+")", args...)
		if err != nil {
			return s.explain("reading the fragments of the pages", err)
		}
		if err := s.eachIDs(rows, f); err != nil {
			return err
		}
	}
	return nil
}

func (s *Store) eachIDs(rows *sql.Rows, f func(id uint32, ids string)) error {
	defer rows.Close()
	var id uint32
	var ids string
	for rows.Next() {
		if err := rows.Scan(&id, &ids); err != nil {
			return s.explain("reading the fragments of the pages", err)
		}
		f(id, ids)
	}
	return s.explain("reading the fragments of the pages", rows.Err())
}
