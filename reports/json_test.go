package reports

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/healthusias/rounds/checks"
)

func TestJSONIsTheModel(t *testing.T) {
	for name, r := range map[string]*Report{"sample": sample(), "empty": {Rules: []Rule{}, Findings: []checks.Finding{}}} {
		var got, want bytes.Buffer
		if err := json.Compact(&got, []byte(rendered(t, r, "json", Options{}))); err != nil {
			t.Fatal(err)
		}
		data, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Compact(&want, data); err != nil {
			t.Fatal(err)
		}
		if got.String() != want.String() {
			t.Errorf("%s: got\n%s\nwant\n%s", name, got.String(), want.String())
		}
	}
}

// TestJSONOfAFinding holds what is written without reflection to what encoding/json writes: with every field filled, with each of them empty, and
// with none.
func TestJSONOfAFinding(t *testing.T) {
	same := func(f *checks.Finding) {
		t.Helper()
		want, err := json.Marshal(f)
		if err != nil {
			t.Fatal(err)
		}
		if got := appendFinding(nil, f); string(got) != string(want) {
			t.Errorf("got\n%s\nwant\n%s", got, want)
		}
	}
	same(new(checks.Finding))
	var f checks.Finding
	fields := leaves(reflect.ValueOf(&f).Elem())
	for i, field := range fields {
		switch field.Interface().(type) {
		case bool:
			field.SetBool(true)
		case int:
			field.SetInt(int64(i) + 1)
		case []string:
			field.Set(reflect.ValueOf([]string{"x", "y"}))
		default:
			field.SetString("a \"b\" <c>")
		}
	}
	same(&f)
	for _, field := range fields {
		filled := reflect.ValueOf(field.Interface())
		field.SetZero()
		same(&f)
		field.Set(filled)
	}
}

// leaves are the fields of a struct and of the structs in it, those of pointers included.
func leaves(v reflect.Value) (all []reflect.Value) {
	for _, field := range v.Fields() {
		switch field.Kind() {
		case reflect.Pointer:
			field.Set(reflect.New(field.Type().Elem()))
			all = append(all, leaves(field.Elem())...)
		case reflect.Struct:
			all = append(all, leaves(field)...)
		default:
			all = append(all, field)
		}
	}
	return all
}

func TestSchema(t *testing.T) {
	schema := compiled(t)
	valid := rendered(t, sample(), "json", Options{})
	if err := schema.Validate(decoded(t, valid)); err != nil {
		t.Errorf("the sample: %v", err)
	}
	broken := []struct{ name, old, new string }{
		{"unknown field of the report", `"schema":`, `"extra": 1, "schema":`},
		{"unknown field of a finding", `"confidence":`, `"extra":1,"confidence":`},
		{"unknown field of evidence", `"evidence":{}`, `"evidence":{"extra":1}`},
		{"unknown field of a page", `"depth":`, `"extra":1,"depth":`},
		{"another schema", "rounds/report/v1", "rounds/report/v2"},
		{"unknown severity", `"severity":"notice"`, `"severity":"fatal"`},
		{"missing field", `"folded":7,`, ``},
		{"null for a list", `"incomplete_because":["max-depth"]`, `"incomplete_because":null`},
		{"text for a number", `"discovered":3418`, `"discovered":"3418"`},
	}
	for _, tt := range broken {
		t.Run(tt.name, func(t *testing.T) {
			changed := strings.Replace(valid, tt.old, tt.new, 1)
			if changed == valid {
				t.Fatalf("the sample has no %s", tt.old)
			}
			if schema.Validate(decoded(t, changed)) == nil {
				t.Errorf("%s for %s is accepted", tt.new, tt.old)
			}
		})
	}
}

// TestSchemaDescribesEveryField walks the schema: whoever reads it needs no other document.
func TestSchemaDescribesEveryField(t *testing.T) {
	var walk func(path string, node any)
	walk = func(path string, node any) {
		object, _ := node.(map[string]any)
		properties, _ := object["properties"].(map[string]any)
		for name, property := range properties {
			p := property.(map[string]any)
			if _, refers := p["$ref"]; p["description"] == nil && !refers {
				t.Errorf("%s.%s has no description", path, name)
			}
		}
		if len(properties) > 0 && object["additionalProperties"] != false {
			t.Errorf("%s admits unknown fields", path)
		}
		for name, child := range object {
			walk(path+"."+name, child)
		}
	}
	walk("", decoded(t, string(JSONSchema)))
}

func TestReadRefuses(t *testing.T) {
	valid := rendered(t, sample(), "json", Options{})
	tests := []struct{ name, in, want string }{
		{"nothing", "", "not JSON"},
		{"HTML", "<!doctype html>", "not JSON"},
		{"other JSON", `{"runs":[]}`, `its schema is "", not "rounds/report/v1"`},
		{"a later schema", strings.Replace(valid, "report/v1", "report/v2", 1), `its schema is "rounds/report/v2"`},
		{"an unknown field", strings.Replace(valid, `"schema"`, `"extra": 1, "schema"`, 1), `written by rounds "0.1.0": json: unknown field "extra"`},
		{"a wrong type", strings.Replace(valid, `3418`, `"many"`, 1), "cannot unmarshal string"},
		{"two reports", valid + valid, "not JSON"},
		{"cut off", valid[:len(valid)/2], "not JSON"},
		{"a severity", strings.Replace(valid, `"severity":"notice","confidence"`, `"severity":"fatal","confidence"`, 1), `finding 1 has severity "fatal"`},
		{"a status", strings.Replace(valid, `"status":"open"`, `"status":"gone"`, 1), `finding 1 has status "gone"`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r, err := Read(strings.NewReader(tt.in))
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error %v, want %q in it", err, tt.want)
			}
			if r != nil {
				t.Error("a report beside the error")
			}
		})
	}
}

func compiled(t *testing.T) *jsonschema.Schema {
	t.Helper()
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	if err := compiler.AddResource("report.json", decoded(t, string(JSONSchema))); err != nil {
		t.Fatal(err)
	}
	schema, err := compiler.Compile("report.json")
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

func decoded(t *testing.T, text string) any {
	t.Helper()
	value, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return value
}
