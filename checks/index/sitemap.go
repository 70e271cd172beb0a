package index

import (
	"fmt"
	"slices"
	"strings"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/crawler"
	"github.com/healthusias/rounds/crawler/sitemap"
)

// SitemapMissing reports a site without sitemap, or a sitemap that is named and not there.
var SitemapMissing = &checks.Check{
	ID:       "index/sitemap-missing",
	Title:    "there is no sitemap",
	Severity: checks.Warning,
	Doc: checks.Doc{
		What: "robots.txt names no sitemap and there is none at /sitemap.xml or /sitemap_index.xml; or a sitemap that robots.txt or a sitemap index names answers " +
			"404 or 410 (named).",
		Why:     "A sitemap tells search engines about new and changed pages at once, also about those that few pages link to.",
		Example: "Sitemap: https://health.example/sitemap.xml   # answers 404",
		Fix:     "publish a sitemap of all pages that are to be found and name it in robots.txt",
		Sources: []string{protocol, googleMaps},
	},
	Site: func(p *checks.Pass) {
		if missing := guessedInVain(p.Site); missing != nil {
			p.Report(checks.Finding{
				Page: missing.Address, Evidence: checks.Evidence{HTTP: missing.Status},
				Message: "robots.txt names no sitemap, and there is none at /sitemap.xml",
			})
		}
		for _, m := range p.Site.Sitemaps() {
			if m.Guessed || m.Unread != "" || !gone(m) {
				continue
			}
			p.Report(checks.Finding{
				Page: m.Address, Evidence: checks.Evidence{HTTP: m.Status, Code: "named", Path: namedBy(m)},
				Message: fmt.Sprintf("the sitemap%s answers %d", naming(p, m), m.Status),
			})
		}
	},
}

// guessedInVain is the sitemap at the usual place that is not there, nil where there is one, where one is named, or where nobody looked.
func guessedInVain(site *crawler.Site) (missing *crawler.Sitemap) {
	for _, m := range site.Sitemaps() {
		if !m.Guessed || m.Unread != "" || !gone(m) && !fallback(m) {
			return nil
		}
		if missing == nil {
			missing = m
		}
	}
	return missing
}

func gone(m *crawler.Sitemap) bool { return m.Status == 404 || m.Status == 410 }

// fallback reports whether a host answers with what is no sitemap where nobody said that there is one, as single-page applications do.
func fallback(m *crawler.Sitemap) bool {
	return m.Guessed && m.Status/100 == 2 && slices.ContainsFunc(m.Faults, func(f crawler.SitemapFault) bool {
		return f.Code == sitemap.FaultHTML || f.Code == sitemap.FaultForm || f.Code == sitemap.FaultEmpty && m.Form == ""
	})
}

// naming says in a message who names a sitemap.
func naming(p *checks.Pass, m *crawler.Sitemap) string {
	if m.By == "" {
		return ""
	}
	return fmt.Sprintf(" that line %d of %s names", m.Line, short(p, m.By))
}

func namedBy(m *crawler.Sitemap) []string {
	if m.By == "" {
		return nil
	}
	return []string{m.By}
}

// SitemapInvalid reports sitemaps that search engines cannot read as they are meant.
var SitemapInvalid = &checks.Check{
	ID:       "index/sitemap-invalid",
	Title:    "a sitemap cannot be read as it is meant",
	Severity: checks.Error,
	Doc: checks.Doc{
		What: "A sitemap is not well-formed XML (xml), a page (html), no sitemap at all (form), damaged by compression (gzip), has a document type (dtd) or elements " +
			"too deep (nesting). As warnings: another status than 200 or 404 (status), no address in it (empty), another encoding than UTF-8 (encoding), another " +
			"namespace than that of sitemaps (namespace), an entry without address (no-loc) or with a relative one (relative), a date that is none (lastmod), a " +
			"line of a text sitemap that is no address (line), an index more than two indexes deep (depth). Each is named once for a file, with its first line.",
		Why:     "Search engines drop a sitemap that they cannot parse, with all its pages. Rounds reads on where it can, so that the pages are audited all the same.",
		Example: "<loc>https://health.example/?a=1&b=2</loc>   <!-- better: &amp; -->",
		Fix:     "mend the program that writes the sitemap",
		Sources: []string{protocol + "#xmlTagDefinitions", protocol + "#escaping", "https://www.w3.org/TR/NOTE-datetime"},
	},
	Site: func(p *checks.Pass) {
		for _, m := range p.Site.Sitemaps() {
			if message := unusable(m); message != "" {
				code, _, _ := strings.Cut(message, ":")
				p.Report(checks.Finding{
					Page: m.Address, Severity: checks.Warning, Evidence: checks.Evidence{HTTP: m.Status, Code: code, Path: namedBy(m)},
					Message: message[len(code)+1:],
				})
			}
			if fallback(m) {
				continue
			}
			for _, f := range m.Faults {
				reportFault(p, m, f)
			}
		}
	},
}

// unusable says why a sitemap was not read though it was asked for, as "code:message".
func unusable(m *crawler.Sitemap) string {
	switch {
	case m.Unread == "depth":
		return "depth:the sitemap is listed by indexes of indexes of indexes"
	case m.Unread == "redirects":
		return fmt.Sprintf("redirects:the sitemap redirects %d times and more", len(m.Hops))
	case m.Unread == "" && !gone(m) && m.Status/100 != 2 && m.Status != 429:
		return fmt.Sprintf("status:the sitemap answers %d", m.Status)
	}
	return ""
}

// grave are the faults that make search engines drop a sitemap.
var grave = []string{sitemap.FaultXML, sitemap.FaultHTML, sitemap.FaultForm, sitemap.FaultGzip, sitemap.FaultDTD, sitemap.FaultNesting}

// sentences say what a fault is; %q is its text.
var sentences = map[string]string{
	sitemap.FaultXML:       "the sitemap is not well-formed XML: %q",
	sitemap.FaultHTML:      "the sitemap is a page",
	sitemap.FaultForm:      "the file is no sitemap: its root element is %q",
	sitemap.FaultGzip:      "the compressed sitemap is damaged: %q",
	sitemap.FaultDTD:       "the sitemap has a document type; it was not read any further, and no entity was expanded",
	sitemap.FaultNesting:   "elements of the sitemap stand more than 16 deep; it was not read any further",
	sitemap.FaultEmpty:     "the sitemap lists nothing",
	sitemap.FaultEncoding:  "the sitemap is not UTF-8 but %q",
	sitemap.FaultNamespace: "the namespace of the sitemap is %q",
	sitemap.FaultNoLoc:     "an entry has no address",
	sitemap.FaultRelative:  "the address %q has no scheme and host",
	sitemap.FaultLastMod:   "the date %q is none that W3C Datetime knows",
	sitemap.FaultLine:      "the line %q is no address",
}

func reportFault(p *checks.Pass, m *crawler.Sitemap, f crawler.SitemapFault) {
	message, ok := sentences[f.Code]
	if !ok {
		return // those of SitemapTooLarge
	}
	if strings.Contains(message, "%q") {
		message = fmt.Sprintf(message, checks.Snippet(f.Text))
	}
	if f.Code == sitemap.FaultForm && f.Text == "" {
		message = "the file is no sitemap"
	}
	if f.Count > 1 && f.Code != sitemap.FaultXML {
		message += fmt.Sprintf(", and %d more", f.Count-1)
	}
	severity := checks.Warning
	if slices.Contains(grave, f.Code) {
		severity = checks.Error
	}
	p.Report(checks.Finding{
		Page: m.Address, Severity: severity, Message: message, Source: checks.At(f.Line, 1),
		Evidence: checks.Evidence{Code: f.Code, Snippet: f.Text, Path: namedBy(m)},
	})
}

// SitemapTooLarge reports what exceeds the limits of the protocol.
var SitemapTooLarge = &checks.Check{
	ID:       "index/sitemap-too-large",
	Title:    "a sitemap is larger than search engines read",
	Severity: checks.Error,
	Doc: checks.Doc{
		What: "A sitemap has more than 50,000 addresses (count) or more than 50 MB before compression (size). As a warning: sitemaps beyond the 500 files that " +
			"Rounds reads of a site (files).",
		Why:     "Search engines refuse such a file, or read its first part.",
		Example: "<urlset> with 60,000 <url>",
		Fix:     "split the sitemap and list its parts in a sitemap index",
		Sources: []string{protocol + "#index", "https://developers.google.com/search/docs/crawling-indexing/sitemaps/large-sitemaps"},
	},
	Site: func(p *checks.Pass) {
		for _, m := range p.Site.Sitemaps() {
			for _, f := range m.Faults {
				switch f.Code {
				case sitemap.FaultCount:
					tooLarge(p, m, f.Code, fmt.Sprintf("the sitemap lists %d addresses, more than 50,000", m.Count))
				case sitemap.FaultSize:
					tooLarge(p, m, f.Code, "the sitemap has more than 50 MB")
				}
			}
			if m.Unread == "limit" {
				p.Report(checks.Finding{
					Page: m.Address, Severity: checks.Warning, Evidence: checks.Evidence{Code: "files", Path: namedBy(m)},
					Message: fmt.Sprintf("there are more than 500 sitemaps: %s not read", count(m.Count, "was", "were")),
				})
			}
		}
	},
}

func tooLarge(p *checks.Pass, m *crawler.Sitemap, code, message string) {
	p.Report(checks.Finding{Page: m.Address, Message: message, Evidence: checks.Evidence{Code: code, Path: namedBy(m)}})
}
