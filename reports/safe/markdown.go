package safe

import "strings"

// Markdown makes text a code span, where mentions, links, images and HTML are plain text. It may stand in a table: a
// pipe is written \|, which only a table undoes.
func Markdown(s string) string {
	s = Line(s)
	s = strings.ReplaceAll(s, `\|`, `\u{5c}|`) // a backslash would take the pipe's own
	s = strings.ReplaceAll(s, "|", `\|`)
	if s == "" {
		return "` `"
	}
	fence := strings.Repeat("`", longestRun(s, '`')+1)
	if s[0] == '`' || s[len(s)-1] == '`' || s[0] == ' ' && s[len(s)-1] == ' ' {
		s = " " + s + " " // CommonMark 6.1: one blank on each side is not part of the span
	}
	return fence + s + fence
}

func longestRun(s string, c byte) int {
	longest, run := 0, 0
	for i := range len(s) {
		if s[i] != c {
			run = 0
			continue
		}
		run++
		longest = max(longest, run)
	}
	return longest
}
