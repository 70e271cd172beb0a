package config

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/goccy/go-yaml/ast"
)

var (
	reference  = regexp.MustCompile(`\$\{env:([A-Za-z_][A-Za-z0-9_]*)\}`)
	secretName = regexp.MustCompile(`(?i)auth|cookie|token|secret|key|session|passw`)
	tokenLike  = regexp.MustCompile(`[A-Za-z0-9+/_=~.-]{20,}`)
)

// Expand replaces each ${env:NAME} by the value of that environment variable. An unset one is an error.
func Expand(value string, lookup func(string) (string, bool)) (string, error) {
	var missing error
	expanded := reference.ReplaceAllStringFunc(value, func(ref string) string {
		name := reference.FindStringSubmatch(ref)[1]
		text, ok := lookup(name)
		if !ok && missing == nil {
			missing = fmt.Errorf("the environment variable %s is not set; set it, or remove the header that refers to it", name)
		}
		return text
	})
	return expanded, missing
}

// IsReference reports whether a value names an environment variable.
func IsReference(value string) bool { return reference.MatchString(value) }

// secretWalk refuses a header whose value is a secret for all to read.
func secretWalk(node ast.Node) error {
	pairs, _ := mapping(node)
	var name string
	var value ast.Node
	for _, pair := range pairs {
		switch key(pair) {
		case "name":
			name, _ = textOf(pair.Value)
		case "value":
			value = pair.Value
		}
	}
	if text, ok := textOf(value); ok && literalSecret(name, text) {
		return fault(value, "the value of %s looks like a secret; write ${env:NAME} and set that variable", name)
	}
	return nil
}

// literalSecret reports whether a header's value is, or may be, a secret that is written out.
func literalSecret(name, value string) bool {
	if strings.Contains(value, "${") && !IsReference(value) {
		return true
	}
	rest := reference.ReplaceAllString(value, "")
	if secretName.MatchString(name) {
		return !IsReference(value) || tokenLike.MatchString(rest)
	}
	return tokenLike.MatchString(rest) && strings.ContainsAny(rest, "0123456789")
}
