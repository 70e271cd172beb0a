package hostile_test

import (
	"context"
	"errors"
	"fmt"
	"net"
	"slices"
	"strings"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/checks/all"
	"github.com/healthusias/rounds/crawler"
	"github.com/healthusias/rounds/crawler/fetch/hostile"
	"github.com/healthusias/rounds/crawler/store"
)

// audit crawls a site, keeps it in a state and judges it with every rule, as the command does. What use makes of it, it makes before the
// store closes.
func audit(ctx context.Context, state string, opt crawler.Options, use func(*crawler.Site, []checks.Finding)) error {
	st, err := store.Open(state)
	if err != nil {
		return err
	}
	defer st.Close()
	site, err := crawler.Crawl(ctx, st, opt)
	if err != nil {
		return err
	}
	result, err := checks.Run(ctx, site, all.Checks, checks.Config{}, 0)
	if err != nil {
		return err
	}
	if result.Crashes > 0 {
		return fmt.Errorf("%d rules broke down", result.Crashes)
	}
	use(site, result.Findings)
	return nil
}

// options are those of a crawl from start to the servers of some cases.
func options(start string, l hostile.Limits, targets []target) crawler.Options {
	opt := crawler.Options{Target: start, External: crawler.ExternalCheck}
	opt.HTTP.HTTP2 = true // so that hosts can misuse it
	opt.HTTP.Dialer = &net.Dialer{Resolver: &net.Resolver{PreferGo: true, Dial: noNameServer}}
	l.Options(&opt)
	for _, t := range targets {
		opt.HTTP.Private = append(opt.HTTP.Private, t.Hosts...)
		if !t.c.External {
			opt.AllowHosts = append(opt.AllowHosts, t.Host)
		}
		if t.Insecure {
			opt.HTTP.Insecure = append(opt.HTTP.Insecure, t.Host)
		}
	}
	return opt
}

// noNameServer keeps names that cases invent from the name servers of this machine.
func noNameServer(context.Context, string, string) (net.Conn, error) {
	return nil, errors.New("no name server")
}

// target is a case with the server that runs it, as far as a crawl in another process has to know that.
type target struct {
	Number       string
	Origin, Host string
	Hosts        []string // with those of Server.Second: all may be connected to
	Insecure     bool

	c hostile.Case
}

func targetOf(c hostile.Case, s *hostile.Server) target {
	return target{Number: c.Number, Origin: s.Origin(), Host: s.Host(), Hosts: s.Hosts(), Insecure: s.Insecure(), c: c}
}

func (t *target) address() string { return t.Origin + t.c.Path }

// complaints says what a crawl made of the case that it should not have; seen is the outcome.
func (t *target) complaints(site *crawler.Site, findings []checks.Finding) (seen string, wrong []error) {
	c := &t.c
	id := site.Lookup(t.address())
	seen = outcome(site, id)
	if seen != c.Expected() {
		wrong = append(wrong, fmt.Errorf("%s is %q, want %q", c.Path, seen, c.Expected()))
	}
	for _, path := range c.Reaches {
		if got := outcome(site, site.Lookup(t.Origin+path)); got != "ok" {
			wrong = append(wrong, fmt.Errorf("%s is %q, want it read", path, got))
		}
	}
	spoke := t.spoke(site, findings)
	switch {
	case c.Finding == "":
	case spoke[c.Finding] == 0:
		wrong = append(wrong, fmt.Errorf("no finding %s, but %v", c.Finding, spoke))
	case !t.said(site, findings):
		wrong = append(wrong, fmt.Errorf("no finding %s says %q and lists %d hops: %+v", c.Finding, c.Says, c.Hops, findings))
	}
	for rule := range spoke {
		if c.Quiet != "" && strings.HasPrefix(rule, c.Quiet) {
			wrong = append(wrong, fmt.Errorf("finding %s", rule))
		}
	}
	if c.Facts != nil {
		wrong = append(wrong, t.facts(site, id))
	}
	return seen, wrong
}

func outcome(site *crawler.Site, id crawler.ID) string {
	if id == crawler.None {
		return "unknown"
	}
	u := site.URL(id)
	return hostile.Outcome(u.State, u.Reason)
}

// concerns reports whether a finding is about the case.
func (t *target) concerns(site *crawler.Site, f *checks.Finding) bool {
	return f.Page == t.address() || f.Subject == t.address() || t.c.Home && strings.HasPrefix(f.Page, site.Origin()+"/")
}

// spoke counts the findings about the case, by rule.
func (t *target) spoke(site *crawler.Site, findings []checks.Finding) map[string]int {
	spoke := map[string]int{}
	for _, f := range findings {
		if t.concerns(site, &f) {
			spoke[f.Rule]++
		}
	}
	return spoke
}

// said reports whether a finding of the rule says what it must, and lists the hops that it must.
func (t *target) said(site *crawler.Site, findings []checks.Finding) bool {
	return slices.ContainsFunc(findings, func(f checks.Finding) bool {
		return f.Rule == t.c.Finding && strings.Contains(f.Message, t.c.Says) && t.concerns(site, &f) && (t.c.Hops == 0 || len(f.Evidence.Path) == t.c.Hops)
	})
}

func (t *target) facts(site *crawler.Site, id crawler.ID) error {
	if id == crawler.None || !site.URL(id).Page {
		return errors.New("its facts were not read")
	}
	p, err := site.Load(id)
	if err != nil {
		return err
	}
	return t.c.Facts(p.Facts)
}
