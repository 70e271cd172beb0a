package config

import (
	"reflect"

	"github.com/goccy/go-yaml/ast"
)

// scalar hands the text of a scalar to read and puts what it says in its place.
func scalar(node ast.Node, read func([]byte) error) error {
	text, ok := textOf(node)
	if !ok {
		return fault(node, "expected a value, found a %s", nodeWord(node))
	}
	if err := read([]byte(text)); err != nil {
		return fault(node, "%v", err)
	}
	return nil
}

// textOf is a scalar as it was written, without its quotes.
func textOf(node ast.Node) (string, bool) {
	switch n := node.(type) {
	case *ast.StringNode:
		return n.Value, true
	case *ast.LiteralNode:
		return n.Value.Value, true
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode, *ast.InfinityNode, *ast.NanNode:
		return node.GetToken().Value, true
	}
	return "", false
}

// mapping is the pairs of a mapping; an empty value is a mapping without pairs.
func mapping(node ast.Node) (pairs []*ast.MappingValueNode, ok bool) {
	switch n := node.(type) {
	case *ast.MappingNode:
		return n.Values, true
	case *ast.MappingValueNode:
		return []*ast.MappingValueNode{n}, true
	case *ast.NullNode:
		return nil, true
	}
	return nil, false
}

// key is the name of a pair.
func key(pair *ast.MappingValueNode) string {
	if text, ok := textOf(pair.Key); ok {
		return text
	}
	return pair.Key.String()
}

// nodeWord names the shape of a node for an error.
func nodeWord(node ast.Node) string {
	switch node.(type) {
	case *ast.MappingNode, *ast.MappingValueNode:
		return "mapping"
	case *ast.SequenceNode:
		return "list"
	case *ast.NullNode:
		return "missing value"
	}
	return "value"
}

// word names a Go type for an error.
func word(t reflect.Type) string {
	switch t.Kind() {
	case reflect.Bool:
		return "true or false"
	case reflect.Int, reflect.Int64, reflect.Uint64:
		return "a whole number"
	case reflect.Float64:
		return "a number"
	case reflect.Slice:
		return "a list"
	case reflect.Map, reflect.Struct:
		return "a mapping"
	}
	return "a string"
}
