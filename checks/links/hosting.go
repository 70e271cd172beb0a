package links

import (
	"fmt"
	"strings"

	"github.com/healthusias/rounds/checks"
)

// ServerRules names what a directory tells its host and an audit of the directory cannot follow.
var ServerRules = &checks.Check{
	ID:       "links/server-rules",
	Title:    "rules for the host were not followed",
	Severity: checks.Notice,
	Doc: checks.Doc{
		What: "The audited directory holds rules by which its host answers addresses that are no files: redirects and rewrites in `.htaccess`, `web.config`, `vercel.json`, `netlify.toml`, " +
			"`firebase.json`, `staticwebapp.config.json` or `_worker.js` (sub-code `unread`). Of all these only `_redirects` is followed. An address without a file is therefore a warning in place of an error " +
			"there, and so is a page without a link. Also lines of `_redirects` that have no effect (sub-code `no-effect`).",
		Why:     "A link that only such a rule serves looks broken in the directory and works on the site.",
		Example: "RewriteRule ^treatments/(.*)$ /treatment-$1.html    in .htaccess",
		Fix:     "audit the site as it is served, with its address in place of the directory",
		Sources: []string{"https://httpd.apache.org/docs/current/mod/mod_rewrite.html", "https://docs.netlify.com/routing/redirects/"},
	},
	Site: func(p *checks.Pass) {
		for _, file := range p.Site.Hosting.Unread {
			p.Report(checks.Finding{Subject: file, Evidence: checks.Evidence{Code: "unread"}, Message: fmt.Sprintf("the rules in %s were not followed", file)})
		}
		for _, problem := range p.Site.Hosting.Problems {
			line, _, _ := strings.Cut(problem, " has no effect")
			p.Report(checks.Finding{Subject: line, Evidence: checks.Evidence{Code: "no-effect"}, Message: problem, Fix: "correct the line, or remove it"})
		}
	},
}
