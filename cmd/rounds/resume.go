package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/healthusias/rounds/cmd/rounds/config"
	"github.com/healthusias/rounds/crawler"
	"github.com/healthusias/rounds/crawler/fetch"
	"github.com/healthusias/rounds/crawler/store"
)

// resume continues an interrupted run and judges it as it would have been.
func (a *app) resume() *cobra.Command {
	cmd := &cobra.Command{
		Use:               "resume [RUN] [flags]",
		Short:             "Continue an interrupted run, by default the latest, with the settings it was started with",
		Annotations:       judges(),
		ValidArgsFunction: a.completeRuns,
		Args:              arguments(0, 1),
		Example: examples(
			"rounds resume", "the latest run",
			"rounds resume 2026-11-22T06-00-11Z", "a certain run",
			"rounds resume --deadline 30m --rate 2/s", "more slowly, and not for ever"),
		RunE: func(cmd *cobra.Command, args []string) error {
			outputs, err := a.outputs()
			if err != nil {
				return err
			}
			st, run, err := a.openRuns(first(args), openExisting)
			if err != nil {
				return err
			}
			defer st.Close()
			if run.State == "complete" {
				return fmt.Errorf("run %s is complete; rounds check %s judges it again", run.ID, run.ID)
			}
			p, err := a.resumePlan(run)
			if err != nil {
				return err
			}
			return a.crawlAndJudge(cmd.Context(), st, p, outputs, resumeRun(run.ID))
		},
	}
	a.flags.addPace(cmd.Flags())
	a.flags.addHeader(cmd.Flags())
	a.flags.addJudge(cmd.Flags())
	a.flags.addReports(cmd.Flags())
	a.flags.addInventory(cmd.Flags())
	a.flags.addProgress(cmd.Flags())
	a.flags.addCommon(cmd.Flags())
	return cmd
}

// resumePlan is the plan of a stored run with what may change when it goes on.
func (a *app) resumePlan(run store.RunInfo) (*plan, error) {
	p, err := a.storedPlan(run)
	if err != nil {
		return nil, err
	}
	if addresses := append(p.Target.Start, p.Target.URL); slices.ContainsFunc(addresses, fetch.Redacted) {
		return nil, fmt.Errorf("run %s was started with a secret in its address, which is not stored: crawl again with rounds audit", run.ID)
	}
	a.judgeFlags(&p.judgePlan)
	p.Deadline = a.flags.deadline
	l := config.Restore(p.Config)
	if err := a.overlay(p, l); err != nil {
		return nil, err
	}
	p.Config = l.Config
	for _, header := range p.Withheld {
		name, origin, _ := strings.Cut(header, " for ")
		if !p.sends(name, origin) {
			return nil, fmt.Errorf("run %s was started with the header %s, whose value is not stored; give it again with --header '%s: …'", run.ID, header, name)
		}
	}
	if err := a.comparePacks(run.ID, p); err != nil {
		return nil, err
	}
	return p, a.hide(p)
}

// sends reports whether a header for an origin has a value.
func (p *plan) sends(name, origin string) bool {
	for _, s := range p.secrets {
		if strings.EqualFold(s.Name, name) && s.Origin == origin {
			return true
		}
	}
	for _, h := range p.Config.Network.Headers {
		if strings.EqualFold(h.Name, name) && h.Origin == origin {
			return true
		}
	}
	return false
}

// resumeRun is a walk that goes on with a stored run.
func resumeRun(id string) walk {
	return func(ctx context.Context, st *store.Store, opt crawler.Options) (*crawler.Site, error) {
		return crawler.Resume(ctx, st, id, opt)
	}
}
