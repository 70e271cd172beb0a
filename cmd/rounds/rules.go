package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/bmatcuk/doublestar/v4"
	"github.com/spf13/cobra"

	"github.com/healthusias/rounds/checks"
)

// listRules lists the catalogue.
func (a *app) listRules() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "rules [flags]",
		Short: "List the rules with their severity",
		Args:  arguments(0, 0),
		Example: examples(
			"rounds rules", "every rule",
			"rounds rules --only 'trust/*'", "one family",
			"rounds rules --json", "with documentation and options"),
		RunE: func(*cobra.Command, []string) error {
			if err := matchRules("--only", a.flags.only); err != nil {
				return err
			}
			var list []*checks.Check
			for _, check := range catalogue() {
				if len(a.flags.only) == 0 || slices.ContainsFunc(a.flags.only, func(glob string) bool { return doublestar.MatchUnvalidated(glob, check.ID) }) {
					list = append(list, check)
				}
			}
			slices.SortFunc(list, func(x, y *checks.Check) int { return strings.Compare(x.ID, y.ID) })
			if asJSON {
				return a.rulesJSON(list)
			}
			return a.rulesText(list)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "write JSON with documentation and options")
	cmd.Flags().StringArrayVar(&a.flags.only, "only", nil, "list rules that match `GLOB` only (repeatable)")
	return cmd
}

func (a *app) rulesText(list []*checks.Check) error {
	out := bufio.NewWriter(a.stdout)
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	for _, check := range list {
		fmt.Fprintf(table, "%s\t%s\t%s\n", check.ID, check.Severity, check.Title)
	}
	if err := table.Flush(); err != nil {
		return err
	}
	return out.Flush()
}

// ruleEntry is a rule in `rounds rules --json`.
type ruleEntry struct {
	ID       string        `json:"id"`
	Title    string        `json:"title"`
	Severity string        `json:"severity"`
	Kinds    []string      `json:"kinds"`
	Doc      docEntry      `json:"doc"`
	Options  []optionEntry `json:"options"`
}

type docEntry struct {
	What    string   `json:"what"`
	Why     string   `json:"why"`
	Example string   `json:"example"`
	Fix     string   `json:"fix"`
	Sources []string `json:"sources"`
}

type optionEntry struct {
	Name    string `json:"name"`
	Default any    `json:"default"`
	Doc     string `json:"doc"`
}

func (a *app) rulesJSON(list []*checks.Check) error {
	entries := make([]ruleEntry, 0, len(list))
	for _, check := range list {
		entry := ruleEntry{
			ID: check.ID, Title: check.Title, Severity: string(check.Severity), Kinds: []string{},
			Doc: docEntry(check.Doc), Options: []optionEntry{},
		}
		for _, kind := range check.Kinds {
			entry.Kinds = append(entry.Kinds, string(kind))
		}
		for _, option := range check.Options {
			entry.Options = append(entry.Options, optionEntry(option))
		}
		entries = append(entries, entry)
	}
	encoder := json.NewEncoder(a.stdout)
	encoder.SetIndent("", " ")
	encoder.SetEscapeHTML(false)
	return encoder.Encode(entries)
}

// explain prints everything there is to know about a rule.
func (a *app) explain() *cobra.Command {
	return &cobra.Command{
		Use:   "explain RULE",
		Short: "Explain a rule: what it reports, why it matters, what to do, its options and sources",
		Args:  arguments(1, 1),
		Example: examples(
			"rounds explain links/broken", "a rule of links",
			"rounds explain trust/medical-disclaimer-missing", "a rule of trust",
			"rounds explain clusters/article-to-pillar", "a rule of the contract"),
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			var ids []string
			for _, check := range catalogue() {
				ids = append(ids, check.ID+"\t"+check.Title)
			}
			return ids, cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(_ *cobra.Command, args []string) error {
			check, err := findRule(args[0])
			if err != nil {
				return err
			}
			_, err = fmt.Fprint(a.stdout, check.Markdown())
			return err
		},
	}
}
