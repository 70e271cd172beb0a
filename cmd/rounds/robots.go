package main

import (
	"bufio"
	"cmp"
	"context"
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/healthusias/rounds/crawler"
	"github.com/healthusias/rounds/crawler/fetch"
	"github.com/healthusias/rounds/crawler/robots"
	"github.com/healthusias/rounds/reports/safe"
)

const robotsExits = `Exit codes:
  0  every crawler that was asked about may read the address
  1  one of them may not
  2  usage, configuration or internal error
  3  robots.txt could not be read: search engines and Rounds then read nothing
`

// robots explains what robots.txt says about one address.
func (a *app) robots() *cobra.Command {
	var agents []string
	cmd := &cobra.Command{
		Use:         "robots URL|DIR [PATH] [flags]",
		Short:       "Say which line of robots.txt decides about an address, for one crawler or several",
		Annotations: map[string]string{"exits": robotsExits},
		Args:        arguments(1, 2),
		Example: examples(
			"rounds robots https://health.example/heart/statins/", "may Rounds read the page",
			"rounds robots https://health.example/heart/ --agent Googlebot --agent GPTBot", "may others",
			"rounds robots public /heart/statins/ --agent Googlebot", "by the robots.txt of a directory of built pages"),
		RunE: func(cmd *cobra.Command, args []string) error {
			p, err := a.newPlan(args[:1])
			if err != nil {
				return err
			}
			opt, err := p.options(a.lookup)
			if err != nil {
				return err
			}
			address, err := addressOf(p, args)
			if err != nil {
				return err
			}
			if len(agents) == 0 {
				agents = []string{robots.Product(cmp.Or(opt.UserAgent, fetch.DefaultUserAgent))}
			}
			return a.explainRobots(cmd.Context(), opt, address, agents)
		},
	}
	cmd.Flags().StringArrayVar(&agents, "agent", nil, "the crawler `NAME`, as robots.txt calls it (repeatable; default: what Rounds is called)")
	a.flags.addAccess(cmd.Flags())
	a.flags.addCommon(cmd.Flags())
	return cmd
}

// addressOf is what the arguments ask about: the URL, or the path of a page in the directory.
func addressOf(p *plan, args []string) (string, error) {
	switch {
	case p.Target.Dir == "" && len(args) > 1:
		return "", fmt.Errorf("%s: give one address, or a directory and a path in it", args[1])
	case p.Target.Dir == "":
		return p.Target.URL, nil
	case len(args) > 1:
		return args[1], nil
	}
	return "/", nil
}

func (a *app) explainRobots(ctx context.Context, opt crawler.Options, address string, agents []string) error {
	r, at, err := crawler.FetchRobots(ctx, opt, address)
	if err != nil {
		return err
	}
	out := bufio.NewWriter(a.stdout)
	fmt.Fprintf(out, "%s: %s\n%s\n", safe.Line(r.Address), safe.Line(summary(r)), safe.Line(at))
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	code := exitClean
	for _, agent := range agents {
		verdict, why, severity := ruling(r, agent, at)
		code = max(code, severity)
		fmt.Fprintf(table, "  %s\t%s\t%s\n", safe.Line(agent), verdict, safe.Line(why))
	}
	if err := table.Flush(); err != nil {
		return err
	}
	if err := out.Flush(); err != nil {
		return err
	}
	if code != exitClean {
		return status(code)
	}
	return nil
}

// summary says what was found at the address of a robots.txt.
func summary(r *crawler.Robots) string {
	var parts []string
	switch {
	case r.Failure != "":
		parts = append(parts, "no answer ("+r.Failure+")")
	default:
		parts = append(parts, fmt.Sprint(r.Status))
	}
	for _, hop := range r.Hops {
		parts = append(parts, "redirects to "+hop)
	}
	if r.File != nil {
		parts = append(parts, fmt.Sprintf("%d bytes, groups: %d, sitemaps: %d", len(r.Text), len(r.File.Groups), len(r.File.Sitemaps)))
		for _, fault := range r.File.Faults {
			parts = append(parts, strings.TrimSpace(fmt.Sprintf("fault in line %d: %s %s", fault.Line, fault.Code, fault.Text)))
		}
	}
	return strings.Join(parts, "; ")
}

// ruling is what a robots.txt says to one crawler about an address, and the exit code of that.
func ruling(r *crawler.Robots, agent, address string) (verdict, why string, code int) {
	switch {
	case r.Failure != "" || r.Status >= 500 || r.Status == 429:
		return "unknown", "robots.txt could not be read, so nothing may be", exitUntrusted
	case r.Refused != "":
		return "allowed", "the redirect is not followed: that is as if there were no robots.txt", exitClean
	case r.File == nil:
		return "allowed", "there is no robots.txt", exitClean
	}
	rules := r.File.For(agent)
	decision := rules.Decide(robots.Path(address))
	group := fmt.Sprintf("the group of %q in line %d", rules.Agent, rules.Line)
	switch {
	case rules.Groups == 0:
		return "allowed", "no group is for it", exitClean
	case rules.Groups > 1:
		group = fmt.Sprintf("%d groups of %q, the first in line %d", rules.Groups, rules.Agent, rules.Line)
	}
	switch {
	case decision.Rule == nil:
		return "allowed", "no line matches of " + group, exitClean
	case decision.Allowed:
		return "allowed", fmt.Sprintf("line %d: %s, of %s", decision.Rule.Line, decision.Rule, group), exitClean
	}
	return "disallowed", fmt.Sprintf("line %d: %s, of %s", decision.Rule.Line, decision.Rule, group), exitFindings
}
