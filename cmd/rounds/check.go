package main

import (
	"github.com/spf13/cobra"

	"github.com/healthusias/rounds/crawler/store"
)

// check judges a stored crawl again.
func (a *app) check() *cobra.Command {
	cmd := &cobra.Command{
		Use:               "check [RUN] [flags]",
		Short:             "Judge a stored crawl again, by default the latest, under the present configuration and without network",
		Annotations:       judges(),
		ValidArgsFunction: a.completeRuns,
		Args:              arguments(0, 1),
		Example: examples(
			"rounds check", "after a change of the configuration",
			"rounds check --only 'trust/*' --group-by target", "some rules only",
			"rounds check 2026-11-22T06-00-11Z -f json=report.json", "an older run"),
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
			p, err := a.presentPlan(run)
			if err != nil {
				return err
			}
			return a.judgeStored(cmd, st, run, p, outputs)
		},
	}
	a.flags.addJudge(cmd.Flags())
	a.flags.addNow(cmd.Flags())
	a.flags.addReports(cmd.Flags())
	a.flags.addInventory(cmd.Flags())
	a.flags.addCommon(cmd.Flags())
	return cmd
}

// presentPlan is the plan of a stored run under the configuration as it is now.
func (a *app) presentPlan(run store.RunInfo) (*plan, error) {
	p, err := a.storedPlan(run)
	if err != nil {
		return nil, err
	}
	if a.flags.config == "" {
		a.flags.config = p.File
	}
	loaded, err := a.load(p.Target.Dir)
	if err != nil {
		return nil, err
	}
	a.judgeFlags(&p.judgePlan)
	external := p.Config.Links.External
	if err := a.overlay(p, loaded); err != nil {
		return nil, err
	}
	p.Config = loaded.Config
	p.Config.Links.External = external
	return p, a.comparePacks(run.ID, p)
}

// comparePacks says so where a stored run was read with other language packs than those in force: what a page says is found while it is
// crawled, so that a new wording finds nothing in stored pages.
func (a *app) comparePacks(id string, p *plan) error {
	packs, err := p.Config.Packs()
	if err != nil {
		return err
	}
	if p.Packs != "" && p.Packs != packs.Version() {
		a.say(levelHint, "the pages of run %s were read with other language packs than those in force now; crawl again with rounds audit so that the present wordings count", id)
	}
	return nil
}

func (a *app) judgeStored(cmd *cobra.Command, st *store.Store, run store.RunInfo, p *plan, outputs []output) error {
	site, err := p.open(st, run.ID)
	if err != nil {
		return err
	}
	v, err := assess(cmd.Context(), site, p)
	if err != nil {
		return err
	}
	return a.keepAndConclude(st, outputs, v, p.FailOn, nil)
}
