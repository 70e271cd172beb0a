package sitemap

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"
)

const head = `<?xml version="1.0" encoding="UTF-8"?>` + "\n" + `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">` + "\n"

func TestRead(t *testing.T) {
	for _, c := range []struct {
		name, body string
		form       Form
		locs       string // separated by spaces
		faults     string // code:line:text, separated by ", "
	}{
		{"good", head + "<url><loc> https://h.example/a?x=1&amp;y=2 </loc><lastmod>2026-01-02</lastmod></url></urlset>", URLSet, "https://h.example/a?x=1&y=2", ""},
		{"index", `<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>https://h.example/s.xml</loc></sitemap></sitemapindex>`, Index, "https://h.example/s.xml", ""},
		{"RSS", `<rss version="2.0"><channel><link>https://h.example/</link><item><link>https://h.example/a</link><pubDate>Fri, 02 Jan 2026 10:00:00 GMT</pubDate></item></channel></rss>`, RSS, "https://h.example/a", ""},
		{"Atom", `<feed xmlns="http://www.w3.org/2005/Atom"><link href="https://h.example/"/><entry><id>tag:1</id><link rel="self" href="https://h.example/self"/><link href="https://h.example/a"/></entry><entry><id>https://h.example/b</id></entry></feed>`, Atom, "https://h.example/a https://h.example/b", ""},
		{"text", "\ufeffhttps://h.example/a\r\n\n https://h.example/b \n", Text, "https://h.example/a https://h.example/b", ""},
		{"text with other lines", "https://h.example/a\nnothing\nmore\n", Text, "https://h.example/a", "line:2:nothing"},
		{"prose", "Nothing here.\n", Unknown, "", "form:0:"},
		{"empty file", " \n", Unknown, "", "empty:0:"},
		{"empty set", head + "</urlset>", URLSet, "", "empty:0:"},
		{"page", "<!DOCTYPE html><html><body>", Unknown, "", "html:1:"},
		{"page without doctype", "<HTML><p>", Unknown, "", "html:1:"},
		{"other XML", "<opml></opml>", Unknown, "", "form:1:opml"},
		{"raw ampersand", head + "<url><loc>https://h.example/?a=1&b=2</loc></url>\n<url><loc>https://h.example/b</loc></url></urlset>", URLSet, "https://h.example/?a=1&b=2 https://h.example/b", "xml:3:invalid character entity &b (no semicolon)"},
		{"unclosed", head + "<url><loc>https://h.example/a</loc></url>\n<url><loc>https://h.example/b", URLSet, "https://h.example/a", "xml:4:unexpected EOF"},
		{"end tags mixed up", head + "<url><loc>https://h.example/a</url></loc></urlset>", URLSet, "https://h.example/a", "xml:3:element <loc> closed by </url>"},
		{"control character", head + "<url><loc>https://h.example/a\x01</loc></url></urlset>", URLSet, "https://h.example/a", "xml:3:control character"},
		{"blank line first", "\n" + head + "<url><loc>https://h.example/a</loc></url></urlset>", URLSet, "https://h.example/a", "xml:1:text before the XML declaration"},
		{"no namespace", "<urlset><url><loc>https://h.example/a</loc></url></urlset>", URLSet, "https://h.example/a", "namespace:1:"},
		{"other namespace", `<urlset xmlns="https://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://h.example/a</loc></url></urlset>`, URLSet, "https://h.example/a", "namespace:1:https://www.sitemaps.org/schemas/sitemap/0.9"},
		{"prefix", `<s:urlset xmlns:s="http://www.sitemaps.org/schemas/sitemap/0.9"><s:url><s:loc>https://h.example/a</s:loc></s:url></s:urlset>`, URLSet, "https://h.example/a", ""},
		{"undeclared prefix", head + `<url><loc>https://h.example/a</loc><xhtml:link/></url></urlset>`, URLSet, "https://h.example/a", "namespace:3:undeclared prefix xhtml"},
		{"CDATA", head + "<url><loc><![CDATA[https://h.example/a?b&c]]></loc></url></urlset>", URLSet, "https://h.example/a?b&c", ""},
		{"comment in an address", head + "<url><loc>https://h.<!-- x -->example/a</loc></url></urlset>", URLSet, "https://h.example/a", ""},
		{"relative", head + "<url><loc>/a</loc></url>\n<url><loc>b</loc></url></urlset>", URLSet, "/a b", "relative:3:/a"},
		{"no address", head + "<url><loc/></url><url><loc>https://h.example/a</loc></url></urlset>", URLSet, "https://h.example/a", "no-loc:3:"},
		{"bad date", head + "<url><loc>https://h.example/a</loc><lastmod>yesterday</lastmod></url></urlset>", URLSet, "https://h.example/a", "lastmod:3:yesterday"},
		{"says ISO-8859-1", "<?xml version='1.0' encoding='ISO-8859-1'?><urlset xmlns='" + protocol + "'><url><loc>https://h.example/\xe4</loc></url></urlset>", URLSet, "https://h.example/ä", "encoding:1:iso-8859-1"},
		{"bytes that are not UTF-8", head + "<url><loc>https://h.example/\xe4</loc></url></urlset>", URLSet, "https://h.example/ä", "encoding:3:bytes that are not UTF-8"},
		{"UTF-16", utf16("<urlset xmlns='" + protocol + "'><url><loc>https://h.example/a</loc></url></urlset>"), URLSet, "https://h.example/a", "encoding:1:utf-16le"},
		{"external entity", "<!DOCTYPE urlset [<!ENTITY x SYSTEM 'http://h.example/secret'>]>\n<urlset><url><loc>&x;</loc></url></urlset>", Unknown, "", "dtd:1:"},
		{"a billion laughs", "<?xml version='1.0'?><!DOCTYPE lolz [<!ENTITY a 'ha'><!ENTITY b '&a;&a;'>]><urlset><url><loc>&b;</loc></url></urlset>", Unknown, "", "dtd:1:"},
		{"external type", "<!DOCTYPE urlset SYSTEM 'http://h.example/x.dtd'><urlset/>", Unknown, "", "dtd:1:"},
		{"gzip", packed(head + "<url><loc>https://h.example/a</loc></url></urlset>"), URLSet, "https://h.example/a", ""},
		{"gzip of text", packed("https://h.example/a"), Text, "https://h.example/a", ""},
		{"cut gzip", cut(packed(head + "<url><loc>https://h.example/a</loc></url></urlset>")), URLSet, "https://h.example/a", "gzip:0:unexpected EOF"},
		{"gzip by its first bytes only", "\x1f\x8b", Unknown, "", "gzip:0:unexpected EOF"},
	} {
		f := Read([]byte(c.body), false)
		var locs, faults []string
		for _, e := range f.Entries {
			locs = append(locs, e.Loc)
		}
		for _, fault := range f.Faults {
			faults = append(faults, fmt.Sprintf("%s:%d:%s", fault.Code, fault.Line, fault.Text))
		}
		if got := strings.Join(locs, " "); f.Form != c.form || got != c.locs {
			t.Errorf("%s: %q of %q, want %q of %q", c.name, got, f.Form, c.locs, c.form)
		}
		if got := strings.Join(faults, ", "); got != c.faults {
			t.Errorf("%s: faults %q, want %q", c.name, got, c.faults)
		}
	}
}

func TestExtensions(t *testing.T) {
	f := Read([]byte(`<urlset xmlns="`+protocol+`" xmlns:xhtml="http://www.w3.org/1999/xhtml" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc>https://h.example/a</loc><lastmod>2026-01-02T03:04:05+01:00</lastmod>
<xhtml:link rel="alternate" hreflang="de" href="https://h.example/de/a"/>
<image:image><image:loc>https://h.example/i.png</image:loc></image:image></url></urlset>`), false)
	want := []Entry{{
		Loc: "https://h.example/a", Line: 2, LastMod: "2026-01-02T03:04:05+01:00",
		Alternates: []Alternate{{"de", "https://h.example/de/a"}}, Images: []string{"https://h.example/i.png"},
	}}
	if !reflect.DeepEqual(f.Entries, want) || f.Faults != nil {
		t.Errorf("%+v, faults %v", f.Entries, f.Faults)
	}
}

func TestLimits(t *testing.T) {
	small := limits{size: 1 << 20, urls: 100, run: 1 << 14}
	url := "<url><loc>https://h.example/a</loc></url>\n"
	f := read([]byte(head+strings.Repeat(url, 101)+"</urlset>"), false, small)
	if len(f.Entries) != 100 || f.Count != 101 || len(f.Faults) != 1 || f.Faults[0].Code != FaultCount {
		t.Errorf("%d of %d entries, faults %v", len(f.Entries), f.Count, f.Faults)
	}
	if f = read([]byte(head+strings.Repeat(url, 100)+"</urlset>"), false, small); f.Faults != nil {
		t.Errorf("faults of a full file: %v", f.Faults)
	}
	f = Read([]byte(head+strings.Repeat("<x>", 100_000)), false)
	if len(f.Faults) != 1 || f.Faults[0].Code != FaultNesting {
		t.Errorf("nested: %v", f.Faults)
	}
	f = read([]byte(head+"<url><loc>"+strings.Repeat("a", 1<<15)), false, small)
	if !f.Has(FaultXML) || len(f.Entries) > 0 {
		t.Errorf("endless text: %v", f.Faults)
	}
	f = read([]byte("https://h.example/"+strings.Repeat("a", 1<<16)+"\nhttps://h.example/b"), false, small)
	if !f.Has(FaultLine) || len(f.Entries) != 1 || f.Entries[0].Line != 2 {
		t.Errorf("endless line: %v", f.Faults)
	}
	f = Read([]byte(head+url+"<url><lo"), true)
	if len(f.Faults) > 0 || len(f.Entries) != 1 {
		t.Errorf("a file whose end did not arrive: %v", f.Faults)
	}
}

// TestBomb reads what expands to more than a sitemap may be.
func TestBomb(t *testing.T) {
	bomb := []byte(packed(head + strings.Repeat("<url></url><!-- "+strings.Repeat(" ", 1000)+" -->", 200)))
	f := read(bomb, false, limits{1 << 17, 100_000, 1 << 20})
	if !f.Has(FaultSize) || f.Has(FaultXML) || f.Size != 1<<17 {
		t.Errorf("%d bytes read, faults %v", f.Size, f.Faults)
	}
}

func TestDate(t *testing.T) {
	for _, s := range []string{"2026", "2026-01", "2026-01-02", "2026-01-02T03:04Z", "2026-01-02T03:04:05.67+01:00"} {
		if _, ok := Date(s, URLSet); !ok {
			t.Errorf("%s is no date", s)
		}
	}
	for _, s := range []string{"", "2026-1-2", "2026-02-30", "02.01.2026", "2026-01-02 03:04", "Fri, 02 Jan 2026 10:00:00 GMT"} {
		if _, ok := Date(s, URLSet); ok {
			t.Errorf("%s is a date", s)
		}
	}
	if d, ok := Date("Fri, 02 Jan 2026 10:00:00 GMT", RSS); !ok || d.Format(time.DateOnly) != "2026-01-02" {
		t.Errorf("the date of a feed is %v", d)
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(head+"<url><loc>https://h.example/a</loc><lastmod>2026</lastmod></url>"), false)
	f.Add([]byte("https://h.example/a\nx"), true)
	f.Add([]byte(packed(head+"<url><loc>&x;</loc></url></urlset>")), false)
	f.Add([]byte(utf16("<feed><entry><link href='x'/></entry></feed>")), false)
	f.Add([]byte("<!DOCTYPE x [<!ENTITY a 'b'>]><rss><item><link>&a;</link></item></rss>"), false)
	f.Fuzz(func(t *testing.T, body []byte, cut bool) {
		file := Read(body, cut)
		if len(file.Entries) > file.Count || file.Count > 0 && file.Form == Unknown {
			t.Errorf("%d entries of %d, form %q", len(file.Entries), file.Count, file.Form)
		}
		for _, e := range file.Entries {
			if e.Loc == "" || e.Line < 1 || !absolute(e.Loc) && !file.Has(FaultRelative) {
				t.Errorf("entry %+v, faults %v", e, file.Faults)
			}
		}
		if !reflect.DeepEqual(file, Read(body, cut)) {
			t.Error("read twice, it is not the same")
		}
	})
}

func packed(text string) string {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	w.Write([]byte(text))
	w.Close()
	return b.String()
}

// cut removes the checksum of a gzip file.
func cut(file string) string { return file[:len(file)-8] }

func utf16(text string) string {
	var b strings.Builder
	b.WriteString("\xff\xfe")
	for _, c := range []byte(text) {
		b.Write([]byte{c, 0})
	}
	return b.String()
}
