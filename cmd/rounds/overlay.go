package main

import (
	"errors"
	"fmt"
	"net/textproto"
	"net/url"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
	"golang.org/x/net/http/httpguts"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/checks/all"
	"github.com/healthusias/rounds/cmd/rounds/config"
	"github.com/healthusias/rounds/crawler/fetch"
)

// overlay lays the flags that have a key in the configuration over it and records where each value came from.
func (a *app) overlay(p *plan, l *config.Loaded) error {
	f := &a.flags
	set := func(flag, key string, apply func()) {
		if a.isSet(flag) {
			apply()
			l.Set(key, a.origins[flag])
		}
	}
	set("external", "links.external.check", func() { l.Links.External.Check = f.external })
	set("concurrency", "network.concurrency", func() { l.Network.Concurrency = f.concurrency })
	set("rate", "network.rate", func() { l.Network.Rate = &f.rate })
	set("user-agent", "network.user_agent", func() { l.Network.UserAgent = f.userAgent })
	set("ignore-robots", "network.respect_robots", func() { l.Network.RespectRobots = !f.ignoreRobots })
	set("insecure-host", "network.insecure_hosts", func() {
		l.Network.InsecureHosts = append(l.Network.InsecureHosts, f.insecureHosts...)
	})
	if a.isSet("base-url") {
		if err := config.CheckURL(f.baseURL); err != nil {
			return fmt.Errorf("--base-url: %w", err)
		}
		l.Site.URL = f.baseURL
		l.Set("site.url", a.origins["base-url"])
	}
	set("retractions", "trust.retractions", func() { l.Trust.Retractions = f.retractions })
	if err := settleRetractions(&l.Trust); err != nil {
		return err
	}
	if err := a.headers(p, l); err != nil {
		return err
	}
	if err := errors.Join(matchRules("--only", p.Only), matchRules("--skip", p.Skip)); err != nil {
		return err
	}
	return a.overlayRules(p.Rules, l)
}

// matchRules demands that each glob of a flag names a rule: a slip of the pen must not turn a gate into a door.
func matchRules(flag string, globs []string) error {
	for _, glob := range globs {
		if !doublestar.ValidatePattern(glob) {
			return fmt.Errorf("%s: %q is not a glob; write a rule id, or a family such as links/*", flag, glob)
		}
		names := func(check *checks.Check) bool { return doublestar.MatchUnvalidated(glob, check.ID) }
		if !slices.ContainsFunc(catalogue(), names) {
			return fmt.Errorf("%s: no rule matches %q; %s", flag, glob, didYouMean("", glob, ruleIDs(), "rounds rules lists them"))
		}
	}
	return nil
}

// headers binds --header to the start origin. A value that names a variable goes into the configuration, a literal one
// stays out of everything that is printed or stored.
func (a *app) headers(p *plan, l *config.Loaded) error {
	if len(a.flags.headers) == 0 {
		return nil
	}
	u, err := url.Parse(p.Target.URL)
	if err != nil || u.Host == "" {
		return fmt.Errorf("--header is sent to the start origin, and a directory has none; use network.headers in %s", config.Name)
	}
	for _, header := range a.flags.headers {
		name, value, ok := strings.Cut(header, ":")
		name, value = textproto.CanonicalMIMEHeaderKey(strings.TrimSpace(name)), strings.TrimSpace(value)
		if !ok || !httpguts.ValidHeaderFieldName(name) || !httpguts.ValidHeaderFieldValue(value) {
			return errors.New("--header: that is no header; write 'NAME: VALUE'")
		}
		if config.IsReference(value) {
			l.Network.Headers = append(l.Network.Headers, config.Header{Origin: originOf(u), Name: name, Value: value})
			l.Set("network.headers", a.origins["header"])
			continue
		}
		p.secrets = append(p.secrets, fetch.Secret{Origin: originOf(u), Name: name, Value: value})
	}
	return nil
}

// overlayRules applies --rule ID[=LEVEL]. Without a level a rule that is off by default is turned on as a warning.
func (a *app) overlayRules(settings []string, l *config.Loaded) error {
	for _, setting := range settings {
		id, level, given := strings.Cut(setting, "=")
		check, err := findRule(id)
		if err != nil {
			return fmt.Errorf("--rule: %w", err)
		}
		if !given {
			level = string(check.Severity)
			if check.Severity == checks.Ignore {
				level = string(checks.Warning)
			}
		}
		if level, err = config.ParseLevel(level); err != nil {
			return fmt.Errorf("--rule %s: %w", setting, err)
		}
		l.SetLevel(id, level)
		l.Set("rules."+id, "--rule")
	}
	return nil
}

// findRule finds a rule by its id.
func findRule(id string) (*checks.Check, error) {
	var known []string
	for _, check := range catalogue() {
		if check.ID == id {
			return check, nil
		}
		known = append(known, check.ID)
	}
	return nil, fmt.Errorf("unknown rule %q; %s", id, didYouMean("", id, known, "rounds rules lists them"))
}

// catalogue is every rule, those of the engine itself too.
func catalogue() []*checks.Check {
	return all.Checks
}
