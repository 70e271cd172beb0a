package page

import (
	"strconv"
	"strings"
)

// parseRefresh reads "5; url=/next" as the HTML Standard does for meta refresh. Address is "" where the page reloads
// itself.
func parseRefresh(content string) (address string, seconds int, ok bool) {
	s := strings.TrimLeft(content, " \t\r\n\f")
	digits := 0
	for digits < len(s) && s[digits] >= '0' && s[digits] <= '9' {
		digits++
	}
	if digits == 0 && !strings.HasPrefix(s, ".") {
		return "", 0, false
	}
	seconds, err := strconv.Atoi(s[:digits])
	if err != nil && digits > 0 {
		seconds = 1<<31 - 1
	}
	s = strings.TrimLeft(s[digits:], "0123456789.")
	if s != "" && !strings.ContainsRune(";, \t\r\n\f", rune(s[0])) {
		return "", 0, false
	}
	s = strings.TrimLeft(s, " \t\r\n\f")
	s = strings.TrimLeft(strings.TrimPrefix(strings.TrimPrefix(s, ";"), ","), " \t\r\n\f")
	return refreshAddress(s), seconds, true
}

func refreshAddress(s string) string {
	if hasFold(s, "url") {
		if after := strings.TrimLeft(s[3:], " \t\r\n\f"); strings.HasPrefix(after, "=") {
			s = strings.TrimLeft(after[1:], " \t\r\n\f")
		}
	}
	if s != "" && (s[0] == '"' || s[0] == '\'') {
		quoted, _, _ := strings.Cut(s[1:], s[:1])
		return strings.TrimSpace(quoted)
	}
	return strings.TrimSpace(s)
}
