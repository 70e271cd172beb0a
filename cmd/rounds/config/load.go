package config

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"

	"github.com/healthusias/rounds/checks"
)

// Source says where to look for configuration.
type Source struct {
	File string // given by the user; it must exist. "" searches for Name
	Dir  string // directory of built pages, "" for a site
	Work string // working directory
	User string // the user's own file, read below the project's; "" for none. It need not exist
}

// Loaded is the configuration in force and where each value came from.
type Loaded struct {
	Config
	File    string // the project file, "" where there is none
	origins map[string]string
}

// Load reads the user's and the project's file over the defaults.
func Load(source Source, rules []*checks.Check) (*Loaded, error) {
	l := &Loaded{Config: Default(), origins: map[string]string{}}
	project := source.File
	if project == "" {
		project = source.search()
	}
	for _, path := range []string{source.User, project} {
		if path == "" {
			continue
		}
		f, err := readFile(path, rules)
		if path == source.User && errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		if err := f.decode(&l.Config); err != nil {
			return nil, err
		}
		if f.lines["trust.retractions"] > 0 {
			l.Trust.Retractions = beside(path, l.Trust.Retractions)
		}
		for key, line := range f.lines {
			l.origins[key] = fmt.Sprintf("%s:%d", path, line)
		}
	}
	l.File = project
	return l, nil
}

// beside is a file that the configuration file at path names: relative to its folder.
func beside(path, name string) string {
	if name == "" || filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(filepath.Dir(path), name)
}

// search finds the project's file: from the directory of pages upward, else from the working directory upward.
func (s Source) search() string {
	if s.Dir != "" {
		if file := upward(s.Dir); file != "" {
			return file
		}
	}
	return upward(s.Work)
}

// upward looks for the file in dir and its parents up to the root of the git repository. Outside of a repository it
// looks in dir alone: what lies above belongs to others.
func upward(dir string) string {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return ""
	}
	root := dir
	for at := dir; ; at = filepath.Dir(at) {
		if exists(filepath.Join(at, ".git")) {
			root = at
			break
		}
		if at == filepath.Dir(at) {
			break
		}
	}
	for at := dir; ; at = filepath.Dir(at) {
		if file := filepath.Join(at, Name); exists(file) {
			return file
		}
		if at == root {
			return ""
		}
	}
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// Set records that a value was set by something stronger than a file, such as "--rate" or "ROUNDS_RATE".
func (l *Loaded) Set(path, origin string) { l.origins[path] = origin }

// SetLevel sets the level of a rule and keeps its other settings.
func (l *Loaded) SetLevel(id, level string) {
	rules := maps.Clone(l.Rules)
	if rules == nil {
		rules = Rules{}
	}
	rule := rules[id]
	rule.Level = level
	rules[id] = rule
	l.Rules = rules
}

// Restore is a stored configuration, for flags to be laid over.
func Restore(c Config) *Loaded { return &Loaded{Config: c, origins: map[string]string{}} }
