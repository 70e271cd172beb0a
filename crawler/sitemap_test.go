package crawler

import (
	"slices"
	"testing"
)

func TestParseSitemap(t *testing.T) {
	for _, c := range []struct {
		name, body   string
		pages, index []string
	}{
		{"urlset", `<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc> https://h.example/a </loc><lastmod>2026</lastmod></url></urlset>`, []string{"https://h.example/a"}, nil},
		{"index", `<sitemapindex><sitemap><loc>https://h.example/s1.xml</loc></sitemap></sitemapindex>`, nil, []string{"https://h.example/s1.xml"}},
		{"raw ampersand", `<urlset><url><loc>https://h.example/?a=1&b=2</loc></url><url><loc>/rel</loc></url></urlset>`, []string{"https://h.example/?a=1&b=2", "/rel"}, nil},
		{"cut off", `<urlset><url><loc>https://h.example/a</loc></url><url><lo`, []string{"https://h.example/a"}, nil},
		{"image entries are no pages", `<urlset><url><loc>https://h.example/a</loc><image:image><image:loc>https://h.example/i.png</image:loc></image:image></url></urlset>`, []string{"https://h.example/a"}, nil},
		{"feed", `<rss><channel><link>https://h.example/</link><item><link>https://h.example/b</link></item></channel></rss>`, []string{"https://h.example/b"}, nil},
		{"plain text", "\xef\xbb\xbfhttps://h.example/a\r\nnot an address\nhttps://h.example/b\n", []string{"https://h.example/a", "https://h.example/b"}, nil},
		{"html", `<!doctype html><html><body><p>Not found</p></body></html>`, nil, nil},
		{"entities do not expand", `<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><urlset><url><loc>https://h.example/&b;</loc></url></urlset>`, []string{"https://h.example/&b;"}, nil},
	} {
		pages, index := parseSitemap([]byte(c.body))
		if !slices.Equal(pages, c.pages) || !slices.Equal(index, c.index) {
			t.Errorf("%s: pages %q, index %q; want %q, %q", c.name, pages, index, c.pages, c.index)
		}
	}
}
