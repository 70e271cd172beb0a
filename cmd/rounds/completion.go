package main

import (
	"fmt"
	"io"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/healthusias/rounds/crawler/store"
)

// completion prints what a shell loads.
func (a *app) completion() *cobra.Command {
	shells := map[string]func(root *cobra.Command, w io.Writer) error{
		"bash":       func(root *cobra.Command, w io.Writer) error { return root.GenBashCompletionV2(w, true) },
		"fish":       func(root *cobra.Command, w io.Writer) error { return root.GenFishCompletion(w, true) },
		"powershell": (*cobra.Command).GenPowerShellCompletionWithDesc,
		"zsh":        (*cobra.Command).GenZshCompletion,
	}
	names := slices.Sorted(maps.Keys(shells))
	return &cobra.Command{
		Use:       "completion bash|fish|powershell|zsh",
		Short:     "Print what a shell needs to complete commands, flags, rules and runs",
		Args:      arguments(1, 1),
		ValidArgs: names,
		Example: examples(
			"source <(rounds completion bash)", "in this bash",
			"rounds completion zsh > \"${fpath[1]}/_rounds\"", "for every zsh from now on",
			"rounds completion fish | source", "in this fish"),
		RunE: func(cmd *cobra.Command, args []string) error {
			write, ok := shells[args[0]]
			if !ok {
				return fmt.Errorf("unknown shell %q; %s", args[0], didYouMean("", args[0], names, "it must be one of "+strings.Join(names, ", ")))
			}
			return write(cmd.Root(), a.stdout)
		},
	}
}

// completeFlags offers the words, formats and rule ids that flags take.
func completeFlags(cmd *cobra.Command) error {
	var err error
	register := func(flag string, values []string) {
		if cmd.Flags().Lookup(flag) != nil && err == nil {
			err = cmd.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp))
		}
	}
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		if w, ok := f.Value.(*word); ok {
			register(f.Name, w.set)
		}
	})
	register("rule", ruleIDs())
	register("only", ruleIDs())
	register("skip", ruleIDs())
	if cmd.Name() != "export" {
		register("format", formatNames())
	}
	return err
}

func ruleIDs() []string {
	var ids []string
	for _, check := range catalogue() {
		ids = append(ids, check.ID)
	}
	return ids
}

// completeRuns offers the stored runs, the latest first.
func (a *app) completeRuns(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	dir, err := a.findState()
	if err != nil {
		return nil, cobra.ShellCompDirectiveDefault
	}
	st, err := store.OpenRead(filepath.Join(dir, database))
	if err != nil {
		return nil, cobra.ShellCompDirectiveDefault
	}
	defer st.Close()
	runs, err := st.Runs()
	if err != nil {
		return nil, cobra.ShellCompDirectiveDefault
	}
	var ids []string
	for i := len(runs) - 1; i >= 0; i-- {
		ids = append(ids, runs[i].ID+"\t"+runs[i].State+" "+runs[i].Target)
	}
	return ids, cobra.ShellCompDirectiveKeepOrder
}
