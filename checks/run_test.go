package checks_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
	"unsafe"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/checks/fixture"
	"github.com/healthusias/rounds/crawler"
)

// linksToX reports every link to /x/.
var linksToX = &checks.Check{
	ID: "test/x", Title: "a link to x", Severity: checks.Error,
	Options: []checks.Option{{Name: "path", Default: "/x/", Doc: "path to look for"}},
	Doc:     checks.Doc{Fix: "link elsewhere"},
	Page: func(p *checks.Pass) {
		for i, id := range p.Page.Links {
			if id != crawler.None && p.Site.Short(p.Site.URL(id).Address) == p.String("path") {
				p.ReportLink(i, checks.Finding{Message: "leads to x"})
			}
		}
	},
}

// everyPage reports every page that it sees.
func everyPage(change func(*checks.Check)) *checks.Check {
	c := &checks.Check{ID: "test/page", Title: "a page", Severity: checks.Warning, Page: func(p *checks.Pass) { p.Report(checks.Finding{Message: "seen"}) }}
	change(c)
	return c
}

func judge(t *testing.T, config checks.Config, list ...*checks.Check) (*crawler.Site, checks.Result) {
	t.Helper()
	site := fixture.Site(t, "testdata/ward.txtar")
	result, err := checks.Run(t.Context(), site, list, config, 2)
	if err != nil {
		t.Fatal(err)
	}
	return site, result
}

// told prints findings as "rule severity path".
func told(site *crawler.Site, r checks.Result) string {
	var lines []string
	for _, f := range r.Findings {
		lines = append(lines, fmt.Sprintf("%s %s %s", f.Rule, f.Severity, site.Short(f.Page)))
	}
	return strings.Join(lines, "\n")
}

// guards are what the driver keeps from a rule, and what it lets through.
var guards = map[string]struct {
	change func(*checks.Check)
	config checks.Config
	want   string
}{
	"kinds": {
		change: func(c *checks.Check) { c.Kinds = []crawler.Kind{crawler.Legal} },
		want:   "test/page warning /legal/terms/",
	},
	"text is not judged in a shell": {
		change: func(c *checks.Check) { c.Text = true },
		config: checks.Config{Rules: map[string]checks.Setting{"test/page": {Ignore: []string{"/heart/**", "/legal/**", "/"}}}},
		want:   "",
	},
	"a shell is judged otherwise": {
		change: func(*checks.Check) {},
		config: checks.Config{Rules: map[string]checks.Setting{"test/page": {Ignore: []string{"/heart/**", "/legal/**", "/"}}}},
		want:   "test/page warning /shell/",
	},
	"level": {
		change: func(c *checks.Check) { c.Kinds = []crawler.Kind{crawler.Legal} },
		config: checks.Config{Rules: map[string]checks.Setting{"test/page": {Level: checks.Error}}},
		want:   "test/page error /legal/terms/",
	},
	"kinds as configured": {
		change: func(c *checks.Check) { c.Kinds = []crawler.Kind{crawler.Article} },
		config: checks.Config{
			Rules:     map[string]checks.Setting{"test/page": {Kinds: []crawler.Kind{crawler.Home, crawler.Legal}}},
			Overrides: []checks.Override{{Match: []string{"/heart/b/"}, Rules: map[string]checks.Setting{"test/page": {Kinds: []crawler.Kind{crawler.Article}}}}},
		},
		want: "test/page warning /\ntest/page warning /heart/b/\ntest/page warning /legal/terms/",
	},
	"off but for one path": {
		change: func(*checks.Check) {},
		config: checks.Config{
			Rules:     map[string]checks.Setting{"test/page": {Level: checks.Ignore}},
			Overrides: []checks.Override{{Match: []string{"/heart/a/"}, Rules: map[string]checks.Setting{"test/page": {Level: checks.Notice}}}},
		},
		want: "test/page notice /heart/a/",
	},
	"off by default": {
		change: func(c *checks.Check) { c.Severity = checks.Ignore },
		want:   "",
	},
	"skipped": {
		change: func(*checks.Check) {},
		config: checks.Config{Skip: []string{"test/*"}},
		want:   "",
	},
	"not among the only": {
		change: func(*checks.Check) {},
		config: checks.Config{Only: []string{"links/*"}},
		want:   "",
	},
	"a site check keeps to its kinds": {
		change: func(c *checks.Check) {
			c.Kinds, c.Page = []crawler.Kind{crawler.Legal}, nil
			c.Site = func(p *checks.Pass) {
				for _, id := range p.Site.Pages() {
					p.ReportAt(id, checks.Finding{Severity: checks.Lower(checks.Warning)})
				}
			}
		},
		want: "test/page notice /legal/terms/",
	},
	"a site check keeps to the kinds as configured": {
		change: func(c *checks.Check) {
			c.Kinds, c.Page = []crawler.Kind{crawler.Article}, nil
			c.Site = func(p *checks.Pass) {
				for _, id := range p.Site.Pages() {
					p.ReportAt(id, checks.Finding{})
				}
			}
		},
		config: checks.Config{Rules: map[string]checks.Setting{"test/page": {Kinds: []crawler.Kind{crawler.Legal}}}},
		want:   "test/page warning /legal/terms/",
	},
}

func TestGuards(t *testing.T) {
	for name, c := range guards {
		t.Run(name, func(t *testing.T) {
			site, result := judge(t, c.config, everyPage(c.change))
			if got := told(site, result); got != c.want {
				t.Errorf("got:\n%s\nwant:\n%s", got, c.want)
			}
		})
	}
}

func TestOptionsFollowOverrides(t *testing.T) {
	site, result := judge(t, checks.Config{
		Rules:     map[string]checks.Setting{"test/x": {Options: map[string]any{"path": "/elsewhere/"}}},
		Overrides: []checks.Override{{Match: []string{"/legal/**"}, Rules: map[string]checks.Setting{"test/x": {Options: map[string]any{"path": "/x/"}}}}},
	}, linksToX)
	if got, want := told(site, result), "test/x error /legal/terms/"; got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
}

func TestIgnoreMatchesSubjects(t *testing.T) {
	_, result := judge(t, checks.Config{Rules: map[string]checks.Setting{"test/x": {Ignore: []string{"/x/"}}}}, linksToX)
	if len(result.Findings) != 0 {
		t.Errorf("%d findings about an ignored target", len(result.Findings))
	}
}

// TestTemplate: four of five articles have the link in one place, which is 80 %; with one of them left out it is no
// pattern any more, nor is a single legal page.
func TestTemplate(t *testing.T) {
	site, result := judge(t, checks.Config{}, linksToX)
	for _, f := range result.Findings {
		path := site.Short(f.Page)
		one := path == "/heart/a/" || path == "/legal/terms/"
		switch {
		case one != (f.Template == nil):
			t.Errorf("%s (%s): template %v", path, f.Evidence.Selector, f.Template)
		case !one && (f.Template.Count != 4 || len(f.Template.Examples) != 3 || site.Short(f.Template.Examples[0]) != "/heart/b/"):
			t.Errorf("%s: template %+v", path, *f.Template)
		}
	}
	_, result = judge(t, checks.Config{Rules: map[string]checks.Setting{"test/x": {Ignore: []string{"/heart/b/"}}}}, linksToX)
	for _, f := range result.Findings {
		if f.Template != nil {
			t.Errorf("3 of 5 pages are taken for a template")
		}
	}
}

func TestFindingsAreComplete(t *testing.T) {
	_, result := judge(t, checks.Config{}, linksToX)
	seen := make(map[string]bool)
	for _, f := range result.Findings {
		if f.Status != "open" || f.Confidence != checks.High || f.Fix != "link elsewhere" || f.Kind == "" || len(f.Fingerprint) != 32 || f.Source == nil {
			t.Errorf("incomplete: %+v", f)
		}
		if seen[f.Fingerprint] {
			t.Errorf("%s: a fingerprint twice", f.Page)
		}
		seen[f.Fingerprint] = true
	}
	if len(result.Findings) != 7 {
		t.Errorf("%d findings, want 7", len(result.Findings))
	}
}

func TestSuppressions(t *testing.T) {
	on := func(day string) checks.Config {
		at, err := time.Parse(time.DateOnly, day)
		if err != nil {
			t.Fatal(err)
		}
		return checks.Config{Today: at, Suppressions: []checks.Suppression{
			{Rule: "test/*", Where: "/heart/**", Target: "/x/", Reason: "known", Expires: "2026-03-31"},
			{Rule: "test/x", Where: "/nowhere/"},
		}}
	}
	site, result := judge(t, on("2026-03-31"), linksToX)
	if got, want := told(site, result), "run/suppression-unused warning /\ntest/x error /legal/terms/"; got != want || result.Suppressed != 6 {
		t.Errorf("on the last day %d are suppressed, want 6; got:\n%s\nwant:\n%s", result.Suppressed, got, want)
	}
	site, result = judge(t, on("2026-04-01"), linksToX)
	if got := told(site, result); !strings.HasPrefix(got, "run/suppression-expired error /\n") || result.Suppressed != 0 {
		t.Errorf("the day after, %d are suppressed, want 0; got:\n%s", result.Suppressed, got)
	}
	partly := on("2026-03-31")
	partly.Skip = []string{"test/x"}
	if _, result = judge(t, partly, linksToX); len(result.Findings) != 0 {
		t.Errorf("a suppression is called unused though its rule was not asked: %v", result.Findings)
	}
}

func TestCrash(t *testing.T) {
	site, result := judge(t, checks.Config{}, linksToX, everyPage(func(c *checks.Check) {
		c.ID = "test/fragile"
		c.Page = func(p *checks.Pass) {
			if strings.HasSuffix(p.Page.URL.Address, "/b/") {
				panic("no such ward")
			}
		}
	}), everyPage(func(c *checks.Check) {
		c.ID, c.Page, c.Site = "test/undeclared", nil, func(p *checks.Pass) { p.Int("nothing") }
	}))
	i := slices.IndexFunc(result.Findings, func(f checks.Finding) bool { return f.Subject == "test/fragile" })
	if i < 0 || site.Short(result.Findings[i].Page) != "/heart/b/" || result.Findings[i].Rule != "run/rule-crash" || !strings.Contains(result.Findings[i].Message, "no such ward") {
		t.Errorf("the crash is not told: %v", result.Findings)
	}
	if result.Crashes != 2 || len(result.Findings) != 7+2 {
		t.Errorf("%d crashes, %d findings; want 2 and 9", result.Crashes, len(result.Findings))
	}
}

func TestGather(t *testing.T) {
	site, result := judge(t, checks.Config{}, everyPage(func(c *checks.Check) {
		c.Page = nil
		c.Gather = func(p *checks.Pass) any {
			if p.Page.Head.Kind == crawler.Legal {
				return p.Page.Facts.Titles[0].Text
			}
			return nil
		}
		c.Site = func(p *checks.Pass) {
			for _, g := range p.Gathered {
				p.ReportAt(g.Page, checks.Finding{Message: g.Value.(string)})
			}
		}
	}))
	if got := told(site, result); got != "test/page warning /legal/terms/" || result.Findings[0].Message != "Terms" {
		t.Errorf("gathered %q", got)
	}
}

// TestFindingsKeepNothingOfTheirPage compares where texts stand in memory: a finding that holds a part of what a page's links share holds
// all of it until the report is written.
func TestFindingsKeepNothingOfTheirPage(t *testing.T) {
	var mutex sync.Mutex
	held := map[*byte]string{}
	_, result := judge(t, checks.Config{}, everyPage(func(c *checks.Check) {
		c.Page = func(p *checks.Pass) {
			mutex.Lock()
			defer mutex.Unlock()
			for i := range p.Page.Facts.Links {
				l := &p.Page.Facts.Links[i]
				for _, s := range []string{l.URL, l.Raw, l.Text, string(l.Selector)} {
					held[unsafe.StringData(s)] = s
				}
				p.ReportLink(i, checks.Finding{Message: "a link"})
				p.Report(checks.Finding{Subject: l.Text, Message: "a part of a link alone"})
			}
		}
	}))
	if len(result.Findings) < 10 {
		t.Fatal(len(result.Findings), "findings")
	}
	for _, f := range result.Findings {
		for _, s := range []string{f.Subject, f.Evidence.Selector, f.Evidence.Snippet} {
			if s != "" && held[unsafe.StringData(s)] != "" {
				t.Errorf("%q of a finding on %s is a part of the page", s, f.Page)
			}
		}
	}
}

// TestOfPage has two rules ask for one value: it is built once for each page, and of that page.
func TestOfPage(t *testing.T) {
	var built atomic.Int64
	ask := func(p *checks.Pass) {
		address := checks.OfPage(p, "test/address", func(p *checks.Pass) string {
			built.Add(1)
			return p.Page.URL.Address
		})
		if address != p.Page.URL.Address {
			t.Errorf("%s gets the value of %s", p.Page.URL.Address, address)
		}
	}
	seen := func(id string) *checks.Check {
		return everyPage(func(c *checks.Check) { c.ID, c.Partial, c.Page = id, true, ask })
	}
	site, _ := judge(t, checks.Config{}, seen("test/one"), seen("test/two"))
	if n := int(built.Load()); n != len(site.Pages()) {
		t.Errorf("built %d times for %d pages", n, len(site.Pages()))
	}
}

func TestRunEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	site := fixture.Site(t, "testdata/ward.txtar")
	if _, err := checks.Run(ctx, site, []*checks.Check{linksToX}, checks.Config{}, 1); err == nil {
		t.Error("a canceled run is taken for a finished one")
	}
	if _, err := checks.Run(t.Context(), site, nil, checks.Config{Only: []string{"["}}, 1); err == nil {
		t.Error("a bad glob is taken for a good one")
	}
}

func TestEncode(t *testing.T) {
	_, result := judge(t, checks.Config{}, linksToX)
	data, err := checks.Encode(result.Findings)
	if err != nil {
		t.Fatal(err)
	}
	back, err := checks.Decode(data)
	if err != nil || len(back) != len(result.Findings) || back[0].Fingerprint != result.Findings[0].Fingerprint {
		t.Errorf("%d findings came back of %d: %v", len(back), len(result.Findings), err)
	}
}

// TestFlood hears a rule about one page a thousand times, and says how often it was not heard.
func TestFlood(t *testing.T) {
	site, result := judge(t, checks.Config{}, everyPage(func(c *checks.Check) {
		c.Kinds = []crawler.Kind{crawler.Legal}
		c.Page = func(p *checks.Pass) {
			for i := range 2500 {
				p.Report(checks.Finding{Subject: fmt.Sprintf("%04d", i), Message: "seen"})
			}
		}
	}), linksToX)
	about := slices.DeleteFunc(result.Findings, func(f checks.Finding) bool { return f.Rule != "test/page" })
	if len(about) != 1000 || site.Short(about[0].Page) != "/legal/terms/" {
		t.Fatalf("%d findings about %s, want 1000 about the terms", len(about), about[0].Page)
	}
	if first, last := about[0].Message, about[999].Message; first != "seen" || last != "seen (and 1500 more like it on this page)" {
		t.Errorf("the first says %q, the last %q", first, last)
	}
	if n := len(result.Findings) - 1000; n != 7 {
		t.Errorf("%d findings of the other rule, want 7", n)
	}
}

// TestBudget cuts off rules that do not come to an end: what they have said stays, what they say later is not heard, and all others judge
// every page. On one page a rule is cut, on many it is not asked any more.
func TestBudget(t *testing.T) {
	release := make(chan struct{})
	defer close(release)
	stuck := func(id, where string) *checks.Check {
		return everyPage(func(c *checks.Check) {
			c.ID = id
			c.Page = func(p *checks.Pass) {
				if strings.HasPrefix(p.Site.Short(p.Page.URL.Address), where) {
					p.Page.Blocks()
					p.Report(checks.Finding{Message: "so far"})
					<-release
					p.Report(checks.Finding{Message: "too late"})
				}
			}
		})
	}
	onSite := everyPage(func(c *checks.Check) {
		c.ID, c.Page, c.Site = "test/site", nil, func(p *checks.Pass) {
			p.ReportAt(p.Site.Pages()[0], checks.Finding{Message: "so far"})
			<-release
		}
	})
	site, result := judge(t, checks.Config{Budget: 300 * time.Millisecond}, stuck("test/once", "/legal/"), stuck("test/often", "/"), linksToX, onSite)
	told := map[string][]string{}
	for _, f := range result.Findings {
		told[f.Rule+" "+f.Subject] = append(told[f.Rule+" "+f.Subject], site.Short(f.Page)+" "+f.Message)
	}
	if got := told["test/once "]; len(got) != 1 || got[0] != "/legal/terms/ so far" {
		t.Errorf("the rule that was cut on one page says %q", got)
	}
	if got := told["run/rule-crash test/once"]; len(got) != 1 || got[0] != `/legal/terms/ rule test/once broke down: "it took longer than 300ms and was cut off"` {
		t.Errorf("of the rule that was cut on one page is told %q", got)
	}
	// Two pages at a time: the third cut may come when a fourth call is under way.
	if often := told["run/rule-crash test/often"]; len(often) < 3 || len(often) > 4 || !strings.Contains(strings.Join(often, ""), "not asked about the rest") {
		t.Errorf("of the rule that is cut everywhere is told %q", often)
	}
	if got := told["run/rule-crash test/site"]; len(got) != 1 || len(told["test/site "]) != 1 {
		t.Errorf("the rule about the site says %q, and of it is told %q", told["test/site "], got)
	}
	n := 0
	for _, f := range result.Findings {
		if f.Rule == "test/x" {
			n++
		}
	}
	if n != 7 || result.Crashes != 2+len(told["run/rule-crash test/often"]) {
		t.Errorf("%d findings of the rule after them, want 7; %d crashes", n, result.Crashes)
	}
}
