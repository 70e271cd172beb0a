package page

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"golang.org/x/net/html"
)

// maxProperty bounds a text in structured data, in characters: whole articles stand in articleBody.
const maxProperty = 2000

// finishJSON reads the JSON-LD scripts. One that is no JSON is a fault; what can be read of it counts all the same.
func (w *walker) finishJSON() {
	for _, n := range w.scripts {
		src := strings.TrimPrefix(rawContent(n), "\uFEFF")
		long := len(src) > maxJSON
		if long {
			w.fault(n, fmt.Sprintf("longer than %d bytes", maxJSON), 0)
			src = src[:maxJSON]
		}
		roots, strict := readJSON(src)
		if !long && !strict {
			if detail, offset := invalidJSON(src); detail != "" {
				w.fault(n, detail, strings.Count(src[:offset], "\n"))
			}
		}
		for _, root := range roots {
			w.jsonRoots(root)
		}
	}
}

func (w *walker) fault(n *html.Node, detail string, lines int) {
	line, _ := w.d.position(n)
	if line > 0 {
		line += lines
	}
	w.f.DataFault = append(w.f.DataFault, Fault{Source: "json-ld", Detail: detail, Line: line})
}

// emptyScript is the fault of a script that says nothing.
const emptyScript = "the script is empty"

// invalidJSON says what is wrong with a script and where, "" for nothing. A comment or CDATA around the whole is no fault.
func invalidJSON(src string) (detail string, offset int) {
	inner, from := unwrap(src)
	if strings.TrimSpace(inner) == "" {
		return emptyScript, 0
	}
	if json.Valid([]byte(inner)) {
		return "", 0
	}
	var v json.RawMessage
	err := json.Unmarshal([]byte(inner), &v)
	if fault := (*json.SyntaxError)(nil); errors.As(err, &fault) {
		offset = min(from+int(fault.Offset), len(src))
	}
	return err.Error(), offset
}

// unwrap takes off the comment or CDATA marks that some authors put around scripts, and whole comments before and behind the value.
func unwrap(src string) (inner string, from int) {
	inner = strings.TrimSpace(src)
	if _, rest, ok := strings.Cut(inner, "-->"); ok && strings.HasPrefix(inner, "<!--") {
		if rest = strings.TrimSpace(rest); strings.HasPrefix(rest, "{") || strings.HasPrefix(rest, "[") {
			inner = rest
		}
	}
	if strings.HasSuffix(inner, "-->") {
		before := strings.TrimSpace(inner[:max(strings.LastIndex(inner, "<!--"), 0)])
		if strings.HasSuffix(before, "}") || strings.HasSuffix(before, "]") {
			inner = before
		}
	}
	for _, mark := range [...][2]string{{"<!--", "-->"}, {"//<![CDATA[", "//]]>"}, {"/*<![CDATA[*/", "/*]]>*/"}, {"<![CDATA[", "]]>"}} {
		if strings.HasPrefix(inner, mark[0]) && strings.HasSuffix(inner, mark[1]) && len(inner) >= len(mark[0])+len(mark[1]) {
			inner = inner[len(mark[0]) : len(inner)-len(mark[1])]
			break
		}
	}
	return inner, strings.Index(src, inner)
}

// jsonRoots adds the objects of a root value: an array's, a graph's, its own.
func (w *walker) jsonRoots(v jsonValue) {
	switch v.kind {
	case '[':
		for _, item := range v.items {
			w.jsonRoots(item)
		}
	case '{':
		if node := w.jsonNode(v); len(node.Props) > 0 || len(node.Types) > 0 || node.ID != "" {
			w.f.Data = append(w.f.Data, *node)
		}
		for _, item := range v.items {
			if item.key == "@graph" {
				w.jsonRoots(item)
			}
		}
	}
}

func (w *walker) jsonNode(v jsonValue) *Node {
	n := &Node{Source: "json-ld"}
	props := make([]Prop, 0, len(v.items))
	for _, item := range v.items {
		switch item.key {
		case "@context", "@graph", "@reverse":
		case "@id":
			n.ID = w.nodeID(item.text)
		case "@type", "type":
			n.Types = appendType(n.Types, &item)
			for i := range item.items {
				n.Types = appendType(n.Types, &item.items[i])
			}
		default:
			props = w.jsonProperty(props, schemaName(item.key), item)
		}
	}
	if len(props) > 0 {
		n.Props = props
	}
	return n
}

// jsonProperty adds the values of one property.
func (w *walker) jsonProperty(props []Prop, name string, v jsonValue) []Prop {
	switch v.kind {
	case '[':
		for _, item := range v.items {
			props = w.jsonProperty(props, name, item)
		}
	case '{':
		for _, item := range v.items {
			if item.key == "@value" || item.key == "@list" || item.key == "@set" {
				return w.jsonProperty(props, name, item)
			}
		}
		props = append(props, Prop{Name: name, Node: w.jsonNode(v)})
	case '"':
		props = append(props, Prop{Name: name, Text: cut(foldSpace(v.text), maxProperty)})
	default:
		if v.text != "" && v.text != "null" {
			props = append(props, Prop{Name: name, Text: v.text})
		}
	}
	return props
}

func appendType(types []string, v *jsonValue) []string {
	if v.kind != '"' || v.text == "" {
		return types
	}
	return append(types, schemaName(foldSpace(v.text)))
}

// schemaName is a type or property without the schema.org prefix.
func schemaName(name string) string {
	if name == "" || name[0] != 'h' && name[0] != 's' {
		return name
	}
	for _, prefix := range [...]string{"https://schema.org/", "http://schema.org/", "https://www.schema.org/", "http://www.schema.org/", "schema:"} {
		if rest, ok := strings.CutPrefix(name, prefix); ok {
			return rest
		}
	}
	return name
}

// nodeID is the identifier of a node, absolute where it resolves.
func (w *walker) nodeID(id string) string {
	id = strings.TrimSpace(id)
	if id == "" || strings.HasPrefix(id, "_:") {
		return id
	}
	if address := w.d.resolve(id); address != "" {
		return address
	}
	return id
}
