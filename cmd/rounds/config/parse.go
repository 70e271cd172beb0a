package config

import (
	"bytes"
	"fmt"
	"io"
	"maps"
	"os"
	"reflect"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/crawler/page"
)

const (
	maxSize  = 1 << 20 // bytes of a configuration file
	maxDepth = 64      // brackets or dashes within each other
)

// file is a parsed configuration file.
type file struct {
	name  string
	src   []byte
	root  ast.Node
	lines map[string]int // line of each value by its dotted path
}

// readFile reads and checks a configuration file. The file may come from a stranger's pull request.
func readFile(path string, rules []*checks.Check) (*file, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("reading configuration: %w", err)
	}
	defer f.Close()
	src, err := io.ReadAll(io.LimitReader(f, maxSize+1))
	if err != nil {
		return nil, fmt.Errorf("reading configuration: %w", err)
	}
	return parse(path, src, rules)
}

func parse(name string, src []byte, rules []*checks.Check) (*file, error) {
	src, err := clean(src)
	if err != nil {
		return nil, located(name, src, err)
	}
	tree, err := parser.ParseBytes(src, 0)
	if err != nil {
		return nil, located(name, src, err)
	}
	f := &file{name: name, src: src, lines: map[string]int{}}
	if f.root, err = document(tree); err != nil {
		return nil, located(name, src, err)
	}
	w := walker{rules: rules, lines: f.lines}
	if err := w.walk(f.root, reflect.TypeFor[Config](), "", ""); err != nil {
		return nil, located(name, src, err)
	}
	var config Config
	if err := f.decode(&config); err != nil {
		return nil, err
	}
	return f, f.packs(config.Trust.Languages)
}

// packs sees that the language packs can be used.
func (f *file) packs(own []page.Pack) error {
	for i := range own {
		if _, err := page.NewPacks(own[:i+1]); err != nil {
			return &Error{File: f.name, Line: f.lines["trust.languages"], Column: 1, Message: fmt.Sprintf("trust.languages, entry %d: %v", i+1, err)}
		}
	}
	return nil
}

// decode lays what the file says over config.
func (f *file) decode(config *Config) error {
	before := maps.Clone(config.Rules)
	if err := yaml.NodeToValue(f.root, config, yaml.Strict()); err != nil {
		return located(f.name, f.src, err)
	}
	for id, rule := range before {
		if _, set := config.Rules[id]; !set {
			config.Rules[id] = rule
		}
	}
	if f.lines["version"] == 0 || config.Version != 1 {
		return &Error{File: f.name, Line: max(1, f.lines["version"]), Column: 1, Message: `the file must say "version: 1"`}
	}
	return nil
}

// clean refuses what is no plain YAML text and takes away byte order mark and carriage returns.
func clean(src []byte) ([]byte, error) {
	if len(src) > maxSize {
		return nil, &Error{Message: "the file is larger than 1 MiB; is it the right one?"}
	}
	if bytes.HasPrefix(src, []byte("\xff\xfe")) || bytes.HasPrefix(src, []byte("\xfe\xff")) {
		return nil, &Error{Message: "the file is UTF-16; save it as UTF-8"}
	}
	src = bytes.TrimPrefix(src, []byte("\xef\xbb\xbf"))
	src = bytes.ReplaceAll(src, []byte("\r\n"), []byte("\n"))
	if !utf8.Valid(src) || bytes.IndexByte(src, 0) >= 0 {
		return nil, &Error{Message: "the file is not UTF-8 text; save it as UTF-8"}
	}
	for i, text := range strings.Split(string(src), "\n") {
		indent := text[:len(text)-len(strings.TrimLeft(text, " \t"))]
		if column := strings.IndexByte(indent, '\t'); column >= 0 {
			return src, &Error{Line: i + 1, Column: column + 1, Message: "the line is indented with a tab; use spaces"}
		}
		if nested(text) {
			return src, &Error{Line: i + 1, Column: 1, Message: "the line is nested too deeply"}
		}
	}
	if nested(string(src)) {
		return nil, &Error{Message: "the file is nested too deeply"}
	}
	return src, nil
}

// nested guards the parser, whose time grows with the square of the depth.
func nested(text string) bool {
	if strings.Contains(text, strings.Repeat("- ", maxDepth)) {
		return true
	}
	depth := 0
	for _, c := range []byte(text) {
		switch c {
		case '[', '{':
			depth++
		case ']', '}':
			depth = max(0, depth-1)
		}
		if depth > maxDepth {
			return true
		}
	}
	return false
}

// document is the root of the only document of a file without anchors, aliases and tags: they can make a small file
// huge, or mean something to another reader.
func document(tree *ast.File) (ast.Node, error) {
	var docs []ast.Node
	for _, doc := range tree.Docs {
		if doc.Body != nil {
			docs = append(docs, doc.Body)
		}
	}
	switch len(docs) {
	case 0:
		return nil, &Error{Message: `the file is empty; it must say at least "version: 1"`}
	case 1:
	default:
		return nil, fault(docs[1], "a second document begins here; keep one")
	}
	guard := &forbidden{}
	ast.Walk(guard, docs[0])
	if guard.found != nil {
		return nil, guard.found
	}
	return docs[0], nil
}

// forbidden finds the first node of a kind that configuration does not have.
type forbidden struct{ found error }

// Visit implements ast.Visitor.
func (v *forbidden) Visit(node ast.Node) ast.Visitor {
	if v.found != nil {
		return nil
	}
	switch n := node.(type) {
	case *ast.AnchorNode:
		v.found = fault(n, "anchors are not supported; write the value out where it is needed")
	case *ast.AliasNode:
		v.found = fault(n, "aliases are not supported; write the value out")
	case *ast.MergeKeyNode:
		v.found = fault(n, "merge keys are not supported; write the keys out")
	case *ast.TagNode:
		v.found = fault(n, "tags such as !!str are not supported; write the plain value")
	}
	return v
}
