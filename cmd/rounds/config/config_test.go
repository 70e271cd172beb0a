package config

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/goccy/go-yaml"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/checks/all"
	"github.com/healthusias/rounds/crawler"
)

// rules is the catalogue, and a rule with an option of every type.
var rules = append([]*checks.Check{{ID: "trial/options", Severity: checks.Error, Options: []checks.Option{
	{Name: "names", Default: []string{}, Doc: "names"},
	{Name: "share", Default: 0.5, Doc: "share"},
	{Name: "count", Default: 1, Doc: "count"},
	{Name: "strict", Default: false, Doc: "whether"},
	{Name: "label", Default: "By", Doc: "word"},
}}}, all.Checks...)

func loadText(t *testing.T, text string) (*Loaded, error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), Name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return Load(Source{File: path}, rules)
}

func example(t *testing.T) string {
	t.Helper()
	src, err := os.ReadFile("testdata/example.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return string(src)
}

func TestExampleReachesCrawlerAndRules(t *testing.T) {
	loaded, err := loadText(t, example(t))
	if err != nil {
		t.Fatal(err)
	}
	env := func(name string) (string, bool) { return "s3cret", name == "PREVIEW_TOKEN" }
	opt, err := loaded.Crawl(env)
	if err != nil {
		t.Fatal(err)
	}
	if opt.Base != "https://health.example/" || *opt.Rate != 5 || opt.HTTP.Total != 20*time.Second || !opt.IgnoreRobots {
		t.Errorf("options of the crawl: %+v", opt)
	}
	if s := opt.HTTP.Secrets; len(s) != 1 || s[0].Value != "Bearer s3cret" || s[0].Origin != "https://preview.health.example" {
		t.Errorf("secrets: %+v", s)
	}
	if types := opt.Rules.Types; len(types) != 4 || types[3].Kind != crawler.Author || types[3].Match[0] != "/authors/*/" || types[0].Kind != crawler.Hub || types[1].Has != "body.pillar" {
		t.Errorf("types in the order of kinds: %+v", types)
	}
	if links := opt.Rules.Links; len(links) != 2 || links[1].Within != 50 {
		t.Errorf("links: %+v", links)
	}
	if texts := opt.Page.DisclaimerText; len(texts) != 2 || !texts[0].MatchString("Not a\n substitute for  a doctor's advice") || !texts[1].MatchString("ask your nurse") {
		t.Errorf("wordings: %v", texts)
	}
	if len(opt.Page.Match) != 1 || len(opt.Page.AuthorCSS) != 1 || len(opt.Page.BioCSS) != 1 || len(opt.Page.DisclaimerCSS) != 1 {
		t.Errorf("selectors: %+v", opt.Page)
	}
	if opt.Page.Language != "en-GB" {
		t.Errorf("language %q", opt.Page.Language)
	}
	judge := loaded.Judge(rules)
	if s := judge.Rules["trial/options"]; s.Level != checks.Warning || s.Options["share"] != 1.0 || s.Options["strict"] != true || fmt.Sprint(s.Kinds) != "[hub]" {
		t.Errorf("options: %+v", s)
	}
	if len(judge.Overrides) != 1 || len(judge.Suppressions) != 1 || judge.Suppressions[0].Expires != "2027-01-31" {
		t.Errorf("overrides %+v, suppressions %+v", judge.Overrides, judge.Suppressions)
	}
}

// TestShorthandsSetRules holds the keys that are another name for a setting against the catalogue: each has an effect.
func TestShorthandsSetRules(t *testing.T) {
	loaded, err := loadText(t, example(t))
	if err != nil {
		t.Fatal(err)
	}
	loaded.Links.Fragments = false
	set := loaded.Judge(rules).Rules
	for _, c := range []struct{ rule, option, want string }{
		{"graph/deep", "clicks", "5"},
		{"graph/orphan", "allow", "[/legal/**]"},
		{"trust/author-byline-missing", "institutional", "true"},
		{"trust/author-bio-missing", "bio", "profile"},
	} {
		if got := fmt.Sprint(set[c.rule].Options[c.option]); got != c.want {
			t.Errorf("%s.%s = %s, want %s", c.rule, c.option, got, c.want)
		}
	}
	if set["links/redirect"].Level != checks.Warning || set["links/broken-fragment"].Level != checks.Ignore {
		t.Errorf("levels: %+v, %+v", set["links/redirect"], set["links/broken-fragment"])
	}
	loaded.Rules["links/redirect"] = Rule{Level: "error"}
	if got := loaded.Judge(rules).Rules["links/redirect"].Level; got != checks.Error {
		t.Errorf("links.redirects wins over rules: %s", got)
	}
}

// TestTrustSetsRules holds trust.authors and trust.disclaimer against the catalogue: kinds and what is demanded.
func TestTrustSetsRules(t *testing.T) {
	loaded, err := loadText(t, example(t))
	if err != nil {
		t.Fatal(err)
	}
	loaded.Rules["trust/medical-disclaimer-weak"] = Rule{Kinds: []string{"hub"}}
	set := loaded.Judge(rules).Rules
	for rule, want := range map[string]string{
		"trust/author-byline-missing":           " [pillar article]",
		"trust/author-byline-generic":           " [pillar article]",
		"trust/author-bio-missing":              "warning [pillar article]",
		"trust/author-profile-link-missing":     "ignore [pillar article]",
		"trust/author-profile-broken":           " [pillar article author]",
		"trust/medical-disclaimer-missing":      " [pillar article]",
		"trust/medical-disclaimer-weak":         " [hub]",
		"trust/medical-disclaimer-page-missing": " []",
	} {
		if find(rules, rule) == nil {
			t.Errorf("there is no rule %s", rule)
		}
		if got := fmt.Sprintf("%s %s", set[rule].Level, set[rule].Kinds); got != want {
			t.Errorf("%s: %s, want %s", rule, got, want)
		}
	}
	loaded.Rules["trust/author-profile-link-missing"] = Rule{Level: "notice"}
	if got := loaded.Judge(rules).Rules["trust/author-profile-link-missing"].Level; got != checks.Notice {
		t.Errorf("trust.authors.require wins over rules: %s", got)
	}
	loaded.Trust.Authors.Require = nil
	if got := loaded.Judge(rules).Rules["trust/author-byline-missing"].Level; got != "" {
		t.Errorf("without trust.authors.require: %s", got)
	}
}

func TestSchemaAcceptsExampleAndRefusesUnknownKeys(t *testing.T) {
	src, err := Schema(rules)
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	var doc any
	if err := json.Unmarshal(src, &doc); err != nil {
		t.Fatal(err)
	}
	if err := compiler.AddResource(SchemaID, doc); err != nil {
		t.Fatal(err)
	}
	schema := compiler.MustCompile(SchemaID)
	check := func(text string) error {
		asJSON, err := yaml.YAMLToJSON([]byte(text))
		if err != nil {
			t.Fatal(err)
		}
		value, err := jsonschema.UnmarshalJSON(strings.NewReader(string(asJSON)))
		if err != nil {
			t.Fatal(err)
		}
		return schema.Validate(value)
	}
	if err := check(example(t)); err != nil {
		t.Errorf("the example: %v", err)
	}
	for _, text := range []string{
		"site: {}", "version: 2", "version: 1\nsites: {}", "version: 1\nrules: {links/brokn: error}",
		"version: 1\nrules: {links/broken: fatal}", "version: 1\nexpect: {max_unverified: 5}",
		"version: 1\ntrust: {disclaimer: {visible: false}}", "version: 1\nrules: {links/broken: {kinds: [page]}}", "version: 1\ntrust: {authors: {require: [photo]}}",
	} {
		if check(text) == nil {
			t.Errorf("the schema accepts %q", text)
		}
	}
}

func TestFaultsNamePlaceAndCure(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"no version", "site: {name: A}", `must say "version: 1"`},
		{"other version", "version: 2", `must say "version: 1"`},
		{"empty", "", "the file is empty"},
		{"only comment", "# nothing\n", "the file is empty"},
		{"unknown key", "version: 1\nnetwork:\n  max_page: 3", `:3:3: unknown key "max_page"; it must be one of user_agent`},
		{"near key", "version: 1\nsite:\n  strat: [/]", `:3:3: unknown key "strat"; did you mean "start"?`},
		{"excerpt", "version: 1\nsite:\n  strat: [/]", "     3 |   strat: [/]\n       |   ^"},
		{"not supported yet", "version: 1\nprofiles: {}", `unknown key "profiles"`},
		{"duplicate", "version: 1\nversion: 1", `:2:1:`},
		{"wrong type", "version: 1\nnetwork: {concurrency: many}", ":2:24: expected a whole number"},
		{"list for mapping", "version: 1\nsite: [a]", "expected a mapping with name, url"},
		{"scalar for list", "version: 1\nsite: {ignore: /a/}", "expected a list"},
		{"negative", "version: 1\nnetwork: {concurrency: -1}", "-1 is too small"},
		{"enum", "version: 1\nlinks: {external: {check: of}}", `unknown value "of"; it must be one of never, check, strict`},
		{"off", "version: 1\nrules: {links/broken: off}", `unknown value "off"; it must be one of error, warning, notice, ignore`},
		{"near level", "version: 1\nrules: {links/broken: waring}", `did you mean "warning"?`},
		{"near rule", "version: 1\nrules: {links/borken: error}", `unknown rule "links/borken"; did you mean "links/broken"?`},
		{"unknown rule", "version: 1\nrules: {a/b: error}", "`rounds rules` lists them"},
		{"rule option", "version: 1\nrules: {graph/deep: {click: 3}}", `did you mean "clicks"?`},
		{"rule option type", "version: 1\nrules: {graph/deep: {clicks: deep}}", `"clicks" is a whole number`},
		{"override rule", "version: 1\noverrides: [{match: [/a/], rules: {links/brken: error}}]", `did you mean "links/broken"?`},
		{"override without match", "version: 1\noverrides: [{rules: {}}]", `key "match" is missing`},
		{"rule kind", "version: 1\nrules: {links/broken: {kinds: [artcle]}}", `:2:32: unknown value "artcle"; did you mean "article"?`},
		{"rule kind alone", "version: 1\nrules: {links/broken: {kinds: article}}", "expected a list of kinds, such as [pillar, article]"},
		{"no rule kind", "version: 1\nrules: {links/broken: {kinds: []}}", "expected a list of kinds"},
		{"kind that owes an author", "version: 1\ntrust: {authors: {applies_to: [articles]}}", `did you mean "article"?`},
		{"demand", "version: 1\ntrust: {authors: {require: [photo]}}", `it must be one of name, bio, profile_link`},
		{"near trust key", "version: 1\ntrust: {authors: {profile: /a/*/}}", `did you mean "profiles"?`},
		{"hidden disclaimer", "version: 1\ntrust: {disclaimer: {visible: false}}", ":2:31: a hidden disclaimer never counts"},
		{"position", "version: 1\ntrust: {disclaimer: {position: end}}", `unknown value "end"; it must be one of anywhere`},
		{"language", "version: 1\nsite: {language: English of old}", "is not a language; write its tag"},
		{"duration", "version: 1\nnetwork: {timeout: {total: 30}}", "such as 30s or 5m"},
		{"too long", "version: 1\nnetwork: {timeout: {total: 1h}}", "1h is too much; it must be at most 5m"},
		{"too idle", "version: 1\nnetwork: {timeout: {idle: 61s}}", "61s is too much; it must be at most 1m"},
		{"too often", "version: 1\nnetwork: {retries: 6}", "6 is too much; it must be at most 5"},
		{"percent", "version: 1\nexpect: {max_unverified: 5}", "such as 5%"},
		{"rate", "version: 1\nnetwork: {rate: 5/h}", "such as 5/s"},
		{"kind", "version: 1\nstructure: {types: {hubs: {match: [/]}}}", `did you mean "hub"?`},
		{"css", "version: 1\ntrust: {disclaimer: {css: ['a[']}}", "is not a CSS selector"},
		{"regex", "version: 1\ntrust: {disclaimer: {text_any: [{regex: '('}]}}", "missing closing )"},
		{"empty wording", "version: 1\ntrust: {disclaimer: {text_any: ['']}}", "must not be empty"},
		{"glob", "version: 1\nsite: {ignore: ['/a/[']}", "is not a glob"},
		{"day", "version: 1\nsuppressions: [{rule: a/b, expires: soon}]", "write YYYY-MM-DD"},
		{"every rule", "version: 1\nsuppressions: [{rule: '**', where: /old/**}]", `"**" is every rule`},
		{"every rule of every family", "version: 1\nsuppressions: [{rule: '*/*'}]", `"*/*" is every rule`},
		{"url", "version: 1\nsite: {url: health.example}", "write it with its scheme"},
		{"password in url", "version: 1\nsite: {url: 'https://a:b@health.example/'}", "must not hold a password"},
		{"secret", "version: 1\nnetwork: {headers: [{origin: 'https://a.example', name: Authorization, value: Bearer abc}]}", "write ${env:NAME}"},
		{"token in any header", "version: 1\nnetwork: {headers: [{origin: 'https://a.example', name: X-Gate, value: ghp0123456789abcdefghij}]}", "write ${env:NAME}"},
		{"origin with path", "version: 1\nnetwork: {headers: [{origin: 'https://a.example/b', name: A, value: b}]}", "more than an origin"},
		{"tab", "version: 1\nsite:\n\tname: A", ":3:1: the line is indented with a tab"},
		{"utf-16", "\xff\xfev\x00", "UTF-16"},
		{"latin-1", "version: 1\nsite: {name: caf\xe9}", "not UTF-8"},
		{"huge", "version: 1\n#" + strings.Repeat("x", 10<<20), "larger than 1 MiB"},
		{"deep", "version: 1\nsite: " + strings.Repeat("[", 500_000), "nested too deeply"},
		{"alias bomb", "version: 1\nsite:\n  ignore: &a [x]\n  start: *a", "anchors are not supported"},
		{"tag", "version: 1\nsite: {name: !!python/object:os.system a}", "tags such as"},
		{"merge key", "version: 1\nsite: {<<: {name: a}}", "not supported"},
		{"two documents", "version: 1\n---\nversion: 1", "a second document"},
		{"syntax", "version: 1\nsite: {name: a", "2:"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := loadText(t, c.text)
			if err == nil {
				t.Fatal("accepted")
			}
			if !strings.Contains(err.Error(), c.want) {
				t.Errorf("%s\nlacks %q", err, c.want)
			}
			if strings.ContainsAny(err.Error(), "\x00\x1b\t") {
				t.Errorf("control characters in %q", err)
			}
		})
	}
}

func TestByteOrderMarkAndCarriageReturns(t *testing.T) {
	loaded, err := loadText(t, "\xef\xbb\xbfversion: 1\r\nsite:\r\n  name: A\r\n")
	if err != nil || loaded.Site.Name != "A" {
		t.Errorf("name %q, %v", loaded.Site.Name, err)
	}
}

func TestStoredConfigurationComesBack(t *testing.T) {
	loaded, err := loadText(t, example(t))
	if err != nil {
		t.Fatal(err)
	}
	stored, err := json.Marshal(loaded.Config)
	if err != nil {
		t.Fatal(err)
	}
	var back Config
	if err := json.Unmarshal(stored, &back); err != nil {
		t.Fatal(err)
	}
	again, err := json.Marshal(back)
	if err != nil {
		t.Fatal(err)
	}
	if string(again) != string(stored) {
		t.Errorf("stored %s\nread   %s", stored, again)
	}
	if s := back.Judge(rules).Rules["trial/options"]; s.Options["share"] != 1.0 {
		t.Errorf("option lost its type: %#v", s.Options)
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte("version: 1\nsite: {name: a}"))
	f.Add([]byte("version: 1\nrules:\n  links/broken: {level: error, ignore: [/a]}"))
	f.Fuzz(func(t *testing.T, src []byte) {
		parsed, err := parse("f.yaml", src, rules)
		if (parsed == nil) == (err == nil) {
			t.Fatalf("file %v, error %v", parsed, err)
		}
	})
}
