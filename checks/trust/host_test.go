package trust

import (
	"net/url"
	"strings"
	"testing"
)

// Where plainHost knows the host of an address, net/url knows no other one.
func TestPlainHost(t *testing.T) {
	plain := 0
	for _, address := range []string{
		"https://h.example/", "http://h.example", "https://h.example?q=1", "https://h.example#f", "https://1.2.3.4/a;b?c=d&e=[f]", "https://a-b.example/a:b@c/",
		"https://h.example:8080/", "https://user@h.example/", "https://H.example/", "https://h.example/%zz", "https://h.example/%20", "https://h.example/a b",
		"https://h.example/ü", "https://[::1]/", "https:///a", "https://", "ftp://h.example/", "mailto:a@h.example", "", "//h.example/", "https://h_x.example/",
		"https://h.example\\a", "https://h.example:/", "https://h.example:x/", "https://h.example/\x7f",
	} {
		host, ok := plainHost(address)
		if !ok {
			continue
		}
		plain++
		if u, err := url.Parse(address); err != nil || strings.ToLower(u.Hostname()) != host || u.Host != host {
			t.Errorf("%q: host %q, net/url says %v, %v", address, host, u, err)
		}
	}
	if plain != 6 {
		t.Errorf("%d addresses are plain, want 6", plain)
	}
}
