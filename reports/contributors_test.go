package reports

import (
	"bytes"
	"encoding/json"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/healthusias/rounds/crawler"
	"github.com/healthusias/rounds/crawler/store"
)

// staffed is a site with an author on two pages, a reviewer whom one page names by an identifier, and two namesakes.
func staffed(t *testing.T) *crawler.Site {
	t.Helper()
	file := func(head, body string) *fstest.MapFile {
		return &fstest.MapFile{Data: []byte(`<!doctype html><html lang="en"><head><title>Knees</title>` + head + `</head><body><main><article><h1>Knees</h1>` + body +
			`<p>The knee bends and stretches many times a day, and most of the time nobody thinks about it.</p></article></main></body></html>`)}
	}
	dir := t.TempDir()
	err := os.CopyFS(dir, fstest.MapFS{
		"a/one/index.html":   file(`<script type="application/ld+json">{"@type":"MedicalWebPage","reviewedBy":{"@id":"https://health.example/#sam"}}</script>`, `<p class="byline">By <a href="/authors/ada/">Ada Okafor</a></p>`),
		"a/two/index.html":   file("", `<p class="byline">By Dr. Ada Okafor</p><p>Medically reviewed by Sam Poe</p>`),
		"a/three/index.html": file("", `<p class="byline">By <a href="/authors/jane-1/">Jane Roe</a></p>`),
		"a/four/index.html":  file("", `<p class="byline">By <a href="/authors/jane-2/">Jane Roe</a></p>`),
		"authors/ada/index.html": {Data: []byte(`<!doctype html><html lang="en"><title>Ada</title><main><h1>Ada Okafor, MD</h1>
			<p>Ada Okafor is a rheumatologist in Leeds, and she has treated people with painful joints for twenty years.</p></main></html>`)},
		"index.html": file(`<script type="application/ld+json">{"@type":"Person","@id":"https://health.example/#sam","name":"Sam Poe","honorificSuffix":"RN"}</script>`, ""),
	})
	if err != nil {
		t.Fatal(err)
	}
	st, err := store.Open(store.Memory)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	site, err := crawler.Crawl(t.Context(), st, crawler.Options{Target: dir, Dir: dir, Base: origin + "/", External: crawler.ExternalNever,
		Rules: crawler.Structure{Types: []crawler.TypeRule{{Kind: crawler.Article, Match: []string{"/a/*/"}}, {Kind: crawler.Author, Match: []string{"/authors/*/"}}}}})
	if err != nil {
		t.Fatal(err)
	}
	return site
}

func TestExportAuthors(t *testing.T) {
	site := staffed(t)
	var b bytes.Buffer
	if err := ExportAuthors(&b, "json", site); err != nil {
		t.Fatal(err)
	}
	var list []Contributor
	if err := json.Unmarshal(b.Bytes(), &list); err != nil {
		t.Fatalf("%v in %s", err, b.Bytes())
	}
	want := []string{
		"Ada Okafor|Dr., rheumatologist, MD|1|/authors/ada/|ok|true|/a/one/ /a/two/|",
		"Jane Roe||0|/authors/jane-1/|broken|false|/a/three/|",
		"Jane Roe||0|/authors/jane-2/|broken|false|/a/four/|",
		"Sam Poe|RN|1|||false||/a/one/ /a/two/",
	}
	for i, c := range list {
		short := func(list []string) string { return strings.ReplaceAll(strings.Join(list, " "), origin, "") }
		bio := map[bool]string{true: "true", false: "false"}[c.Bio]
		got := strings.Join([]string{c.Name, strings.Join(c.Credentials, ", "), string(rune('0' + c.Tier)), short([]string{c.Profile}), c.ProfileState, bio, short(c.Pages), short(c.Reviews)}, "|")
		if i >= len(want) || got != want[i] {
			t.Errorf("row %d is %s", i, got)
		}
	}
	if len(list) != len(want) {
		t.Errorf("%d rows, want %d", len(list), len(want))
	}
}

// TestExportArrays holds an empty table and one with rows against the syntax of JSON, and CSV against its header.
func TestExportArrays(t *testing.T) {
	for _, site := range []*crawler.Site{crawled(t), staffed(t)} {
		var array, table bytes.Buffer
		if err := ExportAuthors(&array, "json", site); err != nil {
			t.Fatal(err)
		}
		if err := ExportAuthors(&table, "csv", site); err != nil {
			t.Fatal(err)
		}
		var rows []Contributor
		if err := json.Unmarshal(array.Bytes(), &rows); err != nil {
			t.Errorf("%v in %q", err, array.String())
		}
		if lines := strings.Count(table.String(), "\n"); lines != len(rows)+1 {
			t.Errorf("%d lines of CSV for %d rows", lines, len(rows))
		}
	}
	if err := ExportAuthors(brokenPipe{}, "json", crawled(t)); err == nil {
		t.Error("a write error is lost")
	}
}
