package main

import (
	"path/filepath"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/healthusias/rounds/crawler/store"
)

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
