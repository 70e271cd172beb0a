package reports

import (
	"cmp"
	"fmt"
	"time"

	"github.com/healthusias/rounds/checks"
)

const origin = "https://health.example"

// sample is the report that the formats are tested with: every section and every kind of finding, judged by hand.
func sample() *Report {
	r := &Report{
		Schema: Schema,
		Tool:   Tool{Name: "rounds", Version: "0.1.0"},
		Run: Run{
			ID: "2026-11-22T06-00-11Z", Target: origin + "/", Base: origin + "/",
			Started: "2026-11-22T06:00:11Z", Finished: "2026-11-22T06:02:20Z",
			State: "incomplete", IncompleteBecause: []string{"max-depth"},
		},
		Coverage: Coverage{
			Discovered: 3418, OK: 3384, Redirect: 7, Partial: 2, Broken: 9, Unverified: 3, Skipped: 13,
			Reasons: map[string]int{"skipped:robots": 12, "skipped:depth": 1, "unverified:403": 2, "unverified:timeout(header)": 1, "broken:404": 9},
			Pages:   642, Links: 40211,
			PartialPages: []PartialPage{{origin + "/heart/atlas/", "truncated"}, {origin + "/tools/bmi/", "reset"}},
		},
		Findings: findingsOf(sampleFindings(), time.Date(2026, 11, 22, 6, 0, 11, 0, time.UTC)),
		Pages: []Page{
			{URL: origin + "/", Kind: "home", Status: 200, State: "ok", Out: 12, Words: 80, Title: "Health", Disclaimer: "none"},
			{
				URL: origin + "/heart/statins/", Kind: "article", Status: 200, State: "ok", Depth: 2, In: 14, Out: 51, Words: 1204, Title: "Statins",
				Author:   &Author{Name: "Ada Okafor", Credentials: []string{"MD", "PhD"}, Tier: 1, Profile: origin + "/team/ada/", Bio: true},
				Reviewer: &Reviewer{Name: "Jo Lind"}, Published: "2026-01-02", Updated: "2026-03-04", Reviewed: "2026-03",
				Disclaimer: "strong-main", Pillar: origin + "/heart/", Hub: origin + "/conditions/",
			},
			{URL: origin + "/old/", Kind: "other", Status: 200, State: "partial", Depth: -1, Title: "Old", Disclaimer: "soft-footer"},
		},
	}
	for i := range r.Findings {
		r.Findings[i].Confidence = cmp.Or(r.Findings[i].Confidence, checks.High)
		r.Findings[i].Fingerprint = fmt.Sprintf("%032x", i+1)
	}
	r.Rules = rulesOf(r.Findings, nil)
	r.Summary = summaryOf(r.Findings, 4)
	return r
}

func sampleFindings() []checks.Finding {
	footer := &checks.Template{Count: 612, Examples: []string{origin + "/heart/a/", origin + "/heart/b/", origin + "/heart/c/"}}
	inFooter := checks.Evidence{Region: "footer", Selector: "footer > a:nth-of-type(2)", Snippet: "Contact"}
	return []checks.Finding{
		{
			Rule: "index/sitemap-missing", Severity: checks.Notice, Page: origin + "/", Kind: "home",
			Message: "no sitemap was found", Fix: "publish one",
		},
		{
			Rule: "links/redirect-chain", Severity: checks.Warning, Page: origin + "/heart/a/", Kind: "article", Subject: origin + "/kontakt",
			Message: "/kontakt -> /contact -> /contact/ (2 hops)", Fix: "link to the end", Evidence: inFooter,
			Source: &checks.Source{Line: 9, Column: 12, Method: "html"}, Template: footer, Since: "2026-10-04",
		},
		{
			Rule: "links/redirect-chain", Severity: checks.Warning, Page: origin + "/heart/b/", Kind: "article", Subject: origin + "/kontakt",
			Message: "/kontakt -> /contact -> /contact/ (2 hops)", Fix: "link to the end", Evidence: inFooter,
			Source: &checks.Source{Line: 11, Column: 12, Method: "html"}, Template: footer, Since: "2026-10-04",
		},
		{
			Rule: "links/broken", Severity: checks.Error, Page: origin + "/heart/hypertension/", Kind: "article", Subject: origin + "/heart/does-not-exist/",
			Message: "/heart/does-not-exist/ answers 404; did you mean /heart/high-pressure/?", Fix: "mend the link",
			Evidence: checks.Evidence{Region: "main", Selector: "main > p:nth-of-type(3) > a", Snippet: "high pressure", HTTP: 404},
			Source:   &checks.Source{Line: 6, Column: 14, Method: "html"},
		},
		{
			Rule: "trust/medical-disclaimer-missing", Severity: checks.Error, Page: origin + "/heart/hypertension/", Kind: "article",
			Message: "no visible medical disclaimer", Fix: "add one", Confidence: checks.Medium,
		},
		{
			Rule: "clusters/article-to-pillar", Severity: checks.Warning, Page: origin + "/heart/statins/", Kind: "article", Subject: origin + "/heart/cholesterol/",
			Message: "article does not link to its pillar /heart/cholesterol/", Fix: "link to it", Status: "new",
			Source: &checks.Source{File: "content/heart/statins.md", Line: 44, Column: 3, Method: "rounds-pos"},
		},
		{
			Rule: "links/broken", Severity: checks.Error, Page: origin + "/heart/statins/", Kind: "article", Subject: origin + "/heart/does-not-exist/",
			Message: "/heart/does-not-exist/ answers 404; did you mean /heart/high-pressure/?", Fix: "mend the link", Status: "new",
			Evidence: checks.Evidence{Region: "main", Snippet: "what to do about it", HTTP: 404},
			Source:   &checks.Source{File: "content/heart/statins.md", Line: 106, Column: 3, Method: "rounds-pos"},
		},
		{
			Rule: "links/broken-external", Severity: checks.Notice, Page: origin + "/lungs/", Kind: "pillar",
			Subject: "https://journal.example/articles/2019/03/a-very-long-address-that-no-terminal-shows-in-one-line/supplement/table-17.html",
			Message: "https://journal.example/articles/2019/03/a-very-long-address-that-no-terminal-shows-in-one-line/supplement/table-17.html answers 410",
			Fix:     "mend the link", Evidence: checks.Evidence{Region: "main", Snippet: "表17を見る", HTTP: 410},
			Source: &checks.Source{Line: 31, Column: 7, Method: "html"},
		},
		{
			Rule: "links/broken", Severity: checks.Error, Page: origin + "/skin/", Kind: "pillar", Subject: origin + "/gone/",
			Message: "/gone/ answers 404", Fix: "mend the link", Status: "fixed", Since: "2026-11-08",
		},
	}
}
