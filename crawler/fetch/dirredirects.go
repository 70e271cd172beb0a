package fetch

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// redirectsFile holds rules in the form that Netlify and Cloudflare Pages share: from, to, status.
const redirectsFile = "_redirects"

// headersFile holds header rules of the same hosts. Only that it is there matters.
const headersFile = "_headers"

const maxRedirects = 1 << 20 // bytes of redirectsFile that are read

// redirectRule is one line: "/old/* /new/:splat 301!".
type redirectRule struct {
	from   []string // segments; ":name" is any one of them
	splat  bool     // whatever follows matches too
	to     string   // path on the host, or an address
	status int
	force  bool // wins over a file of that name
}

// readRedirects reads the rules of the directory, if it has any. Lines that make no sense are problems, not errors.
func (d *Dir) readRedirects() error {
	f, err := d.root.Open(redirectsFile)
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("opening %s in %q: %w", redirectsFile, d.name, err)
	}
	defer f.Close()
	lines := bufio.NewScanner(io.LimitReader(f, maxRedirects))
	for n := 1; lines.Scan(); n++ {
		fields := redirectFields(lines.Text())
		if len(fields) == 0 {
			continue
		}
		rule, err := parseRedirect(fields, d.origin)
		if err != nil {
			d.problems = append(d.problems, fmt.Sprintf("%s line %d has no effect: %v", redirectsFile, n, err))
			continue
		}
		d.rules.add(rule)
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("reading %s in %q: %w", redirectsFile, d.name, err)
	}
	return nil
}

// redirectFields splits a line and drops its comment.
func redirectFields(line string) []string {
	fields := strings.Fields(line)
	if i := slices.IndexFunc(fields, func(f string) bool { return strings.HasPrefix(f, "#") }); i >= 0 {
		return fields[:i]
	}
	return fields
}

var redirectStatus = regexp.MustCompile(`^([0-9]{3})(!?)$`)

func parseRedirect(fields []string, origin string) (redirectRule, error) {
	rule := redirectRule{status: http.StatusMovedPermanently}
	for _, f := range fields[1:] {
		if name, _, ok := strings.Cut(f, "="); ok && !strings.ContainsAny(name, "/:") {
			return rule, fmt.Errorf("condition %q is not supported", f)
		}
	}
	if len(fields) < 2 || len(fields) > 3 {
		return rule, fmt.Errorf("want from, to and status, have %d fields", len(fields))
	}
	if len(fields) == 3 {
		m := redirectStatus.FindStringSubmatch(fields[2])
		if m == nil {
			return rule, fmt.Errorf("status %q is no number", fields[2])
		}
		rule.status, _ = strconv.Atoi(m[1])
		rule.force = m[2] != ""
	}
	if err := rule.setFrom(fields[0], origin); err != nil {
		return rule, err
	}
	return rule, rule.setTo(fields[1], origin)
}

func (r *redirectRule) setFrom(from, origin string) error {
	path := ownPath(from, origin)
	if !strings.HasPrefix(path, "/") {
		return fmt.Errorf("%q is no path of this site", from)
	}
	if strings.Contains(path, "?") {
		return fmt.Errorf("%q holds a query, which is not matched", from)
	}
	path, r.splat = strings.CutSuffix(path, "*")
	if strings.Contains(path, "*") || r.splat && !strings.HasSuffix(path, "/") {
		return fmt.Errorf("%q has * elsewhere than as its last segment", from)
	}
	r.from = segments(path)
	return nil
}

func (r *redirectRule) setTo(to, origin string) error {
	r.to = ownPath(to, origin)
	own := strings.HasPrefix(r.to, "/") && !strings.HasPrefix(r.to, "//")
	switch {
	case !isRedirect(r.status) && r.status != http.StatusOK && r.status != http.StatusNotFound:
		return fmt.Errorf("status %d is neither a redirect nor 200 nor 404", r.status)
	case !isRedirect(r.status) && !own:
		return fmt.Errorf("%q is not in this directory", to)
	case !own && !strings.HasPrefix(r.to, "http://") && !strings.HasPrefix(r.to, "https://"):
		return fmt.Errorf("%q is neither a path nor an address", to)
	}
	return nil
}

// ownPath is the path of an address of this site; anything else comes back as it is.
func ownPath(address, origin string) string {
	if rest, ok := strings.CutPrefix(address, origin); ok && (rest == "" || rest[0] == '/') {
		return "/" + strings.TrimPrefix(rest, "/")
	}
	return address
}

var placeholder = regexp.MustCompile(`:[A-Za-z_][A-Za-z0-9_]*`)

// match tells where the rule leads from t, whose path has these segments. A slash at the end makes no difference, and a rule never leads to itself.
// The query goes along unless the rule has its own.
func (r *redirectRule) match(t target, path []string) (to string, ok bool) {
	if len(path) < len(r.from) || len(path) > len(r.from) && !r.splat {
		return "", false
	}
	values := make(map[string]string)
	for i, want := range r.from {
		if strings.HasPrefix(want, ":") {
			values[want] = path[i]
		} else if unescape(want) != unescape(path[i]) {
			return "", false
		}
	}
	if rest := path[len(r.from):]; len(rest) > 0 {
		values[":splat"] = strings.Join(rest, "/")
		if strings.HasSuffix(t.path, "/") {
			values[":splat"] += "/"
		}
	} else if r.splat {
		values[":splat"] = ""
	}
	to = placeholder.ReplaceAllStringFunc(r.to, func(name string) string {
		if value, ok := values[name]; ok {
			return value
		}
		return name // the port of an address, or a colon that means nothing
	})
	if to == t.path {
		return "", false
	}
	if !strings.Contains(to, "?") {
		to += t.query
	}
	return to, true
}

// segments splits a path; slashes around it do not count.
func segments(path string) []string {
	path = strings.Trim(path, "/")
	if path == "" {
		return nil
	}
	return strings.Split(path, "/")
}
