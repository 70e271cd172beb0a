package page

import (
	"net/http"
	"strings"
	"testing"
	"unicode/utf8"
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

// FuzzSourceSet holds the reading of srcset to what the HTML Standard promises of it: it ends, every address is a run of the attribute
// without white space, and none begins or ends with a comma.
func FuzzSourceSet(f *testing.F) {
	for _, set := range []string{"a.jpg 1x, b.jpg 2x", ",,a,,", "a,b 1x", "a (b,c) 1x, d", "data:image/png;base64,AA== 2x", "a 1x,, b", " \t\n", "a(", "a\x00b 1w"} {
		f.Add(set)
	}
	f.Fuzz(func(t *testing.T, set string) {
		for rest := set; rest != ""; {
			address, after := nextCandidate(rest)
			if len(after) >= len(rest) {
				t.Fatalf("%q: nothing was read of %q", set, rest)
			}
			if !strings.Contains(rest, address) || strings.ContainsAny(address, " \t\r\n\f") || strings.Trim(address, ",") != address {
				t.Errorf("%q: address %q", set, address)
			}
			rest = after
		}
	})
}

// FuzzCharset holds decoding to its promises: whatever the bytes and however they are declared, the text is valid UTF-8, and bytes that
// are valid UTF-8 and declare nothing else stay what they are.
func FuzzCharset(f *testing.F) {
	for _, c := range []struct{ contentType, body string }{
		{"text/html; charset=windows-1250", "\x9e"}, {"text/html", "\xff\xfea\x00"}, {"text/html", "\xef\xbb\xbfa"}, {"", "<meta charset=shift_jis>\x83\x5c"},
		{"text/html; charset=\"utf-8", "\xc0\xaf\xed\xa0\x80"}, {"text/html; charset=replacement", "a"}, {"text/html; charset=nonsense", "\xe9"}, {"", "\x00\xd8"},
	} {
		f.Add(c.contentType, c.body)
	}
	f.Fuzz(func(t *testing.T, contentType, body string) {
		text, e := decode([]byte(body), contentType)
		if !utf8.Valid(text) {
			t.Errorf("%q as %s: %q is not UTF-8", body, e.name, text)
		}
		if e.source == "valid-utf8" && utf8.ValidString(body) && string(text) != strings.ReplaceAll(body, "\x00", "\uFFFD") {
			t.Errorf("%q became %q", body, text)
		}
	})
}
