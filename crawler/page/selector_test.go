package page

import (
	"strings"
	"testing"
)

func TestSelectorsSayWhatTheyStandIn(t *testing.T) {
	f := extract(`<title>x</title><main><p>one<p>two <a href=1>x</a><section><h2>y</h2><odd:name>z</odd:name><odd-name><a href=2>x</a></odd-name></section></main><div id=own><ul>` +
		strings.Repeat("<li>one", 200) + `</ul></div>`)
	at := map[string]Selector{}
	for _, b := range f.Blocks {
		at[b.Selector.String()] = b.Selector
	}
	at["main > p:nth-of-type(2) > a"] = f.Links[0].Selector
	at["main > section > odd-name > a"] = f.Links[1].Selector
	at["head > title"] = f.Titles[0].Selector
	for _, c := range []struct{ selector, last, in string }{
		{"head > title", "title", ""},
		{"main > p:nth-of-type(1)", "p", ""},
		{"main > p:nth-of-type(2) > a", "a", "main > p:nth-of-type(2)"},
		{"main > section", "section", ""},
		{"main > section > h2", "h2", "main > section"},
		{"main > section > odd-name > a", "a", "main > section"},
		{"#own > ul > li:nth-of-type(1)", "li", ""},
		{"#own > ul > li:nth-of-type(20)", "li", ""},
		{"#own > ul > li:nth-of-type(200)", "li", ""},
	} {
		s := at[c.selector]
		if s.String() != c.selector || s.Last() != c.last {
			t.Errorf("%q is %q, its last %q", c.selector, s, s.Last())
		}
		for other, o := range at {
			if want := other == c.selector || other == c.in; s.In(o) != want {
				t.Errorf("%q in %q: %v", c.selector, other, !want)
			}
		}
	}
	if at["main > section > h2"].In("") {
		t.Error("it stands in an element without a selector")
	}
}

// A damaged database must not take the process down, nor must the name of an element without its secret.
func TestDamagedSelectors(t *testing.T) {
	f := extract(`<p id=secret-id><odd-name><b>x</b><b><a href=1>x</a></b></odd-name>`)
	whole := string(f.Links[0].Selector)
	if got := Selector(strings.Replace(whole, "secret", "[hidden]", 1)).String(); got != "#[hidden]-id > odd-name > b:nth-of-type(2) > a" {
		t.Errorf("without its secret it is %q", got)
	}
	for n := range whole {
		_ = Selector(whole[:n]).String()
		for _, c := range []byte{0, 0x7f, 0x80, 0xff} {
			_ = Selector(whole[:n] + string([]byte{c}) + whole[n+1:]).String()
		}
	}
}
