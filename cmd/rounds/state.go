package main

import (
	"cmp"
	"errors"
	"fmt"
	"hash/fnv"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"github.com/healthusias/rounds/crawler/store"
)

// database is the file of a state directory that holds the runs.
const database = "rounds.db"

// keepRuns is how many runs of a site are kept: half a year of weekly ones.
const keepRuns = 26

// openState opens the store that a crawl writes to. Where there is no place for one, the run is kept in memory.
func (a *app) openState(p *plan) (*store.Store, error) {
	dir := a.flags.state
	if dir == "" {
		base := a.stateHome()
		if base == "" {
			a.say(levelNote, "there is no home directory: the run is kept in memory and cannot be resumed; --state DIR keeps it")
			return store.Open(store.Memory)
		}
		dir = filepath.Join(base, p.site())
	}
	if dir == store.Memory {
		return store.Open(store.Memory)
	}
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, fmt.Errorf("finding the state directory: %w", err)
	}
	a.flags.state = dir
	a.say(levelDetail, "the run is kept in %s", dir)
	st, err := store.Open(filepath.Join(dir, database))
	if err == nil && st.Remote() != "" {
		a.say(levelHint, "%s is on a network file system (%s), whose locks may not keep other machines out: name a directory of this machine with --state", dir, st.Remote())
	}
	return st, err
}

// findState finds the state directory of a command that reads runs: --state, else that of the site of the configuration,
// else the one that was written last.
func (a *app) findState() (string, error) {
	if a.flags.state == store.Memory {
		return "", errors.New("--state :memory: holds no runs")
	}
	if a.flags.state != "" {
		return filepath.Abs(a.flags.state)
	}
	base := a.stateHome()
	if base == "" {
		return "", errors.New("there is no home directory; name the directory that holds the runs with --state")
	}
	if loaded, err := a.load(""); err == nil && loaded.Site.URL != "" {
		dir := filepath.Join(base, siteName(loaded.Site.URL, ""))
		if _, err := os.Stat(filepath.Join(dir, database)); err == nil {
			return dir, nil
		}
	}
	newest, err := latestState(base)
	if err != nil {
		return "", err
	}
	a.flags.state = newest
	return newest, nil
}

func latestState(base string) (string, error) {
	files, err := filepath.Glob(filepath.Join(base, "*", database))
	if err != nil {
		return "", err
	}
	var newest string
	var at int64
	for _, file := range files {
		if info, err := os.Stat(file); err == nil && info.ModTime().UnixNano() > at {
			newest, at = filepath.Dir(file), info.ModTime().UnixNano()
		}
	}
	if newest == "" {
		return "", fmt.Errorf("no runs are stored in %s: run rounds audit first, or name the directory with --state", base)
	}
	return newest, nil
}

// stateHome is the directory of all state, "" where there is no home.
func (a *app) stateHome() string {
	home := cmp.Or(a.env["XDG_STATE_HOME"], under(a.env["HOME"], ".local", "state"))
	if !filepath.IsAbs(home) {
		return ""
	}
	return filepath.Join(home, "rounds")
}

// under joins a path below base, "" where there is no base.
func under(base string, elem ...string) string {
	if base == "" {
		return ""
	}
	return filepath.Join(append([]string{base}, elem...)...)
}

// site names the site of a plan for its state directory.
func (p *plan) site() string { return siteName(cmp.Or(p.Config.Site.URL, p.Target.URL), p.Target.Dir) }

// siteName is a directory name for a site: its host, else the name of the directory of pages. What could mislead a file
// system is replaced, and told apart by a hash.
func siteName(address, dir string) string {
	name, key := filepath.Base(dir), dir
	if u, err := url.Parse(address); err == nil && u.Host != "" {
		name, key = strings.ToLower(u.Host), ""
	}
	safe := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '-' || r == '.' {
			return r
		}
		return '_'
	}, strings.ToLower(name))
	if key == "" && len(safe) <= 100 && !strings.HasPrefix(safe, ".") {
		return safe
	}
	hash := fnv.New32a()
	hash.Write([]byte(cmp.Or(key, name)))
	return fmt.Sprintf("%s-%08x", strings.TrimLeft(safe[:min(len(safe), 100)], "."), hash.Sum32())
}
