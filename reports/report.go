package reports

import "github.com/healthusias/rounds/checks"

// Schema names the JSON format. It changes only with a new major version.
const Schema = "rounds/report/v1"

// Report is one judged run.
type Report struct {
	Schema   string           `json:"schema"`
	Tool     Tool             `json:"tool"`
	Run      Run              `json:"run"`
	Coverage Coverage         `json:"coverage"`
	Summary  Summary          `json:"summary"`
	Rules    []Rule           `json:"rules"`
	Findings []checks.Finding `json:"findings"`
	Pages    []Page           `json:"pages,omitempty"` // only where asked for
}

// Tool is the program that judged.
type Tool struct {
	Name    string `json:"name"`
	Version string `json:"version"`
}

// Run is the crawl that was judged. Times are RFC 3339, UTC.
type Run struct {
	ID                string   `json:"id"`
	Target            string   `json:"target"`
	Base              string   `json:"base"` // origin and path that the pages stand under; addresses below it are internal
	Started           string   `json:"started"`
	Finished          string   `json:"finished"`
	State             string   `json:"state"` // complete, incomplete or interrupted
	IncompleteBecause []string `json:"incomplete_because"`
	Untrusted         []string `json:"untrusted,omitempty"` // those of IncompleteBecause that the user did not ask for
	Since             string   `json:"since,omitempty"`     // run whose facts were taken over where a page had not changed
}

// Coverage counts URLs by what became of them; Discovered is the sum of the seven states.
type Coverage struct {
	Discovered int            `json:"discovered"`
	OK         int            `json:"ok"`
	Redirect   int            `json:"redirect"`
	Partial    int            `json:"partial"`
	Broken     int            `json:"broken"`
	Unverified int            `json:"unverified"`
	Skipped    int            `json:"skipped"`
	Pending    int            `json:"pending"`
	Reasons    map[string]int `json:"reasons"`
	Pages      int            `json:"pages"`
	Links      int            `json:"links"`
	Unchanged  int            `json:"unchanged,omitempty"` // pages whose facts were taken over from Run.Since

	// PartialPages are the pages that were not read completely, sorted by address: nothing is reported missing on them.
	PartialPages []PartialPage `json:"partial_pages,omitempty"`
}

// PartialPage is a page that was not read completely.
type PartialPage struct {
	URL    string `json:"url"`
	Reason string `json:"reason"`
}

// Summary counts findings by severity, those that are fixed left out; Folded counts the lines a reader sees, template
// faults being one each.
type Summary struct {
	Error      int `json:"error"`
	Warning    int `json:"warning"`
	Notice     int `json:"notice"`
	Folded     int `json:"folded"`
	New        int `json:"new"`
	Fixed      int `json:"fixed"`
	Suppressed int `json:"suppressed"`
}

// Rule is a rule that has findings, with what a reader needs to understand them.
type Rule struct {
	ID       string   `json:"id"`
	Title    string   `json:"title"`
	Severity string   `json:"severity"`
	Help     string   `json:"help"`
	Sources  []string `json:"sources"`
}

// Page is a row of the inventory.
type Page struct {
	URL        string    `json:"url"`
	Kind       string    `json:"kind"`
	Status     int       `json:"status"`
	State      string    `json:"state"`
	Depth      int       `json:"depth"` // clicks from the start; -1 where no link leads there
	In         int       `json:"in"`
	Out        int       `json:"out"`
	Words      int       `json:"words"`
	Title      string    `json:"title"`
	Author     *Author   `json:"author,omitempty"`
	Reviewer   *Reviewer `json:"reviewer,omitempty"`
	Published  string    `json:"published,omitempty"`
	Updated    string    `json:"updated,omitempty"`
	Reviewed   string    `json:"reviewed,omitempty"`
	Disclaimer string    `json:"disclaimer"` // none, soft-REGION, link-REGION or strong-REGION, such as strong-main
	Pillar     string    `json:"pillar,omitempty"`
	Hub        string    `json:"hub,omitempty"`
}

// Author is who a page says wrote it.
type Author struct {
	Name        string   `json:"name"`
	Credentials []string `json:"credentials"`
	Tier        int      `json:"tier"`
	Profile     string   `json:"profile,omitempty"`
	Bio         bool     `json:"bio"`
}

// Reviewer is who a page says reviewed it.
type Reviewer struct {
	Name string `json:"name"`
}
