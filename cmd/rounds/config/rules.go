package config

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"github.com/healthusias/rounds/checks"
)

// Rules are settings by rule id.
type Rules map[string]Rule

// Rule is the setting of one rule: a level alone, or a mapping of level, kinds, ignore and the rule's own options.
type Rule struct {
	Level   string         `json:"level,omitempty"`
	Kinds   []string       `json:"kinds,omitempty"`
	Ignore  []string       `json:"ignore,omitempty"`
	Options map[string]any `json:"options,omitempty"`
}

var levels = []string{string(checks.Error), string(checks.Warning), string(checks.Notice), string(checks.Ignore)}

// ParseLevel reads the level of a rule.
func ParseLevel(text string) (string, error) {
	if !slices.Contains(levels, text) {
		return "", fmt.Errorf("unknown level %q; it must be one of %s", text, strings.Join(levels, ", "))
	}
	return text, nil
}

func (r Rule) String() string {
	if len(r.Kinds)+len(r.Ignore)+len(r.Options) == 0 {
		return r.Level
	}
	var parts []string
	if r.Level != "" {
		parts = append(parts, "level: "+r.Level)
	}
	if len(r.Kinds) > 0 {
		parts = append(parts, "kinds: "+list(r.Kinds))
	}
	if len(r.Ignore) > 0 {
		parts = append(parts, "ignore: "+list(r.Ignore))
	}
	for _, name := range slices.Sorted(maps.Keys(r.Options)) {
		parts = append(parts, fmt.Sprintf("%s: %v", name, r.Options[name]))
	}
	return "{" + strings.Join(parts, ", ") + "}"
}

// UnmarshalYAML reads a level or a mapping. That ids and options exist is for the walker, which knows the rules.
func (r *Rule) UnmarshalYAML(node ast.Node) error {
	pairs, ok := mapping(node)
	if !ok {
		return scalar(node, func(text []byte) (err error) {
			*r = Rule{Level: string(text)}
			return nil
		})
	}
	*r = Rule{}
	for _, pair := range pairs {
		value, err := plainValue(pair.Value)
		if err != nil {
			return err
		}
		switch name := key(pair); name {
		case "level":
			r.Level = fmt.Sprint(value)
		case "kinds":
			r.Kinds, ok = value.([]string)
			if !ok || len(r.Kinds) == 0 {
				return fault(pair.Value, "expected a list of kinds, such as [pillar, article]")
			}
		case "ignore":
			r.Ignore, ok = value.([]string)
			if !ok {
				return fault(pair.Value, "expected a list of globs")
			}
		default:
			if r.Options == nil {
				r.Options = map[string]any{}
			}
			r.Options[name] = value
		}
	}
	return nil
}

// plainValue is an option's value: int, float64, bool, string or []string.
func plainValue(node ast.Node) (any, error) {
	switch n := node.(type) {
	case *ast.SequenceNode:
		list := []string{}
		for _, item := range n.Values {
			text, ok := textOf(item)
			if !ok {
				return nil, fault(item, "expected a string; found a %s", nodeWord(item))
			}
			list = append(list, text)
		}
		return list, nil
	case *ast.IntegerNode:
		number, err := strconv.Atoi(strings.ReplaceAll(n.GetToken().Value, "_", ""))
		if err != nil {
			return nil, fault(node, "%s is not a whole number", n.GetToken().Value)
		}
		return number, nil
	case *ast.FloatNode:
		return n.Value, nil
	case *ast.BoolNode:
		return n.Value, nil
	}
	text, ok := textOf(node)
	if !ok {
		return nil, fault(node, "expected a value; found a %s", nodeWord(node))
	}
	return text, nil
}

func (w *walker) walkRules(node ast.Node, path string) error {
	pairs, ok := mapping(node)
	if !ok {
		return fault(node, "expected a mapping of rule ids; found a %s", nodeWord(node))
	}
	for _, pair := range pairs {
		check := find(w.rules, key(pair))
		if check == nil {
			return unknown(pair.Key, "rule", key(pair), ids(w.rules))
		}
		w.lines[join(path, key(pair))] = line(pair.Key)
		if err := walkRule(pair.Value, check); err != nil {
			return err
		}
	}
	return nil
}

// walkRule holds the setting of one rule against what the rule declares.
func walkRule(node ast.Node, check *checks.Check) error {
	pairs, ok := mapping(node)
	if !ok {
		return allowed(node, `enum:"error,warning,notice,ignore"`)
	}
	known := []string{"level", "kinds", "ignore"}
	for _, option := range check.Options {
		known = append(known, option.Name)
	}
	for _, pair := range pairs {
		name := key(pair)
		if !slices.Contains(known, name) {
			return unknown(pair.Key, "setting of "+check.ID, name, known)
		}
		if err := walkSetting(name, pair.Value, check); err != nil {
			return err
		}
	}
	return nil
}

func walkSetting(name string, node ast.Node, check *checks.Check) error {
	switch name {
	case "level":
		return allowed(node, `enum:"error,warning,notice,ignore"`)
	case "kinds":
		items, _ := node.(*ast.SequenceNode)
		for i := 0; items != nil && i < len(items.Values); i++ {
			if err := allowed(items.Values[i], `enum:"home,hub,pillar,article,author,legal,product,other"`); err != nil {
				return err
			}
		}
		return nil // the decoder wants a list
	case "ignore":
		return nil
	}
	value, err := plainValue(node)
	if err != nil {
		return err
	}
	like := optionOf(check, name).Default
	if _, ok := convert(value, like); !ok {
		return fault(node, "%q is %s", name, shape(like))
	}
	return nil
}

// convert gives value the type of an option's default.
func convert(value, like any) (any, bool) {
	switch like.(type) {
	case int:
		if number, ok := value.(float64); ok && number == float64(int(number)) { // from JSON
			return int(number), true
		}
		number, ok := value.(int)
		return number, ok
	case float64:
		if number, ok := value.(int); ok {
			return float64(number), true
		}
		number, ok := value.(float64)
		return number, ok
	case []string:
		if items, ok := value.([]any); ok { // from JSON
			list := make([]string, len(items))
			for i, item := range items {
				list[i] = fmt.Sprint(item)
			}
			return list, true
		}
		list, ok := value.([]string)
		return list, ok
	case bool:
		truth, ok := value.(bool)
		return truth, ok
	}
	text, ok := value.(string)
	return text, ok
}

// shape says what an option wants.
func shape(like any) string {
	switch like.(type) {
	case int:
		return "a whole number"
	case float64:
		return "a number"
	case bool:
		return "true or false"
	case []string:
		return "a list of strings"
	}
	return "a string"
}

func find(rules []*checks.Check, id string) *checks.Check {
	for _, check := range rules {
		if check.ID == id {
			return check
		}
	}
	return nil
}

func ids(rules []*checks.Check) []string {
	list := make([]string, len(rules))
	for i, check := range rules {
		list[i] = check.ID
	}
	return list
}
