package fetch

import (
	"bytes"
	"strings"
	"testing"
)

// FuzzTarget: an address that is understood has one spelling, and its path goes on the wire as it stands there.
func FuzzTarget(f *testing.F) {
	for _, s := range []string{"http://h/100%-natural/?%zz", "https://u:p@[::1]:443//a", "HTTP://ÜBER.example/ä?ö#x", "http://127.1", "http://h:0?", "http://h\\@e/"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		a, err := parseTarget(s)
		if err != nil {
			return
		}
		if b, err := parseTarget(a.String()); err != nil || a != b {
			t.Fatalf("%q: %+v, then %+v, %v", s, a, b, err)
		}
		wire := strings.TrimPrefix(a.url().RequestURI(), a.origin())
		if wire != a.path+a.query {
			t.Fatalf("%q: sends %q, want %q", s, wire, a.path+a.query)
		}
	})
}

// FuzzDecode: whatever comes under whatever name, no more than the limit comes out.
func FuzzDecode(f *testing.F) {
	for name := range compressors {
		f.Add([]byte(compress(f, name, "<p>some page</p>")), "gzip")
	}
	f.Add([]byte("\x28\xb5\x2f\xfd"), "zstd")
	f.Add([]byte(compress(f, "br", "<p>")), "br")
	f.Add([]byte(compress(f, "raw", "<p>")), "deflate")
	f.Fuzz(func(t *testing.T, data []byte, coding string) {
		if openers[coding] == nil {
			return
		}
		if c, _ := decode(bytes.NewReader(data), []string{coding, "gzip"}, bounds{nil, 1000, func() {}}); len(c.data) > 1000 {
			t.Fatalf("%d bytes", len(c.data))
		}
		if c, _ := decode(bytes.NewReader(data), []string{coding}, bounds{nil, 1000, func() {}}); len(c.data) > 1000 {
			t.Fatalf("%d bytes", len(c.data))
		}
	})
}

// FuzzRedirectRule: a line gives a rule or an error, and a rule never leads an address to itself.
func FuzzRedirectRule(f *testing.F) {
	for line := range strings.Lines(redirects) {
		f.Add(line, "/blog/a/")
	}
	f.Fuzz(func(t *testing.T, line, path string) {
		fields := redirectFields(line)
		if len(fields) == 0 {
			return
		}
		rule, err := parseRedirect(fields, "https://health.example")
		if err != nil {
			return
		}
		at := target{scheme: "https", host: "health.example", path: path}
		to, ok := rule.match(at, segments(path))
		if ok && to == path {
			t.Fatalf("%q leads %q to itself", line, path)
		}
		var book ruleBook
		book.add(rule)
		if _, found, does := book.match(at, false); found != to || does != ok {
			t.Fatalf("%q leads %q to %q, %v, by the book to %q, %v", line, path, to, ok, found, does)
		}
	})
}
