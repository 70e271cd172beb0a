// Package checks is the engine that judges a finished crawl: what a rule is, what it may see, and what it says.
// It knows no rule; the families in the folders below are values of Check, listed in package checks/all.
package checks

import "github.com/healthusias/rounds/crawler"

// Severity orders findings.
type Severity string

// Severities, gravest first. Ignore turns a rule off.
const (
	Error   Severity = "error"
	Warning Severity = "warning"
	Notice  Severity = "notice"
	Ignore  Severity = "ignore"
)

// Confidence says how sure a finding is.
type Confidence string

// Confidences.
const (
	High   Confidence = "high"
	Medium Confidence = "medium"
	Low    Confidence = "low"
)

// Doc is what a reader is told about a rule. Every field is required but Example.
type Doc struct {
	What    string   // what it reports, one or two sentences
	Why     string   // why it matters to a reader, a patient or a search engine
	Example string   // the fault and beside it the cure, as HTML or text
	Fix     string   // what to do, one sentence; also the Fix of a finding that sets none
	Sources []string // standards, as links or as "RFC 9110 15.5.5"
}

// Check is one rule: a constant value, listed in the slice of its family. Exactly one of Page and Site is set; the rules
// of the engine itself, the family run, have neither.
type Check struct {
	ID       string // family/name of the fault, never renamed
	Title    string // one clause, as a heading
	Severity Severity
	Kinds    []crawler.Kind // of the pages it judges, unless Setting.Kinds says otherwise; none: every kind
	Options  []Option
	Doc      Doc

	// Page judges one page. The driver calls it only for pages that answered 2xx with HTML, are of one of Kinds, and
	// whose rule is not ignored there. Unless Partial is set it never sees a page whose facts are incomplete.
	// Findings of a Site check about pages of other kinds, about incomplete pages or, with Text, about shells are dropped likewise.
	Page func(*Pass)
	// Site judges the whole site, once.
	Site func(*Pass)
	// Gather goes with Site: it sees every page that Page would see, of any kind, and what it returns that is not nil
	// reaches Site as Pass.Gathered. It is how a Site check compares facts that crawler.Head does not hold. Texts of links it keeps as
	// copies (strings.Clone): those of one page share their memory.
	Gather func(*Pass) any

	Partial bool // also sees pages that were not read completely: it reports what is there, never what is missing
	Text    bool // judges text or misses links: Page never sees a page whose content scripts would fill (page.Facts.Shell), nor a copy of its canonical page
}

// option finds a declared option, nil where there is none of that name.
func (c *Check) option(name string) *Option {
	for i := range c.Options {
		if c.Options[i].Name == name {
			return &c.Options[i]
		}
	}
	return nil
}

// Option is one setting of a rule in the configuration.
type Option struct {
	Name    string
	Default any    // int, float64, bool, string or []string: also its type
	Doc     string // one clause, with the unit
}

// Finding is one fault. Findings are plain values, sorted by page, rule, subject and place.
type Finding struct {
	Rule        string     `json:"rule"`
	Severity    Severity   `json:"severity"`
	Confidence  Confidence `json:"confidence"`
	Status      string     `json:"status"` // new, open or fixed
	Page        string     `json:"page"`
	Kind        string     `json:"kind"`
	Subject     string     `json:"subject"` // what it is about: a target URL, a name; "" for the page itself
	Message     string     `json:"message"` // one clause, no capital, no full stop, crawled text quoted
	Fix         string     `json:"fix"`
	Evidence    Evidence   `json:"evidence"`
	Source      *Source    `json:"source,omitempty"`
	Template    *Template  `json:"template,omitempty"`
	Fingerprint string     `json:"fingerprint"`
	Since       string     `json:"since,omitempty"` // date of the run that saw it first, YYYY-MM-DD
}

// Evidence is what was seen.
type Evidence struct {
	Region   string   `json:"region,omitempty"`
	Selector string   `json:"selector,omitempty"`
	Snippet  string   `json:"snippet,omitempty"` // at most 120 characters of the page
	HTTP     int      `json:"http,omitempty"`
	Code     string   `json:"code,omitempty"`     // sub-code of the rule, such as not-visible
	Path     []string `json:"path,omitempty"`     // addresses: hops of a redirect, clicks, other pages involved
	Inferred bool     `json:"inferred,omitempty"` // rests on an inferred contract
}

// Source is where in which file.
type Source struct {
	File   string `json:"file,omitempty"`
	Line   int    `json:"line"`
	Column int    `json:"column"`
	Method string `json:"method"` // html: the line of the page as served
}

// Template says that the same finding stands on most pages of its kind.
type Template struct {
	Count    int      `json:"count"`
	Examples []string `json:"examples"` // addresses of the first three pages
}
