package checks

import (
	"time"

	"github.com/healthusias/rounds/crawler"
)

// Config says how the rules are set for a site. The zero value is every rule at its own level.
type Config struct {
	Rules        map[string]Setting // by rule id
	Overrides    []Override         // later ones win
	Only, Skip   []string           // globs of rule ids; an empty Only is every rule
	Suppressions []Suppression
	Retractions  *Retractions  `json:"-"` // papers that must not be cited, nil for no list
	Budget       time.Duration // of a rule on one page, before it is cut off; 0: 10 s
	Today        time.Time     // the present, for freshness and for suppressions that expire; zero: the time of the crawl
}

// Setting is what the configuration says about one rule.
type Setting struct {
	Level   Severity       // "" keeps the rule's own
	Options map[string]any // validated against Check.Options: int, float64, bool, string or []string
	Kinds   []crawler.Kind // of the pages that it judges, in place of Check.Kinds; nil keeps those
	Ignore  []string       // globs of page paths (or of targets) that the rule leaves alone
}

// Override changes settings below some paths.
type Override struct {
	Match []string // globs of page paths
	Rules map[string]Setting
}

// Suppression is a finding that is known and accepted for a while.
type Suppression struct {
	Rule    string // glob of rule ids
	Where   string // glob of page paths, "" for every page
	Target  string // glob of subjects, "" for every subject
	Reason  string
	Owner   string
	Expires string // YYYY-MM-DD; it no longer holds on the day after
}

// over is s with what o says on top: its level, kinds and options win, its ignored paths are added.
func (s Setting) over(o Setting) Setting {
	if o.Level != "" {
		s.Level = o.Level
	}
	if o.Kinds != nil {
		s.Kinds = o.Kinds
	}
	if len(o.Options) > 0 {
		options := make(map[string]any, len(s.Options)+len(o.Options))
		for name, value := range s.Options {
			options[name] = value
		}
		for name, value := range o.Options {
			options[name] = value
		}
		s.Options = options
	}
	s.Ignore = append(s.Ignore[:len(s.Ignore):len(s.Ignore)], o.Ignore...)
	return s
}
