package page

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// hiddenElement reports whether an element is hidden whatever its attributes say, or its lacking open.
func hiddenElement(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Template, atom.Noscript:
		return true
	case atom.Dialog:
		_, open := lookup(n, "open")
		return !open
	}
	return false
}

// hides reports whether an attribute hides its element. What style sheets hide is not known here, but for the class names that everybody uses.
func hides(a *html.Attribute) bool {
	switch a.Key {
	case "hidden":
		return !strings.EqualFold(a.Val, "until-found")
	case "aria-hidden":
		return strings.EqualFold(a.Val, "true")
	case "style":
		return styleHides(a.Val)
	}
	return false
}

// hidden reports whether an element by itself is hidden.
func (w *walker) hidden(n *html.Node) bool {
	if hiddenElement(n) {
		return true
	}
	for i := range n.Attr {
		if a := &n.Attr[i]; hides(a) || a.Key == "class" && a.Val != "" && w.classes.meaning(a.Val).hidden {
			return true
		}
	}
	return false
}

// styleHides reports whether a style attribute hides its element.
func styleHides(style string) bool {
	if len(style) < len("display:none") {
		return false
	}
	var ink, paper string
	for declaration := range strings.SplitSeq(style, ";") {
		name, value, _ := strings.Cut(declaration, ":")
		value, _, _ = strings.Cut(value, "!")
		switch strings.ToLower(strings.TrimSpace(name)) {
		case "display":
			if strings.EqualFold(strings.TrimSpace(value), "none") {
				return true
			}
		case "visibility":
			if strings.EqualFold(strings.TrimSpace(value), "hidden") {
				return true
			}
		case "color":
			ink = color(value)
		case "background", "background-color":
			paper = color(value)
		}
	}
	return ink != "" && ink == paper
}

// color is one spelling of a CSS color, "" for what is more than a color. Of names it knows those of paper and ink.
func color(value string) string {
	value = strings.ToLower(strings.TrimSpace(value))
	switch {
	case value == "white":
		return "#ffffff"
	case value == "black":
		return "#000000"
	case len(value) == len("#fff") && value[0] == '#':
		return string([]byte{'#', value[1], value[1], value[2], value[2], value[3], value[3]})
	case len(value) == len("#ffffff") && value[0] == '#':
		return value
	}
	return ""
}

// classHides judges class names that have one meaning in all common style sheets. A name that hides is undone by a
// responsive one, such as "hidden md:block" or "d-none d-lg-flex".
func classHides(class string) (hidden, unseen bool) {
	shown := false
	for token := range strings.FieldsSeq(class) {
		switch token {
		case "hidden", "d-none", "is-hidden":
			hidden = true
		case "sr-only", "visually-hidden", "screen-reader-text", "visuallyhidden", "screen-reader-only":
			unseen = true
		default:
			shown = shown || responsive(token)
		}
	}
	return hidden && !shown, unseen
}

// responsive reports whether a class shows its element at some width.
func responsive(token string) bool {
	if _, utility, ok := strings.Cut(token, ":"); ok {
		switch utility {
		case "block", "flex", "grid", "inline", "inline-block", "inline-flex", "inline-grid", "contents", "table":
			return true
		}
		return false
	}
	return strings.HasPrefix(token, "d-") && strings.Count(token, "-") >= 2 && !strings.HasSuffix(token, "-none")
}
