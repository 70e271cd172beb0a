package page

import (
	"flag"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

var update = flag.Bool("update", false, "rewrite the goldens in testdata")

const testURL = "https://health.example/spine/pain/"

// extract takes the facts of a document that a server sends as HTML.
func extract(body string) *Facts {
	return Extract(Input{URL: testURL, Status: 200, Body: []byte(body), Header: http.Header{"Content-Type": {"text/html"}}}, nil)
}

// Each archive in testdata holds a page, its headers if any, and the facts that must come out.
func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/structure-*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no goldens: %v", err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			header, body := goldenInput(archive)
			got := describe(Extract(Input{URL: testURL, Status: 200, Header: header, Body: body}, nil))
			last := &archive.Files[len(archive.Files)-1]
			if *update {
				last.Data = []byte(got)
				if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
			} else if want := string(last.Data); got != want {
				t.Errorf("facts differ from the golden (-update rewrites it)\n%s", firstDifference(got, want))
			}
		})
	}
}

func goldenInput(archive *txtar.Archive) (http.Header, []byte) {
	header := http.Header{"Content-Type": {"text/html"}}
	var body []byte
	for _, f := range archive.Files {
		switch f.Name {
		case "header":
			for line := range strings.Lines(string(f.Data)) {
				name, value, _ := strings.Cut(strings.TrimSpace(line), ": ")
				header.Add(name, value)
			}
		case "page.html":
			body = f.Data
		}
	}
	return header, body
}

func firstDifference(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(g), len(w)) {
		if g[i] != w[i] {
			return fmt.Sprintf("line %d\n got %s\nwant %s", i+1, g[i], w[i])
		}
	}
	return fmt.Sprintf("%d lines, want %d", len(g), len(w))
}

// describe writes structural facts, one a line.
func describe(f *Facts) string {
	var b strings.Builder
	fmt.Fprintf(&b, "page lang=%q base=%s partial=%q words=%d linkwords=%d shell=%v\n", f.Lang, f.Base, f.Partial, f.Words, f.LinkWords, f.Shell)
	for _, t := range f.Titles {
		fmt.Fprintf(&b, "title %q body=%v %d:%d\n", t.Text, t.InBody, t.Line, t.Col)
	}
	for _, t := range f.Descriptions {
		fmt.Fprintf(&b, "description %q body=%v %d:%d\n", t.Text, t.InBody, t.Line, t.Col)
	}
	for _, r := range f.Robots {
		fmt.Fprintf(&b, "robots %s %s %s body=%v\n", r.Source, r.Agent, r.Value, r.InBody)
	}
	for _, c := range f.Canonicals {
		fmt.Fprintf(&b, "canonical %s %q %s body=%v\n", c.Source, c.Raw, c.URL, c.InBody)
	}
	if f.Refresh != "" {
		fmt.Fprintf(&b, "refresh %s after %d\n", f.Refresh, f.RefreshDelay)
	}
	for _, p := range f.OpenGraph {
		fmt.Fprintf(&b, "property %s %q\n", p.Name, p.Content)
	}
	for _, h := range f.Headings {
		fmt.Fprintf(&b, "h%d %q %s hidden=%v %s %d:%d\n", h.Level, h.Text, h.Region, h.Hidden, h.Selector, h.Line, h.Col)
	}
	describeLinks(&b, f)
	for _, n := range f.Data {
		describeNode(&b, "", "data "+n.Source, &n)
	}
	for _, fault := range f.DataFault {
		fmt.Fprintf(&b, "fault %s line %d: %s\n", fault.Source, fault.Line, fault.Detail)
	}
	for i, x := range f.Blocks {
		fmt.Fprintf(&b, "block %d %s %s hidden=%v %q words=%d/%d %s %d:%d\n", i, x.Element, x.Region, x.Hidden, x.Text, x.Words, x.InLinks, x.Selector, x.Line, x.Col)
	}
	fmt.Fprintf(&b, "ids %q\n", f.IDs)
	return b.String()
}

func describeLinks(b *strings.Builder, f *Facts) {
	groups := map[uint64]int{0: 0}
	for _, l := range f.Links {
		if _, ok := groups[l.Group]; !ok {
			groups[l.Group] = len(groups)
		}
		fmt.Fprintf(b, "link %s[%s] %q -> %s%s %s hidden=%v text=%q rel=%q scheme=%q block=%d group=%d %s %d:%d\n", l.Element, l.Attr, l.Raw,
			l.URL, l.Problem, l.Region, l.Hidden, l.Text, l.Rel, l.Scheme, l.Block, groups[l.Group], l.Selector, l.Line, l.Col)
	}
	for _, i := range f.Images {
		fmt.Fprintf(b, "image %d alt=%q/%v inlink=%v %sx%s %s %s\n", i.Link, i.Alt, i.HasAlt, i.InLink, i.Width, i.Height, i.Loading, i.Selector)
	}
}

func describeNode(b *strings.Builder, indent, label string, n *Node) {
	fmt.Fprintf(b, "%s%s %v %s\n", indent, label, n.Types, n.ID)
	for _, p := range n.Props {
		if p.Node != nil {
			describeNode(b, indent+"  ", p.Name, p.Node)
		} else {
			fmt.Fprintf(b, "%s  %s %q\n", indent, p.Name, p.Text)
		}
	}
}
