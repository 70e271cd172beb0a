package config

import (
	"encoding/json"
	"reflect"
	"strconv"

	"github.com/healthusias/rounds/checks"
)

// SchemaID is where editors find the JSON Schema of the file.
const SchemaID = "https://rounds.example/schema/v1.json"

type object = map[string]any

// Schema is the JSON Schema of the file, made from the table that decoding reads and from the rules.
func Schema(rules []*checks.Check) ([]byte, error) {
	g := generator{rules: ruleSchema(rules)}
	schema := g.structure(reflect.TypeFor[Config]())
	schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	schema["$id"] = SchemaID
	schema["title"] = "Configuration of rounds (" + Name + ")"
	schema["required"] = []string{"version"}
	schema["properties"].(object)["version"] = object{"const": 1, "description": "Format of this file; must be 1."}
	return json.MarshalIndent(schema, "", "  ")
}

type generator struct{ rules object }

func (g generator) of(t reflect.Type, tag reflect.StructTag) object {
	schema := g.shape(t, tag)
	if doc := tag.Get("doc"); doc != "" {
		schema["description"] = doc
	}
	return schema
}

func (g generator) shape(t reflect.Type, tag reflect.StructTag) object {
	switch t {
	case rulesType:
		return object{"type": "object", "properties": g.rules, "additionalProperties": false}
	case reflect.TypeFor[Duration]():
		return object{"type": "string", "examples": []string{"30s", "5m"}}
	case reflect.TypeFor[Percent]():
		return object{"type": "string", "pattern": `^[0-9]+(\.[0-9]+)?%$`}
	case reflect.TypeFor[Rate]():
		return object{"oneOf": []object{{"const": 0}, {"type": "string", "pattern": `^([0-9]+(\.[0-9]+)?/[sm]|0)$`}}}
	case reflect.TypeFor[Phrase]():
		regex := object{"type": "object", "properties": object{"regex": object{"type": "string"}}, "required": []string{"regex"}, "additionalProperties": false}
		return object{"oneOf": []object{{"type": "string", "minLength": 1}, regex}}
	}
	switch t.Kind() {
	case reflect.Pointer:
		return g.shape(t.Elem(), tag)
	case reflect.Struct:
		return g.structure(t)
	case reflect.Slice:
		return object{"type": "array", "items": g.shape(t.Elem(), tag)}
	case reflect.Map:
		properties := object{}
		for _, name := range words(tag.Get("keys")) {
			properties[name] = g.shape(t.Elem(), "")
		}
		return object{"type": "object", "properties": properties, "additionalProperties": false}
	}
	return atom(t, tag)
}

func (g generator) structure(t reflect.Type) object {
	properties, required := object{}, []string{}
	for i := range t.NumField() {
		field := t.Field(i)
		name := field.Tag.Get("yaml")
		properties[name] = g.of(field.Type, field.Tag)
		if field.Tag.Get("required") != "" {
			required = append(required, name)
		}
	}
	schema := object{"type": "object", "properties": properties, "additionalProperties": false}
	if len(required) > 0 {
		schema["required"] = required
	}
	return schema
}

// atom is the schema of a string, number or truth value.
func atom(t reflect.Type, tag reflect.StructTag) object {
	schema := object{"type": "string"}
	switch t.Kind() {
	case reflect.Bool:
		schema["type"] = "boolean"
	case reflect.Int:
		schema["type"] = "integer"
	}
	if enum := words(tag.Get("enum")); len(enum) > 0 {
		schema["enum"] = enum
	}
	if least, err := strconv.Atoi(tag.Get("min")); err == nil {
		schema["minimum"] = least
	}
	if most, err := strconv.Atoi(tag.Get("max")); err == nil {
		schema["maximum"] = most
	}
	switch tag.Get("format") {
	case "date":
		schema["pattern"] = `^[0-9]{4}-[0-9]{2}-[0-9]{2}$`
	case "visible":
		schema["const"] = true
	}
	return schema
}

// ruleSchema describes the settings of each rule: a level, or a mapping with the rule's own options.
func ruleSchema(rules []*checks.Check) object {
	level := object{"type": "string", "enum": levels}
	all := object{}
	for _, check := range rules {
		properties := object{
			"level":  level,
			"kinds":  object{"type": "array", "items": object{"enum": kinds}, "minItems": 1, "description": "Kinds of pages that the rule judges."},
			"ignore": object{"type": "array", "items": object{"type": "string"}, "description": "Globs of pages or targets that the rule leaves alone."},
		}
		for _, option := range check.Options {
			properties[option.Name] = optionSchema(option)
		}
		settings := object{"type": "object", "properties": properties, "additionalProperties": false}
		all[check.ID] = object{"description": check.Title, "oneOf": []object{level, settings}}
	}
	return all
}

func optionSchema(option checks.Option) object {
	schema := object{"type": "string", "description": option.Doc, "default": option.Default}
	switch option.Default.(type) {
	case int:
		schema["type"] = "integer"
	case float64:
		schema["type"] = "number"
	case bool:
		schema["type"] = "boolean"
	case []string:
		schema["type"], schema["items"] = "array", object{"type": "string"}
	}
	return schema
}
