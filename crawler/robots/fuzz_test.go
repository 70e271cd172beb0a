package robots

import (
	"strings"
	"testing"

	"github.com/jimsmart/grobotstxt"
)

// FuzzDecide holds the matching to that of Google's own, as grobotstxt ports it; escapes excepted, which it spoils.
func FuzzDecide(f *testing.F) {
	f.Add("user-agent: A\nallow: /x*y$\ndisallow: /", "/xzy")
	f.Add("user-agent: *\rdisallow: /a\rallow: /i/index.html", "/i/")
	f.Add("user-agent: B\n\nuser-agent: A\nuser-agent: *\ndisallow: *a*a$", "/aaa")
	f.Fuzz(func(t *testing.T, text, path string) {
		if len(text) > 4096 || len(path) > 256 || !tame(path) || !sameTokens(text) || !plain(text) {
			return
		}
		path = "/" + path
		got := Parse(text).For("A").Decide(path).Allowed
		if want := grobotstxt.AgentAllowed(text, "A", "http://h.example"+path); got != want {
			t.Errorf("%q of %q: allowed %v, by Google %v", path, text, got, want)
		}
	})
}

// tame reports whether url.Parse, which grobotstxt adds to what Google does, leaves a path as it is.
func tame(path string) bool {
	return !strings.ContainsFunc(path, func(c rune) bool { return !strings.ContainsRune("abcxyzABC019/-_.~*$?=&", c) }) && strings.Count(path, "?") < 2
}

// sameTokens reports whether the user agents of a text have nothing that grobotstxt takes for part of a token and RFC 9309 does not.
func sameTokens(text string) bool {
	for _, g := range Parse(text).Groups {
		for _, a := range g.Agents {
			if strings.ContainsAny(a.Value, "0123456789~#$%'*+.^`|") || strings.ContainsFunc(a.Value, func(c rune) bool { return c < ' ' || c > '~' }) {
				return a.Value == "*"
			}
		}
	}
	return true
}
