package reports

import (
	"strings"

	"github.com/olekukonko/tablewriter/pkg/twwidth"
	"github.com/rivo/uniseg"
)

// fit cuts every word that is wider than width in its middle: the ends of an address tell more than its middle.
// A width of 0 or less cuts nothing.
func fit(text string, width int) string {
	if width <= 0 || twwidth.Width(text) <= width {
		return text
	}
	words := strings.Split(text, " ")
	for i, word := range words {
		words[i] = cutMiddle(word, width)
	}
	return strings.Join(words, " ")
}

// shrink cuts the widest word of a line by as much as the line is too wide, but leaves it legible. A width of 0 or less
// cuts nothing.
func shrink(line string, width int) string {
	over := twwidth.Width(line) - width
	if width <= 0 || over <= 0 {
		return line
	}
	words := strings.Split(line, " ")
	widest := 0
	for i := range words {
		if twwidth.Width(words[i]) > twwidth.Width(words[widest]) {
			widest = i
		}
	}
	words[widest] = cutMiddle(words[widest], max(narrow, twwidth.Width(words[widest])-over))
	return strings.Join(words, " ")
}

func cutMiddle(word string, width int) string {
	if twwidth.Width(word) <= width {
		return word
	}
	var clusters []string
	for g := uniseg.NewGraphemes(word); g.Next(); {
		clusters = append(clusters, g.Str())
	}
	tail := takeBack(clusters, (width-1)/2)
	head := takeFront(clusters[:len(clusters)-len(tail)], width-1-(width-1)/2)
	return strings.Join(head, "") + "…" + strings.Join(tail, "")
}

func takeFront(clusters []string, width int) []string {
	for i, c := range clusters {
		if width -= twwidth.Width(c); width < 0 {
			return clusters[:i]
		}
	}
	return clusters
}

func takeBack(clusters []string, width int) []string {
	for i := len(clusters); i > 0; i-- {
		if width -= twwidth.Width(clusters[i-1]); width < 0 {
			return clusters[i:]
		}
	}
	return clusters
}
