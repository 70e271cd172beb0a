package config

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
)

// Value is one value in force.
type Value struct {
	Key    string // dotted path
	Text   string
	Origin string // "default", "file:line", "--flag" or "ROUNDS_NAME"
}

// Values are all values in force with their origins, in the order of the table. Secrets stay references.
func (l *Loaded) Values() []Value {
	var out []Value
	flatten(reflect.ValueOf(l.Config), "", "", func(path, text string) {
		origin := l.origins[path]
		if origin == "" {
			origin = "default"
		}
		out = append(out, Value{path, text, origin})
	})
	return out
}

func flatten(v reflect.Value, tag reflect.StructTag, path string, leaf func(path, text string)) {
	_, speaks := v.Interface().(fmt.Stringer)
	switch {
	case v.Type() == rulesType:
		rules := v.Interface().(Rules)
		for _, id := range slices.Sorted(maps.Keys(rules)) {
			leaf(join(path, id), rules[id].String())
		}
	case v.Kind() == reflect.Struct && !speaks:
		for i := range v.NumField() {
			f := v.Type().Field(i)
			flatten(v.Field(i), f.Tag, join(path, f.Tag.Get("yaml")), leaf)
		}
	case v.Kind() == reflect.Map:
		for _, name := range words(tag.Get("keys")) {
			if item := v.MapIndex(reflect.ValueOf(name)); item.IsValid() {
				flatten(item, "", join(path, name), leaf)
			}
		}
	default:
		leaf(path, text(v))
	}
}

// text writes a value on one line, as flow YAML without needless quotes.
func text(v reflect.Value) string {
	if s, ok := v.Interface().(fmt.Stringer); ok && !(v.Kind() == reflect.Pointer && v.IsNil()) {
		return s.String()
	}
	switch v.Kind() {
	case reflect.Pointer:
		return ""
	case reflect.Slice:
		parts := make([]string, v.Len())
		for i := range parts {
			parts[i] = text(v.Index(i))
		}
		return list(parts)
	case reflect.Struct:
		var parts []string
		for i := range v.NumField() {
			if f := v.Field(i); !f.IsZero() {
				parts = append(parts, v.Type().Field(i).Tag.Get("yaml")+": "+text(f))
			}
		}
		return "{" + strings.Join(parts, ", ") + "}"
	case reflect.Map:
		return fmt.Sprint(v.Interface())
	}
	return fmt.Sprint(v.Interface())
}

func list(items []string) string { return "[" + strings.Join(items, ", ") + "]" }
