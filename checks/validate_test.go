package checks

import (
	"strings"
	"testing"
)

func TestValidate(t *testing.T) {
	good := func() *Check {
		return &Check{
			ID: "links/broken", Title: "a link leads nowhere", Severity: Error, Page: func(*Pass) {},
			Options: []Option{{Name: "max", Default: 3, Doc: "links"}},
			Doc:     Doc{What: "w", Why: "w", Fix: "f", Sources: []string{"s"}},
		}
	}
	if err := Validate([]*Check{good()}); err != nil {
		t.Errorf("a good check: %v", err)
	}
	for want, spoil := range map[string]func(*Check){
		"family/name":         func(c *Check) { c.ID = "Broken" },
		"severity":            func(c *Check) { c.Severity = "fatal" },
		"title":               func(c *Check) { c.Title = "A link leads nowhere." },
		"exactly one":         func(c *Check) { c.Site = func(*Pass) {} },
		"Gather without Site": func(c *Check) { c.Gather = func(*Pass) any { return nil } },
		"why it matters":      func(c *Check) { c.Doc.Why = "" },
		"no source":           func(c *Check) { c.Doc.Sources = nil },
		"the fix":             func(c *Check) { c.Doc.Fix = "" },
		"default of type":     func(c *Check) { c.Options[0].Default = int64(3) },
		"lower_case":          func(c *Check) { c.Options[0].Name = "level" },
		"not explained":       func(c *Check) { c.Options[0].Doc = "" },
		"no function":         func(c *Check) { c.ID = "run/rule-crash" },
	} {
		c := good()
		spoil(c)
		if err := Validate([]*Check{c}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", want, err)
		}
	}
	if err := Validate([]*Check{good(), good()}); err == nil || !strings.Contains(err.Error(), "two checks") {
		t.Errorf("one id twice: %v", err)
	}
}

func TestConfigIsValidated(t *testing.T) {
	list := []*Check{{ID: "links/too-many", Severity: Notice, Options: []Option{{Name: "max", Default: 300, Doc: "links"}}}}
	for want, config := range map[string]Config{
		"do not close":   {Only: []string{"links/["}},
		"is int, not":    {Rules: map[string]Setting{"links/too-many": {Options: map[string]any{"max": "many"}}}},
		"no option":      {Rules: map[string]Setting{"links/too-many": {Options: map[string]any{"most": 3}}}},
		"level \"loud\"": {Overrides: []Override{{Match: []string{"/**"}, Rules: map[string]Setting{"links/too-many": {Level: "loud"}}}}},
	} {
		if err := config.validate(list); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", want, err)
		}
	}
	if err := (&Config{Rules: map[string]Setting{"trust/other": {Options: map[string]any{"x": 1}}}}).validate(list); err != nil {
		t.Errorf("a rule of another family: %v", err)
	}
}
