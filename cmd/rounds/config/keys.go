package config

import (
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"

	"github.com/healthusias/rounds/checks"
)

var (
	readsItself = reflect.TypeFor[yaml.NodeUnmarshaler]()
	rulesType   = reflect.TypeFor[Rules]()
	headerType  = reflect.TypeFor[Header]()
)

// walker holds a file against the table of keys: every key known, every word one of those allowed, nothing required
// missing. The decoder, which comes after it, knows none of this.
type walker struct {
	rules []*checks.Check
	lines map[string]int // line of each value by its dotted path; lists are one value
}

func (w *walker) walk(node ast.Node, t reflect.Type, tag reflect.StructTag, path string) error {
	switch {
	case t.Kind() == reflect.Pointer:
		return w.walk(node, t.Elem(), tag, path)
	case t == rulesType:
		return w.walkRules(node, path)
	case reflect.PointerTo(t).Implements(readsItself):
		w.lines[path] = line(node)
		return allowed(node, tag)
	case t.Kind() == reflect.Struct:
		return w.walkStruct(node, t, path)
	case t.Kind() == reflect.Map:
		return w.walkMap(node, t, words(tag.Get("keys")), path)
	case t.Kind() == reflect.Slice:
		w.lines[path] = line(node)
		return w.walkList(node, t, tag, path)
	}
	w.lines[path] = line(node)
	return allowed(node, tag)
}

func (w *walker) walkStruct(node ast.Node, t reflect.Type, path string) error {
	pairs, ok := mapping(node)
	if !ok {
		return fault(node, "expected a mapping with %s; found a %s", strings.Join(names(t), ", "), nodeWord(node))
	}
	seen := map[string]bool{}
	for _, pair := range pairs {
		name := key(pair)
		field, ok := fieldOf(t, name)
		if !ok {
			return unknown(pair.Key, "key", name, names(t))
		}
		seen[name] = true
		if err := w.walk(pair.Value, field.Type, field.Tag, join(path, name)); err != nil {
			return err
		}
	}
	for i := range t.NumField() {
		if f := t.Field(i); f.Tag.Get("required") != "" && !seen[f.Tag.Get("yaml")] {
			return fault(node, "key %q is missing here", f.Tag.Get("yaml"))
		}
	}
	return nil
}

func (w *walker) walkMap(node ast.Node, t reflect.Type, known []string, path string) error {
	pairs, ok := mapping(node)
	if !ok {
		return fault(node, "expected a mapping; found a %s", nodeWord(node))
	}
	for _, pair := range pairs {
		name := key(pair)
		if !slices.Contains(known, name) {
			return unknown(pair.Key, "key", name, known)
		}
		if err := w.walk(pair.Value, t.Elem(), "", join(path, name)); err != nil {
			return err
		}
	}
	return nil
}

func (w *walker) walkList(node ast.Node, t reflect.Type, tag reflect.StructTag, path string) error {
	if _, null := node.(*ast.NullNode); null {
		return nil
	}
	list, ok := node.(*ast.SequenceNode)
	if !ok {
		return fault(node, "expected a list; found a %s: put it in brackets", nodeWord(node))
	}
	for i, item := range list.Values {
		inner := &walker{rules: w.rules, lines: map[string]int{}}
		if err := inner.walk(item, t.Elem(), tag, join(path, strconv.Itoa(i))); err != nil {
			return err
		}
		if t.Elem() == headerType {
			if err := secretWalk(item); err != nil {
				return err
			}
		}
	}
	return nil
}

// allowed holds a scalar against the enum, format, min and max of its key.
func allowed(node ast.Node, tag reflect.StructTag) error {
	text, ok := textOf(node)
	if !ok {
		return nil // the decoder knows what it expected
	}
	if set := words(tag.Get("enum")); len(set) > 0 && !slices.Contains(set, text) {
		return unknown(node, "value", text, set)
	}
	if least, err := strconv.Atoi(tag.Get("min")); err == nil {
		if number, err := strconv.Atoi(text); err == nil && number < least {
			return fault(node, "%d is too small; it must be at least %d", number, least)
		}
	}
	if most := tag.Get("max"); most != "" && exceeds(text, most) {
		return fault(node, "%s is too much; it must be at most %s", text, most)
	}
	if check := formats[tag.Get("format")]; check != nil {
		if err := check(text); err != nil {
			return fault(node, "%v", err)
		}
	}
	return nil
}

// exceeds compares whole numbers, or durations.
func exceeds(text, most string) bool {
	if number, err := strconv.Atoi(text); err == nil {
		limit, err := strconv.Atoi(most)
		return err == nil && number > limit
	}
	given, err1 := ParseDuration(text)
	limit, err2 := ParseDuration(most)
	return err1 == nil && err2 == nil && given > limit
}

// unknown is the fault of a word that is none of the candidates.
func unknown(node ast.Node, what, word string, candidates []string) error {
	if near := Nearest(word, candidates); near != "" {
		return fault(node, "unknown %s %q; did you mean %q?", what, word, near)
	}
	if what == "rule" {
		return fault(node, "unknown rule %q; `rounds rules` lists them", word)
	}
	return fault(node, "unknown %s %q; it must be one of %s", what, word, strings.Join(candidates, ", "))
}

func line(node ast.Node) int { return node.GetToken().Position.Line }

// fieldOf finds the field of a key in the table.
func fieldOf(t reflect.Type, name string) (reflect.StructField, bool) {
	for i := range t.NumField() {
		if f := t.Field(i); f.Tag.Get("yaml") == name {
			return f, true
		}
	}
	return reflect.StructField{}, false
}

func names(t reflect.Type) []string {
	list := make([]string, t.NumField())
	for i := range list {
		list[i] = t.Field(i).Tag.Get("yaml")
	}
	return list
}

// words splits the list of a tag.
func words(list string) []string {
	return strings.FieldsFunc(list, func(r rune) bool { return r == ',' })
}

func join(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}
