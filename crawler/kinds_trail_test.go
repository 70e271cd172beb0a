package crawler

import (
	"slices"
	"strings"
	"testing"

	"github.com/healthusias/rounds/crawler/page"
)

func TestHintTrail(t *testing.T) {
	tests := []struct{ name, html, want string }{
		{"none", `<main><a href="/heart/">Heart</a></main>`, ""},
		{"structured data, out of order, itself last", `<script type="application/ld+json">{"@graph": [{"@type": "BreadcrumbList", "itemListElement": [
			{"@type": "ListItem", "position": 3, "name": "Here", "item": "/heart/cholesterol/statins/"},
			{"@type": "ListItem", "position": 2, "item": {"@id": "/heart/cholesterol/"}},
			{"@type": "ListItem", "position": 1, "item": "https://health.example/heart/#top"}]}]}</script>`, "/heart/cholesterol/ /heart/"},
		{"microdata", `<ol itemscope itemtype="https://schema.org/BreadcrumbList">
			<li itemprop="itemListElement" itemscope itemtype="https://schema.org/ListItem"><a itemprop="item" href="/heart/">Heart</a><meta itemprop="position" content="1"></li></ol>`, "/heart/"},
		{"a list that the page names as its breadcrumb", `<script type="application/ld+json">{"@type": "WebPage", "breadcrumb": {"@type": "BreadcrumbList",
			"itemListElement": {"@type": "ListItem", "position": 1, "item": "/heart/"}}}</script>`, "/heart/"},
		{"visible, by its label", `<nav aria-label="Breadcrumb"><a href="/">Home</a> › <a href="/heart/">Heart</a> › <a href="/heart/cholesterol/">Cholesterol</a></nav>`,
			"/heart/cholesterol/ /heart/ /"},
		{"visible, by its class", `<div class="yoast-breadcrumbs"><span><a href="/heart/">Heart</a></span></div>`, "/heart/"},
		{"a menu is no breadcrumb", `<nav aria-label="Main"><a href="/">Home</a><a href="/heart/">Heart</a></nav>`, ""},
		{"addresses that nobody met", `<nav class="breadcrumb"><a href="/gone/">Gone</a><a href="/heart/">Heart</a></nav>`, "/heart/"},
		{"malformed data", `<script type="application/ld+json">{"@type": "BreadcrumbList", "itemListElement": ["x", {"item": 7}, {"item": "http://["}]}</script>`, ""},
	}
	known := []string{"/", "/heart/", "/heart/cholesterol/", "/heart/cholesterol/statins/"}
	resolve := func(address string) ID {
		address, _, _ = strings.Cut(strings.TrimPrefix(address, origin), "#")
		if i := slices.Index(known, address); i >= 0 {
			return ID(i)
		}
		return None
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			in := page.Input{URL: origin + known[3], Status: 200, Body: []byte("<!doctype html><title>Statins</title><body>" + test.html)}
			c := clueOf(page.Extract(in, &page.Options{}), known[3])
			h := c.hint(3, resolve)
			var got []string
			for _, id := range h.trail[:h.depth] {
				got = append(got, known[id])
			}
			if strings.Join(got, " ") != test.want {
				t.Errorf("trail %q, want %q", got, test.want)
			}
		})
	}
}

func TestHintWhole(t *testing.T) {
	const html = `<script type="application/ld+json">{"@graph": [{"@type": "Article", "isPartOf": [{"@id": "https://health.example/heart/"},
		{"@id": "https://health.example/#website"}, {"@type": "WebSite", "url": "https://health.example/"}, {"@id": "https://health.example/a/"}]}]}</script>`
	known := []string{"/", "/heart/", "/a/"}
	f := page.Extract(page.Input{URL: origin + "/a/", Status: 200, Body: []byte(html)}, &page.Options{})
	c := clueOf(f, "/a/")
	h := c.hint(2, func(address string) ID { return ID(slices.Index(known, strings.TrimPrefix(address, origin))) })
	if !slices.Equal(h.whole, []ID{1}) {
		t.Errorf("part of %v, want only what is neither the site nor the page itself", h.whole)
	}
}
