package trust

import (
	_ "embed"
	"net/url"
	"slices"
	"strings"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/crawler/page"
)

//go:embed sources.txt
var sourcesFile string

// tier ranks who publishes a source: 1 authorities, 2 scholarly publishers, 3 societies and academic hospitals, 4 weak as
// evidence, 0 nobody knows.
type tier struct {
	rank     int
	preprint bool
}

// tiers are those of sources.txt, by domain.
var tiers = readTiers(sourcesFile)

func readTiers(text string) map[string]tier {
	found := map[string]tier{}
	var now tier
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		rank, named := strings.CutPrefix(line, "tier ")
		switch {
		case named:
			now = tier{rank: int(rank[0] - '0')}
		case line == "preprint":
			now = tier{rank: 2, preprint: true}
		case !strings.HasPrefix(line, "#"):
			for domain := range strings.FieldsSeq(line) {
				found[domain] = now
			}
		}
	}
	return found
}

// Options of the rules that weigh sources.
var (
	trustedSources = checks.Option{Name: "trusted", Default: []string{}, Doc: "further domains, with all below them, that count as good sources"}
	weakSources    = checks.Option{Name: "weak", Default: []string{}, Doc: "further domains, with all below them, that count as weak sources"}
)

// weigh is the tier of an address as configured for the rule.
func weigh(p *checks.Pass, address string) tier {
	host := hostname(address)
	switch {
	case below(host, p.Strings("weak")):
		return tier{rank: 4}
	case below(host, p.Strings("trusted")):
		return tier{rank: 3}
	}
	return tierOf(host)
}

func hostname(address string) string {
	if host, ok := plainHost(address); ok {
		return host
	}
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return strings.ToLower(u.Hostname())
}

// plainHost is the host of an address without a port, of which no parser would say anything else; most are such. Of all others ok is false.
func plainHost(address string) (host string, ok bool) {
	rest, ok := strings.CutPrefix(address, "https://")
	if !ok {
		rest, ok = strings.CutPrefix(address, "http://")
	}
	n := 0
	for ; n < len(rest) && (rest[n] >= 'a' && rest[n] <= 'z' || rest[n] >= '0' && rest[n] <= '9' || rest[n] == '.' || rest[n] == '-'); n++ {
	}
	host, rest = rest[:n], rest[n:]
	if !ok || host == "" || rest != "" && rest[0] != '/' && rest[0] != '?' && rest[0] != '#' {
		return "", false
	}
	for i := range len(rest) {
		if c := rest[i]; c <= ' ' || c >= 0x7f || c == '%' {
			return "", false
		}
	}
	return host, true
}

// tierOf looks up a host, then what it stands under.
func tierOf(host string) tier {
	for {
		if t, ok := tiers[host]; ok {
			return t
		}
		name, last, ok := strings.Cut(host, ".")
		if !ok {
			return tier{}
		}
		if len(last) == 2 {
			if t, ok := tiers[name+".*"]; ok {
				return t
			}
		}
		host = last
	}
}

func below(host string, domains []string) bool {
	return slices.ContainsFunc(domains, func(d string) bool { return host == d || strings.HasSuffix(host, "."+d) })
}

// publication reports whether an identifier is one of a paper or a trial, not of a person.
func publication(id *page.Identifier) bool {
	switch id.Kind {
	case "orcid", "npi", "gmc":
		return false
	}
	return id.Region != page.RegionComments && id.Region != page.RegionRelated
}

// leadsAway reports whether readers can follow a link of the page to another site. Hidden ones count: lists of sources are
// often folded away until somebody asks for them.
func leadsAway(p *checks.Pass, i int) bool {
	l := &p.Page.Facts.Links[i]
	to := p.Page.Links[i]
	return l.Navigates() && l.Scheme == "" && int(to) < p.Site.Len() && !p.Site.URL(to).Internal
}

// goodList reports whether the page has a list of sources of which at least one is not weak. Entries without a link, such as
// printed articles, count.
func goodList(p *checks.Pass) bool {
	f := p.Page.Facts
	return slices.ContainsFunc(f.References, func(r page.Reference) bool {
		if len(r.Links) == 0 {
			return true
		}
		return slices.ContainsFunc(r.Links, func(i int32) bool {
			return leadsAway(p, int(i)) && weigh(p, f.Links[i].URL).rank != 4
		})
	})
}
