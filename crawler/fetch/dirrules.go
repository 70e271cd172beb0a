package fetch

import "strings"

// ruleBook holds redirect rules so that a site with thousands of them need not try each for every address.
type ruleBook struct {
	rules []redirectRule
	plain map[string][]int // rules without placeholder and splat, by the key of their path
	open  []int            // all others
}

func (b *ruleBook) add(r redirectRule) {
	n := len(b.rules)
	b.rules = append(b.rules, r)
	if r.splat || hasPlaceholder(r.from) {
		b.open = append(b.open, n)
		return
	}
	if b.plain == nil {
		b.plain = map[string][]int{}
	}
	key := ruleKey(r.from)
	b.plain[key] = append(b.plain[key], n)
}

// match finds the first rule that leads from t somewhere else. Where t names a file, only a forced one does.
func (b *ruleBook) match(t target, isFile bool) (status int, to string, ok bool) {
	if len(b.rules) == 0 {
		return 0, "", false
	}
	path := segments(t.path)
	plain, open := b.plain[ruleKey(path)], b.open
	for len(plain)+len(open) > 0 {
		next := &open
		if len(open) == 0 || len(plain) > 0 && plain[0] < open[0] {
			next = &plain
		}
		rule := &b.rules[(*next)[0]]
		*next = (*next)[1:]
		if isFile && !rule.force {
			continue
		}
		if to, ok := rule.match(t, path); ok {
			return rule.status, to, true
		}
	}
	return 0, "", false
}

func hasPlaceholder(segments []string) bool {
	for _, s := range segments {
		if strings.HasPrefix(s, ":") {
			return true
		}
	}
	return false
}

// ruleKey is the same for paths that differ in their spelling alone.
func ruleKey(segments []string) string {
	var b strings.Builder
	for _, s := range segments {
		b.WriteString(unescape(s))
		b.WriteByte(0)
	}
	return b.String()
}
