package page

import (
	"fmt"
	"strings"
	"testing"
)

// In all of these every link that has a position must stand exactly there; the address tells which it is.
func TestPositions(t *testing.T) {
	for _, test := range []struct {
		name, body string
		without    int // links that may lack a position
	}{
		{"plain", "<p><a href=1>x</a>\n<a href=2>y</a>", 0},
		{"comments", "<!-- <a href=0> --><a href=1>x</a><!----><a href=2>x</a><!--><a href=3>x</a>", 0},
		{"raw text", "<script>'<a href=0>'</script><style><a href=0></style><textarea><a href=0></textarea><title><a href=0></title><a href=1>x</a>", 0},
		{"quotes", `<a title="a > b <a href=0>" href=1>x</a><a title='"' href='2'>x</a><a b"c href=3>x</a>`, 0},
		{"upper case", "<A HREF=1>x</A><A\nHREF = 2 >x</A>", 0},
		{"entities", "<a href='1&amp;x'>x</a><a href='2&copy'>x</a>", 0},
		{"invented paragraph", "</p><p><a href=1>x</a></p></p></p><p><a href=2>x</a>", 0},
		{"invented paragraph before a link", "<body></p><a href=1>x</a><p><a href=2>x</a>", 0},
		{"ignored tags", "<td><tr><caption><body><html><a href=1>x</a><frame><a href=2>x</a>", 0},
		{"tag soup", "<b><p><a href=1>x<div></b><a href=2>y</p></a><i><a href=3>z</i></a>", 0},
		{"adoption agency", "<a href=1>x<div><p>y</a>z</p><a href=2>w</a></div>", 0},
		{"table without tbody", "<table><tr><td><a href=1>x</a><tr><td><a href=2>x</a></table>", 0},
		{"foster parent", "<table><tr><td><a href=1>x</a></td><a href=2>y</a></tr><tr><td><a href=3>z</a></td></tr></table><a href=4>w</a>", 1},
		{"cdata in svg", "<p><svg><![CDATA[<a href=0>]]><title><a href=1>x</a></title></svg><a href=2>x</a>", 0},
		{"noscript", "<noscript><a href=1>x</a><img src=2></noscript><a href=3>x</a>", 0},
		{"template", "<template><td><a href=1>x</a></td></template><a href=2>x</a>", 0},
		{"select", "<select><option><a href=1>x</a></select><a href=2>x</a>", 1},
		{"same links", "<ul><li><a href=1>x</a><li><a href=1>x</a></ul>", 0},
		{"cut in a tag", "<a href=1>x</a><a href=2", 0},
		{"windows lines", "<p>\r\n<a href=1>x</a>\r\n<a href=2>x</a>", 0},
	} {
		t.Run(test.name, func(t *testing.T) {
			f := extract(test.body)
			if len(f.Links) == 0 {
				t.Fatal("no links")
			}
			without := 0
			for _, l := range f.Links {
				if l.Line == 0 {
					without++
				} else if err := standsThere(test.body, &l); err != nil {
					t.Error(err)
				}
			}
			if without > test.without {
				t.Errorf("%d of %d links without position, at most %d expected", without, len(f.Links), test.without)
			}
		})
	}
}

func TestPositionAfterScriptInScript(t *testing.T) {
	f := extract("<script><!-- <script></script> <a href=1> --></script>\n<a href=1>x</a>")
	if len(f.Links) != 1 || f.Links[0].Line != 2 {
		t.Errorf("links %+v", f.Links)
	}
}

// standsThere checks that the source has the link's start tag at its position.
func standsThere(src string, l *Link) error {
	line := strings.Split(src, "\n")[l.Line-1]
	rest := line[l.Col-1:]
	if !strings.HasPrefix(strings.ToLower(rest), "<"+l.Element) {
		return fmt.Errorf("%s %q at %d:%d stands %.20q", l.Element, l.Raw, l.Line, l.Col, rest)
	}
	all := strings.Join(strings.Split(src, "\n")[l.Line-1:], "\n")[l.Col-1:]
	end, _, _ := tagEnd([]byte(all), 1+len(l.Element))
	if number := strings.Trim(l.Raw, "&;x©"); !strings.Contains(all[:end], number) {
		return fmt.Errorf("%q at %d:%d is %q", l.Raw, l.Line, l.Col, all[:end])
	}
	return nil
}

func TestSelectorsAreUnique(t *testing.T) {
	f := extract(`<body><div><p><a href=1>x</a><a href=2>x</a></p><p id=twice><a href=3>x</a></p></div><div><p id=twice><a href=4>x</a>
		<p id="odd id"><a href=5>x</a><p id=good><b><a href=6>x</a></b><my:tag><a href=7>x</a></my:tag>`)
	seen := map[string]string{}
	for _, l := range f.Links {
		if before, ok := seen[l.Selector.String()]; ok {
			t.Errorf("%q names %s and %s", l.Selector, before, l.Raw)
		}
		seen[l.Selector.String()] = l.Raw
	}
	for want, raw := range map[string]string{"#good > b > a": "6", `#good > my\3a tag > a`: "7", "body > div:nth-of-type(1) > p:nth-of-type(1) > a:nth-of-type(2)": "2"} {
		if seen[want] != raw {
			t.Errorf("%q names %q, want %s; have %v", want, seen[want], raw, seen)
		}
	}
}

func TestSelectorIsBounded(t *testing.T) {
	f := extract(strings.Repeat("<div><i></i>", 200) + "<a href=1>x</a>")
	if len(f.Links) != 1 || len(f.Links[0].Selector.String()) > maxSelector+32 {
		t.Errorf("links %+v", f.Links)
	}
}
