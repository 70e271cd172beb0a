package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"github.com/healthusias/rounds/crawler"
	"github.com/healthusias/rounds/crawler/page"
	"github.com/healthusias/rounds/crawler/store"
)

// walk is a crawl to be made: a new one or the rest of an interrupted one.
type walk func(ctx context.Context, st *store.Store, opt crawler.Options) (*crawler.Site, error)

// audit is the main job: crawl, judge, report.
func (a *app) audit() *cobra.Command {
	cmd := &cobra.Command{
		Use:         "audit [URL|DIR]... [flags]",
		Short:       "Crawl a site or a directory of built pages, judge it, and print what is wrong",
		Annotations: judges(),
		Example: examples(
			"rounds audit https://health.example/", "a live site",
			"rounds audit public --base-url https://health.example/", "a build, before it is published",
			"rounds audit --list changed.txt", "only the pages that a file lists"),
		RunE: func(cmd *cobra.Command, args []string) error {
			go page.Prepare() // beside all that comes before the first page
			outputs, err := a.outputs()
			if err != nil {
				return err
			}
			p, err := a.newPlan(args)
			if err != nil {
				return err
			}
			st, err := a.openState(p)
			if err != nil {
				return err
			}
			defer st.Close()
			return a.crawlAndJudge(cmd.Context(), st, p, outputs, crawler.Crawl)
		},
	}
	a.flags.addScope(cmd.Flags())
	a.flags.addPace(cmd.Flags())
	a.flags.addJudge(cmd.Flags())
	a.flags.addReports(cmd.Flags())
	a.flags.addInventory(cmd.Flags())
	a.flags.addProgress(cmd.Flags())
	a.flags.addCommon(cmd.Flags())
	return cmd
}

// crawlAndJudge walks, judges and reports, also what an interrupted walk came to.
func (a *app) crawlAndJudge(ctx context.Context, st *store.Store, p *plan, outputs []output, walk walk) error {
	crawling, end := a.untilSignal(ctx)
	defer end()
	site, err := a.crawlSite(crawling, st, p, walk)
	var cut *crawler.StoppedError
	if errors.As(err, &cut) {
		a.say(levelError, "%v", err)
		return a.salvage(ctx, st, p, outputs, cut.Run)
	}
	if err != nil {
		return err
	}
	v, err := assess(ctx, site, p)
	if err != nil {
		return err
	}
	interrupted := interruption(crawling)
	err = a.keepAndConclude(st, outputs, v, p.FailOn, interrupted)
	if interrupted != nil {
		a.hintResume(site.Run.ID)
	}
	return err
}

// salvage reports what is stored of a run that could not be written on. Nothing more is kept.
func (a *app) salvage(ctx context.Context, st *store.Store, p *plan, outputs []output, run string) error {
	site, err := p.open(st, run)
	if err != nil {
		return err
	}
	v, err := assess(ctx, site, p)
	if err != nil {
		return err
	}
	if err := a.write(outputs, v, a.presentation(v, p.FailOn)); err != nil {
		return err
	}
	a.hintResume(run)
	return status(exitError)
}

// crawlSite walks with progress on stderr.
func (a *app) crawlSite(ctx context.Context, st *store.Store, p *plan, walk walk) (*crawler.Site, error) {
	opt, err := p.options(a.lookup)
	if err != nil {
		return nil, err
	}
	if opt.Shape, err = p.shape(); err != nil {
		return nil, err
	}
	if p.File != "" {
		a.say(levelDetail, "configuration %s", p.File)
	}
	if opt.HTTP.Proxy != nil {
		a.say(levelHint, "requests go through the proxy of the environment: the network guard sees names, not the addresses behind them; --strict-network refuses that")
	}
	shown := a.announce(p)
	opt.Reserve = a.flags.reserve
	opt.Progress = func(now crawler.Progress) {
		a.inFlight.Store(int64(now.InFlight))
		shown.show(now)
	}
	began := time.Now()
	site, err := walk(ctx, st, opt)
	shown.end()
	if err != nil {
		return nil, fmt.Errorf("crawling %s: %w", p.name(), err)
	}
	if site.Run.Anew != "" {
		a.say(levelNote, "%s", site.Run.Anew)
	}
	a.say(levelDetail, "crawled %d addresses in %s", site.Len(), time.Since(began).Round(time.Millisecond))
	var full *store.FullError
	if err := st.Prune(keepRuns); errors.As(err, &full) {
		a.say(levelHint, "old runs are kept for now: %v", err)
	} else if err != nil {
		return nil, fmt.Errorf("forgetting old runs: %w", err)
	}
	return site, nil
}

// hintResume says how an interrupted run goes on.
func (a *app) hintResume(run string) {
	if a.flags.state != "" && a.flags.state != store.Memory {
		a.say(levelHint, "interrupted; rounds resume %s%s continues", run, a.stateArgument())
	}
}

// crawl walks a site and keeps the run, for check, report and export.
func (a *app) crawl() *cobra.Command {
	cmd := &cobra.Command{
		Use:         "crawl [URL|DIR]... [flags]",
		Short:       "Crawl a site or a directory of built pages and keep the run, without judging it",
		Annotations: map[string]string{"exits": crawlExits},
		Example: examples(
			"rounds crawl https://health.example/", "keep a run for check, report and export",
			"rounds crawl https://health.example/ --max-pages 500 --deadline 10m", "a part of it",
			"rounds crawl public --state .rounds", "keep the run in a directory of your own"),
		RunE: func(cmd *cobra.Command, args []string) error {
			go page.Prepare() // beside all that comes before the first page
			p, err := a.newPlan(args)
			if err != nil {
				return err
			}
			st, err := a.openState(p)
			if err != nil {
				return err
			}
			defer st.Close()
			ctx, end := a.untilSignal(cmd.Context())
			defer end()
			site, err := a.crawlSite(ctx, st, p, crawler.Crawl)
			if err != nil {
				return err
			}
			return a.crawled(ctx, site, p)
		},
	}
	a.flags.addScope(cmd.Flags())
	a.flags.addPace(cmd.Flags())
	a.flags.addProgress(cmd.Flags())
	a.flags.addCommon(cmd.Flags())
	return cmd
}

// crawled says what a crawl came to.
func (a *app) crawled(ctx context.Context, site *crawler.Site, p *plan) error {
	c := &site.Coverage
	a.say(levelNote, "run %s: %s; %d pages, %d addresses, %d broken, %d not verified", site.Run.ID, site.Run.State,
		c.Pages, c.Discovered, c.Broken, c.Unverified)
	if s := interruption(ctx); s != nil {
		a.hintResume(site.Run.ID)
		return status(s.code())
	}
	reasons := doubts(site, p)
	for _, reason := range reasons {
		a.say(levelHint, "the result cannot be trusted: %s", reason)
	}
	if len(reasons) > 0 {
		return status(exitUntrusted)
	}
	return nil
}
