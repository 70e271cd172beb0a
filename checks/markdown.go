package checks

import (
	"fmt"
	"slices"
	"strings"
)

// Markdown is everything there is to know about a rule, under fixed headings: what `rounds explain` prints.
func (c *Check) Markdown() string {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n\n", c.ID)
	c.write(&b, "##")
	return b.String()
}

func (c *Check) write(b *strings.Builder, level string) {
	fmt.Fprintf(b, "%s (%s)\n\n", sentence(c.Title), c.applies())
	fmt.Fprintf(b, "%s What it reports\n\n%s\n\n%s Why it matters\n\n%s\n\n", level, c.Doc.What, level, c.Doc.Why)
	if c.Doc.Example != "" {
		fmt.Fprintf(b, "%s Example\n\n```\n%s\n```\n\n", level, strings.Trim(c.Doc.Example, "\n"))
	}
	fmt.Fprintf(b, "%s What to do\n\n%s\n\n", level, sentence(c.Doc.Fix))
	if len(c.Options) > 0 {
		fmt.Fprintf(b, "%s Options\n\n| Option | Default | Meaning |\n|---|---|---|\n", level)
		for _, o := range c.Options {
			fmt.Fprintf(b, "| `%s` | %s | %s |\n", o.Name, printed(o.Default), o.Doc)
		}
		b.WriteString("\n")
	}
	fmt.Fprintf(b, "%s Sources\n\n", level)
	for _, source := range c.Doc.Sources {
		fmt.Fprintf(b, "- %s\n", source)
	}
}

// applies says how grave the rule is and what it looks at.
func (c *Check) applies() string {
	severity := string(c.Severity)
	if c.Severity == Ignore {
		severity = "off by default"
	}
	if len(c.Kinds) == 0 {
		return severity
	}
	kinds := make([]string, len(c.Kinds))
	for i, kind := range c.Kinds {
		kinds[i] = string(kind)
	}
	return severity + "; pages of kind " + strings.Join(kinds, ", ")
}

func printed(value any) string {
	list, ok := value.([]string)
	switch {
	case ok && len(list) == 0:
		return "none"
	case ok:
		return "`" + strings.Join(list, "`, `") + "`"
	case value == "":
		return "none"
	}
	return fmt.Sprintf("`%v`", value)
}

func sentence(clause string) string {
	return strings.ToUpper(clause[:1]) + clause[1:] + "."
}

// Reference is the document of all rules, family by family in the order of ids.
func Reference(list []*Check) string {
	list = slices.SortedFunc(slices.Values(list), func(a, b *Check) int { return strings.Compare(a.ID, b.ID) })
	var b strings.Builder
	b.WriteString("# Rules\n\nGenerated from the code by `go test ./checks/all -update`; `rounds explain RULE` prints the same.\n\n")
	b.WriteString("| Rule | Severity | Reports |\n|---|---|---|\n")
	for _, c := range list {
		fmt.Fprintf(&b, "| [%s](#%s) | %s | %s |\n", c.ID, strings.ReplaceAll(c.ID, "/", ""), c.Severity, c.Title)
	}
	for _, c := range list {
		fmt.Fprintf(&b, "\n## %s\n\n", c.ID)
		c.write(&b, "###")
	}
	return b.String()
}
