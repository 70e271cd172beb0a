package page

import (
	"math/rand/v2"
	"strings"
	"testing"
)

func TestResolve(t *testing.T) {
	r, err := NewResolver("https://health.example/spine/pain?print=1#top")
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct{ ref, want, problem string }{
		{"/a/", "https://health.example/a/", ""},
		{"b", "https://health.example/spine/b", ""},
		{"../b?x=1#y", "https://health.example/b?x=1#y", ""},
		{"../../../b", "https://health.example/b", ""},
		{"./", "https://health.example/spine/", ""},
		{"?q=2", "https://health.example/spine/pain?q=2", ""},
		{"#part", "https://health.example/spine/pain?print=1#part", ""},
		{"//cdn.example/x.js", "https://cdn.example/x.js", ""},
		{"HTTPS://Health.Example:443/A", "https://health.example/A", ""},
		{"http://h.example", "http://h.example/", ""},
		{"http://h.example/%zz", "http://h.example/%zz", ""},
		{"/100%-natural/", "https://health.example/100%-natural/", ""},
		{" /a\n/b ", "https://health.example/a/b", ""},
		{`http://h.example\@evil/`, "http://h.example/@evil/", ""},
		{"http://127.1/", "http://127.0.0.1/", ""},
		{"/a/%2e%2e/b", "https://health.example/b", ""},
		{"/?q='x'", "https://health.example/?q=%27x%27", ""},
		{"/search?q=a b", "https://health.example/search?q=a%20b", ""},
		{"/straße", "https://health.example/stra%C3%9Fe", ""},
		{"https://bücher.example/", "https://xn--bcher-kva.example/", ""},
		{"mailto:a@b.example", "mailto:a@b.example", ""},
		{"TEL:+1-555", "tel:+1-555", ""},
		{"javascript:void(0)", "javascript:void(0)", ""},
		{"data:,x", "data:,x", ""},
		{"", "", "empty"},
		{" \n", "", "empty"},
		{"#", "", "hash"},
		{"http:/x", "", "malformed"},
		{"http:x", "", "malformed"},
		{"http://", "", "malformed"},
		{"http:///x", "", "malformed"},
		{"///x", "", "malformed"},
		{"//", "", "malformed"},
		{"htt://h.example/", "", "malformed"},
		{"htpps://h.example/", "", "malformed"},
		{"hhttp://h.example/", "", "malformed"},
		{"http://h.example:99999/", "", "malformed"},
		{"http://h.example:8o/", "", "malformed"},
		{"http://h e.example/", "", "malformed"},
		{"/my page/", "https://health.example/my%20page/", "malformed"},
		{"files/Dose table.pdf?copy=1#page=2", "https://health.example/spine/files/Dose%20table.pdf?copy=1#page=2", "malformed"},
		{"https://h.example/a b", "https://h.example/a%20b", "malformed"},
		{"/my page:99999", "https://health.example/my%20page:99999", "malformed"},
		{"http://[::1/", "", "malformed"},
		{"//" + strings.Repeat("n.", 123) + "example/", "https://" + strings.Repeat("n.", 123) + "example/", ""}, // 253 bytes
		{"//" + strings.Repeat("n.", 124) + "example/", "", "malformed"},
		{"//" + strings.Repeat("n", 3000) + "\uB42A/", "", "malformed"},
	} {
		got, problem := r.Resolve(test.ref)
		if got != test.want || problem != test.problem {
			t.Errorf("Resolve(%q) = %q, %q; want %q, %q", test.ref, got, problem, test.want, test.problem)
		}
	}
}

func TestNewResolverNeedsAbsoluteBase(t *testing.T) {
	if _, err := NewResolver("spine/pain"); err == nil {
		t.Error("relative base accepted")
	}
}

// References that the fast way must take, or it is of no use.
func TestResolveFast(t *testing.T) {
	r, _ := NewResolver("https://health.example/spine/pain/")
	for _, ref := range []string{"/a/b/", "b.html", "../c/", "./d", "https://other.example/x?y=1&z=2#f", "//cdn.example/a.js", "#top", "?page=2"} {
		if _, _, ok := r.fast.resolve(ref); !ok {
			t.Errorf("%q is resolved the slow way", ref)
		}
	}
}

// Random references, made of the pieces that URL parsers trip over: the fast way agrees with the standard's or declines.
func TestFastAgreesWithSlow(t *testing.T) {
	pieces := []string{"http:", "https:", "HTTP:", "mailto:", "//", "/", "\\", ".", "..", "./", "../", "%2e", "%2E", "%", "%zz", "?", "#", "&", "=",
		":", "@", ":80", ":443", ":8080", ":0080", ":99999", "127.0.0.1", "a", "b", "A", "0", "1", "-", "--", "_", "~", "xn--", "health.example", "1.2", "'", "\"", " ", "\t", "é", "|", "^",
		"[", "]", "{", "`", "<", ">", "+", ",", ";", "!", "$", "*", "(", ")", "\x00", "\x7f", "\xff", "index.html"}
	random := rand.New(rand.NewPCG(1, 2))
	taken := 0
	for _, base := range []string{"https://h.example/a/b?c#d", "http://h.example:8080", "http://h.example/a//b/", "http://127.0.0.1:8080/"} {
		r, err := NewResolver(base)
		if err != nil {
			t.Fatal(err)
		}
		for range 20_000 {
			var ref strings.Builder
			for range 1 + random.IntN(6) {
				ref.WriteString(pieces[random.IntN(len(pieces))])
			}
			base, rest, ok := r.fast.resolve(ref.String())
			if !ok {
				continue
			}
			taken++
			if slow, problem := r.slow(ref.String()); base+rest != slow || problem != "" {
				t.Errorf("%q against %q: fast %q, slow %q %s", ref.String(), r.Base(), base+rest, slow, problem)
			}
		}
	}
	if taken < 3000 {
		t.Errorf("only %d references were resolved fast: the test says little", taken)
	}
}

func FuzzResolve(f *testing.F) {
	bases := []string{"https://h.example/a/b?c#d", "http://h.example:8080", "https://u:p@h.example/x/", "http://127.0.0.1/a/../b/", "ftp://h.example/x"}
	for i, ref := range []string{"/a", "b/../c", "../../x", "./", ".", "..", "a:b", "?a'b", "#x y", "//h.example", "http://a.b/", "https://A.b/",
		"http:/x", "%2e/x", "/%2E%2e/", "http://1.2.3", "http://xn--a/", "//h.example:80/", "/a//b", "..//x", "a/./b", "\\x", "x\x00", "http://a..b/", "http://a-.b/"} {
		f.Add(uint8(i), ref)
	}
	resolvers := make([]*Resolver, len(bases))
	for i, base := range bases {
		var err error
		if resolvers[i], err = NewResolver(base); err != nil {
			f.Fatal(err)
		}
	}
	f.Fuzz(func(t *testing.T, which uint8, ref string) {
		r := resolvers[int(which)%len(resolvers)]
		if base, rest, ok := r.fast.resolve(ref); ok {
			if slow, problem := r.slow(ref); base+rest != slow || problem != "" {
				t.Fatalf("%q against %q: fast %q, slow %q %s", ref, r.Base(), base+rest, slow, problem)
			}
		}
		if abs, problem := r.Resolve(ref); problem == "" && strings.HasPrefix(abs, "http") {
			if again, _ := r.slow(abs); again != abs {
				t.Fatalf("%q resolves to %q, and that to %q", ref, abs, again)
			}
		}
	})
}
