package page

import (
	"encoding/json"
	"math/rand/v2"
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
		roots, _ := readJSON(test.in)
		for i, root := range roots {
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
	for v, _ := readJSON(strings.Repeat("[", 1000)); len(v) > 0; v = v[0].items {
		depth++
	}
	if depth > maxJSONDepth+2 {
		t.Errorf("read %d levels", depth)
	}
	long, _ := readJSON("[" + strings.Repeat("1,", 2*maxJSONSize) + "]")
	if n := len(long[0].items); n > maxJSONSize {
		t.Errorf("read %d values", n)
	}
}

// What is taken for strict is valid, however broken, and ordinary JSON is taken for strict.
func TestStrictJSON(t *testing.T) {
	whole := " {\"@context\":\"https://schema.org\",\n\t\"a\" : [ 1, -2.5e3, true, null, \"x\\\"\\u00e9\\n\", [], {} ],\"b\":{\"c\":\"\",\"d\":false}} "
	if _, strict := readJSON(whole); !strict {
		t.Fatal("ordinary JSON is not taken for strict")
	}
	pieces := []string{"", ",", ":", "{", "}", "[", "]", "\"", "\\", "x", "1", "-", "0", ".", "e", "true", " ", "\x00", "\x0b", "\u00a0", "/*", "*/", "//", "<!--", "-->", ";", "\uFEFF", "\\u12", "\xff"}
	random := rand.New(rand.NewPCG(3, 4))
	taken := 0
	for range 300_000 {
		from := random.IntN(len(whole))
		src := whole[:from] + pieces[random.IntN(len(pieces))] + whole[min(from+random.IntN(3), len(whole)):]
		if _, strict := readJSON(src); strict {
			if taken++; !json.Valid([]byte(src)) {
				t.Fatalf("%q is taken for valid", src)
			}
		}
	}
	if taken < 10_000 {
		t.Errorf("only %d texts were taken for strict: the test says little", taken)
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
