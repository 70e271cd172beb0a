package checks

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// suppress leaves out the findings that the configuration accepts for now and says which entries hold no longer or cover
// nothing. It returns the rest, sorted, and how many were left out.
func suppress(j *judge, list []*Check, findings []Finding) ([]Finding, int) {
	entries := j.config.Suppressions
	if len(entries) == 0 {
		return findings, 0
	}
	today := j.today()
	used := make([]bool, len(entries))
	kept := findings[:0]
	for _, f := range findings {
		covered := false
		for i := range entries {
			if s := &entries[i]; s.holds(today) && s.covers(j, &f) {
				used[i], covered = true, true
			}
		}
		if !covered {
			kept = append(kept, f)
		}
	}
	suppressed := len(findings) - len(kept)
	var notes []Finding
	for i := range entries {
		s := &entries[i]
		switch {
		case !s.holds(today):
			notes = j.note(notes, suppressionExpired, s, fmt.Sprintf("the suppression of %s expired on %s", s.label(), s.Expires))
		case !used[i] && j.wouldMatch(s, list):
			notes = j.note(notes, suppressionUnused, s, fmt.Sprintf("the suppression of %s covers no finding", s.label()))
		}
	}
	sortFindings(notes)
	setFingerprints(j.site, notes)
	kept = append(kept, notes...)
	sortFindings(kept)
	return kept, suppressed
}

func (j *judge) today() string {
	day := j.config.Today
	if day.IsZero() {
		day = j.site.Run.Finished
	}
	return day.Format(time.DateOnly)
}

// holds reports whether the entry covers anything on a day, YYYY-MM-DD.
func (s *Suppression) holds(today string) bool { return s.Expires == "" || today <= s.Expires }

func (s *Suppression) covers(j *judge, f *Finding) bool {
	return globs{s.Rule}.match(f.Rule) &&
		(s.Where == "" || Match(j.site, []string{s.Where}, f.Page)) &&
		(s.Target == "" || Match(j.site, []string{s.Target}, f.Subject))
}

// label names an entry in a message.
func (s *Suppression) label() string {
	label := s.Rule
	if s.Where != "" {
		label += " on " + s.Where
	}
	if s.Target != "" {
		label += " for " + s.Target
	}
	return label
}

// wouldMatch reports whether an entry that covers nothing is proof that nothing is there: the crawl was complete, every
// rule that it names was asked, and so was the network where it is about other hosts.
func (j *judge) wouldMatch(s *Suppression, list []*Check) bool {
	if j.site.Run.State != "complete" || len(j.site.Run.IncompleteBecause) > 0 {
		return false
	}
	if j.site.Coverage.Reasons["skipped:external-off"] > 0 && (strings.HasPrefix(s.Target, "http") || s.Target == "") {
		return false
	}
	return !slices.ContainsFunc(list, func(c *Check) bool {
		return globs{s.Rule}.match(c.ID) && !slices.ContainsFunc(j.rules, func(r *rule) bool { return r.Check == c })
	})
}

// note adds a finding of the engine about an entry, unless the configuration turns that rule off.
func (j *judge) note(notes []Finding, c *Check, s *Suppression, message string) []Finding {
	r := &rule{Check: c, base: j.config.Rules[c.ID]}
	if !j.config.selects(c.ID) {
		return notes
	}
	f := Finding{Page: j.address(), Subject: s.label(), Message: message}
	if j.complete(r, nil, &f) {
		notes = append(notes, f)
	}
	return notes
}
