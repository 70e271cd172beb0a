package page

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/healthusias/rounds/crawler/page/lazy"
)

var (
	citeMark   = lazy.MustCompile(`\[\d{1,3}(?:\s?[,–-]\s?\d{1,3})*\]`)
	citeRound  = lazy.MustCompile(`\(\d{1,3}(?:\s?[,–-]\s?\d{1,3})*\)`)
	authorYear = lazy.MustCompile(`\(\p{Lu}[\pL'-]+(?: (?:et al\.?|(?:and|&|und|y|et) \p{Lu}[\pL'-]+))?,? (?:19|20)\d\d[a-z]?\)`)
	citeTarget = lazy.MustCompile(`(?i)^(?:ref|cite|fn|foot|bib|note|source|endnote|r\d|citation)`)
)

// social are hosts whose pages are no sources.
var social = words("facebook.com|twitter.com|x.com|instagram.com|pinterest.com|linkedin.com|youtube.com|tiktok.com|reddit.com|whatsapp.com|t.me|wa.me|telegram.me|threads.net|mailto:")

// sourced says what gives a source for what a block states. See Statement.Sourced.
func (t *trust) sourced(i int, w *wording) string {
	switch w.Kind {
	case Claim, Proven, Sensational, Cure:
	case AuthorityName:
		if t.linksTo(i, w.Hosts) || t.listed(w) {
			return "authority"
		}
	default:
		return ""
	}
	if t.sources == nil {
		t.sources = map[int]string{}
	}
	source, ok := t.sources[i]
	if !ok {
		source = t.source(i)
		t.sources[i] = source
	}
	return source
}

// source looks for one within a block, then right behind it.
func (t *trust) source(i int) string {
	for _, k := range t.linksIn(i) {
		if kind := t.citing(&t.f.Links[k]); kind != "" {
			return kind
		}
	}
	if t.d.raised && raised(t.d.blockNodes[i], 0) {
		return "sup"
	}
	text := t.f.Blocks[i].Text
	switch {
	case strings.IndexByte(text, '[') >= 0 && citeMark.MatchString(text),
		len(t.f.References) > 0 && strings.IndexByte(text, '(') >= 0 && citeRound.MatchString(text):
		return "marker"
	case strings.IndexByte(text, '(') >= 0 && authorYear.MatchString(text):
		return "author-year"
	case t.says(i).has(saysIdentifier) && len(textIdentifiers(text)) > 0:
		return "identifier"
	case t.sourceLine(i + 1):
		return "source-line"
	}
	return ""
}

// citing is how a link gives a source, "" where it gives none.
func (t *trust) citing(l *Link) string {
	switch {
	case !l.Navigates() || l.URL == "":
		return ""
	case sameAddress(l.URL, t.f.URL):
		if t.cites(l) {
			return "ref"
		}
		return ""
	case t.external(l) && !hostAmong(l.URL, social):
		return "link"
	}
	return ""
}

// cites reports whether a link leads to a fragment of this page that is named for an entry of the sources.
func (t *trust) cites(l *Link) bool {
	at := strings.IndexByte(l.URL, '#')
	return at >= 0 && l.Navigates() && sameAddress(l.URL, t.f.URL) && citeTarget.MatchString(l.URL[at+1:])
}

// external reports whether a link leads to another host.
func (t *trust) external(l *Link) bool {
	return l.Scheme == "" && !strings.HasPrefix(l.URL, t.origin) && strings.HasPrefix(l.URL, "http") && trimHost(hostOf(l.URL)) != trimHost(t.host)
}

func trimHost(host string) string { return strings.TrimPrefix(host, "www.") }

// hostOf is the host of an absolute address.
func hostOf(address string) string {
	_, rest, _ := strings.Cut(address, "://")
	for i := range len(rest) {
		switch rest[i] {
		case '/', '?', '#', ':':
			return rest[:i]
		}
	}
	return rest
}

// hostAmong reports whether an address is on one of the hosts or below one.
func hostAmong(address string, hosts []string) bool {
	host := hostOf(address)
	return slices.ContainsFunc(hosts, func(h string) bool {
		return strings.HasSuffix(host, h) && (len(host) == len(h) || host[len(host)-len(h)-1] == '.')
	})
}

// linksIn are the indices of the links in a block.
func (t *trust) linksIn(i int) []int32 {
	if t.byBlock == nil {
		t.sortLinks()
	}
	return t.byBlock[t.firstLink[i]:t.firstLink[i+1]:t.firstLink[i+1]]
}

// sortLinks fills byBlock and firstLink.
func (t *trust) sortLinks() {
	first := make([]int32, len(t.f.Blocks)+2) // one place too far while they are filled
	for k := range t.f.Links {
		if b := t.f.Links[k].Block; b >= 0 {
			first[b+2]++
		}
	}
	for i := 2; i < len(first); i++ {
		first[i] += first[i-1]
	}
	t.byBlock = make([]int32, first[len(first)-1])
	for k := range t.f.Links {
		if b := t.f.Links[k].Block; b >= 0 {
			t.byBlock[first[b+1]] = int32(k)
			first[b+1]++
		}
	}
	t.firstLink = first[:len(first)-1]
}

// linksTo reports whether a block, or the list of sources, links to one of the hosts.
func (t *trust) linksTo(i int, hosts []string) bool {
	on := func(k int32) bool { return t.f.Links[k].Navigates() && hostAmong(t.f.Links[k].URL, hosts) }
	if slices.ContainsFunc(t.linksIn(i), on) {
		return true
	}
	return slices.ContainsFunc(t.f.References, func(r Reference) bool { return slices.ContainsFunc(r.Links, on) })
}

// listed reports whether an entry of the list of sources names the body and links to what it says, wherever that is kept.
func (t *trust) listed(w *wording) bool {
	return slices.ContainsFunc(t.f.References, func(r Reference) bool {
		return len(r.Links) > 0 && slices.ContainsFunc(w.Words, func(name string) bool {
			return wordIndex(PlainText(r.Text), name) >= 0 && spelled(w.Code, name, r.Text)
		})
	})
}

// raised reports whether an element holds a superscript of digits or a cite element, looking some levels deep.
func raised(n *html.Node, depth int) bool {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode {
			continue
		}
		if c.DataAtom == atom.Cite || c.DataAtom == atom.Sup && strings.ContainsAny(bylineText(c), "0123456789*†‡") {
			return true
		}
		if depth < 4 && raised(c, depth+1) {
			return true
		}
	}
	return false
}

// sourceLine reports whether a block begins with "Source:" and has a link.
func (t *trust) sourceLine(i int) bool {
	if i >= len(t.f.Blocks) || headingElement(t.f.Blocks[i].Element) {
		return false
	}
	low := t.low(i)
	for _, p := range t.packs {
		for _, w := range p.Source {
			if strings.HasPrefix(low, w) {
				return slices.ContainsFunc(t.linksIn(i), func(k int32) bool { return t.f.Links[k].Navigates() })
			}
		}
	}
	return false
}
