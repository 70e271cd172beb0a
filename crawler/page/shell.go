package page

import (
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
	switch attr(n, "id") {
	case "root", "app", "__next", "__nuxt", "___gatsby", "main-app", "app-root", "application", "react-root", "svelte":
		return true
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
