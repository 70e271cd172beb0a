package checks

import (
	"slices"
	"sync/atomic"

	"github.com/healthusias/rounds/crawler"
)

// rule is a check with everything that the configuration says about it.
type rule struct {
	*Check
	base      Setting
	overrides []Override // those that name the rule

	cuts atomic.Int32 // pages on which it was cut off
}

// rulesOf binds the checks that --only and --skip leave to their settings.
func rulesOf(list []*Check, config *Config) []*rule {
	var rules []*rule
	for _, c := range list {
		if !config.selects(c.ID) {
			continue
		}
		r := &rule{Check: c, base: config.Rules[c.ID]}
		for _, o := range config.Overrides {
			if _, ok := o.Rules[c.ID]; ok {
				r.overrides = append(r.overrides, o)
			}
		}
		if r.on() {
			rules = append(rules, r)
		}
	}
	return rules
}

func (c *Config) selects(id string) bool {
	return (len(c.Only) == 0 || globs(c.Only).match(id)) && !globs(c.Skip).match(id)
}

// at is the setting of the rule on one page.
func (r *rule) at(site *crawler.Site, address string) *Setting {
	if len(r.overrides) == 0 {
		return &r.base
	}
	s := r.base
	for _, o := range r.overrides {
		if Match(site, o.Match, address) {
			s = s.over(o.Rules[r.ID])
		}
	}
	return &s
}

// on reports whether the rule can yield a finding anywhere.
func (r *rule) on() bool {
	return !r.ignored(&r.base) || slices.ContainsFunc(r.overrides, func(o Override) bool {
		s := r.base.over(o.Rules[r.ID])
		return !r.ignored(&s)
	})
}

func (r *rule) ignored(s *Setting) bool {
	if s.Level == "" {
		return r.Severity == Ignore
	}
	return s.Level == Ignore
}

// judges reports whether the rule, as set for a page, is about pages of a kind.
func (r *rule) judges(s *Setting, kind crawler.Kind) bool {
	kinds := r.Kinds
	if s.Kinds != nil {
		kinds = s.Kinds
	}
	return len(kinds) == 0 || slices.Contains(kinds, kind)
}

// wants reports whether the rule, as set for a page, is to judge pages of a kind.
func (r *rule) wants(s *Setting, kind crawler.Kind) bool { return r.judges(s, kind) && !r.ignored(s) }

// sees reports whether the rule may look at the facts of a page that answered well, whatever its kind.
func (r *rule) sees(page *crawler.Page) bool {
	f := page.Facts
	return (r.Partial || f.Partial == "") && !(r.Text && f.Shell)
}
