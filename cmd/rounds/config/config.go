// Package config reads `.rounds.yaml`: what a site is, what it promises and how strictly it is judged. It knows the
// keys, their defaults and where each value came from; it starts nothing and reads no network.
package config

import "github.com/healthusias/rounds/crawler/page"

// Name is the file that is searched for.
const Name = ".rounds.yaml"

// Config is everything the file can say. The tags are the one table that decoding, the JSON Schema and
// `config print` read: yaml names the key, doc explains it, enum lists the words it may have.
type Config struct {
	Version      int           `yaml:"version" json:"version" doc:"Format of this file; must be 1."`
	Site         Site          `yaml:"site" json:"site" doc:"The site that is audited."`
	Structure    Structure     `yaml:"structure" json:"structure" doc:"Which page is of what kind, and how kinds link each other."`
	Trust        Trust         `yaml:"trust" json:"trust" doc:"How this site names its authors and words its disclaimer."`
	Links        Links         `yaml:"links" json:"links" doc:"How links are verified."`
	Rules        Rules         `yaml:"rules" json:"rules" doc:"Level or settings of each rule, by its id."`
	Overrides    []Override    `yaml:"overrides" json:"overrides" doc:"Other settings of rules below some paths; later ones win."`
	Expect       Expect        `yaml:"expect" json:"expect" doc:"What a run must reach for its result to be trusted."`
	Network      Network       `yaml:"network" json:"network" doc:"How pages are fetched."`
	Suppressions []Suppression `yaml:"suppressions" json:"suppressions" doc:"Known findings that are accepted for a while."`
}

// Site says what belongs to the site.
type Site struct {
	Name       string    `yaml:"name" json:"name" doc:"Name of the site; an author of this name is generic."`
	URL        string    `yaml:"url" json:"url" format:"url" doc:"Production address, which a directory or a preview stands for."`
	Language   string    `yaml:"language" json:"language" format:"language" doc:"Language of pages that declare none, such as en or pt-BR; read when pages are crawled."`
	Start      []string  `yaml:"start" json:"start" doc:"Further paths or addresses to start from, sitemaps too."`
	AllowHosts []string  `yaml:"allow_hosts" json:"allow_hosts" doc:"Further hosts that belong to the site."`
	Include    []string  `yaml:"include" json:"include" format:"glob" doc:"Globs of paths; where there are any, nothing else is crawled."`
	Ignore     []string  `yaml:"ignore" json:"ignore" format:"glob" doc:"Globs of paths that are not crawled."`
	Normalize  Normalize `yaml:"normalize" json:"normalize" doc:"Which spellings are one address."`
}

// Normalize says which spellings of an address are one.
type Normalize struct {
	TrailingSlash string   `yaml:"trailing_slash" json:"trailing_slash" enum:"keep,add,remove" doc:"What happens to the slash at the end of a path."`
	StripParams   []string `yaml:"strip_params" json:"strip_params" format:"glob" doc:"Globs of query parameters that identify no page."`
	SortQuery     bool     `yaml:"sort_query" json:"sort_query" doc:"Whether the order of query parameters is without meaning."`
}

// Structure is the declared contract of hubs, pillars and articles.
type Structure struct {
	Types             map[string]PageType `yaml:"types" json:"types" keys:"home,hub,pillar,article,author,legal,product,other" doc:"Pages of each kind; the first match in the order home, hub, pillar, article, author, legal, product wins."`
	Links             []LinkRule          `yaml:"links" json:"links" doc:"Clauses of the contract; without any it is inferred."`
	Clusters          []Cluster           `yaml:"clusters" json:"clusters" doc:"Who belongs to whom, where paths do not say it."`
	MaxClicksFromHome int                 `yaml:"max_clicks_from_home" json:"max_clicks_from_home" min:"1" doc:"Clicks after which a page is too deep (graph/deep)."`
	OrphanAllow       []string            `yaml:"orphan_allow" json:"orphan_allow" format:"glob" doc:"Globs of pages that need no link to them (graph/orphan)."`
}

// PageType says which pages are of a kind.
type PageType struct {
	Match []string `yaml:"match" json:"match" format:"glob" doc:"Globs of paths."`
	Has   string   `yaml:"has" json:"has" format:"css" doc:"CSS selector that the page must match as well."`
}

// LinkRule is one clause: pages of one kind link pages of another.
type LinkRule struct {
	From        string  `yaml:"from" json:"from" enum:"home,hub,pillar,article,author,legal,product,other" required:"true" doc:"Kind of the linking page."`
	To          string  `yaml:"to" json:"to" enum:"home,hub,pillar,article,author,legal,product,other" required:"true" doc:"Kind of the linked page."`
	Rule        string  `yaml:"rule" json:"rule" enum:"each,one,min" required:"true" doc:"Links each of them, one of them, or at least count."`
	Scope       string  `yaml:"scope" json:"scope" enum:"children,parent,siblings" required:"true" doc:"Which of them."`
	In          string  `yaml:"in" json:"in" enum:"main,any" doc:"Where the link must stand."`
	Count       int     `yaml:"count" json:"count" min:"0" doc:"How many, for min."`
	WithinFirst Percent `yaml:"within_first" json:"within_first" doc:"Part of the text within which the link must stand, such as 50%."`
}

// Cluster declares the pillars of a hub.
type Cluster struct {
	Hub     string   `yaml:"hub" json:"hub" format:"glob" required:"true" doc:"Path or glob of the hub."`
	Pillars []Pillar `yaml:"pillars" json:"pillars" doc:"Its pillars."`
}

// Pillar declares the articles of a pillar.
type Pillar struct {
	URL      string   `yaml:"url" json:"url" required:"true" doc:"Path of the pillar."`
	Articles []string `yaml:"articles" json:"articles" format:"glob" doc:"Paths or globs of its articles."`
}

// Trust tells the detectors what is particular to the site.
type Trust struct {
	Authors     Authors     `yaml:"authors" json:"authors" doc:"How authors are named."`
	Disclaimer  Disclaimer  `yaml:"disclaimer" json:"disclaimer" doc:"How the medical disclaimer is worded and marked."`
	Languages   []page.Pack `yaml:"languages" json:"languages,omitempty" doc:"Wordings that are added to the built-in language packs, or whole packs of further languages; read when pages are crawled."`
	Retractions string      `yaml:"retractions" json:"retractions" doc:"CSV file with Retraction Watch's list of retracted papers (trust/citation-retracted), beside this file unless absolute."`
}

// Authors says how this site names who wrote a page.
type Authors struct {
	AppliesTo     []string   `yaml:"applies_to" json:"applies_to" enum:"home,hub,pillar,article,author,legal,product,other" doc:"Kinds of pages that owe an author; unset: those of each rule."`
	Require       []string   `yaml:"require" json:"require" enum:"name,bio,profile_link" doc:"What is demanded of authors; the rules about the rest are ignored. Unset: everything."`
	Institutional bool       `yaml:"institutional" json:"institutional" doc:"Whether the institution may sign in place of a person (trust/author-byline-missing)."`
	Bio           string     `yaml:"bio" json:"bio" enum:"either,inline,profile" doc:"Where a biography must stand (trust/author-bio-missing)."`
	Profiles      string     `yaml:"profiles" json:"profiles" format:"glob" doc:"Glob of the paths of author pages, such as /authors/*/; they are of kind author."`
	Find          FindAuthor `yaml:"find" json:"find" doc:"Where this site puts what the detectors do not find by themselves."`
}

// FindAuthor is where authors and their biographies stand.
type FindAuthor struct {
	CSS    []string `yaml:"css" json:"css" format:"css" doc:"CSS selectors of elements that name the author."`
	BioCSS []string `yaml:"bio_css" json:"bio_css" format:"css" doc:"CSS selectors of biographies."`
}

// Disclaimer says how the medical disclaimer of this site reads.
type Disclaimer struct {
	AppliesTo []string `yaml:"applies_to" json:"applies_to" enum:"home,hub,pillar,article,author,legal,product,other" doc:"Kinds of pages that owe a disclaimer; unset: those of each rule."`
	CSS       []string `yaml:"css" json:"css" format:"css" doc:"CSS selectors of the disclaimer."`
	Visible   bool     `yaml:"visible" json:"visible" format:"visible" doc:"Always true: a disclaimer that readers cannot see never counts."`
	Position  string   `yaml:"position" json:"position" enum:"anywhere" doc:"Where on the page it must stand."`
	TextAny   []Phrase `yaml:"text_any" json:"text_any" doc:"Wordings that are a strong disclaimer."`
}

// Links says how links are verified.
type Links struct {
	Fragments bool     `yaml:"fragments" json:"fragments" doc:"Whether fragments are verified (links/broken-fragment)."`
	Redirects string   `yaml:"redirects" json:"redirects" enum:"ignore,notice,warning,error" doc:"Level of links/redirect."`
	External  External `yaml:"external" json:"external" doc:"Links to other hosts."`
}

// External says what happens to links to other hosts.
type External struct {
	Check string `yaml:"check" json:"check" enum:"never,check,strict" doc:"Whether they are verified; unset: check for a URL, never for a directory."`
}

// Override is other settings below some paths.
type Override struct {
	Match []string `yaml:"match" json:"match" format:"glob" required:"true" doc:"Globs of paths."`
	Rules Rules    `yaml:"rules" json:"rules" required:"true" doc:"Settings of rules there."`
}

// Expect is what a trusted result needs.
type Expect struct {
	MinPages      int      `yaml:"min_pages" json:"min_pages" min:"0" doc:"Fewest pages that a complete run has."`
	MaxUnverified *Percent `yaml:"max_unverified" json:"max_unverified" doc:"Largest share of addresses that could not be verified, such as 5%."`
}

// Network says how pages are fetched.
type Network struct {
	UserAgent     string   `yaml:"user_agent" json:"user_agent" doc:"User-Agent, also the name that robots.txt is asked for."`
	RespectRobots bool     `yaml:"respect_robots" json:"respect_robots" doc:"Whether robots.txt is followed."`
	Concurrency   int      `yaml:"concurrency" json:"concurrency" min:"0" doc:"Requests at a time; 0: 4 to a public host, as many as pay off to your own machine."`
	Rate          *Rate    `yaml:"rate" json:"rate" doc:"Requests a second and host, such as 5/s; 0: no limit; unset: 5/s to a public host."`
	Timeout       Timeout  `yaml:"timeout" json:"timeout" doc:"How long an answer may take."`
	Retries       int      `yaml:"retries" json:"retries" min:"0" max:"5" doc:"Further attempts after a time-out, reset, 429 or 5xx."`
	Headers       []Header `yaml:"headers" json:"headers" doc:"Request headers, each sent to one origin only."`
	InsecureHosts []string `yaml:"insecure_hosts" json:"insecure_hosts" doc:"Hosts whose certificates are not verified."`
	AllowPrivate  []string `yaml:"allow_private" json:"allow_private" format:"hostport" doc:"Hosts, as host:port, that links may lead to although their addresses are not public."`
	Ports         []int    `yaml:"ports" json:"ports" format:"port" doc:"Ports that links may lead to, besides 80, 443 and that of the site."`
	Traps         Traps    `yaml:"traps" json:"traps" doc:"How far addresses are followed that may go on without end (graph/trap)."`
	Proxy         string   `yaml:"proxy" json:"proxy" enum:"none,env" doc:"Whether HTTP_PROXY, HTTPS_PROXY and NO_PROXY are followed: env. The network guard then sees names only."`
}

// Timeout bounds one request.
type Timeout struct {
	Total Duration `yaml:"total" json:"total" max:"5m" doc:"The whole request, such as 30s."`
	Idle  Duration `yaml:"idle" json:"idle" max:"1m" doc:"Without a byte of the body, such as 10s."`
}

// Traps bounds what a server makes up without end. What a sitemap lists is read whatever it looks like.
type Traps struct {
	Pages    int `yaml:"pages" json:"pages" min:"0" doc:"Pages in a row of a calendar or series that bring nothing new; 0: no limit."`
	Variants int `yaml:"variants" json:"variants" min:"0" doc:"Combinations and orders of the query parameters of one path; 0: no limit."`
	Repeats  int `yaml:"repeats" json:"repeats" min:"0" doc:"Occurrences of one segment in a path; 0: no limit."`
	Depth    int `yaml:"depth" json:"depth" min:"0" doc:"Segments of a path; 0: no limit."`
	Hosts    int `yaml:"hosts" json:"hosts" min:"0" doc:"Subdomains of the site that links are verified on; 0: no limit."`
}

// Header is a request header that one origin may see.
type Header struct {
	Origin string `yaml:"origin" json:"origin" format:"origin" required:"true" doc:"Scheme and host, such as https://preview.health.example."`
	Name   string `yaml:"name" json:"name" required:"true" doc:"Name of the header."`
	Value  string `yaml:"value" json:"value" required:"true" doc:"Its value; secrets as ${env:NAME} only."`
}

// Suppression is a finding that is known and accepted for a while.
type Suppression struct {
	Rule    string `yaml:"rule" json:"rule" format:"rules" required:"true" doc:"Rule id, or a glob within a family such as links/*."`
	Where   string `yaml:"where" json:"where" format:"glob" doc:"Glob of page paths; unset: every page."`
	Target  string `yaml:"target" json:"target" format:"glob" doc:"Glob of what the finding is about; unset: everything."`
	Reason  string `yaml:"reason" json:"reason" doc:"Why it is accepted."`
	Owner   string `yaml:"owner" json:"owner" doc:"Who will mend it."`
	Expires string `yaml:"expires" json:"expires" format:"date" doc:"Last day on which it holds, YYYY-MM-DD."`
}

// Default is what holds where no file says otherwise.
func Default() Config {
	return Config{
		Version: 1,
		Site:    Site{Normalize: Normalize{TrailingSlash: "keep"}},
		Trust:   Trust{Disclaimer: Disclaimer{Visible: true, Position: "anywhere"}},
		Links:   Links{Fragments: true},
		Network: Network{
			RespectRobots: true,
			Timeout:       Timeout{Total: Duration(totalTimeout), Idle: Duration(idleTimeout)},
			Retries:       2,
			Traps:         Traps{Pages: 50, Variants: 50, Repeats: 3, Depth: 20, Hosts: 50},
			Proxy:         "none",
		},
	}
}
