package hostile

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/healthusias/rounds/crawler"
	"github.com/healthusias/rounds/crawler/page"
)

// html is what pages do to those who read them.
var html = slices.Concat(nested, []Case{
	{
		Number: "83", Title: "100,000 links on one page",
		Serve: func(s *Server) {
			s.Handle("/case", func(w http.ResponseWriter, _ *http.Request) {
				io.WriteString(w, linkPage)
				for i := range s.Limits.Many - 1 {
					fmt.Fprintf(w, "<a href=#p%d>p</a>\n", i)
				}
				io.WriteString(w, "</main></body></html>")
			})
		},
		State: crawler.OK, Reaches: kept, Heap: 100_000_000, Time: time.Second, Finding: "links/too-many",
		Site: func(site *crawler.Site, s *Server) error {
			p, err := site.Load(site.Lookup(s.Origin() + "/case"))
			if err == nil && len(p.Facts.Links) != s.Limits.Many {
				err = fmt.Errorf("%d links, want %d", len(p.Facts.Links), s.Limits.Many)
			}
			return err
		},
	},
	{
		Number: "84", Title: "a page of five times the limit, all of it links to one page",
		Serve: func(s *Server) {
			s.Raw("/case", func(c net.Conn) {
				n := int(5 * s.Limits.Body)
				io.WriteString(c, okHead+fmt.Sprintf("Content-Length: %d\r\n\r\n", n+len(linkPage))+linkPage)
				line := strings.Repeat("<p><a href=/kept>a page that must be found</a> and some words about it</p>\n", 100)
				for ; n > 0; n -= len(line) {
					if _, err := io.WriteString(c, line[:min(n, len(line))]); err != nil {
						return
					}
				}
			})
		},
		State: crawler.Partial, Reason: "truncated", Reaches: kept, Heap: 128 << 20, Time: 5 * time.Second,
	},
	{
		Number: "85", Title: "an element with 1,000,000 attributes",
		Serve: func(s *Server) {
			s.Handle("/case", func(w http.ResponseWriter, _ *http.Request) {
				io.WriteString(w, linkPage+"<p")
				for i := range 10 * s.Limits.Many {
					fmt.Fprintf(w, " a%d", i)
				}
				io.WriteString(w, ">text</p></main></body></html>")
			})
		},
		State: crawler.Partial, Reason: "parse-degraded", Reaches: kept, Heap: 64 << 20,
	},
	{
		Number: "85b", Title: "an attribute of twice the limit",
		Note: "what is cut is said before what was not understood",
		Serve: func(s *Server) {
			s.Page("/case", linkPage+"<p title='"+strings.Repeat("x", 2*int(s.Limits.Body))+"'>text</p></main></body></html>")
		},
		State: crawler.Partial, Reason: "truncated", Reaches: kept, Heap: 96 << 20,
	},
	{
		Number: "85c", Title: "one text of almost the limit",
		Serve: func(s *Server) {
			s.Page("/case", linkPage+"<p>"+strings.Repeat("word ", int(s.Limits.Body)*9/50)+"</p></main></body></html>")
		},
		State: crawler.OK, Reaches: kept, Heap: bombHeap,
	},
	{
		Number: "85d", Title: "an attribute of 2 MiB on a page that is not cut",
		Serve: func(s *Server) {
			s.Page("/case", linkPage+"<p title='"+strings.Repeat("x", 2<<20)+"'>text</p></main></body></html>")
		},
		Tune: func(o *crawler.Options, _ *Server) { o.HTTP.MaxBody = Real.Body }, Alone: "it needs the limit of real life",
		State: crawler.Partial, Reason: "parse-degraded", Reaches: kept, Heap: 24 << 20,
	},
	{
		Number: "86", Title: "a comment that never ends and hides most of the page",
		Serve: func(s *Server) { s.Page("/case", linkPage+"<!-- "+hiddenRest); s.Never("/hidden") },
		State: crawler.OK, Reaches: kept, Finding: "delivery/cut-by-length",
	},
	{
		Number: "86b", Title: "a script that never ends",
		Serve: func(s *Server) { s.Page("/case", linkPage+"<script>let x = 1; "+hiddenRest); s.Never("/hidden") },
		State: crawler.OK, Reaches: kept, Finding: "delivery/cut-by-length",
	},
	{
		Number: "86c", Title: "a text area that never ends",
		Serve: func(s *Server) { s.Page("/case", linkPage+"<textarea>"+hiddenRest); s.Never("/hidden") },
		State: crawler.OK, Reaches: kept, Finding: "delivery/cut-by-length",
	},
	{
		Number: "86d", Title: "a title that never ends",
		Serve: func(s *Server) {
			s.Page("/case", "<!doctype html><html lang=en><head><title>Case "+hiddenRest)
			s.Never("/hidden")
		},
		State: crawler.OK, Finding: "delivery/cut-by-length",
	},
	{
		Number: "87", Title: "ids that are doubled, empty, with spaces, percent-encoded and in Unicode",
		Serve: func(s *Server) {
			s.Page("/case", inMain(`<p id=a>1</p><p id=a>2</p><p id="">3</p><p id="two words">4</p><a name=old>5</a><p id="zażółć">6</p><p id="per%20cent">7</p>`+
				`<a href="#a">a</a><a href="#two%20words">b</a><a href="#old">c</a><a href="#za%C5%BC%C3%B3%C5%82%C4%87">d</a><a href="#zażółć">e</a><a href="#per%20cent">f</a><a href="#top">g</a><a href="#">h</a>`))
		},
		State: crawler.OK, Quiet: "links/broken-fragment",
	},
	{
		Number: "87b", Title: "a fragment that only looks as if it were there",
		Serve: func(s *Server) {
			s.Page("/case", inMain(`<p class=part data-id=part>x</p><!-- <p id=part> --><a href="#part">a</a>`))
		},
		State: crawler.OK,
		Site: func(site *crawler.Site, s *Server) error {
			if found, known := site.Fragment(site.Lookup(s.Origin()+"/case"), "part"); found || !known {
				return fmt.Errorf("fragment found %v, known %v", found, known)
			}
			return nil
		},
	},
	{
		Number: "88", Title: "several base elements: one of a script, one empty, and the first of all counts",
		Serve: func(s *Server) {
			s.Page("/case", `<!doctype html><html lang=en><head><title>Case</title><base target=_top><base href="/deep/"><base href="javascript:x"><base href=""></head><body><main><p><a href=kept>a</a></p></main></body></html>`)
		},
		State: crawler.OK, Reaches: []string{"/deep/kept"},
	},
	{
		Number: "88b", Title: "a base element that is a script",
		Serve: func(s *Server) {
			s.Page("/case", `<!doctype html><html lang=en><head><title>Case</title><base href="javascript:alert(1)//"></head><body><main><p><a href=kept>a</a></p></main></body></html>`)
		},
		State: crawler.OK, Reaches: kept,
	},
	{
		Number: "88c", Title: "a base element after the links, and one of another host",
		Serve: func(s *Server) {
			other := s.Second(func(o *Server) { o.Page("/kept", Good("/kept")); o.Never("/private") })
			s.Page("/case", `<!doctype html><html lang=en><head><title>Case</title></head><body><main><p><a href=/kept>a</a></p></main><base href="`+other.Origin()+`/"></body></html>`)
		},
		State: crawler.OK, Finding: "links/base-elsewhere",
	},
	{
		Number: "89", Title: "addresses with spaces, line breaks, entities and backslashes",
		Serve: func(s *Server) {
			for _, path := range []string{"/a", "/b", "/c?x=1&y=2", "/d/e", "/f%20g"} {
				s.Page(path, Good(path))
			}
			s.Page("/case", inMain("<a href='  /a '>1</a><a href='/\n\tb'>2</a><a href='/c?x=1&amp;y=2'>3</a><a href='\\d\\e'>4</a><a href='/f g'>5</a><a href>6</a><a href='#'>7</a><a href='?'>8</a>"))
		},
		State: crawler.OK, Reaches: []string{"/a", "/b", "/c?x=1&y=2", "/d/e", "/f%20g"},
	},
	{
		Number: "90", Title: "schemes that are never asked for",
		Serve: func(s *Server) {
			s.Page("/case", inMain(`<a href="javascript:void(0)">1</a><a href="data:text/html,<a href=/no>x</a>">2</a><a href="blob:`+s.Origin()+`/x">3</a><a href="mailto:nobody">4</a>`+
				`<a href="tel:abc">5</a><a href="sms:1">6</a><a href="about:blank">7</a><a href="whatever:/no">8</a><a href="file:///etc/passwd">9</a><a href="ftp://`+s.Host()+`/no">10</a>`))
			s.Never("/no")
			s.Never("/x")
		},
		State: crawler.OK, Finding: "links/mailto-tel",
	},
	{
		Number: "91", Title: "srcset with commas, data and 10,000 candidates",
		Serve: func(s *Server) {
			for _, path := range []string{"/a,b.png", "/c.png"} {
				s.Type(path, "image/png", "\x89PNG")
			}
			s.Page("/case", inMain(`<img alt="" src=/c.png srcset="/a,b.png 1x, data:image/png;base64,AA,AA 2x,/c.png 3x`+strings.Repeat(",/c.png 4x", 10_000)+`">`))
		},
		State: crawler.OK, Quiet: "links/broken", Heap: 16 << 20,
		Facts: func(f *page.Facts) error {
			if n := len(f.Links); n != 10_004 {
				return fmt.Errorf("%d links", n)
			}
			return nil
		},
		Site: func(site *crawler.Site, s *Server) error { return each(site, "ok", s.Origin()+"/a,b.png") },
	},
	{
		Number: "92", Title: "links in templates, comments, frames within, drawings, maps and objects",
		Serve: func(s *Server) {
			s.Never("/comment")
			s.Page("/case", inMain(`<template><a href=/template>1</a></template><noscript><a href=/noscript>2</a></noscript><!-- <a href=/comment>3</a> --><p hidden><a href=/hidden>4</a></p>`+
				`<p style="display:none"><a href=/none>5</a></p><svg><a xlink:href="/svg"><text>6</text></a></svg><object data=/object></object><map><area href=/area alt=7></map>`+
				`<iframe srcdoc="<p>This is no substitute for medical advice. <a href=&quot;/within&quot;>8</a></p>"></iframe>`))
		},
		State: crawler.OK, Reaches: []string{"/template", "/noscript", "/hidden", "/none", "/svg", "/area", "/within"},
		Facts: func(f *page.Facts) error {
			if !slices.ContainsFunc(f.Links, func(l page.Link) bool { return l.Raw == "/object" && l.Element == "object" }) {
				return fmt.Errorf("the object is none of %+v", f.Links)
			}
			for _, l := range f.Links {
				if hidden := slices.Contains([]string{"/template", "/noscript", "/hidden", "/none"}, l.Raw); l.Hidden != hidden {
					return fmt.Errorf("%s is hidden: %v", l.Raw, l.Hidden)
				}
			}
			return nil
		},
	},
	{
		Number: "93", Title: "a disclaimer that nobody can see",
		Note: "in white on white by a style attribute: style sheets are not read",
		Serve: func(s *Server) {
			s.Page("/case", health(`<!-- `+disclaimer+` --><p hidden>`+disclaimer+`</p><p style="display: none">`+disclaimer+`</p><img alt="`+disclaimer+`"><script>x = "`+disclaimer+`"</script>`+
				`<p style="color:#fff;background:white">`+disclaimer+`</p>`))
		},
		State: crawler.OK, Facts: disclaimed(false), Finding: "trust/medical-disclaimer-missing",
	},
	{
		Number: "94", Title: "a disclaimer in pieces",
		Serve: func(s *Server) {
			s.Page("/case", health("<p>This in&shy;formation is <b>not</b>&nbsp;a sub<i>stitute</i> for pro\u00adfessional\n\tmedical <a href=/kept>advice</a>.</p>"))
		},
		State: crawler.OK, Reaches: kept, Facts: disclaimed(true), Quiet: "trust/medical-disclaimer",
	},
	{
		Number: "95", Title: "structured data that is broken, 10,000 deep, and nearly as long as the page may be",
		Serve: func(s *Server) {
			s.Page("/case", linkPage+data(`{"@type": "Article", "author": {"name": "Ada Okafor"`)+data(strings.Repeat(`{"a":[`, 10_000))+
				data(`[`+strings.Repeat(`{"@type":"Thing","name":"x","name":"y"},`, int(s.Limits.Body)/80)+`{}]`)+
				data(`{"@context": "https://schema.org", "@graph": [{"@type": ["Article", "WebPage"], "headline": "Found"}]}`)+"</main></body></html>")
		},
		State: crawler.OK, Reaches: kept, Heap: 64 << 20, Finding: "schema/json-invalid",
		Facts: func(f *page.Facts) error {
			if len(f.DataFault) == 0 {
				return fmt.Errorf("no fault of structured data")
			}
			return nil
		},
	},
	{
		Number: "96", Title: "an expression of the configuration that backtracks, on a page of almost the limit",
		Serve: func(s *Server) {
			s.Page("/case", linkPage+"<p>"+strings.Repeat("a", int(s.Limits.Body)*9/10)+"</p></main></body></html>")
		},
		Tune: func(o *crawler.Options, _ *Server) {
			o.Page.DisclaimerText = []*regexp.Regexp{regexp.MustCompile(`(a|a)*(a|aa)+$b`), regexp.MustCompile(`^(([a-z])+.)+[A-Z]([a-z])+$`)}
		},
		Alone: "expressions hold for all pages",
		State: crawler.OK, Reaches: kept, Heap: bombHeap,
	},
	{
		Number: "97", Title: "markup whose repair costs the square of its length",
		Serve: func(s *Server) {
			var b strings.Builder
			for i := range 200 {
				fmt.Fprintf(&b, "<b y=%d><font z=%d>", i, i)
			}
			// 400 open elements: the parser refuses more than 512 by itself
			s.Page("/case", linkPage+b.String()+strings.Repeat("<p>x</p>", s.Limits.Many)+"</main></body></html>")
		},
		State: crawler.Partial, Reason: "parse-degraded", Reaches: kept, Heap: 64 << 20,
	},
	{
		Number: "97b", Title: "end tags of what is not open",
		Serve: func(s *Server) {
			s.Page("/case", linkPage+strings.Repeat("</br></p></select></frameset></x>", s.Limits.Many/2)+"</main></body></html>")
		},
		State: crawler.OK, Reaches: kept, Heap: 64 << 20,
	},
	{
		Number: "97c", Title: "entities without end",
		Serve: func(s *Server) {
			s.Page("/case", linkPage+"<p>"+strings.Repeat("&CounterClockwiseContourIntegra", s.Limits.Many/4)+"</p></main></body></html>")
		},
		State: crawler.OK, Reaches: kept, Heap: 16 << 20,
	},
})

// deepTime is what a page of 100,000 elements may take in all: half of it is the two good pages, the store, the rules and a busy machine.
const deepTime = 100 * time.Millisecond

// nested are elements within elements.
var nested = func() []Case {
	var cases []Case
	for i, n := range []struct{ name, open string }{
		{"div", "<div>"}, {"b and i", "<b><i>"}, {"table", "<table><tr><td>"}, {"svg", "<svg>"}, {"template", "<template>"}, {"math", "<math>"},
	} {
		cases = append(cases,
			Case{
				Number: "82" + string(rune('a'+2*i)), Title: "600 nested elements: " + n.name,
				Serve: deep(n.open, func(*Server) int { return 600 }),
				State: crawler.Partial, Reason: "parse-degraded", Reaches: []string{"/deep", "/kept"}, Time: 50 * time.Millisecond,
			},
			Case{
				Number: "82" + string(rune('b'+2*i)), Title: "100,000 nested elements: " + n.name,
				Serve: deep(n.open, func(s *Server) int { return s.Limits.Many / strings.Count(n.open, "<") }),
				State: crawler.Partial, Reason: "parse-degraded", Reaches: []string{"/deep", "/kept"}, Time: deepTime,
				Heap: 48 << 20, // a tree that is as deep as the page takes as much again in stacks
			})
	}
	return cases
}()

// deep serves a page with a link inside of many elements.
func deep(open string, n func(*Server) int) func(*Server) {
	return func(s *Server) {
		s.Page("/case", linkPage+strings.Repeat(open, n(s))+`<a href="/deep">deep</a>`)
	}
}

// hiddenRest is most of a page, to stand in something that does not end.
var hiddenRest = `<p><a href="/hidden">a page that nobody can find</a></p>` + strings.Repeat("<p>text that nobody sees</p>", 100)

const disclaimer = "This information is not a substitute for professional medical advice."

func inMain(body string) string {
	return `<!doctype html><html lang=en><head><meta charset=utf-8><title>Case</title></head><body><main><h1>Case</h1>` + body + `</main></body></html>`
}

// health is an article about health around body.
func health(body string) string {
	return inMain(strings.Repeat("<p>Chest pain has many causes. The heart is one of them, the muscles of the chest are another.</p>", 20) + body)
}

func data(json string) string { return `<script type="application/ld+json">` + json + `</script>` }

// disclaimed wants a strong disclaimer that readers see, or none.
func disclaimed(want bool) func(*page.Facts) error {
	return func(f *page.Facts) error {
		got := slices.ContainsFunc(f.Disclaimers, func(d page.Disclaimer) bool { return d.Strength == page.DisclaimerStrong && !d.Hidden })
		if got != want {
			return fmt.Errorf("a visible disclaimer is found: %v, of %+v", got, f.Disclaimers)
		}
		return nil
	}
}
