package checks

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

var (
	checkID    = regexp.MustCompile(`^[a-z0-9]+/[a-z0-9]+(-[a-z0-9]+)*$`)
	optionName = regexp.MustCompile(`^[a-z]+(_[a-z0-9]+)*$`)
)

// Validate holds a list of checks to the rules of the house: ids are family/name-of-the-fault and unique, the
// documentation is complete, options are typed and explained, and there is exactly one function to judge with.
func Validate(list []*Check) error {
	var faults []error
	seen := make(map[string]bool)
	for _, c := range list {
		for _, fault := range c.faults() {
			faults = append(faults, fmt.Errorf("%s: %s", c.ID, fault))
		}
		if seen[c.ID] {
			faults = append(faults, fmt.Errorf("%s: two checks have this id", c.ID))
		}
		seen[c.ID] = true
	}
	return errors.Join(faults...)
}

func (c *Check) faults() []string {
	var faults []string
	demand := func(ok bool, fault string) {
		if !ok {
			faults = append(faults, fault)
		}
	}
	demand(checkID.MatchString(c.ID), "the id is not family/name-in-lower-case")
	demand(c.Severity.Valid(), "the severity is not one of error, warning, notice, ignore")
	demand(isClause(c.Title), "the title is empty or not one clause without a full stop")
	if strings.HasPrefix(c.ID, "run/") {
		demand(c.Page == nil && c.Site == nil, "a rule of the engine has no function")
	} else {
		demand((c.Page == nil) != (c.Site == nil), "exactly one of Page and Site must be set")
	}
	demand(c.Gather == nil || c.Site != nil, "Gather without Site")
	demand(c.Doc.What != "", "the documentation does not say what it reports")
	demand(c.Doc.Why != "", "the documentation does not say why it matters")
	demand(isClause(c.Doc.Fix), "the fix is empty or not one clause without a full stop")
	demand(len(c.Doc.Sources) > 0 && !slices.Contains(c.Doc.Sources, ""), "the documentation names no source")
	return append(faults, c.optionFaults()...)
}

func isClause(s string) bool { return s != "" && !strings.HasSuffix(s, ".") }

func (c *Check) optionFaults() []string {
	var faults []string
	seen := make(map[string]bool)
	for _, o := range c.Options {
		switch o.Default.(type) {
		case int, float64, bool, string, []string:
		default:
			faults = append(faults, fmt.Sprintf("option %s: a default of type %T", o.Name, o.Default))
		}
		if !optionName.MatchString(o.Name) || slices.Contains([]string{"level", "kinds", "ignore"}, o.Name) {
			faults = append(faults, fmt.Sprintf("option %q: not a name in lower_case, or one that every rule has", o.Name))
		}
		if o.Doc == "" || seen[o.Name] {
			faults = append(faults, fmt.Sprintf("option %s: not explained, or declared twice", o.Name))
		}
		seen[o.Name] = true
	}
	return faults
}

// validate reports what would make a rule misread the configuration. Rules that are not in list are left alone: which
// names a configuration may use is for its reader to say.
func (c *Config) validate(list []*Check) error {
	byID := make(map[string]*Check, len(list))
	for _, check := range list {
		byID[check.ID] = check
	}
	faults := []error{globs(c.Only).validate(), globs(c.Skip).validate(), validateSettings(c.Rules, byID)}
	for _, o := range c.Overrides {
		faults = append(faults, globs(o.Match).validate(), validateSettings(o.Rules, byID))
	}
	for _, s := range c.Suppressions {
		faults = append(faults, globs{s.Rule, s.Where, s.Target}.validate())
	}
	return errors.Join(faults...)
}

func validateSettings(settings map[string]Setting, byID map[string]*Check) error {
	var faults []error
	for id, s := range settings {
		fault := func(format string, args ...any) {
			faults = append(faults, fmt.Errorf("rule %s: "+format, append([]any{id}, args...)...))
		}
		if s.Level != "" && !s.Level.Valid() {
			fault("level %q is not one of error, warning, notice, ignore", s.Level)
		}
		if err := globs(s.Ignore).validate(); err != nil {
			fault("%w", err)
		}
		check := byID[id]
		for name, value := range s.Options {
			if check == nil {
				break
			}
			if o := check.option(name); o == nil {
				fault("there is no option %s", name)
			} else if !sameType(o.Default, value) {
				fault("option %s is %T, not %T", name, o.Default, value)
			}
		}
	}
	slices.SortFunc(faults, func(a, b error) int { return strings.Compare(a.Error(), b.Error()) })
	return errors.Join(faults...)
}

func sameType(a, b any) bool { return fmt.Sprintf("%T", a) == fmt.Sprintf("%T", b) }
