package page

import (
	"net/http"
	"strings"
	"testing"
)

func FuzzExtract(f *testing.F) {
	for _, test := range hostile {
		if body := test.body(); len(body) < 1<<16 {
			f.Add("text/html", body)
		}
	}
	for _, body := range []string{
		string(samplePage())[:4000],
		"<base href=javascript:x><base href='//h'><a href=x>", "<base href=' /a\n/ '><a href='?'>", "<a href='http://h\\@e/\x00%zz'>",
		"<a href=1><div></a><table><a href=2><tr><a href=3>", "<svg><a xlink:href=#><title></svg><script><!--<script>",
		"<img srcset=',a 1x,(b) ,c'><p style='background:url(\\'>", "<script type=application/ld+json>{\"@id\":[{},\"\\ud800",
		"<div itemscope itemprop=a><div itemscope itemprop=a>", "<p id=a><p id=a hidden class='d-none d-'>\u00ad\u00a0",
		"\x1a", "<p>\x00</p><p>\x1b \x01",
		"<noscript><noscript><a href=x></noscript>", "<plaintext><a href=x>", "\xff\xfe<\x00a\x00", "<meta charset=utf-7><meta http-equiv=refresh content='0;url='>",
	} {
		f.Add("text/html", body)
		f.Add("", "<!DOCTYPE html>"+body)
	}
	f.Fuzz(func(t *testing.T, contentType, body string) {
		facts := Extract(Input{URL: testURL, Status: 200, Body: []byte(body), Header: http.Header{"Content-Type": {contentType}}}, nil)
		for i := range facts.Links {
			checkLink(t, facts, &facts.Links[i])
		}
		for i := range facts.Blocks {
			if text := facts.Blocks[i].Text; text == "" || text != foldSpace(text) {
				t.Errorf("block %d is %q", i, text)
			}
		}
		_ = describe(facts)
	})
}

// checkLink verifies what every link promises.
func checkLink(t *testing.T, f *Facts, l *Link) {
	if l.URL == "" && l.Problem == "" || l.URL != "" && l.Problem != "" && l.Problem != problemMalformed {
		t.Errorf("%q: address %q, problem %q", l.Raw, l.URL, l.Problem)
	}
	if int(l.Block) >= len(f.Blocks) || l.Region >= regionBefore || len([]rune(l.Text)) > maxName {
		t.Errorf("link %+v", l)
	}
	if l.URL == "" || l.Scheme != "" {
		return
	}
	if !strings.HasPrefix(l.URL, "http://") && !strings.HasPrefix(l.URL, "https://") {
		t.Errorf("%q: address %q is not absolute", l.Raw, l.URL)
	}
	if r, err := NewResolver(l.URL); err != nil || r.Base() != l.URL {
		t.Errorf("%q: address %q does not resolve to itself: %v", l.Raw, l.URL, err)
	}
}
