package page

import (
	"strings"

	"golang.org/x/net/html"
)

// maxShell is how many visible words an application shell may show, such as "Loading".
const maxShell = 12

// applicationRoot reports whether an element is an empty one that applications are mounted in.
func applicationRoot(n *html.Node) bool {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode && !textless(c) {
			return false
		}
	}
	switch id := attr(n, "id"); id {
	case "":
	case "__next", "__nuxt", "___gatsby", "application", "svelte":
		return true
	default:
		for part := range strings.FieldsFuncSeq(id, func(r rune) bool { return r == '-' || r == '_' }) {
			if part == "root" || part == "app" || part == "mount" {
				return true
			}
		}
	}
	_, angular := lookup(n, "ng-app")
	_, react := lookup(n, "data-reactroot")
	return angular || react
}

// frame looks whether an element outside the content is an empty part of the page's frame.
func (w *walker) frame(n *html.Node, s *scope) {
	w.emptyFrame = w.emptyFrame || !s.inert && !s.inMain && emptyFrame(n)
}

// emptyFrame reports whether an element stands for the page's header, navigation or footer, by its tag or by nothing but such words in its id, its
// class or a data attribute, and has nothing in it.
func emptyFrame(n *html.Node) bool {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode || c.Type == html.TextNode && !blank(c.Data) {
			return false
		}
	}
	if namesFrame(n.Data) {
		return true
	}
	for _, a := range n.Attr {
		switch {
		case a.Key == "id":
			if namesFrame(a.Val) {
				return true
			}
		case a.Key == "class":
			for class := range strings.FieldsSeq(a.Val) {
				if namesFrame(class) {
					return true
				}
			}
		case strings.HasPrefix(a.Key, "data-"):
			if namesFrame(a.Key[len("data-"):]) || len(a.Val) < 60 && namesFrame(a.Val) {
				return true
			}
		}
	}
	return false
}

// namesFrame reports whether a name such as "site-header" or "/partials/footer.html" is put together of words for the frame of a page alone.
func namesFrame(name string) (frame bool) {
	for part := range strings.FieldsFuncSeq(name, func(r rune) bool { return strings.ContainsRune("-_/.: ", r) }) {
		switch strings.ToLower(part) {
		case "header", "footer", "nav", "navbar", "navigation":
			frame = true
		case "siteheader", "sitefooter", "mainheader", "mainfooter", "mainnav", "pageheader", "pagefooter":
			frame = true
		case "site", "main", "page", "global", "shared", "common", "shell", "app", "my", "the", "top", "menu", "placeholder", "container", "root", "mount", "slot", "wrapper",
			"include", "includes", "partial", "partials", "component", "components", "html", "js", "dynamic":
		default:
			return false
		}
	}
	return frame
}

// finishShell decides whether scripts fill the frame of the document, and whether it is a shell: scripts, hardly a word, and either the root of an application or
// a note for browsers without scripts.
func (w *walker) finishShell() {
	words := 0
	for i := range w.f.Blocks {
		if !w.f.Blocks[i].Hidden {
			words += w.f.Blocks[i].Words
		}
	}
	w.f.Shell = w.loads && words <= maxShell && (w.appRoot || w.noScript)
	w.f.Hollow = w.loads && w.emptyFrame
}
