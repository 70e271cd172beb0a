package robots

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Rules are the lines of a file that hold for one crawler. The zero value allows everything.
type Rules struct {
	Agent  string // the line's token that names the crawler: its own, "*", or "" where no group is for it
	Line   int    // of the first User-agent line that does so
	Groups int    // how many groups were joined (RFC 9309 2.2.1)
	Delay  time.Duration

	rules []Rule // the one that decides first comes first
}

// Decision is what a file says about one address.
type Decision struct {
	Allowed bool
	Rule    *Rule // the line that decides, nil where none matches
}

// For selects the rules of a crawler by its product token ("Googlebot"): those of all groups that name it, else those for "*".
func (f *File) For(token string) *Rules {
	r := &Rules{}
	for _, named := range []bool{true, false} {
		for _, g := range f.Groups {
			i := slices.IndexFunc(g.Agents, func(a Line) bool {
				return named && strings.EqualFold(product(a.Value), token) && token != "" || !named && everyone(a.Value)
			})
			if i >= 0 {
				r.join(g, g.Agents[i])
			}
		}
		if r.Groups > 0 {
			break
		}
	}
	// The longest pattern wins, of equal ones Allow (RFC 9309 2.2.2), of equal ones the first.
	slices.SortStableFunc(r.rules, func(a, b Rule) int {
		if c := cmp.Compare(len(b.Pattern), len(a.Pattern)); c != 0 || a.Allow == b.Allow {
			return c
		}
		if a.Allow {
			return -1
		}
		return 1
	})
	return r
}

func (r *Rules) join(g *Group, by Line) {
	if r.Groups++; r.Groups == 1 {
		r.Agent, r.Line = product(by.Value), by.Number
		if everyone(by.Value) {
			r.Agent = "*"
		}
	}
	r.Delay = max(r.Delay, g.delay)
	for _, rule := range g.Rules {
		r.rules = append(r.rules, rule)
		if folder, ok := index(rule); ok {
			r.rules = append(r.rules, folder)
		}
	}
}

// index is what Google takes "Allow: /a/index.html" for besides: "Allow: /a/$".
func index(rule Rule) (Rule, bool) {
	slash := strings.LastIndexByte(rule.Pattern, '/')
	if !rule.Allow || slash < 0 || !strings.HasPrefix(rule.Pattern[slash:], "/index.htm") {
		return rule, false
	}
	rule.Pattern = rule.Pattern[:slash+1] + "$"
	rule.match = newMatcher(rule.Pattern)
	return rule, true
}

// Decide finds the line that decides about path and query of an address, as a request would send them.
func (r *Rules) Decide(path string) Decision {
	path = normalize(path)
	for i := range r.rules {
		if rule := &r.rules[i]; rule.match.matches(path) {
			return Decision{rule.Allow, rule}
		}
	}
	return Decision{Allowed: true}
}

// Path is path and query of an absolute address: what Decide wants.
func Path(address string) string {
	_, rest, _ := strings.Cut(address, "://")
	rest, _, _ = strings.Cut(rest, "#")
	start := strings.IndexAny(rest, "/?")
	switch {
	case start < 0:
		return "/"
	case rest[start] == '?':
		return "/" + rest[start:]
	}
	return rest[start:]
}

// product is the token that a User-agent line names: its leading letters, "-" and "_" (RFC 9309 2.2.1), so that
// "Googlebot/2.1" and "Googlebot Images" name Googlebot.
func product(value string) string {
	end := strings.IndexFunc(value, func(c rune) bool {
		return (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && c != '-' && c != '_'
	})
	if end < 0 {
		return value
	}
	return value[:end]
}

// everyone reports whether a User-agent line is for all: Google lets words follow the asterisk.
func everyone(value string) bool {
	return value == "*" || strings.HasPrefix(value, "* ") || strings.HasPrefix(value, "*\t")
}

// Product is what robots.txt calls a crawler, by its user agent: "rounds/0.1 (+https://…)" is "rounds"; "*" where it has no such name.
func Product(userAgent string) string {
	return strings.ToLower(cmp.Or(product(userAgent), "*"))
}

func delay(value string) time.Duration {
	seconds, err := strconv.ParseFloat(value, 64)
	if err != nil || !(seconds > 0) {
		return 0
	}
	return time.Duration(min(seconds, maxCrawlDelay) * float64(time.Second))
}
