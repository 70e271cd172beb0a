package store

import (
	"bytes"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/klauspost/compress/s2"
)

// RunInfo is one run as it is kept. Times are UTC.
type RunInfo struct {
	Seq               int64 // order of the runs
	ID                string
	Target, Base      string
	Started, Finished time.Time // Finished is zero while it runs
	State             string    // running, complete, incomplete or interrupted
	IncompleteBecause []string
	Untrusted         []string
	Settings          []byte
	Since             string // ID of the run whose facts it may take over, "" for none
	Shape             string // what shapes its facts besides the pages
}

// Begin records a new run and gives it its Seq and ID.
func (s *Store) Begin(r RunInfo) (RunInfo, error) {
	base := r.Started.UTC().Format("2006-01-02T15-04-05Z")
	err := s.inTx(func(tx *sql.Tx) error {
		r.ID = base
		for n := 2; ; n++ {
			var taken int
			if err := tx.QueryRow("SELECT count(*) FROM run WHERE id = ?", r.ID).Scan(&taken); err != nil {
				return err
			}
			if taken == 0 {
				break
			}
			r.ID = fmt.Sprintf("%s-%d", base, n)
		}
		res, err := tx.Exec("INSERT INTO run(id, target, base, started, settings, since, shape) VALUES(?,?,?,?,?,?,?)",
			r.ID, r.Target, r.Base, r.Started.UTC().Format(time.RFC3339), r.Settings, r.Since, r.Shape)
		if err != nil {
			return err
		}
		r.Seq, err = res.LastInsertId()
		return err
	})
	r.State = "running"
	return r, err
}

// End records how a run ended. The log of the database is emptied from then on, beside what the caller does, so that Close has little left to wait for.
func (s *Store) End(r RunInfo) error {
	err := s.inTx(func(tx *sql.Tx) error {
		_, err := tx.Exec("UPDATE run SET finished=?, state=?, because=?, untrusted=?, base=? WHERE seq=?",
			r.Finished.UTC().Format(time.RFC3339), r.State, list(r.IncompleteBecause), list(r.Untrusted), r.Base, r.Seq)
		return err
	})
	if err == nil && s.path != Memory {
		s.emptying.Go(s.emptyLog)
	}
	return err
}

// Reopen records that a run goes on. What was said of it when it stopped no longer holds.
func (s *Store) Reopen(r RunInfo) (RunInfo, error) {
	r.State, r.Finished, r.IncompleteBecause, r.Untrusted = "running", time.Time{}, nil, nil
	return r, s.inTx(func(tx *sql.Tx) error {
		_, err := tx.Exec("UPDATE run SET finished='', state='running', because='[]', untrusted='[]', report=NULL, shape=? WHERE seq=?", r.Shape, r.Seq)
		return err
	})
}

// Runs are all runs, the oldest first.
func (s *Store) Runs() ([]RunInfo, error) {
	rows, err := s.db.Query("SELECT seq, id, target, base, started, finished, state, because, untrusted, settings, since, shape FROM run ORDER BY seq")
	if err != nil {
		return nil, s.explain("listing the runs", err)
	}
	defer rows.Close()
	var runs []RunInfo
	for rows.Next() {
		var r RunInfo
		var started, finished, because, untrusted string
		if err := rows.Scan(&r.Seq, &r.ID, &r.Target, &r.Base, &started, &finished, &r.State, &because, &untrusted, &r.Settings, &r.Since, &r.Shape); err != nil {
			return nil, s.explain("listing the runs", err)
		}
		r.Started, _ = time.Parse(time.RFC3339, started)
		r.Finished, _ = time.Parse(time.RFC3339, finished)
		json.Unmarshal([]byte(because), &r.IncompleteBecause)
		json.Unmarshal([]byte(untrusted), &r.Untrusted)
		runs = append(runs, r)
	}
	return runs, s.explain("listing the runs", rows.Err())
}

// Run finds a run by its ID; "" is the latest.
func (s *Store) Run(id string) (RunInfo, error) {
	runs, err := s.Runs()
	if err != nil {
		return RunInfo{}, err
	}
	for i := len(runs) - 1; i >= 0; i-- {
		if id == "" || runs[i].ID == id {
			return runs[i], nil
		}
	}
	if id == "" {
		return RunInfo{}, errors.New("no run is stored: run rounds audit or rounds crawl first")
	}
	return RunInfo{}, fmt.Errorf("no run %s is stored; the latest is %s", id, latest(runs))
}

func latest(runs []RunInfo) string {
	if len(runs) == 0 {
		return "none"
	}
	return runs[len(runs)-1].ID
}

// PackedReport is a JSON report as a run keeps it, an S2 stream.
type PackedReport []byte

// PackReport packs a report as write writes it: it is compressed on the way, and never in memory as a whole.
func PackReport(write func(io.Writer) error) (PackedReport, error) {
	var packed bytes.Buffer
	out := s2.NewWriter(&packed, s2.WriterConcurrency(2), s2.WriterBlockSize(reportBlock))
	err := errors.Join(write(out), out.Close())
	return packed.Bytes(), err
}

// WriteTo writes the report as it was.
func (p PackedReport) WriteTo(w io.Writer) (int64, error) {
	return io.Copy(w, s2.NewReader(bytes.NewReader(p), s2.ReaderMaxBlockSize(reportBlock)))
}

// SaveReport keeps a run's JSON report.
func (s *Store) SaveReport(id string, report PackedReport) error {
	return s.inTx(func(tx *sql.Tx) error {
		_, err := tx.Exec("UPDATE run SET report=? WHERE id=?", []byte(report), id)
		return err
	})
}

// reportBlock is how much of a report is compressed at a time, in bytes.
const reportBlock = 64 << 10

// Report is a run's JSON report, nil where it was never judged.
func (s *Store) Report(id string) ([]byte, error) {
	var packed []byte
	if err := s.db.QueryRow("SELECT report FROM run WHERE id=?", id).Scan(&packed); err != nil {
		return nil, s.explain("reading the report of run "+id, err)
	}
	switch {
	case packed == nil:
		return nil, nil
	case bytes.HasPrefix(packed, streamBegin):
		var report bytes.Buffer
		_, err := PackedReport(packed).WriteTo(&report)
		return report.Bytes(), err
	}
	return expand(packed, nil)
}

// streamBegin is what an S2 stream begins with. Version 1 kept reports as one block, which begins with its length and the report's first brace.
var streamBegin = []byte("\xff\x06\x00\x00S2sTwO")

func list(items []string) string {
	if items == nil {
		items = []string{}
	}
	text, _ := json.Marshal(items)
	return string(text)
}
