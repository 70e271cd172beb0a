package config

import (
	"errors"
	"fmt"
	"strings"
	"unicode"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"
)

// Error is a fault in a configuration file, with its place.
type Error struct {
	File         string
	Line, Column int // from 1; 0 where the fault has no place
	Message      string
	Excerpt      string // the line and a caret below the column
}

func (e *Error) Error() string {
	text := e.Message
	switch {
	case e.Line > 0:
		text = fmt.Sprintf("%s:%d:%d: %s", e.File, e.Line, e.Column, text)
	case e.File != "":
		text = e.File + ": " + text
	}
	if e.Excerpt != "" {
		text += "\n" + e.Excerpt
	}
	return text
}

// fault is an Error at a node.
func fault(node ast.Node, format string, args ...any) *Error {
	return faultAt(node.GetToken(), fmt.Sprintf(format, args...))
}

func faultAt(tok *token.Token, message string) *Error {
	e := &Error{Message: message}
	if tok != nil && tok.Position != nil {
		e.Line, e.Column = tok.Position.Line, tok.Position.Column
	}
	return e
}

// located turns what the decoder says into an Error with file, place and excerpt.
func located(file string, src []byte, err error) error {
	e := new(Error)
	var decoder yaml.Error
	switch {
	case errors.As(err, &e):
	case errors.As(err, &decoder):
		e = faultAt(decoder.GetToken(), plain(decoder))
	default:
		e = &Error{Message: err.Error()}
	}
	e.File = file
	e.Excerpt = excerpt(src, e.Line, e.Column)
	return e
}

// plain words the decoder's type errors without the names of Go types.
func plain(err yaml.Error) string {
	var wrongType *yaml.TypeError
	if errors.As(err, &wrongType) {
		return fmt.Sprintf("expected %s, found %s", word(wrongType.DstType), word(wrongType.SrcType))
	}
	var wrongNode *yaml.UnexpectedNodeTypeError
	if errors.As(err, &wrongNode) {
		return fmt.Sprintf("expected a %s, found a %s", strings.ToLower(wrongNode.Expected.YAMLName()), strings.ToLower(wrongNode.Actual.YAMLName()))
	}
	return err.GetMessage()
}

// excerpt shows the line with a caret below the column. Control characters are shown as "?".
func excerpt(src []byte, line, column int) string {
	lines := strings.Split(string(src), "\n")
	if line < 1 || line > len(lines) {
		return ""
	}
	text := strings.Map(func(r rune) rune {
		if r == '\t' {
			return ' '
		}
		if !unicode.IsPrint(r) {
			return '?'
		}
		return r
	}, lines[line-1])
	runes := []rune(text)
	if len(runes) > 120 {
		runes = runes[:120]
	}
	shown := fmt.Sprintf("  %4d | %s", line, string(runes))
	if column < 1 || column > len(runes)+1 {
		return shown
	}
	return shown + "\n       | " + strings.Repeat(" ", column-1) + "^"
}
