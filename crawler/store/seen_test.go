package store

import (
	"testing"
	"time"
)

func TestKeep(t *testing.T) {
	s, err := Open(Memory)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	var runs []RunInfo
	for range 2 {
		run, err := s.Begin(RunInfo{Started: time.Unix(0, 0)})
		if err != nil {
			t.Fatal(err)
		}
		runs = append(runs, run)
		for _, value := range []string{"first", "second of " + run.ID} {
			if err := s.Keep(run.Seq, "a", []byte(value)); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := s.Prune(1); err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{"", "second of " + runs[1].ID} {
		kept := ""
		err := s.EachKept(runs[i].Seq, "a", func(_ string, value []byte) error { kept += string(value); return nil })
		if err != nil || kept != want {
			t.Errorf("run %d kept %q (%v), want %q", i, kept, err, want)
		}
	}
}
