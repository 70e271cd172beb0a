package fetch

import (
	"io"
	"regexp"
)

// hostRules are the files by which hosts are told to answer addresses with something else than the file of that name, and what in them does
// so. Of these, only _redirects is followed.
var hostRules = []struct {
	file string
	rule *regexp.Regexp
}{
	{".htaccess", regexp.MustCompile(`(?im)^\s*(?:RewriteRule|Redirect(?:Match|Permanent|Temp)?|FallbackResource|ScriptAlias|AliasMatch)\s`)},
	{"web.config", regexp.MustCompile(`(?i)<(?:rewrite|httpRedirect)\b`)},
	{"vercel.json", regexp.MustCompile(`"(?:rewrites|redirects|routes)"\s*:`)},
	{"netlify.toml", regexp.MustCompile(`(?m)^\s*\[\[redirects\]\]`)},
	{"firebase.json", regexp.MustCompile(`"(?:rewrites|redirects)"\s*:`)},
	{"staticwebapp.config.json", regexp.MustCompile(`"(?:routes|navigationFallback)"\s*:`)},
	{"_worker.js", regexp.MustCompile(`\S`)},
}

const maxHostRules = 1 << 20 // bytes of such a file that are read

// Unread are the files of the directory with rules that may answer where no file stands, and that are not followed.
func (d *Dir) Unread() []string {
	var unread []string
	for _, h := range hostRules {
		f, err := d.root.Open(h.file)
		if err != nil {
			continue
		}
		text, err := io.ReadAll(io.LimitReader(f, maxHostRules))
		f.Close()
		if err == nil && h.rule.Match(text) {
			unread = append(unread, h.file)
		}
	}
	return unread
}
