package main

import (
	"cmp"
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/healthusias/rounds/cmd/rounds/config"
	"github.com/healthusias/rounds/reports/safe"
)

// configure is the family of commands about the configuration.
func (a *app) configure() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "config",
		Short: "Print, verify or describe the configuration",
		Args:  unknownCommand,
		Example: examples(
			"rounds config print", "every value and where it comes from",
			"rounds config verify", "whether the file is valid",
			"rounds config schema > rounds.schema.json", "for editors"),
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(a.printConfig(), a.verifyConfig(), a.configSchema())
	for _, sub := range cmd.Commands() {
		sub.DisableFlagsInUseLine = true
	}
	return cmd
}

func (a *app) printConfig() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "print [URL|DIR]... [flags]",
		Short: "Print every value in force and its origin: default, file and line, environment or flag",
		Example: examples(
			"rounds config print", "for a run in this directory",
			"rounds config print public --external check", "for a run with these arguments",
			"ROUNDS_RATE=2/s rounds config print", "with the environment"),
		RunE: func(_ *cobra.Command, args []string) error {
			t, err := a.parseTarget(args)
			if err != nil {
				return err
			}
			loaded, err := a.load(t.Dir)
			if err != nil {
				return err
			}
			t.URL = cmp.Or(t.URL, loaded.Site.URL)
			p := &plan{Target: *t, secrets: t.secrets}
			p.Rules = a.flags.rules
			if err := a.overlay(p, loaded); err != nil {
				return err
			}
			return a.printValues(p, loaded)
		},
	}
	a.flags.addScope(cmd.Flags())
	a.flags.addPace(cmd.Flags())
	a.flags.addRules(cmd.Flags())
	a.flags.addCommon(cmd.Flags())
	return cmd
}

func (a *app) printValues(p *plan, loaded *config.Loaded) error {
	var out strings.Builder
	table := tabwriter.NewWriter(&out, 0, 0, 2, ' ', 0)
	for _, v := range loaded.Values() {
		fmt.Fprintf(table, "%s:\t%s\t# %s\n", v.Key, safe.Line(v.Text), safe.Line(v.Origin))
	}
	for _, s := range p.secrets {
		fmt.Fprintf(table, "network.headers:\t%s for %s\t# command line, value withheld\n", s.Name, s.Origin)
	}
	if err := table.Flush(); err != nil {
		return err
	}
	_, err := fmt.Fprint(a.stdout, out.String())
	return err
}

func (a *app) verifyConfig() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "verify [FILE]",
		Short: "Verify the configuration, with the place of the first fault",
		Args:  arguments(0, 1),
		Example: examples(
			"rounds config verify", "the file that a run in this directory takes",
			"rounds config verify staging.yaml", "another file",
			"rounds config verify && git commit", "before it is committed"),
		RunE: func(_ *cobra.Command, args []string) error {
			a.flags.config = cmp.Or(first(args), a.flags.config)
			loaded, err := a.load("")
			if err != nil {
				return err
			}
			if loaded.File == "" {
				return fmt.Errorf("there is no %s here or above, up to the root of the git repository", config.Name)
			}
			_, err = fmt.Fprintf(a.stdout, "%s is valid\n", loaded.File)
			return err
		},
	}
	cmd.Flags().StringVarP(&a.flags.config, "config", "c", "", "configuration `FILE` (default: "+config.Name+", searched upward)")
	return cmd
}

func (a *app) configSchema() *cobra.Command {
	return &cobra.Command{
		Use:   "schema",
		Short: "Print the JSON Schema of the configuration, for editors",
		Args:  arguments(0, 0),
		Example: examples(
			"rounds config schema", "on stdout",
			"rounds config schema > rounds.schema.json", "for the first line of "+config.Name,
			"rounds config schema | jq '.properties | keys'", "the top-level keys"),
		RunE: func(*cobra.Command, []string) error {
			schema, err := config.Schema(catalogue())
			if err != nil {
				return err
			}
			_, err = fmt.Fprintf(a.stdout, "%s\n", schema)
			return err
		},
	}
}
