package main

import (
	"encoding/json"
	"fmt"
	"path/filepath"

	"github.com/healthusias/rounds/crawler"
	"github.com/healthusias/rounds/crawler/store"
)

// openRuns opens the stored runs, to read them or to write as well, and finds one of them; "" is the latest.
func (a *app) openRuns(id string, open func(path string) (*store.Store, error)) (*store.Store, store.RunInfo, error) {
	dir, err := a.findState()
	if err != nil {
		return nil, store.RunInfo{}, err
	}
	st, err := open(filepath.Join(dir, database))
	if err != nil {
		return nil, store.RunInfo{}, err
	}
	run, err := st.Run(id)
	if err != nil {
		st.Close()
		return nil, store.RunInfo{}, err
	}
	return st, run, nil
}

// storedPlan is the plan of a stored run, with its clock set anew.
func (a *app) storedPlan(run store.RunInfo) (*plan, error) {
	p := &plan{}
	if err := json.Unmarshal(run.Settings, p); err != nil {
		return nil, fmt.Errorf("reading the settings of run %s: %w; crawl again with rounds audit", run.ID, err)
	}
	var err error
	if p.now, err = a.clock(); err == nil && a.flags.now != "" {
		p.today = p.now()
	}
	return p, err
}

// open reads a stored run as a finished site. Nothing is fetched, so no secret is needed. A run that was killed has no end
// in the store: it is an interrupted one.
func (p *plan) open(st *store.Store, id string) (*crawler.Site, error) {
	opt, err := p.options(func(string) (string, bool) { return "", true })
	if err != nil {
		return nil, err
	}
	site, err := crawler.Open(st, id, opt)
	if err != nil {
		return nil, fmt.Errorf("opening run %s: %w", id, err)
	}
	if r := &site.Run; r.State == "running" {
		r.State, r.Finished, r.IncompleteBecause = "interrupted", r.Started, []string{"interrupted"}
	}
	return site, nil
}

// openExisting opens a database for writing that must exist.
func openExisting(path string) (*store.Store, error) {
	st, err := store.OpenRead(path)
	if err != nil {
		return nil, err
	}
	st.Close()
	return store.Open(path)
}

func first(args []string) string {
	if len(args) == 0 {
		return ""
	}
	return args[0]
}
