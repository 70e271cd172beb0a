package page

import (
	"strings"

	"golang.org/x/net/html"
)

// drawing reads an svg element, which has rules of its own: the parser reads it, and what follows it, to see that it ends where it seems to.
func (b *soundBuilder) drawing() bool {
	const sentinel = "<x-end>"
	start := b.from
	if b.drawings++; b.drawings > maxDrawings { // each takes a parser
		return false
	}
	tags, ok := b.skipDrawing()
	if !ok || tags+len(b.stack) > maxSoundDepth {
		return false
	}
	nodes, err := parseFragment(b.src[start:b.at] + sentinel)
	if err != nil || len(nodes) != 2 || nodes[0].Namespace != "svg" || nodes[1].Data != "x-end" || holdsHTML(nodes[0]) {
		return false
	}
	b.top().AppendChild(nodes[0])
	return true
}

// skipDrawing goes behind the end of an svg element whose start tag is read. Each end tag must close the element that was opened last.
func (b *soundBuilder) skipDrawing() (tags int, ok bool) {
	open := make([]string, 0, 8)
	name := "svg"
	for {
		tags++
		if b.src[b.at-2] != '/' {
			open = append(open, name)
		}
		for closing := true; closing; {
			if len(open) == 0 {
				return tags, true
			}
			if b.at = b.markup(); b.at >= len(b.src)-2 {
				return 0, false
			}
			b.from = b.at
			at := b.at + 1
			if closing = b.src[at] == '/'; closing {
				at++
			}
			end := nameEnd(b.src, at)
			if name = b.src[at:end]; name == "" || !letter(name[0]) || !b.readAttributes(end) {
				return 0, false
			}
			if closing {
				if !strings.EqualFold(open[len(open)-1], name) {
					return 0, false
				}
				open = open[:len(open)-1]
			} else if !b.note(end, b.kinds.of(name).atom) {
				return 0, false
			}
		}
	}
}

func holdsHTML(n *html.Node) bool {
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && d.Namespace == "" {
			return true
		}
	}
	return false
}
