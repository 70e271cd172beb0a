package index

import (
	"fmt"
	"strconv"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/crawler/robots"
)

// RobotsMissing reports a site without robots.txt.
var RobotsMissing = &checks.Check{
	ID:       "index/robots-missing",
	Title:    "there is no robots.txt",
	Severity: checks.Notice,
	Doc: checks.Doc{
		What:    "/robots.txt answers 404 or another client error. Crawlers then may read everything. The sub-code is the status.",
		Why:     "Every crawler asks for it. It is the place to name the sitemap, and an answer of 403 is often a firewall that also keeps search engines out.",
		Example: "GET /robots.txt -> 404",
		Fix:     "publish a robots.txt that names the sitemap, even if it forbids nothing",
		Sources: []string{rfc9309 + " 2.3.1.3", googleRobots},
	},
	Site: func(p *checks.Pass) {
		r := mainRobots(p.Site)
		if r == nil || r.Failure != "" || r.Refused != "" || r.Status/100 != 4 || r.Status == 429 {
			return
		}
		p.Report(checks.Finding{
			Page: r.Address, Evidence: checks.Evidence{HTTP: r.Status, Code: strconv.Itoa(r.Status), Path: r.Hops},
			Message: fmt.Sprintf("robots.txt answers %d: crawlers may read everything", r.Status),
		})
	},
}

// RobotsError reports a robots.txt that is not what crawlers need.
var RobotsError = &checks.Check{
	ID:       "index/robots-error",
	Title:    "robots.txt cannot be used",
	Severity: checks.Error,
	Doc: checks.Doc{
		What: "robots.txt answers with a server error (status), is a page (html), or redirects to a host that is not the site's (off-host) or more than five times " +
			"(redirects). As warnings: what no crawler reads, because it stands behind 512 KiB (too-large), before the first User-agent line (no-agent) or in a file " +
			"with zero bytes, as of UTF-16 (nul).",
		Why:     "While robots.txt answers with a server error search engines stop crawling the whole site. A page or a file elsewhere means that rules are not followed, and a sitemap that is named there is not found.",
		Example: "GET /robots.txt -> 503",
		Fix:     "answer 200 with a plain text file of at most 512 KiB, or 404 if there is nothing to say",
		Sources: []string{rfc9309 + " 2.3.1", rfc9309 + " 2.5", googleRobots},
	},
	Site: func(p *checks.Pass) {
		for _, r := range p.Site.Robots() {
			f := checks.Finding{Page: r.Address, Evidence: checks.Evidence{HTTP: r.Status, Path: r.Hops}}
			switch {
			case r.Failure != "":
			case r.Refused == "off-host":
				f.Evidence.Code, f.Message = r.Refused, "robots.txt redirects to "+short(p, r.Hops[len(r.Hops)-1])+", another site"
				p.Report(f)
			case r.Refused != "":
				f.Evidence.Code, f.Message = r.Refused, fmt.Sprintf("robots.txt redirects %d times and more", len(r.Hops))
				p.Report(f)
			case r.Status >= 500:
				f.Evidence.Code, f.Message = "status", fmt.Sprintf("robots.txt answers %d: search engines stop crawling the site", r.Status)
				p.Report(f)
			case r.File != nil:
				robotsFaults(p, f, r.File.Faults)
			}
		}
	},
}

// faultMessages are what is wrong with the text of a robots.txt, by the code of the fault.
var faultMessages = map[string]string{
	robots.FaultHTML:    "robots.txt is a page: it has no rule that a crawler could read",
	robots.FaultSize:    "robots.txt has more than 512 KiB: what follows is not read",
	robots.FaultNUL:     "robots.txt has zero bytes: crawlers cannot read it from there on",
	robots.FaultNoAgent: "the rule %q stands before the first User-agent line and has no effect",
}

func robotsFaults(p *checks.Pass, f checks.Finding, faults []robots.Fault) {
	for _, fault := range faults {
		message, ok := faultMessages[fault.Code]
		if !ok {
			continue
		}
		if fault.Code == robots.FaultNoAgent {
			message = fmt.Sprintf(message, fault.Text)
		}
		f.Severity = checks.Warning
		if fault.Code == robots.FaultHTML {
			f.Severity = checks.Error
		}
		f.Evidence.Code, f.Evidence.Snippet, f.Message, f.Source = fault.Code, fault.Text, message, checks.At(fault.Line, 1)
		p.Report(f)
	}
}

// RobotsNoSitemap reports a robots.txt that names no sitemap.
var RobotsNoSitemap = &checks.Check{
	ID:       "index/robots-no-sitemap",
	Title:    "robots.txt names no sitemap",
	Severity: checks.Notice,
	Doc: checks.Doc{
		What:    "robots.txt has no Sitemap line, or one whose value is no absolute address (relative).",
		Why:     "Search engines that nobody has told about the sitemap look for it there.",
		Example: "Sitemap: /sitemap.xml   # better: Sitemap: https://health.example/sitemap.xml",
		Fix:     "add a line with the absolute address of the sitemap",
		Sources: []string{protocol + "#submit_robots", googleRobots},
	},
	Site: func(p *checks.Pass) {
		r := mainRobots(p.Site)
		if r == nil || r.File == nil || len(r.File.Faults) > 0 && r.File.Faults[0].Code == robots.FaultHTML {
			return
		}
		if len(r.File.Sitemaps) == 0 {
			p.Report(checks.Finding{Page: r.Address, Message: "robots.txt has no Sitemap line"})
		}
		for _, fault := range r.File.Faults {
			if fault.Code == robots.FaultSitemap {
				p.Report(checks.Finding{
					Page: r.Address, Subject: fault.Text, Source: checks.At(fault.Line, 1), Evidence: checks.Evidence{Code: "relative"},
					Message: fmt.Sprintf("the sitemap %q is named without scheme and host", fault.Text),
				})
			}
		}
	},
}
