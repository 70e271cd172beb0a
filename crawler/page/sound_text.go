package page

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

func (b *soundBuilder) declaration() bool {
	rest := b.src[b.at:]
	if comment, found := strings.CutPrefix(rest, "<!--"); found {
		end := strings.Index(comment, "-->")
		if end < 0 || strings.HasPrefix(comment, ">") || strings.HasPrefix(comment, "->") || strings.Contains(comment[:end], "--!") {
			return false
		}
		b.at += len("<!--") + end + len("-->")
		return b.comment(html.UnescapeString(b.newlines(comment[:end])))
	}
	end := strings.IndexByte(rest, '>')
	if b.phase != initial || end < 0 || !strings.EqualFold(rest[:min(len(rest), len("<!doctype"))], "<!doctype") {
		return false
	}
	b.phase = beforeHTML
	b.at += end + 1
	if strings.EqualFold(rest[:end], "<!doctype html") {
		b.quirks = !strings.HasSuffix(rest[:end], "html") // as the parser has it
		b.root.AppendChild(&html.Node{Type: html.DoctypeNode, Data: "html"})
		return true
	}
	b.quirks = true // perhaps
	document, err := html.Parse(strings.NewReader(rest[:end+1]))
	if err != nil || document.FirstChild == nil || document.FirstChild.Type != html.DoctypeNode {
		return false
	}
	doctype := document.FirstChild
	document.RemoveChild(doctype)
	b.root.AppendChild(doctype)
	return true
}

func (b *soundBuilder) comment(data string) bool {
	n := b.node(html.CommentNode, data)
	switch b.phase {
	case initial, beforeHTML, afterHTML:
		b.root.AppendChild(n)
	case afterBody:
		b.stack[0].node.AppendChild(n)
	default:
		b.top().AppendChild(n)
	}
	return true
}

// text reads the text up to an offset.
func (b *soundBuilder) text(end int) bool {
	data := b.src[b.at:end]
	if !b.plain(b.at, end) {
		data = html.UnescapeString(b.newlines(data))
	}
	blank := skipSpace(data, 0) == len(data)
	switch b.phase {
	case initial, beforeHTML, beforeHead:
		return blank
	case inHead, afterHead:
		return blank && b.addText(data)
	case afterBody, afterHTML:
		if !blank {
			b.phase = inBody
		}
		return b.addText(data)
	}
	switch top := b.top(); {
	case inTable(top.DataAtom) && !blank:
		return false
	case (top.DataAtom == atom.Pre || top.DataAtom == atom.Listing) && top.FirstChild == nil:
		data = strings.TrimPrefix(data, "\n")
	}
	return b.addText(data)
}

// newlines writes the ends of lines as the parser does.
func (b *soundBuilder) newlines(s string) string {
	if !b.returns || strings.IndexByte(s, '\r') < 0 {
		return s
	}
	return strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
}

func (b *soundBuilder) addText(data string) bool {
	if data == "" {
		return true
	}
	top := b.top()
	if last := top.LastChild; last != nil && last.Type == html.TextNode {
		b.merges++
		last.Data += data
		return b.merges < maxSoundMerges
	}
	adopt(top, b.node(html.TextNode, data))
	return true
}
