package checks


// Config says how the rules are set for a site. The zero value is every rule at its own level.
type Config struct {
	Rules        map[string]Setting // by rule id
	Overrides    []Override         // later ones win
	Only, Skip   []string           // globs of rule ids; an empty Only is every rule
	Suppressions []Suppression
}

// Setting is what the configuration says about one rule.
type Setting struct {
	Level   Severity       // "" keeps the rule's own
	Options map[string]any // validated against Check.Options: int, float64, bool, string or []string
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

// Result is what a judgement came to.
type Result struct {
	Findings   []Finding // sorted by page, rule, subject, line, column and message; suppressed ones left out
	Suppressed int
	Crashes    int // rules that panicked on a page: each is a finding run/rule-crash
}

// Run judges the site with every check that the configuration leaves on. Pages are judged by up to workers goroutines at
// once (0: as many as there are processors), one page in memory for each. The result does not depend on workers.
//
//	func Run(ctx context.Context, site *crawler.Site, list []*Check, config Config, workers int) (Result, error)
