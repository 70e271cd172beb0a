package main

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/pflag"

	"github.com/healthusias/rounds/cmd/rounds/config"
)

// flags are the values of all flags. A command takes those of the sets that it adds.
type flags struct {
	config, state string

	list          bool
	external      string
	baseURL       string
	maxPages      int
	maxDepth      int
	deadline      config.Duration
	concurrency   int
	rate          config.Rate
	userAgent     string
	ignoreRobots  bool
	cookies       bool
	sinceLast     bool
	reserve       int64
	insecureHosts []string
	strictNetwork bool
	headers       []string
	now           string

	failOn      string
	rules       []string
	only, skip  []string
	retractions string
	exitZero    bool
	cron        bool

	formats   []string
	groupBy   string
	jsonPages bool
	progress  string
	color     string
	quiet     int
	verbose   bool
	logFormat string
}

// addScope adds the flags that say what is crawled and how.
func (f *flags) addScope(set *pflag.FlagSet) {
	set.BoolVar(&f.list, "list", false, "the targets are pages to check, not sites to walk; a target may be a file of addresses, or - for stdin")
	set.Var(choice(&f.external, "", "never", "check", "strict"), "external", "verify links to other hosts; with strict, unverified ones give exit code 3 (default: check for a URL, never for a DIR)")
	set.Var((*number)(&f.maxPages), "max-pages", "walk at most `N` pages; 0 is no limit (default 10,000)")
	set.Var((*number)(&f.maxDepth), "max-depth", "walk at most `N` clicks deep; 0 walks only the start pages (default: no limit)")
	set.BoolVar(&f.sinceLast, "since-last", false, "read only pages that have changed since the last complete run; the report is that of reading all")
	set.BoolVar(&f.cookies, "cookies", false, "keep cookies during the run")
	set.BoolVar(&f.ignoreRobots, "ignore-robots", false, "crawl what robots.txt forbids, on a site of your own")
	f.addAccess(set)
}

// addAccess adds the flags that say how a site is reached.
func (f *flags) addAccess(set *pflag.FlagSet) {
	set.StringVar(&f.baseURL, "base-url", "", "production `URL` that a directory or a preview stands for")
	set.StringVar(&f.userAgent, "user-agent", "", "`NAME` to send, and to look for in robots.txt")
	set.BoolVar(&f.strictNetwork, "strict-network", false, "refuse to run behind a proxy, where private addresses cannot be told from public ones")
	set.StringArrayVar(&f.insecureHosts, "insecure-host", nil, "do not verify the certificate of `HOST` (repeatable)")
	f.addHeader(set)
}

// addHeader adds the flag for what a site asks of its visitors.
func (f *flags) addHeader(set *pflag.FlagSet) {
	set.StringArrayVar(&f.headers, "header", nil, "send `'NAME: VALUE'` to the start origin only; VALUE may hold ${env:VARIABLE} (repeatable)")
}

// addPace adds the flags that a resumed crawl may change.
func (f *flags) addPace(set *pflag.FlagSet) {
	set.TextVar(&f.deadline, "deadline", config.Duration(0), "stop after `DURATION`, such as 10m, and report what is known")
	set.Var((*number)(&f.concurrency), "concurrency", "make `N` requests at a time (default: 4 to a public host, as many as pay off to your own machine)")
	set.TextVar(&f.rate, "rate", config.Rate(0), "make at most `N/s` requests to a host; 0 is no limit (default: 5/s to a public host)")
	set.Int64Var(&f.reserve, "reserve", 0, "stop when the disk of the state has fewer than `BYTES` left")
	set.Lookup("reserve").Hidden = true // 100 MiB suit everybody but who tests
	f.addNow(set)
}

// addNow adds the flag for the clock.
func (f *flags) addNow(set *pflag.FlagSet) {
	set.StringVar(&f.now, "now", "", "take `TIME`, such as 2026-11-22T06:00:00Z, for the present")
}

// addJudge adds the flags that say how strictly is judged.
func (f *flags) addJudge(set *pflag.FlagSet) {
	f.addRules(set)
	set.BoolVar(&f.exitZero, "exit-zero", false, "findings never change the exit code")
	set.BoolVar(&f.cron, "cron", false, "--exit-zero --progress none, and no output without findings")
}

func (f *flags) addRules(set *pflag.FlagSet) {
	set.Var(choice(&f.failOn, "error", "error", "warning", "notice", "never"), "fail-on", "mildest finding that gives exit code 1")
	set.StringArrayVar(&f.rules, "rule", nil, "turn a rule on, or set its level: `ID[=LEVEL]` (repeatable)")
	set.StringArrayVar(&f.only, "only", nil, "judge by rules that match `GLOB` only (repeatable)")
	set.StringVar(&f.retractions, "retractions", "", "report citations of papers that `FILE.csv`, Retraction Watch's list, says were retracted")
	set.StringArrayVar(&f.skip, "skip", nil, "leave out rules that match `GLOB` (repeatable)")
}

// addReports adds the flags that say which reports are written.
func (f *flags) addReports(set *pflag.FlagSet) {
	set.StringArrayVarP(&f.formats, "format", "f", nil, "write a report as `FORMAT[=FILE]`: "+strings.Join(formatNames(), ", ")+" (repeatable; default text)")
	set.Var(choice(&f.groupBy, "page", "page", "target"), "group-by", "how the text report is grouped")
	set.Var(choice(&f.color, "auto", "auto", "always", "never"), "color", "color the text report")
}

// addInventory adds the flag of reports that are built from a crawl.
func (f *flags) addInventory(set *pflag.FlagSet) {
	set.BoolVar(&f.jsonPages, "json-pages", false, "put the inventory of pages into the JSON report")
}

// addProgress adds the flags of commands that crawl.
func (f *flags) addProgress(set *pflag.FlagSet) {
	set.Var(choice(&f.progress, "auto", "auto", "bar", "lines", "json", "none"), "progress", "show progress on stderr")
}

// addCommon adds the flags that every command has.
func (f *flags) addCommon(set *pflag.FlagSet) {
	set.StringVarP(&f.config, "config", "c", "", "configuration `FILE` (default: "+config.Name+", searched upward)")
	set.StringVar(&f.state, "state", "", "`DIR` that keeps the latest 26 runs, or :memory: (default: $XDG_STATE_HOME/rounds/SITE)")
	set.CountVarP(&f.quiet, "quiet", "q", "print only the verdict; -qq prints nothing")
	set.BoolVarP(&f.verbose, "verbose", "v", false, "say more on stderr, and cut no addresses")
	set.Var(choice(&f.logFormat, "text", "text", "json"), "log-format", "form of messages on stderr")
}

// word is a flag that takes one of some words.
type word struct {
	value *string
	set   []string
}

func choice(value *string, preset string, set ...string) *word {
	*value = preset
	return &word{value, set}
}

func (w *word) String() string { return *w.value }

// Type is the placeholder in the help.
func (w *word) Type() string { return strings.Join(w.set, "|") }

func (w *word) Set(text string) error {
	if !slices.Contains(w.set, text) {
		if near := config.Nearest(text, w.set); near != "" {
			return fmt.Errorf("did you mean %s?", near)
		}
		return fmt.Errorf("it must be one of %s", strings.Join(w.set, ", "))
	}
	*w.value = text
	return nil
}

// number is a flag that takes a whole number, 0 or more.
type number int

func (n *number) String() string { return strconv.Itoa(int(*n)) }

// Type is that of pflag's own numbers: the help leaves their zero out.
func (n *number) Type() string { return "int" }

func (n *number) Set(text string) error {
	value, err := strconv.Atoi(text)
	switch {
	case errors.Is(err, strconv.ErrRange):
		return errors.New("the number is too large")
	case err != nil:
		return errors.New("it must be a whole number, such as 8")
	case value < 0:
		return errors.New("it must not be negative")
	}
	*n = number(value)
	return nil
}

// plain words what pflag says about the value of a flag without the names of Go functions.
func plain(err error) error {
	var invalid *pflag.InvalidValueError
	var syntax *strconv.NumError
	if !errors.As(err, &invalid) || !errors.As(err, &syntax) {
		return err
	}
	expected := "a whole number, such as 2"
	if invalid.GetFlag().Value.Type() == "bool" {
		expected = "true or false"
	}
	return fmt.Errorf("invalid argument %q for \"--%s\" flag: it must be %s", invalid.GetValue(), invalid.GetFlag().Name, expected)
}

// fromEnvironment sets each flag that the command line left alone from its variable, ROUNDS_MAX_PAGES for --max-pages. A
// repeatable flag takes one value a line.
func (a *app) fromEnvironment(set *pflag.FlagSet) (err error) {
	set.VisitAll(func(f *pflag.Flag) {
		if f.Changed {
			a.origins[f.Name] = "--" + f.Name
			return
		}
		name := "ROUNDS_" + strings.ToUpper(strings.ReplaceAll(f.Name, "-", "_"))
		text, ok := a.env[name]
		if !ok || text == "" || f.Name == "help" || err != nil {
			return
		}
		values := []string{text}
		if f.Value.Type() == "stringArray" {
			values = strings.Split(strings.TrimSpace(text), "\n")
		}
		for _, value := range values {
			if fault := set.Set(f.Name, value); fault != nil {
				err = fmt.Errorf("the environment variable %s: %w", name, plain(fault))
			}
		}
		a.origins[f.Name] = name
	})
	return err
}

// isSet reports whether a flag was given on the command line or by the environment.
func (a *app) isSet(flag string) bool { return a.origins[flag] != "" }
