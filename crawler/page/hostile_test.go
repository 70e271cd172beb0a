package page

import (
	"fmt"
	"net/http"
	"runtime"
	"strings"
	"testing"
	"time"
)

// hostile are documents made to hurt whoever reads them. Each has one link to /deep, which must be found.
var hostile = []struct {
	name     string
	body     func() string
	degraded bool
}{
	{"deep divs", func() string { return strings.Repeat("<div>", 30_000) + deep }, true},
	{"deep formatting", func() string { return strings.Repeat("<b><i>", 15_000) + deep }, true},
	{"deep tables", func() string { return strings.Repeat("<table><tr><td>", 10_000) + deep }, true},
	{"deep svg", func() string { return "<p>" + strings.Repeat("<svg>", 30_000) + "</svg>" + deep }, true},
	{"deep templates", func() string { return strings.Repeat("<template>", 30_000) + deep }, true},
	{"just deep enough", func() string { return strings.Repeat("<div>", 500) + deep }, false},
	{"unclosed fonts", func() string {
		var b strings.Builder
		b.WriteString("<div>")
		for i := range 400 {
			fmt.Fprintf(&b, "<font x=%d>", i)
		}
		return b.String() + "</div>" + strings.Repeat("<p>x</p>", 10_000) + deep
	}, true},
	{"fonts that a cell hides from their end tags", func() string {
		var b strings.Builder
		b.WriteString("<div>")
		for i := range 400 {
			fmt.Fprintf(&b, "<font x=%d><table><tr><td></font></table>", i)
		}
		return b.String() + "</div>" + strings.Repeat("<p>x</p>", 10_000) + deep
	}, true},
	{"many attributes", func() string {
		var b strings.Builder
		b.WriteString("<p ")
		for i := range 30_000 {
			fmt.Fprintf(&b, "a%d ", i)
		}
		return b.String() + ">" + deep
	}, true},
	{"huge attribute", func() string { return "<p title='" + strings.Repeat("x", 3<<20) + "'>" + deep }, true},
	{"huge text", func() string { return "<p>" + strings.Repeat("word ", 1<<17) + deep }, false},
	{"many siblings", func() string { return strings.Repeat("<i></i><b></b>", 10_000) + deep }, false},
	{"many names", func() string {
		var b strings.Builder
		for i := range 10_000 {
			fmt.Fprintf(&b, "<x%d></x%d>", i, i)
		}
		return b.String() + deep
	}, false},
	{"deep JSON-LD", func() string {
		return `<script type="application/ld+json">` + strings.Repeat(`{"a":[`, 10_000) + "</script>" + deep
	}, false},
	{"long JSON-LD", func() string {
		return `<script type="application/ld+json">[` + strings.Repeat(`{"@type":"X","a":"b"},`, 60_000) + "]</script>" + deep
	}, false},
	{"many srcset candidates", func() string {
		return "<img srcset='" + strings.Repeat("a.png 1x,", 10_000) + "'>" + deep
	}, false},
	{"related boxes in related boxes", func() string {
		return strings.Repeat("<div class=related>", 400) + strings.Repeat("<p>x</p>", 20_000) + deep
	}, true},
	{"drawings without end tags", func() string { return "<p><svg>" + strings.Repeat("<path d=M0 /><g />", 10_000) + "</svg>" + deep }, false},
	{"end tags of other elements", func() string {
		return strings.Repeat("<div>", 400) + strings.Repeat("<p>x</p></section>", 10_000) + deep
	}, true},
	{"long table", func() string {
		return "<table>" + strings.Repeat("<tr><td><div><span>x</span></div><td><p>y<br>", 5_000) + "</table>" + deep
	}, false},
	{"bad end tags", func() string { return strings.Repeat("</br></p></x>", 15_000) + deep }, false},
	{"open comment", func() string { return deep + "<!--" + strings.Repeat("<!--x", 100_000) }, false},
}

const deep = "<a href=/deep>x</a>"

func TestHostile(t *testing.T) {
	for _, test := range hostile {
		t.Run(test.name, func(t *testing.T) {
			body := test.body()
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			start := time.Now()
			f := extract(body)
			took := time.Since(start)
			runtime.ReadMemStats(&after)
			if n := len(f.Links); n == 0 || f.Links[n-1].Raw != "/deep" {
				t.Errorf("%d links, the deep one not among them", n)
			}
			if degraded := f.Partial == "parse-degraded"; degraded != test.degraded {
				t.Errorf("partial %q", f.Partial)
			}
			if took > 15*time.Second { // generous: the machine may be busy, and -race slows down tenfold
				t.Errorf("took %v", took)
			}
			if mb := (after.TotalAlloc - before.TotalAlloc) >> 20; mb > 300 {
				t.Errorf("allocated %d MB for %d bytes", mb, len(body))
			}
		})
	}
}

func TestManyLinks(t *testing.T) {
	f := extract("<p>" + strings.Repeat("<embed src=/x>", maxLinks+10))
	if len(f.Links) != maxLinks || f.Partial != "parse-degraded" {
		t.Errorf("%d links, partial %q", len(f.Links), f.Partial)
	}
}

func TestPartialOfTheFetchWins(t *testing.T) {
	f := Extract(Input{URL: testURL, Body: []byte(strings.Repeat("<div>", 600)), Partial: "truncated",
		Header: http.Header{"Content-Type": {"text/html"}}}, nil)
	if f.Partial != "truncated" {
		t.Errorf("partial %q", f.Partial)
	}
}

// A flat tree must give what the real one gives, where both can be had.
func TestFlatTreeAgrees(t *testing.T) {
	body := `<!DOCTYPE html><html lang=en><head><title>A &amp; b</title><link rel=canonical href=/c><meta name=robots content=noindex></head>
<body><main><h1 id=top>Head</h1><p>One <a href=1>first</a><p>Two <img src=i.png alt=x><br>three<div id=outer><b>Four</b>
<p>Five</div></main><svg><title>no</title></svg><script>"<a href=0>"</script></body></html>`
	whole := extract(body)
	flat := extract(strings.Replace(body, "</b>", "</b>"+strings.Repeat("<div>", 600)+strings.Repeat("</div>", 600), 1))
	if flat.Partial != "parse-degraded" {
		t.Fatalf("partial %q", flat.Partial)
	}
	flat.Partial = ""
	if got, want := describe(flat), describe(whole); got != want {
		t.Error(firstDifference(got, want))
	}
}
