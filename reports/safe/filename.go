package safe

import (
	"crypto/sha256"
	"fmt"
	"regexp"
	"strings"
)

var (
	unfit    = regexp.MustCompile(`[^a-z0-9._-]+`)
	reserved = regexp.MustCompile(`^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)`)
)

// FileName makes any text the name of a file on every file system: lower-case ASCII letters, digits, dots, dashes and
// underscores, at most 64 bytes, no leading dot, no name that Windows reserves. Where something had to be changed a hash
// of the text is appended, so that texts that look alike do not share a name.
func FileName(s string) string {
	name := strings.Trim(unfit.ReplaceAllString(strings.ToLower(s), "-"), ".-")
	if reserved.MatchString(name) {
		name = "_" + name
	}
	if name == s && name != "" && len(name) <= 64 {
		return name
	}
	sum := fmt.Sprintf("%x", sha256.Sum256([]byte(s)))[:12]
	name = strings.TrimRight(name[:min(len(name), 51)], ".-")
	if name == "" {
		return sum
	}
	return name + "-" + sum
}
