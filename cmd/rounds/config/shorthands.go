package config

import (
	"slices"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/crawler"
)

// shorthands are keys that set a rule under the name of what they are about. What is said under rules wins.
type shorthands struct {
	own   Rules                     // what is said under rules
	set   map[string]checks.Setting // what is said altogether
	rules []*checks.Check
}

func (s *shorthands) all(c *Config) {
	if c.Links.Redirects != "" {
		s.level("links/redirect", checks.Severity(c.Links.Redirects))
	}
	if !c.Links.Fragments {
		s.level("links/broken-fragment", checks.Ignore)
	}
	if c.Structure.MaxClicksFromHome > 0 {
		s.option("graph/deep", "clicks", c.Structure.MaxClicksFromHome)
	}
	if len(c.Structure.OrphanAllow) > 0 {
		s.option("graph/orphan", "allow", c.Structure.OrphanAllow)
	}
	s.authors(&c.Trust.Authors)
	s.kinds(c.Trust.Disclaimer.AppliesTo, "trust/medical-disclaimer-missing", "trust/medical-disclaimer-weak")
}

// required are the rules that demand what trust.authors.require may list.
var required = map[string][]string{
	"name":         {"trust/author-byline-missing", "trust/author-byline-generic"},
	"bio":          {"trust/author-bio-missing"},
	"profile_link": {"trust/author-profile-link-missing"},
}

func (s *shorthands) authors(a *Authors) {
	if a.Institutional {
		s.option("trust/author-byline-missing", "institutional", true)
	}
	if a.Bio != "" {
		s.option("trust/author-bio-missing", "bio", a.Bio)
	}
	for what, rules := range required {
		s.kinds(a.AppliesTo, rules...)
		for _, rule := range rules {
			if a.Require != nil && !slices.Contains(a.Require, what) {
				s.level(rule, checks.Ignore)
			}
		}
	}
	if len(a.AppliesTo) > 0 { // a broken profile is broken on the author's own page too
		s.kinds(append(slices.Clone(a.AppliesTo), string(crawler.Author)), "trust/author-profile-broken")
	}
}

func (s *shorthands) level(rule string, level checks.Severity) {
	if s.own[rule].Level != "" || find(s.rules, rule) == nil {
		return
	}
	setting := s.set[rule]
	setting.Level = level
	s.set[rule] = setting
}

func (s *shorthands) kinds(kinds []string, rules ...string) {
	for _, rule := range rules {
		if len(kinds) == 0 || len(s.own[rule].Kinds) > 0 || find(s.rules, rule) == nil {
			continue
		}
		setting := s.set[rule]
		setting.Kinds = kindsOf(kinds)
		s.set[rule] = setting
	}
}

func (s *shorthands) option(rule, name string, value any) {
	setting := s.set[rule]
	if _, own := setting.Options[name]; own || optionOf(find(s.rules, rule), name) == nil {
		return
	}
	if setting.Options == nil {
		setting.Options = map[string]any{}
	}
	setting.Options[name] = value
	s.set[rule] = setting
}
