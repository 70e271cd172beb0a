package page

import (
	"strings"
	"testing"
)

// write gives a value back as compact JSON, to compare.
func (v jsonValue) write(b *strings.Builder) {
	switch v.kind {
	case '{':
		b.WriteByte('{')
		for _, item := range v.items {
			b.WriteString(item.key + ":")
			item.write(b)
			b.WriteByte(' ')
		}
		b.WriteByte('}')
	case '[':
		b.WriteByte('[')
		for _, item := range v.items {
			item.write(b)
			b.WriteByte(' ')
		}
		b.WriteByte(']')
	case '"':
		b.WriteString("'" + v.text + "'")
	default:
		b.WriteString(v.text)
	}
}

func TestReadJSON(t *testing.T) {
	for _, test := range []struct{ in, want string }{
		{`{"b":1,"a":[true,null,"x"]}`, `{b:1 a:[true null 'x' ] }`},
		{`{"a":1,} [2,]`, `{a:1 }|[2 ]`},
		{"\uFEFF<!-- {\"a\":1} -->", `{a:1 }`},
		{"//<![CDATA[\n{\"a\":1}\n//]]>", `{a:1 }`},
		{"/* x */ {\"a\": // y\n 1};", `{a:1 }`},
		{`{"a":"\u00e9\n\"\\\/\ud83d\ude00\ud83d"}`, `{a:'é "\/😀` + "\uFFFD" + `' }`},
		{"{\"a\":\"line\nbreak\"}", "{a:'line\nbreak' }"},
		{`{"a":"http://h/*x*/"}`, `{a:'http://h/*x*/' }`},
		{`{"a":{"b":"cut`, `{a:{b:'cut' } }`},
		{`{"a":[1,{"b":2`, `{a:[1 {b:2 } ] }`},
		{`{a:1}`, `{}`},
		{`]}{"a":1}`, `||{a:1 }`},
		{``, ``},
	} {
		var b strings.Builder
		for i, root := range readJSON(test.in) {
			if i > 0 {
				b.WriteByte('|')
			}
			root.write(&b)
		}
		if b.String() != test.want {
			t.Errorf("%s: read %s, want %s", test.in, b.String(), test.want)
		}
	}
}

func TestReadJSONIsBounded(t *testing.T) {
	depth := 0
	for v := readJSON(strings.Repeat("[", 1000)); len(v) > 0; v = v[0].items {
		depth++
	}
	if depth > maxJSONDepth+2 {
		t.Errorf("read %d levels", depth)
	}
	if n := len(readJSON("[" + strings.Repeat("1,", 2*maxJSONSize) + "]")[0].items); n > maxJSONSize {
		t.Errorf("read %d values", n)
	}
}

func TestFaults(t *testing.T) {
	for _, test := range []struct {
		script string
		line   int // of the fault, 0 for none
	}{
		{`{"@type":"Article"}`, 0},
		{"\n<!--\n{\"@type\":\"Article\"}\n-->\n", 0},
		{"//<![CDATA[\n{}\n//]]>", 0},
		{"{\"@type\":\"Article\",\n\"name\":\"x\",\n}", 4},
		{"", 2},
		{"{}{}", 2},
	} {
		f := extract("<html>\n<script type='Application/LD+JSON; charset=utf-8'>" + test.script + "</script>")
		switch {
		case test.line == 0 && len(f.DataFault) != 0:
			t.Errorf("%q: fault %+v", test.script, f.DataFault)
		case test.line > 0 && (len(f.DataFault) != 1 || f.DataFault[0].Line != test.line):
			t.Errorf("%q: faults %+v, want one in line %d", test.script, f.DataFault, test.line)
		}
	}
}
