package reports

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/crawler"
	"github.com/healthusias/rounds/crawler/page"
	"github.com/healthusias/rounds/crawler/store"
)

const frontPage = `<!doctype html>
<title>=1+1 Front</title>
<main><p>Go <a href="/a/#part">to A</a>, <a href="/a/#none">nowhere</a>, <a href="/old">the old A</a>.</p>
<p><a href="mailto:ada@health.example">Mail</a> <a href="javascript:void(0)">Script</a> <a href="http://[bad/">Bad</a></p>
<p><a href="/gone/" rel="nofollow">Gone</a> <a href="https://elsewhere.example/x?a=1,2">Elsewhere, "quoted"</a></p></main>
`

// crawled is a small site with every kind of link.
func crawled(t *testing.T) *crawler.Site {
	t.Helper()
	dir := t.TempDir()
	err := os.CopyFS(dir, fstest.MapFS{
		"index.html":   {Data: []byte(frontPage)},
		"a/index.html": {Data: []byte(`<!doctype html><title>A</title><main><p id="part">Back to <a href="/">the front</a>, <a href="#">up</a>, <a href="">again</a>.</p><form action="/find"></form></main>`)},
		"_redirects":   {Data: []byte("/old /a/ 301\n")},
	})
	if err != nil {
		t.Fatal(err)
	}
	st, err := store.Open(store.Memory)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	site, err := crawler.Crawl(t.Context(), st, crawler.Options{Target: dir, Dir: dir, Base: origin + "/", External: crawler.ExternalNever})
	if err != nil {
		t.Fatal(err)
	}
	return site
}

func TestExportLinks(t *testing.T) {
	site := crawled(t)
	want := []string{ // page raw state status reason final fragment_found internal
		"/ /a/#part ok 200   true true",
		"/ /a/#none ok 200   false true",
		"/ /old redirect 301  https://health.example/a/ null true",
		"/ mailto:ada@health.example skipped null scheme:mailto  null false",
		"/ javascript:void(0) skipped null scheme:javascript  null false",
		"/ http://[bad/ skipped null malformed  null false",
		"/ /gone/ broken 404 404  null true",
		"/ https://elsewhere.example/x?a=1,2 skipped null external-off  null false",
		"/a/ / ok 200   null true",
		"/a/ # ok 200   true true",
		"/a/  ok 200   null true",
		"/a/ /find skipped null form  null true",
	}
	var got []string
	for _, l := range exportedLinks(t, site) {
		status, found := "null", "null"
		if l.Status != nil {
			status = fmt.Sprint(*l.Status)
		}
		if l.FragmentFound != nil {
			found = fmt.Sprint(*l.FragmentFound)
		}
		got = append(got, fmt.Sprintf("%s %s %s %s %s %s %s %v", strings.TrimPrefix(l.Page, origin), l.Raw, l.State, status, l.Reason, l.Final, found, l.Internal))
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestExportLinksPlace(t *testing.T) {
	l := exportedLinks(t, crawled(t))[6]
	if l.Line == nil || *l.Line != 5 || l.Column == nil || *l.Column != 4 {
		t.Errorf("line %v, column %v, want 5 and 4", l.Line, l.Column)
	}
	l.Line, l.Column = nil, nil
	status := 404
	want := Link{
		Page: origin + "/", URL: origin + "/gone/", Raw: "/gone/", Element: "a", Attribute: "href", Region: "main", Text: "Gone", Rel: "nofollow",
		Internal: true, State: "broken", Status: &status, Reason: "404",
	}
	if !reflect.DeepEqual(l, want) {
		t.Errorf("got %+v, want %+v", l, want)
	}
}

func exportedLinks(t *testing.T, site *crawler.Site) []Link {
	t.Helper()
	var b bytes.Buffer
	if err := ExportLinks(&b, "jsonl", site); err != nil {
		t.Fatal(err)
	}
	var links []Link
	for line := range bytes.Lines(b.Bytes()) {
		var l Link
		decoder := json.NewDecoder(bytes.NewReader(line))
		decoder.DisallowUnknownFields()
		if err := decoder.Decode(&l); err != nil {
			t.Fatalf("%v in %s", err, line)
		}
		links = append(links, l)
	}
	return links
}

func TestExportAsCSVHasTheSameRows(t *testing.T) {
	site := crawled(t)
	var b bytes.Buffer
	if err := ExportLinks(&b, "csv", site); err != nil {
		t.Fatal(err)
	}
	rows := table(t, &b)
	links := exportedLinks(t, site)
	if len(rows) != len(links)+1 || !slices.Equal(rows[0], linkColumns) {
		t.Fatalf("%d rows, head %q", len(rows), rows[0])
	}
	for i := range links {
		if want := links[i].cells(); !slices.Equal(rows[i+1], want) {
			t.Errorf("row %d: got %q, want %q", i+1, rows[i+1], want)
		}
	}
}

func TestExportPages(t *testing.T) {
	site := crawled(t)
	var b bytes.Buffer
	if err := ExportPages(&b, "csv", site); err != nil {
		t.Fatal(err)
	}
	rows := table(t, &b)
	if len(rows) != 3 || !slices.Equal(rows[0], pageColumns) || rows[1][0] != origin+"/" || rows[2][0] != origin+"/a/" {
		t.Fatalf("got %q", rows)
	}
	if title := rows[1][slices.Index(pageColumns, "title")]; title != "'=1+1 Front" {
		t.Errorf("title %q, want it disarmed", title)
	}
	b.Reset()
	if err := ExportPages(&b, "jsonl", site); err != nil {
		t.Fatal(err)
	}
	var first Page
	if err := json.NewDecoder(&b).Decode(&first); err != nil {
		t.Fatal(err)
	}
	if first.URL != origin+"/" || first.Title != "=1+1 Front" || first.Status != 200 || first.State != "ok" || first.In != 1 {
		t.Errorf("got %+v", first)
	}
}

func TestExportFormatIsChecked(t *testing.T) {
	site := crawled(t)
	for _, err := range []error{ExportLinks(new(bytes.Buffer), "xml", site), ExportPages(new(bytes.Buffer), "", site)} {
		if err == nil || !strings.Contains(err.Error(), "use csv, json or jsonl") {
			t.Errorf("error %v", err)
		}
	}
	if err := ExportLinks(brokenPipe{}, "csv", site); err == nil {
		t.Error("a write error is lost")
	}
	if err := ExportPages(brokenPipe{}, "jsonl", site); err == nil {
		t.Error("a write error is lost")
	}
}

func table(t *testing.T, b *bytes.Buffer) [][]string {
	t.Helper()
	rows, err := csv.NewReader(b).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func TestBuild(t *testing.T) {
	site := crawled(t)
	known := &checks.Check{
		ID: "links/broken", Title: "a link leads nowhere", Severity: checks.Error,
		Doc: checks.Doc{What: "A link.", Why: "Readers.", Example: "\n<a>\n", Fix: "mend it", Sources: []string{"RFC 9110"}},
	}
	result := checks.Result{Suppressed: 2, Findings: []checks.Finding{
		{Rule: "links/broken", Severity: checks.Warning, Confidence: checks.High, Page: origin + "/", Subject: origin + "/gone/", Message: "gone"},
		{Rule: "run/rule-crash", Severity: checks.Error, Confidence: checks.High, Page: origin + "/a/", Message: "broke down"},
		{Rule: "site/own", Severity: checks.Notice, Confidence: checks.High, Page: origin + "/a/", Message: "x", Template: &checks.Template{Count: 3}},
		{Rule: "site/own", Severity: checks.Notice, Confidence: checks.High, Page: origin + "/b/", Message: "x", Template: &checks.Template{Count: 3}},
	}}
	r, err := Build(site, result, []*checks.Check{known}, BuildOptions{Version: "1.2.3", Pages: true})
	if err != nil {
		t.Fatal(err)
	}
	if want := (Summary{Error: 1, Warning: 1, Notice: 2, Folded: 3, Suppressed: 2}); r.Summary != want {
		t.Errorf("summary %+v, want %+v", r.Summary, want)
	}
	wantRule := Rule{"links/broken", "a link leads nowhere", "error", "A link.\n\nReaders.\n\nExample:\n<a>\n\nWhat to do: mend it.", []string{"RFC 9110"}}
	if len(r.Rules) != 3 || !reflect.DeepEqual(r.Rules[0], wantRule) {
		t.Errorf("rules %+v, want first %+v", r.Rules, wantRule)
	}
	if r.Rules[1].Title != checks.Own[0].Title {
		t.Errorf("the engine's rule has title %q, want %q", r.Rules[1].Title, checks.Own[0].Title)
	}
	today := site.Run.Started.UTC().Format(time.DateOnly)
	for i, f := range r.Findings {
		if f.Status != "open" || f.Since != today {
			t.Errorf("finding %d: status %q, since %q", i, f.Status, f.Since)
		}
	}
	if len(r.Pages) != 2 || r.Pages[1].URL != origin+"/a/" {
		t.Errorf("pages %+v", r.Pages)
	}
	if err := compiled(t).Validate(decoded(t, rendered(t, r, "json", Options{}))); err != nil {
		t.Error(err)
	}
}

func TestBuildOfNothing(t *testing.T) {
	for _, site := range []*crawler.Site{crawled(t), {Run: crawler.Run{State: "interrupted"}}} {
		r, err := Build(site, checks.Result{}, nil, BuildOptions{})
		if err != nil {
			t.Fatal(err)
		}
		text := rendered(t, r, "json", Options{})
		if err := compiled(t).Validate(decoded(t, text)); err != nil {
			t.Error(err)
		}
		if strings.Contains(text, "null") || strings.Contains(text, `"pages": [`) {
			t.Error(text)
		}
	}
}

func TestPagesNameTheirPrimaryPillar(t *testing.T) {
	site := crawled(t)
	front, a := site.Lookup(origin+"/"), site.Lookup(origin+"/a/")
	site.Contract = crawler.Contract{Hubs: []crawler.HubSpec{
		{ID: front, Pillars: []crawler.PillarSpec{{ID: front, Members: []crawler.Member{{ID: a, Primary: true}}}}},
		{ID: crawler.None, Pillars: []crawler.PillarSpec{{ID: site.Lookup(origin + "/gone/"), Members: []crawler.Member{{ID: a}}}}},
	}}
	r, err := Build(site, checks.Result{}, nil, BuildOptions{Pages: true})
	if err != nil {
		t.Fatal(err)
	}
	if p := r.Pages[1]; p.Pillar != origin+"/" || p.Hub != origin+"/" {
		t.Errorf("pillar %q, hub %q, want both %s/", p.Pillar, p.Hub, origin)
	}
	if p := r.Pages[0]; p.Pillar != "" || p.Hub != origin+"/" {
		t.Errorf("the pillar itself: pillar %q, hub %q", p.Pillar, p.Hub)
	}
}

func TestPageOf(t *testing.T) {
	day := func(s string) time.Time {
		d, err := time.Parse(time.DateOnly, s)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	facts := &page.Facts{
		Authors:   []page.Person{{Name: "Ada Okafor", Credentials: []string{"MD"}, Tier: 1, Profile: origin + "/team/ada/"}, {Name: "Second"}},
		Bios:      []page.Bio{{Name: "Someone Else", Visible: true}, {Name: "ada okafor", Visible: true}},
		Reviewers: []page.Person{{Name: "Jo Lind"}},
		Dates: []page.Date{
			{Time: day("2026-05-01"), Label: "updated"}, {Time: day("2026-05-20"), Day: true, Label: "updated"},
			{Time: day("2026-03-01"), Label: "reviewed"}, {Time: day("2020-01-01"), Day: true},
		},
		Disclaimers: []page.Disclaimer{
			{Strength: page.DisclaimerStrong, Hidden: true, Region: page.RegionMain}, {Strength: page.DisclaimerLink, Region: page.RegionFooter},
		},
	}
	got := pageOf(&crawler.Page{Head: &crawler.Head{Class: &crawler.Class{Kind: crawler.Article}, Title: "T"}, URL: &crawler.URL{State: crawler.OK}, Facts: facts})
	want := Page{
		Kind: "article", State: "ok", Title: "T", Updated: "2026-05-20", Reviewed: "2026-03", Disclaimer: "link-footer",
		Author:   &Author{Name: "Ada Okafor", Credentials: []string{"MD"}, Tier: 1, Profile: origin + "/team/ada/", Bio: true},
		Reviewer: &Reviewer{Name: "Jo Lind"},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
	facts.Bios = []page.Bio{{Name: "Ada Okafor"}, {Name: "Someone Else", Visible: true}}
	if pageOf(&crawler.Page{Head: &crawler.Head{Class: &crawler.Class{}}, URL: &crawler.URL{}, Facts: facts}).Author.Bio {
		t.Error("a bio that nobody sees, or of another person, counts")
	}
}
