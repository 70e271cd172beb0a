package store

import "database/sql"

// Validator tells whether a page has changed since it was read.
type Validator struct {
	ETag, Modified string // as the server gave them, "" for none
	Print          uint64 // page.Print of the answer; 0: the facts may not be taken over
	Header         uint64 // page.HeaderPrint of the answer
}

// Known is a page of an earlier run whose facts may be taken over.
type Known struct {
	ID    uint32
	Media string
	Validator
}

func writeValidators(tx *sql.Tx, run int64, rows []PageRow) error {
	var q *sql.Stmt
	for i := range rows {
		r := &rows[i]
		if r.Print == 0 {
			continue
		}
		if q == nil {
			var err error
			if q, err = tx.Prepare("INSERT OR REPLACE INTO validator(run, id, etag, modified, print, header) VALUES(?,?,?,?,?,?)"); err != nil {
				return err
			}
			defer q.Close()
		}
		if _, err := q.Exec(run, r.ID, r.ETag, r.Modified, int64(r.Print), int64(r.Header)); err != nil {
			return err
		}
	}
	return nil
}

// Known calls f for each page of a run whose facts may be taken over.
func (s *Store) Known(run int64, f func(address string, k *Known)) error {
	const doing = "reading what is known of the pages"
	rows, err := s.db.Query("SELECT u.address, v.id, u.media, v.etag, v.modified, v.print, v.header FROM validator v JOIN url u ON u.key = v.run << 32 | v.id WHERE v.run = ?", run)
	if err != nil {
		return s.explain(doing, err)
	}
	defer rows.Close()
	for rows.Next() {
		var k Known
		var address string
		var print, header int64
		if err := rows.Scan(&address, &k.ID, &k.Media, &k.ETag, &k.Modified, &print, &header); err != nil {
			return s.explain(doing, err)
		}
		k.Print, k.Header = uint64(print), uint64(header)
		f(address, &k)
	}
	return s.explain(doing, rows.Err())
}
