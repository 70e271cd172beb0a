package page

import (
	"strings"

	"github.com/healthusias/rounds/crawler/page/lazy"
)

const (
	maxSending   = 2 << 10 // bytes of a script that does nothing but send readers elsewhere
	maxElsewhere = 30      // of a page that has nothing else to say
)

// sending is an assignment of a constant address to the location of the page.
var sending = lazy.MustCompile(`\blocation(?:\.href)?\s*=\s*["']([^"']+)["']|\blocation\.(?:replace|assign)\(\s*["']([^"']+)["']\s*\)`)

// scriptTarget is the address that a short script sends to, as written, "" for none. It reads no script: whether the
// line is reached is not known.
func scriptTarget(script string) string {
	if len(script) > maxSending || !strings.Contains(script, "location") {
		return ""
	}
	if m := sending.FindStringSubmatch(script); m != nil {
		return m[1] + m[2]
	}
	return ""
}

// finishSending believes a script only on a page that says next to nothing itself.
func (w *walker) finishSending() {
	if w.sends != "" && w.f.Words < maxElsewhere {
		w.f.ScriptTarget, _ = w.d.resolver.Resolve(w.sends)
	}
}
