package page

import (
	"fmt"
	"strings"
	"sync"

	whatwg "github.com/nlnwa/whatwg-url/url"
)

// Problems of a reference, as in Link.Problem.
const (
	problemMissing   = "missing"
	problemEmpty     = "empty"
	problemHash      = "hash"
	problemMalformed = "malformed"
)

// Resolver turns references into absolute, normalized addresses as the WHATWG URL Standard does: the way browsers do,
// which is neither RFC 3986 nor net/url. It is safe for concurrent use.
type Resolver struct {
	address string
	fast    fastBase
	base    func() (*whatwg.Url, error) // parses it when that is first needed
}

// NewResolver returns a resolver against base, which must be absolute.
func NewResolver(base string) (*Resolver, error) {
	if plainAddress(base) {
		parse := sync.OnceValues(func() (*whatwg.Url, error) { return whatwg.Parse(base) })
		return &Resolver{address: base, fast: newFastBase(base), base: parse}, nil
	}
	u, err := whatwg.Parse(base)
	if err != nil {
		return nil, fmt.Errorf("base address %q: %w", base, err)
	}
	r := &Resolver{address: u.Href(false), base: func() (*whatwg.Url, error) { return u, nil }}
	if s := u.Scheme(); (s == "http" || s == "https") && u.Username() == "" && u.Password() == "" {
		r.fast = newFastBase(r.address)
	}
	return r, nil
}

// Base is the normalized base address.
func (r *Resolver) Base() string { return r.address }

// Resolve returns the absolute address of ref with its fragment, or why it is none: empty, hash (a lone #) or malformed.
// Malformed is what no browser can follow, and what browsers follow only by guessing that the author did not mean
// what is written: "http:/x", a misspelt scheme, spaces inside. Of these the last alone has an address, with the spaces
// percent-encoded: there all browsers guess the same.
func (r *Resolver) Resolve(ref string) (abs, problem string) {
	if base, rest, ok := r.fast.resolve(ref); ok {
		return base + rest, ""
	}
	return r.guess(ref)
}

// guess is Resolve of what fastBase declines.
func (r *Resolver) guess(ref string) (abs, problem string) {
	switch trimmed := strings.TrimFunc(ref, func(c rune) bool { return c <= ' ' }); {
	case trimmed == "":
		return "", problemEmpty
	case trimmed == "#":
		return "", problemHash
	default:
		trimmed = dropBreaks(trimmed)
		if misspelt(trimmed) {
			return "", problemMalformed
		}
		if abs, problem = r.slow(ref); spaced(trimmed) {
			problem = problemMalformed
		}
		return abs, problem
	}
}

// maxHost is how many bytes a host name of the DNS has at most (RFC 1035, 3.1), with the dot at its end. The standard lets longer ones pass, but not all
// of them a second time: what they stand for in Unicode can no longer be worked out.
const maxHost = 254

func (r *Resolver) slow(ref string) (abs, problem string) {
	base, err := r.base()
	if err != nil {
		return "", problemMalformed
	}
	u, err := base.Parse(ref)
	if err != nil || u.IsSpecialScheme() && (u.Host() == "" && u.Scheme() != "file" || len(u.Hostname()) > maxHost) {
		return "", problemMalformed
	}
	return u.Href(false), ""
}

// dropBreaks removes tabs and line breaks, which the standard ignores anywhere in an address.
func dropBreaks(s string) string {
	if !strings.ContainsAny(s, "\t\n\r") {
		return s
	}
	return strings.NewReplacer("\t", "", "\n", "", "\r", "").Replace(s)
}

// misspelt reports whether a reference is visibly not what its author meant before its path begins.
func misspelt(ref string) bool {
	scheme, rest := splitScheme(ref)
	switch scheme {
	case "http", "https":
		if !slashes(rest) || missingHost(rest[2:]) {
			return true
		}
	case "":
		if slashes(rest) && missingHost(rest[2:]) {
			return true
		}
	default:
		return nearly(scheme, "http") || nearly(scheme, "https")
	}
	return false
}

// spaced reports whether the path of a web address has spaces inside. A query may have them.
func spaced(ref string) bool {
	scheme, path := splitScheme(ref)
	if end := strings.IndexAny(path, "?#"); end >= 0 {
		path = path[:end]
	}
	return (scheme == "" || scheme == "http" || scheme == "https") && strings.Contains(path, " ")
}

// slashes reports whether an authority follows. Browsers read backslashes as slashes.
func slashes(s string) bool {
	return len(s) >= 2 && (s[0] == '/' || s[0] == '\\') && (s[1] == '/' || s[1] == '\\')
}

func missingHost(authority string) bool {
	return authority == "" || strings.IndexByte(`/\?#`, authority[0]) >= 0
}

// splitScheme returns the scheme in lower case, "" where ref is relative, and what follows its colon.
func splitScheme(ref string) (scheme, rest string) {
	for i := 0; i < len(ref); i++ {
		c := ref[i]
		switch {
		case letter(c):
		case i > 0 && (c >= '0' && c <= '9' || c == '+' || c == '-' || c == '.'):
		case i > 0 && c == ':':
			return lowerASCII(ref[:i]), ref[i+1:]
		default:
			return "", ref
		}
	}
	return "", ref
}

// nearly reports whether a differs from b by one letter left out, added, changed, or swapped with the next.
func nearly(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	switch len(b) - len(a) {
	case 1:
		return a[i:] == b[i+1:]
	case 0:
		return i < len(a) && (a[i+1:] == b[i+1:] ||
			i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:])
	}
	return false
}
