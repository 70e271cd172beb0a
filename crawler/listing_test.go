package crawler

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/healthusias/rounds/crawler/sitemap"
)

// listedSite has a robots.txt behind a redirect and sitemaps of every kind of fate.
func listedSite(t *testing.T) *website {
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	fmt.Fprint(z, `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc>/a/</loc><lastmod>2026-01-02</lastmod><xhtml:link rel="alternate" hreflang="de" href="/de/a/"/><image:image><image:loc>/i.png</image:loc></image:image></url>
<url><loc>https://other.invalid/b/</loc></url><url><loc>http://</loc></url></urlset>`)
	z.Close()
	return serve(t, map[string]string{
		"/":           `<title>Home</title>`,
		"/a/":         `<title>A</title>`,
		"/robots.txt": "301 /rules.txt",
		"/rules.txt":  "User-agent: *\nDisallow: /closed.xml\nSitemap: /index.xml\nSitemap: /closed.xml\nSitemap: /moved.xml\nSitemap: https://other.invalid/map.xml\nSitemap: /gone.xml\n",
		"/index.xml":  "<sitemapindex xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>\n<sitemap><loc>/packed.xml</loc></sitemap></sitemapindex>",
		"/packed.xml": packed.String(),
		"/moved.xml":  "302 https://other.invalid/away.xml",
		"/gone.xml":   "404",
	})
}

func TestListingsAreFacts(t *testing.T) {
	w := listedSite(t)
	s := crawlSite(t, Options{Target: w.URL})
	if len(s.Robots()) != 1 {
		t.Fatalf("%d robots.txt, want 1", len(s.Robots()))
	}
	r := s.Robots()[0]
	if r.Address != w.URL+"/robots.txt" || r.Status != 200 || !slices.Equal(r.Hops, []string{w.URL + "/rules.txt"}) || r.File == nil || len(r.File.Sitemaps) != 5 {
		t.Errorf("robots.txt is %+v", r)
	}
	var got []string
	for _, m := range s.Sitemaps() {
		got = append(got, strings.TrimSpace(fmt.Sprintln(s.Short(m.Address), "by", s.Short(m.By), m.Line, m.Status, m.Form, m.Unread, "whole:", m.Whole())))
	}
	same(t, got, []string{
		"/closed.xml by /robots.txt 4 0  robots whole: false",
		"/gone.xml by /robots.txt 7 404   whole: false",
		"/index.xml by /robots.txt 3 200 sitemapindex  whole: true",
		"/moved.xml by /robots.txt 5 302  foreign whole: false",
		"/packed.xml by /index.xml 2 200 urlset  whole: true",
		"https://other.invalid/map.xml by /robots.txt 6 0  foreign whole: false",
	})
}

func TestEntriesAreReadBack(t *testing.T) {
	w := listedSite(t)
	s := crawlSite(t, Options{Target: w.URL})
	i := slices.IndexFunc(s.Sitemaps(), func(m *Sitemap) bool { return m.Form == string(sitemap.URLSet) })
	entries, err := s.SitemapEntries(s.Sitemaps()[i])
	if err != nil {
		t.Fatal(err)
	}
	want := []SitemapEntry{
		{ID: uint32(s.Lookup(w.URL + "/a/")), Address: w.URL + "/a/", Line: 2, LastMod: "2026-01-02", Alternates: []Alternate{{"de", "/de/a/"}}, Images: []string{"/i.png"}},
		{ID: uint32(None), Address: "https://other.invalid/b/", Line: 3},
		{ID: uint32(None), Address: "http://", Line: 3},
	}
	for i := range entries {
		if len(entries[i].Alternates) == 0 {
			entries[i].Alternates = nil
		}
		if len(entries[i].Images) == 0 {
			entries[i].Images = nil
		}
	}
	if !reflect.DeepEqual(entries, want) {
		t.Errorf("entries %+v, want %+v", entries, want)
	}
}
