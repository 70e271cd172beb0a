package robots

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

// TestDecide follows the cases that RFC 9309 and Google publish about their matching: groups, product tokens, case, longest
// match, wildcards, escapes, order of the query.
func TestDecide(t *testing.T) {
	const two = "user-agent: WardBot\nallow: /ward\n\nuser-agent: *\ndisallow: /\n"
	for _, c := range []struct {
		name, text, agent, allowed, refused string // paths, separated by spaces
	}{
		{"no file", "", "WardBot", "/ /x", ""},
		{"case and white space of a line", "USER-AGENT:WARDBOT\n  DisAllow :\t/x  # why", "wardbot", "/ /X", "/x /x/y"},
		{"own group, no fallback to *", "user-agent: *\ndisallow: /\nuser-agent: WardBot\ndisallow: /x", "WardBot", "/y", "/x"},
		{"longest wins over order", two, "WardBot", "/ward /ward/1 /other", ""},
		{"no group but *", two, "OtherBot", "", "/ /ward"},
		{"no group at all", "user-agent: WardBot\ndisallow: /", "OtherBot", "/x", ""},
		{"an empty group allows", "user-agent: *\ndisallow: /\nuser-agent: WardBot\ndisallow:", "WardBot", "/x", ""},
		{"two agents, one group", "user-agent: A\nuser-agent: B\ndisallow: /x", "b", "/y", "/x"},
		{"two groups are joined", "user-agent: A\ndisallow: /x\nuser-agent: B\ndisallow: /\nuser-agent: A\ndisallow: /y", "A", "/z", "/x /y"},
		{"sitemap lines end no group", "user-agent: A\nsitemap: https://h.example/s.xml\nuser-agent: B\ndisallow: /x", "A", "/y", "/x"},
		{"rules before a group", "disallow: /x\nuser-agent: *\ndisallow: /y", "A", "/x", "/y"},
		{"version of a product", "user-agent: WardBot/2.1\ndisallow: /x", "WardBot", "/y", "/x"},
		{"a word after the product", "user-agent: WardBot Images\ndisallow: /x", "WardBot", "/y", "/x"},
		{"a product is no prefix", "user-agent: ward\ndisallow: /", "WardBot", "/x", ""},
		{"asterisk with words", "user-agent: * all of you\ndisallow: /x", "A", "/y", "/x"},
		{"asterisk as a prefix is none", "user-agent: *bot\ndisallow: /", "A", "/x", ""},
		{"path keeps its case", "user-agent: *\ndisallow: /X/", "A", "/x/", "/X/"},
		{"longest match", "user-agent: *\ndisallow: /ward/page.html\nallow: /ward/", "A", "/ward/ /ward/other", "/ward/page.html"},
		{"longest match, other order", "user-agent: *\nallow: /ward/page.html\ndisallow: /ward/", "A", "/ward/page.html", "/ward/ /ward/page"},
		{"equal length: allow", "user-agent: *\ndisallow: /x\nallow: /x", "A", "/x", ""},
		{"empty patterns decide nothing", "user-agent: *\nallow:\ndisallow: /", "A", "", "/"},
		{"wildcard inside", "user-agent: *\ndisallow: /a*/c", "A", "/a /ac", "/a/c /ab/c /a/b/c/d"},
		{"trailing wildcard", "user-agent: *\ndisallow: /fish*", "A", "/Fish /cat", "/fish /fish.html /fish/salmon"},
		{"end", "user-agent: *\ndisallow: /*.php$", "A", "/x.php5 /x.php?a=1 /php", "/x.php /a/b.php"},
		{"end without wildcard", "user-agent: *\ndisallow: /\nallow: /$", "A", "/", "/x"},
		{"dollar inside is a letter", "user-agent: *\ndisallow: /a$b", "A", "/a", "/a$b/c"},
		{"wildcard and end share no letter", "user-agent: *\ndisallow: /ab*ba$", "A", "/aba", "/abba /ab1ba"},
		{"a pattern without slash", "user-agent: *\ndisallow: x\ndisallow: *y", "A", "/x", "/y /a/yy"},
		{"rules in UTF-8", "user-agent: *\ndisallow: /ärzte", "A", "/arzte", "/%C3%A4rzte/ /%c3%a4rzte /ärzte"},
		{"digits of escapes", "user-agent: *\ndisallow: /a%2fb", "A", "/a/b", "/a%2fb /a%2Fb"},
		{"escapes of letters stay", "user-agent: *\ndisallow: /%62%61", "A", "/ba", "/%62%61"},
		{"a percent sign alone", "user-agent: *\ndisallow: /100%-", "A", "/100", "/100%-natural/"},
		{"query in its order", "user-agent: *\ndisallow: /*?b=2&a=1", "A", "/x?a=1&b=2", "/x?b=2&a=1"},
		{"index.html is its folder", "user-agent: *\ndisallow: /\nallow: /x/index.html", "A", "/x/ /x/index.html /x/index.html5", "/x /x/y"},
		{"disallowed index.html is not", "user-agent: *\ndisallow: /x/index.html", "A", "/x/", "/x/index.html"},
		{"usual misspellings", "useragent: A\ndissallow: /x\nDisalow: /y", "A", "/z", "/x /y"},
		{"colons forgotten", "user-agent A\ndisallow /x\ndisallow /y z", "A", "/y", "/x"},
		{"BOM", "\ufeffuser-agent: A\ndisallow: /x", "A", "/y", "/x"},
		{"CR alone", "user-agent: A\rdisallow: /x\rdisallow: /y", "A", "/z", "/x /y"},
		{"UTF-16", "u\x00s\x00e\x00r\x00-\x00a\x00g\x00e\x00n\x00t\x00:\x00*\x00", "A", "/x", ""},
		{"a page", "<!doctype html>\n<title>Not found</title>\n<p>disallow: /", "A", "/", ""},
	} {
		rules := Parse(c.text).For(c.agent)
		for path := range strings.FieldsSeq(c.allowed) {
			if d := rules.Decide(path); !d.Allowed {
				t.Errorf("%s: %s is refused by line %d", c.name, path, d.Rule.Line)
			}
		}
		for path := range strings.FieldsSeq(c.refused) {
			if d := rules.Decide(path); d.Allowed {
				t.Errorf("%s: %s is allowed by %v", c.name, path, d.Rule)
			}
		}
	}
}

func TestDecisionNamesItsLine(t *testing.T) {
	rules := Parse("# ward\r\nuser-agent: b\r\nuser-agent: WardBot\r\ndisallow: /x\r\n\r\nallow: /x/y # but\r\nallow: /i/index.html").For("wardbot")
	if rules.Agent != "WardBot" || rules.Line != 3 || rules.Groups != 1 {
		t.Errorf("group %+v", rules)
	}
	for path, want := range map[string]string{"/x": "4 Disallow: /x", "/x/y/z": "6 Allow: /x/y", "/i/": "7 Allow: /i/$", "/z": ""} {
		got := ""
		if rule := rules.Decide(path).Rule; rule != nil {
			got = fmt.Sprint(rule.Line, " ", rule)
		}
		if got != want {
			t.Errorf("%s: %q, want %q", path, got, want)
		}
	}
	if rules := Parse("user-agent: a\ndisallow: /").For("b"); rules.Agent != "" || rules.Groups != 0 {
		t.Errorf("a group for nobody: %+v", rules)
	}
}

func TestFacts(t *testing.T) {
	f := Parse("disallow: /early\nSitemap: https://h.example/s.xml\nuser-agent: *\ncrawl-delay: 2.5\nsitemap: /s2.xml\nhost: h.example\nnoise: 1\nuser-agent: b")
	want := []Fault{{FaultNoAgent, 1, "/early"}, {FaultSitemap, 5, "/s2.xml"}, {FaultUnknown, 7, "noise"}}
	if !slices.Equal(f.Faults, want) {
		t.Errorf("faults %v, want %v", f.Faults, want)
	}
	if want := []Line{{2, "https://h.example/s.xml"}, {5, "/s2.xml"}}; !slices.Equal(f.Sitemaps, want) {
		t.Errorf("sitemaps %v", f.Sitemaps)
	}
	if d := f.For("A").Delay; d != 2500*time.Millisecond {
		t.Errorf("delay %v", d)
	}
	for value, want := range map[string]time.Duration{"-1": 0, "NaN": 0, "soon": 0, "1e99": 24 * time.Hour, "10": 10 * time.Second} {
		if got := delay(value); got != want {
			t.Errorf("delay %q is %v, want %v", value, got, want)
		}
	}
	for text, want := range map[string]string{"<!DOCTYPE HTML><p>": FaultHTML, " \n<html>": FaultHTML, "user-agent: *\n\x00": FaultNUL, strings.Repeat("#", MaxSize+1): FaultSize} {
		if f := Parse(text); len(f.Faults) != 1 || f.Faults[0].Code != want {
			t.Errorf("%.20q: faults %v, want %s", text, f.Faults, want)
		}
	}
}

func TestOnlyTheFirstHalfMegabyteCounts(t *testing.T) {
	text := "user-agent: *\ndisallow: /first\n" + strings.Repeat("# filler\n", MaxSize/9) + "disallow: /last\n"
	rules := Parse(text).For("A")
	if rules.Decide("/first").Allowed || !rules.Decide("/last").Allowed {
		t.Error("the limit is not where it should be")
	}
}

func TestProduct(t *testing.T) {
	for agent, want := range map[string]string{"rounds/0.1 (+https://h.example)": "rounds", "Ward-Bot_x 1": "ward-bot_x", "": "*", "1bot": "*"} {
		if got := Product(agent); got != want {
			t.Errorf("%q is %q, want %q", agent, got, want)
		}
	}
}

func TestPath(t *testing.T) {
	for address, want := range map[string]string{
		"https://h.example/a/b?c=/d&e#f": "/a/b?c=/d&e", "https://h.example": "/", "https://h.example?a": "/?a", "https://h.example#a/b": "/",
		"https://h.example/100%-natural/": "/100%-natural/",
	} {
		if got := Path(address); got != want {
			t.Errorf("%s: %q, want %q", address, got, want)
		}
	}
}

// TestHostileFiles bounds the time of files that are made to be slow.
func TestHostileFiles(t *testing.T) {
	for name, text := range map[string]string{
		"groups":    strings.Repeat("user-agent: a\ndisallow: /x\n", 100_000),
		"agents":    strings.Repeat("user-agent: a\n", 30_000) + strings.Repeat("disallow: /x\n", 10_000),
		"wildcards": "user-agent: *\n" + strings.Repeat("disallow: /"+strings.Repeat("*a", 8000)+"b\n", 30),
	} {
		start := time.Now()
		Parse(text).For("A").Decide("/" + strings.Repeat("a", 8192))
		if d := time.Since(start); d > 2*time.Second {
			t.Errorf("%s: %v", name, d)
		}
	}
}
