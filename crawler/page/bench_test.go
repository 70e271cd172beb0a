package page

import (
	"bytes"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"github.com/healthusias/rounds/cmd/sitegen/generate"
)

// samplePage is an article of about 45 KB with a hundred links, as content management systems write them.
func samplePage() []byte {
	var b strings.Builder
	b.WriteString(`<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Why stiff mornings are worth a look | Spine Notes</title>
<meta name="description" content="What a stiff back in the morning may mean and when to ask somebody.">
<link rel="canonical" href="https://health.example/spine/stiff-mornings/"><link rel="stylesheet" href="/css/site.css">
<meta property="og:title" content="Why stiff mornings are worth a look"><meta property="og:type" content="article">
<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"Article","@id":"#article","headline":"Why stiff mornings are worth a look","author":{"@id":"#ada"},"datePublished":"2026-01-02"},{"@type":"Person","@id":"#ada","name":"Ada Okafor","jobTitle":"Nurse"},{"@type":"BreadcrumbList","itemListElement":[{"@type":"ListItem","position":1,"name":"Spine","item":"/spine/"}]}]}</script>
<style>.hero{background:url(/img/hero.jpg)}</style></head>
<body class="single post"><a class="skip-link sr-only" href="#main">Skip to content</a>
<header class="site-header"><nav class="main-nav" aria-label="Main"><ul class="menu">
`)
	for i := range 24 {
		fmt.Fprintf(&b, "<li class=\"menu-item\"><a href=\"/topic-%d/\" class=\"menu-link\">Topic number %d</a></li>\n", i, i)
	}
	b.WriteString("</ul></nav></header>\n<main id=\"main\"><article class=\"entry\"><h1>Why stiff mornings are worth a look</h1>\n")
	b.WriteString("<p class=\"byline\">By <a rel=\"author\" href=\"/authors/ada/\">Ada Okafor, RN</a></p><p>Last reviewed 3 May 2026</p>\n")
	for i := range 14 {
		fmt.Fprintf(&b, "<h2 id=\"part-%d\">Part %d of the story</h2>\n", i, i)
		for k := range 6 {
			fmt.Fprintf(&b, "<p>A back that is stiff when you wake tends to loosen within the <em>first half hour</em> of the day; when it "+
				"does not, and part %d paragraph %d applies to you, it is fair to ask why. Read <a href=\"/spine/note-%d/\">more about "+
				"note %d</a> before you change a routine that has served you well for years, and keep a diary of what helps and what "+
				"does not help in the weeks between two visits.</p>\n", i, k, (i*6+k)%48, k)
		}
		fmt.Fprintf(&b, "<figure><img src=\"/img/figure-%d.jpg\" alt=\"Figure %d\" width=\"640\" height=\"480\" loading=\"lazy\"></figure>\n", i, i)
	}
	b.WriteString("</article></main>\n<footer class=\"site-footer\"><div class=\"columns\">\n")
	for i := range 16 {
		fmt.Fprintf(&b, "<div class=\"column\"><a href=\"/about/page-%d/\">Footer page %d</a></div>\n", i, i)
	}
	b.WriteString("</div><p>This site is for information only and no substitute for medical advice; it does not replace a visit to your doctor.</p></footer><script src=\"/js/site.js\"></script></body></html>\n")
	return []byte(b.String())
}

// articlePages are articles of a generated site.
func articlePages(b testing.TB, n int) [][]byte {
	site, err := generate.New(generate.Options{Pages: 2000, Seed: 1})
	if err != nil {
		b.Fatal(err)
	}
	var pages [][]byte
	for i := range n {
		pages = append(pages, site.Page(200+7*i, "https://health.example"))
	}
	return pages
}

// BenchmarkExtract sets what facts cost beside what parsing alone costs: "trust" are the detectors of people, dates, disclaimers
// and of what the page says and shows, "facts" is everything, parsing included. The sample says one thing over and over and names no
// sources, the articles have the statements, sources and people of health pages.
func BenchmarkExtract(b *testing.B) {
	b.Run("sample", func(b *testing.B) { benchmarkExtract(b, samplePage()) })
	b.Run("articles", func(b *testing.B) { benchmarkExtract(b, articlePages(b, 128)...) })
}

// benchmarkExtract takes one page after the other, each document anew: over one that they have seen before the detectors take two thirds of their time.
func benchmarkExtract(b *testing.B, pages ...[]byte) {
	var inputs []Input
	for i, body := range pages {
		inputs = append(inputs, Input{URL: fmt.Sprintf("https://health.example/spine/page-%d/", i), Status: 200, Body: body,
			Header: http.Header{"Content-Type": {"text/html; charset=utf-8"}}})
	}
	Extract(inputs[0], nil) // language packs are made ready once
	each := func(name string, do func(b *testing.B, in Input)) {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				do(b, inputs[i%len(inputs)])
			}
		})
	}
	each("parse", func(b *testing.B, in Input) {
		if _, err := html.Parse(bytes.NewReader(in.Body)); err != nil {
			b.Fatal(err)
		}
	})
	b.Run("trust", func(b *testing.B) {
		var spent time.Duration
		for i := 0; b.Loop(); i++ {
			d := readDocument(b, inputs[i%len(inputs)])
			begun := time.Now()
			detectTrust(d, d.facts, nil)
			spent += time.Since(begun)
		}
		b.ReportMetric(float64(spent)/float64(b.N), "ns/op")
	})
	each("facts", func(_ *testing.B, in Input) { Extract(in, nil) })
}

// readDocument is the document as the detectors get it.
func readDocument(b testing.TB, in Input) *document {
	resolver, err := NewResolver(in.URL)
	if err != nil {
		b.Fatal(err)
	}
	d := &document{url: in.URL, facts: &Facts{URL: in.URL, Base: in.URL}, resolver: resolver, ids: map[string]named{}, room: &room{}}
	d.read(in.Body)
	return d
}
