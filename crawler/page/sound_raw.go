package page

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// rawText reads the text of an element that holds no tags, and its end tag.
func (b *soundBuilder) rawText(n *html.Node) bool {
	start, end := b.at, b.at
	for {
		next := strings.Index(b.src[end:], "</")
		if next < 0 {
			return false
		}
		end += next
		if hasName(b.scan.src[end+2:], []byte(n.Data)) {
			break
		}
		end += 2
	}
	data := b.src[start:end]
	if n.DataAtom == atom.Script && strings.Contains(data, "<!--") && strings.Contains(strings.ToLower(data), "<script") { // hides an end tag
		return false
	}
	data = b.newlines(data)
	switch n.DataAtom {
	case atom.Textarea:
		data = strings.TrimPrefix(html.UnescapeString(data), "\n")
	case atom.Title:
		data = html.UnescapeString(data)
	case atom.Noscript: // what stands in it becomes part of the tree later
		if inner := scanTags(b.scan.src[start:end]); !b.join(inner, start) {
			return false
		}
	}
	if data != "" {
		n.AppendChild(b.node(html.TextNode, data))
	}
	return b.readAttributes(end + 2 + len(n.Data))
}

// join adds what a scan of a part of the source has found.
func (b *soundBuilder) join(part *scan, start int) bool {
	for _, tag := range part.tags {
		b.scan.tags = append(b.scan.tags, startTag{at: tag.at + int32(start), nameEnd: tag.nameEnd + int32(start)})
	}
	b.scan.links += part.links
	return part.within == "" && len(part.fat) == 0 && !part.tangled() && len(b.scan.tags) < maxTags
}
