package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/healthusias/rounds/cmd/rounds/config"
)

// usage is one sentence, the usage line, examples, flags and exit codes.
const usage = `{{.Short}}.

Usage:
{{if .Runnable}}  {{.UseLine}}
{{end}}{{if .HasAvailableSubCommands}}  {{.CommandPath}} COMMAND

Commands:
{{range .Commands}}{{if .IsAvailableCommand}}  {{rpad .Name .NamePadding}} {{.Short}}
{{end}}{{end}}{{end}}
Examples:
{{.Example}}

Flags:
{{.Flags.FlagUsagesWrapped 110 | trimTrailingWhitespaces}}

{{exits .}}`

// root is the command with all that belongs to it.
func (a *app) root() *cobra.Command {
	cobra.AddTemplateFunc("exits", exitsOf)
	root := &cobra.Command{
		Use:   "rounds",
		Short: "Audits health websites: links, the contract of hubs, pillars and articles, authors, disclaimers",
		Example: examples(
			"rounds audit https://health.example/", "crawl a site and print what is wrong",
			"rounds audit public", "the same for a directory of built pages",
			"rounds explain trust/author-bio-missing", "what a rule wants and why"),
		SilenceErrors: true,
		SilenceUsage:  true,
		PersistentPreRunE: func(cmd *cobra.Command, _ []string) error {
			return a.fromEnvironment(cmd.Flags())
		},
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
		Args: unknownCommand,
	}
	root.SetIn(a.stdin)
	root.SetOut(patient{a.stdout})
	root.SetErr(a.stderr)
	root.SetHelpTemplate(usage)
	root.SetUsageTemplate(usage)
	root.SetFlagErrorFunc(flagError)
	root.AddCommand(a.audit(), a.crawl(), a.resume(), a.check(), a.report(), a.export(), a.runs(), a.robots(), a.listRules(), a.explain(),
		a.configure(), a.version(), a.completion(), a.man())
	for _, cmd := range root.Commands() {
		cmd.DisableFlagsInUseLine = true
		if err := completeFlags(cmd); err != nil {
			panic(err) // a flag that does not exist: a mistake in this package
		}
	}
	return root
}

func exitsOf(cmd *cobra.Command) string {
	if text, ok := cmd.Annotations["exits"]; ok {
		return text
	}
	return plainExits
}

// judges marks a command whose exit code is a judgement.
func judges() map[string]string { return map[string]string{"exits": exits} }

// examples lines up commands with what they do.
func examples(pairs ...string) string {
	width := 0
	for i := 0; i < len(pairs); i += 2 {
		width = max(width, len(pairs[i]))
	}
	var lines []string
	for i := 0; i < len(pairs); i += 2 {
		lines = append(lines, fmt.Sprintf("  %-*s   # %s", width, pairs[i], pairs[i+1]))
	}
	return strings.Join(lines, "\n")
}

func unknownCommand(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	var known []string
	for _, c := range cmd.Commands() {
		known = append(known, c.Name())
	}
	return fmt.Errorf("unknown command %q; %s", args[0], didYouMean("", args[0], known, cmd.CommandPath()+" --help lists the commands"))
}

// arguments wants as many arguments as there are places for.
func arguments(least, most int) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		problem := "an argument is missing"
		switch {
		case len(args) > most:
			problem = fmt.Sprintf("there is no place for %q", args[most])
		case len(args) >= least:
			return nil
		}
		return fmt.Errorf("%s: the usage is %s", problem, cmd.UseLine())
	}
}

// flagError adds the nearest flag to the error about an unknown one, and words the others plainly.
func flagError(cmd *cobra.Command, err error) error {
	var unknown *pflag.NotExistError
	if !errors.As(err, &unknown) {
		return plain(err)
	}
	var known []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) { known = append(known, f.Name) })
	return fmt.Errorf("%w; %s", err, didYouMean("--", unknown.GetSpecifiedName(), known, cmd.CommandPath()+" --help lists the flags"))
}

// didYouMean offers the candidate nearest to a mistyped word, else other advice.
func didYouMean(prefix, word string, candidates []string, otherwise string) string {
	if near := config.Nearest(word, candidates); near != "" {
		return "did you mean " + prefix + near + "?"
	}
	return otherwise
}
