package checks

var ranks = map[Severity]int{Notice: 1, Warning: 2, Error: 3}

// Rank orders severities: 3 for Error, 2 for Warning, 1 for Notice, 0 for anything else.
func (s Severity) Rank() int { return ranks[s] }

// Valid reports whether s is one of the four levels that a configuration may name.
func (s Severity) Valid() bool { return s == Ignore || ranks[s] > 0 }

// Lower is the severity one step below; there is nothing below Notice. A rule reports Lower of its own severity where
// a finding is less certain or less harmful than its usual ones: on an inferred contract, in a hidden region.
func Lower(s Severity) Severity {
	if s == Error {
		return Warning
	}
	return Notice
}

// graded is the severity of a finding: the level that the configuration gives to the rule (or the rule's own), lowered
// by as many steps as the rule lowered this finding below its own severity.
func graded(own, level, found Severity) Severity {
	if level == "" {
		level = own
	}
	if found == "" {
		return level
	}
	for range own.Rank() - found.Rank() {
		level = Lower(level)
	}
	return level
}
