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

// finishShell decides whether the document is a shell: scripts, hardly a word, and either the root of an application or
// a note for browsers without scripts.
func (w *walker) finishShell() {
	words := 0
	for i := range w.f.Blocks {
		if !w.f.Blocks[i].Hidden {
			words += w.f.Blocks[i].Words
		}
	}
	w.f.Shell = w.loads && words <= maxShell && (w.appRoot || w.noScript)
}
