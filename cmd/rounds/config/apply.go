package config

import (
	"fmt"
	"regexp"
	"time"

	"github.com/PuerkitoBio/goquery"
	"github.com/andybalholm/cascadia"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/crawler"
	"github.com/healthusias/rounds/crawler/fetch"
	"github.com/healthusias/rounds/crawler/page"
	"github.com/healthusias/rounds/crawler/trap"
)

// Crawl says to the crawler what the configuration says. Secrets are read from the environment by lookup; Target, Dir
// and limits are the caller's.
func (c *Config) Crawl(lookup func(string) (string, bool)) (crawler.Options, error) {
	secrets, err := c.secrets(lookup)
	if err != nil {
		return crawler.Options{}, err
	}
	opt := crawler.Options{
		Base:        c.Site.URL,
		Start:       c.Site.Start,
		AllowHosts:  c.Site.AllowHosts,
		Include:     c.Site.Include,
		IgnorePath:  c.Site.Ignore,
		Normalize:   crawler.Normalize(c.Site.Normalize),
		Concurrency: c.Network.Concurrency,
		Rate:        (*float64)(c.Network.Rate),
		Retries:     c.Network.Retries,
		Traps:       c.Network.Traps.limits(),
		External:    crawler.External(c.Links.External.Check),

		IgnoreRobots: !c.Network.RespectRobots,
		UserAgent:    c.Network.UserAgent,

		HTTP: fetch.HTTPOptions{
			Idle:     time.Duration(c.Network.Timeout.Idle),
			Total:    time.Duration(c.Network.Timeout.Total),
			Secrets:  secrets,
			Insecure: c.Network.InsecureHosts,
			Proxy:    c.Network.proxy(lookup),
		},
		Ports: c.Network.Ports,
		Rules: c.Structure.rules(),
	}
	for _, hostPort := range c.Network.AllowPrivate {
		opt.HTTP.Private = append(opt.HTTP.Private, fetch.HostPort("http://"+hostPort))
	}
	if opt.Retries == 0 {
		opt.Retries = -1 // zero is the crawler's own default
	}
	if profiles := c.Trust.Authors.Profiles; profiles != "" {
		opt.Rules.Types = append(opt.Rules.Types, crawler.TypeRule{Kind: crawler.Author, Match: []string{profiles}})
	}
	opt.Page, err = c.detectors()
	return opt, err
}

// limits are the bounds in the crawler's words, where a negative number is none and zero its own default.
func (t Traps) limits() trap.Limits {
	bound := func(n int) int {
		if n == 0 {
			return -1
		}
		return n
	}
	return trap.Limits{Depth: bound(t.Depth), Repeats: bound(t.Repeats), Pages: bound(t.Pages), Variants: bound(t.Variants), Hosts: bound(t.Hosts)}
}

func (c *Config) secrets(lookup func(string) (string, bool)) ([]fetch.Secret, error) {
	var secrets []fetch.Secret
	for _, h := range c.Network.Headers {
		value, err := Expand(h.Value, lookup)
		if err != nil {
			return nil, fmt.Errorf("header %s for %s: %w", h.Name, h.Origin, err)
		}
		secrets = append(secrets, fetch.Secret{Origin: h.Origin, Name: h.Name, Value: value})
	}
	return secrets, nil
}

// rules is the contract in the crawler's words.
func (s *Structure) rules() crawler.Structure {
	var out crawler.Structure
	for _, kind := range kinds {
		if t, ok := s.Types[string(kind)]; ok {
			out.Types = append(out.Types, crawler.TypeRule{Kind: kind, Match: t.Match, Has: t.Has})
		}
	}
	for _, l := range s.Links {
		out.Links = append(out.Links, crawler.LinkRule{
			From: crawler.Kind(l.From), To: crawler.Kind(l.To), Rule: l.Rule, Scope: l.Scope, In: l.In,
			Count: l.Count, Within: int(l.WithinFirst),
		})
	}
	for _, cluster := range s.Clusters {
		declared := crawler.Cluster{Hub: cluster.Hub}
		for _, p := range cluster.Pillars {
			declared.Pillars = append(declared.Pillars, crawler.ClusterPillar(p))
		}
		out.Clusters = append(out.Clusters, declared)
	}
	return out
}

var kinds = []crawler.Kind{
	crawler.Home, crawler.Hub, crawler.Pillar, crawler.Article, crawler.Author, crawler.Legal, crawler.Product, crawler.Other,
}

// Packs are the language packs that pages are read with, nil for the built-in ones.
func (c *Config) Packs() (*page.Packs, error) {
	if len(c.Trust.Languages) == 0 {
		return nil, nil
	}
	return page.NewPacks(c.Trust.Languages)
}

// detectors tells the page's detectors what is particular to the site.
func (c *Config) detectors() (page.Options, error) {
	opt := page.Options{SiteName: c.Site.Name, Language: c.Site.Language}
	var err error
	if opt.Packs, err = c.Packs(); err != nil {
		return opt, err
	}
	for _, s := range []struct {
		css  []string
		into *[]goquery.Matcher
	}{
		{c.Trust.Authors.Find.CSS, &opt.AuthorCSS},
		{c.Trust.Authors.Find.BioCSS, &opt.BioCSS},
		{c.Trust.Disclaimer.CSS, &opt.DisclaimerCSS},
	} {
		if *s.into, err = selectors(s.css); err != nil {
			return opt, err
		}
	}
	for _, t := range c.Structure.rules().Types { // in the order in which the crawler looks for them in Facts.Matches
		if t.Has == "" {
			continue
		}
		selector, err := cascadia.Compile(t.Has)
		if err != nil {
			return opt, fmt.Errorf("CSS selector %q: %w", t.Has, err)
		}
		opt.Match = append(opt.Match, selector)
	}
	opt.DisclaimerText, err = patterns(c.Trust.Disclaimer.TextAny)
	return opt, err
}

// Detectors lists every setting that detectors turns into options: facts that were taken under other ones are other facts.
func (c *Config) Detectors() []any {
	var has []string
	for _, t := range c.Structure.rules().Types {
		has = append(has, t.Has)
	}
	return []any{c.Site.Name, c.Site.Language, c.Trust, has}
}

func selectors(list []string) ([]goquery.Matcher, error) {
	var out []goquery.Matcher
	for _, css := range list {
		selector, err := cascadia.Compile(css)
		if err != nil {
			return nil, fmt.Errorf("CSS selector %q: %w", css, err)
		}
		out = append(out, selector)
	}
	return out, nil
}

func patterns(list []Phrase) ([]*regexp.Regexp, error) {
	var out []*regexp.Regexp
	for _, phrase := range list {
		re, err := phrase.Regexp()
		if err != nil {
			return nil, fmt.Errorf("wording %q: %w", phrase, err)
		}
		out = append(out, re)
	}
	return out, nil
}

// Judge says to the rules what the configuration says.
func (c *Config) Judge(rules []*checks.Check) checks.Config {
	out := checks.Config{Rules: settings(c.Rules, rules)}
	for _, o := range c.Overrides {
		out.Overrides = append(out.Overrides, checks.Override{Match: o.Match, Rules: settings(o.Rules, rules)})
	}
	for _, s := range c.Suppressions {
		out.Suppressions = append(out.Suppressions, checks.Suppression(s))
	}
	(&shorthands{own: c.Rules, set: out.Rules, rules: rules}).all(c)
	return out
}

func settings(rules Rules, known []*checks.Check) map[string]checks.Setting {
	out := map[string]checks.Setting{}
	for id, rule := range rules {
		setting := checks.Setting{Level: checks.Severity(rule.Level), Kinds: kindsOf(rule.Kinds), Ignore: rule.Ignore}
		check := find(known, id)
		for name, value := range rule.Options {
			option := optionOf(check, name)
			if option == nil {
				continue
			}
			if typed, ok := convert(value, option.Default); ok {
				if setting.Options == nil {
					setting.Options = map[string]any{}
				}
				setting.Options[name] = typed
			}
		}
		out[id] = setting
	}
	return out
}

// kindsOf is a list of kinds in the crawler's words, nil for none.
func kindsOf(names []string) []crawler.Kind {
	var out []crawler.Kind
	for _, name := range names {
		out = append(out, crawler.Kind(name))
	}
	return out
}

// optionOf is a declared option of a rule, nil where there is none of that name.
func optionOf(check *checks.Check, name string) *checks.Option {
	if check == nil {
		return nil
	}
	for i := range check.Options {
		if check.Options[i].Name == name {
			return &check.Options[i]
		}
	}
	return nil
}
