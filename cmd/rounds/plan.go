package main

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"path/filepath"
	"slices"
	"time"

	"github.com/healthusias/rounds/cmd/rounds/config"
	"github.com/healthusias/rounds/crawler"
	"github.com/healthusias/rounds/crawler/fetch"
)

// plan is what a run was asked to do. It is stored with the run, so that resume, check and report need no flags. It
// holds no secret: those come from the environment again, or have to be given again.
type plan struct {
	Target   target
	List     bool
	MaxPages *int
	MaxDepth *int
	Deadline config.Duration
	Cookies  bool
	Strict   bool // refuses a proxy
	Since    bool `json:",omitempty"` // take over what has not changed since the last run
	Config   config.Config
	File     string   // the configuration file, absolute
	Packs    string   // version of the language packs that pages are read with
	Withheld []string // headers with a literal value, as "Authorization for https://staging.example"

	judgePlan
	secrets []fetch.Secret
	now     func() time.Time
	today   time.Time // by which a stored run is judged, zero: the time of the crawl
}

// judgePlan is how strictly the run is judged.
type judgePlan struct {
	FailOn     string
	Rules      []string // as --rule has them
	Only, Skip []string
	JSONPages  bool
}

// newPlan reads arguments, flags and configuration.
func (a *app) newPlan(args []string) (*plan, error) {
	t, err := a.parseTarget(args)
	if err != nil {
		return nil, err
	}
	loaded, err := a.load(t.Dir)
	if err != nil {
		return nil, err
	}
	if err := complete(t, loaded, a.flags.list); err != nil {
		return nil, err
	}
	p := &plan{Target: *t, List: a.flags.list, Deadline: a.flags.deadline, Cookies: a.flags.cookies, Strict: a.flags.strictNetwork,
		Since: a.flags.sinceLast, secrets: t.secrets}
	if a.isSet("max-pages") {
		p.MaxPages = &a.flags.maxPages
	}
	if a.isSet("max-depth") {
		p.MaxDepth = &a.flags.maxDepth
	}
	a.judgeFlags(&p.judgePlan)
	if err := a.settle(p, loaded); err != nil {
		return nil, err
	}
	return p, a.hide(p)
}

// hide keeps the secrets of a plan from all that is said from now on. It fails where one of them is missing.
func (a *app) hide(p *plan) error {
	opt, err := p.options(a.lookup)
	a.redactor = p.redactor(opt.HTTP.Secrets)
	return err
}

// load reads the configuration files for a directory of pages, or "" for a site.
func (a *app) load(dir string) (*config.Loaded, error) {
	source := config.Source{File: a.flags.config, Dir: dir, Work: "."}
	if base := cmp.Or(a.env["XDG_CONFIG_HOME"], under(a.env["HOME"], ".config")); filepath.IsAbs(base) {
		source.User = filepath.Join(base, "rounds", "config.yaml")
	}
	return config.Load(source, catalogue())
}

// complete takes from the configuration what the arguments leave open, and sees that there is a target.
func complete(t *target, loaded *config.Loaded, isList bool) error {
	site := loaded.Site.URL
	switch {
	case t.Dir != "":
	case isList && site == "":
		u, err := url.Parse(t.Start[0])
		if err != nil || u.Host == "" {
			return fmt.Errorf("%s has no host: write whole addresses, or set site.url in %s", t.Start[0], config.Name)
		}
		t.URL = originOf(u) + "/"
	case isList:
		t.URL = site
	case t.URL != "":
	case site != "":
		t.URL = site
	default:
		return fmt.Errorf("nothing to audit: give a URL or a directory of built pages, or set site.url in %s", config.Name)
	}
	return nil
}

// settle lays flags over the configuration and fixes what is left open.
func (a *app) settle(p *plan, loaded *config.Loaded) error {
	if err := a.overlay(p, loaded); err != nil {
		return err
	}
	if p.Target.Dir != "" && loaded.Links.External.Check == "" {
		loaded.Links.External.Check = string(crawler.ExternalNever)
	}
	loaded.Links.External.Check = cmp.Or(loaded.Links.External.Check, string(crawler.ExternalCheck))
	p.Config = loaded.Config
	if loaded.File != "" {
		file, err := filepath.Abs(loaded.File)
		if err != nil {
			return err
		}
		p.File = file
	}
	for _, s := range p.secrets {
		p.Withheld = append(p.Withheld, s.Name+" for "+s.Origin)
	}
	var err error
	p.now, err = a.clock()
	return err
}

// judgeFlags lays the flags about judging over what a plan says.
func (a *app) judgeFlags(p *judgePlan) {
	f := &a.flags
	p.Rules = append(p.Rules, f.rules...)
	if a.isSet("fail-on") || p.FailOn == "" {
		p.FailOn = f.failOn
	}
	if len(f.only) > 0 {
		p.Only = f.only
	}
	if len(f.skip) > 0 {
		p.Skip = f.skip
	}
	p.JSONPages = p.JSONPages || f.jsonPages
}

// clock is the present, or what --now says it is.
func (a *app) clock() (func() time.Time, error) {
	if a.flags.now == "" {
		return time.Now, nil
	}
	for _, layout := range []string{time.RFC3339, time.DateOnly} {
		if at, err := time.Parse(layout, a.flags.now); err == nil {
			return func() time.Time { return at }, nil
		}
	}
	return nil, fmt.Errorf("--now %q is not a time; write it as 2026-11-22T06:00:00Z or 2026-11-22", a.flags.now)
}

// options are the plan in the crawler's words. Secrets that it refers to are read from the environment by lookup.
func (p *plan) options(lookup func(string) (string, bool)) (crawler.Options, error) {
	opt, err := p.Config.Crawl(lookup)
	if err != nil {
		return opt, err
	}
	if p.Strict && opt.HTTP.Proxy != nil {
		return opt, errors.New("--strict-network refuses the proxy of the environment, because the network guard cannot see what it connects to; unset network.proxy")
	}
	opt.Target, opt.Dir, opt.List = p.Target.URL, p.Target.Dir, p.List
	if opt.Dir != "" {
		opt.Target = opt.Dir
	}
	opt.Start = p.start()
	opt.AllowHosts = append(slices.Clone(opt.AllowHosts), p.hosts()...)
	opt.MaxPages, opt.MaxDepth = p.MaxPages, p.MaxDepth
	opt.Deadline = time.Duration(p.Deadline)
	opt.HTTP.Cookies = p.Cookies
	opt.SinceLast = p.Since
	opt.HTTP.Secrets = append(opt.HTTP.Secrets, p.secrets...)
	opt.Now = p.now
	if p.Packs == "" {
		p.Packs = opt.Page.Packs.Version()
	}
	opt.Settings, err = p.settings(p.redactor(opt.HTTP.Secrets))
	return opt, err
}

// redactor knows the secrets of the plan: header values and what is secret in the addresses to begin with.
func (p *plan) redactor(secrets []fetch.Secret) *fetch.Redactor {
	return fetch.NewRedactor(secrets, slices.Concat(p.Target.Start, p.Config.Site.Start, []string{p.Target.URL, p.Config.Site.URL})...)
}

// settings is the plan as it is stored: without secrets.
func (p *plan) settings(r *fetch.Redactor) ([]byte, error) {
	data, err := json.Marshal(p)
	if err != nil || !r.Finds(data) {
		return data, err
	}
	var stored plan // a copy, to its last string
	if err := json.Unmarshal(data, &stored); err != nil {
		return nil, err
	}
	r.Strings(&stored)
	return json.Marshal(&stored)
}

// start are the addresses to begin with, nil for the target alone.
func (p *plan) start() []string {
	given, configured := p.Target.Start, p.Config.Site.Start
	switch {
	case p.List:
		return given
	case len(given) == 0:
		return configured
	case len(given) == 1 && len(configured) == 0:
		return nil
	}
	return slices.Concat(given, configured)
}

// hosts are those that further targets add to the site.
func (p *plan) hosts() []string {
	var hosts []string
	for _, address := range p.Target.Start {
		if u, err := url.Parse(address); err == nil && u.Host != "" && !slices.Contains(hosts, u.Host) {
			hosts = append(hosts, u.Host)
		}
	}
	if len(hosts) < 2 {
		return nil
	}
	return hosts
}
