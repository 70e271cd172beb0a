package links

import (
	"encoding/binary"
	"fmt"
	"net/netip"
	"strings"
	"sync"

	"golang.org/x/net/idna"
	"golang.org/x/net/publicsuffix"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/crawler"
	"github.com/healthusias/rounds/crawler/page"
)

// ConfusableHost reports addresses that are made to be mistaken.
var ConfusableHost = &checks.Check{
	ID:       "links/confusable-host",
	Title:    "a link leads to a host that can be mistaken for another",
	Severity: checks.Warning,
	Partial:  true,
	Doc: checks.Doc{
		What: "A link to a domain that looks like this site's own (letters of another alphabet, 1 for l) or differs from it by one slip of the hand, " +
			"or an address with a user name that looks like the host. An address with invisible or direction-changing characters is a notice.",
		Why:     "Either it is a typing error and readers land with strangers, or somebody means to deceive them.",
		Example: "https://heaIth.example/   a capital i for the l\nhttps://health.example@strangers.example/",
		Fix:     "correct the host, or remove the link",
		Sources: []string{"Unicode Technical Standard #39, 4", "RFC 3986 7.6"},
	},
	Page: func(p *checks.Pass) {
		own := checks.Shared(p, "links/own", func(site *crawler.Site) string { return registered(hostname(site.Run.Base)) })
		alike := checks.Shared(p, "links/alike", func(*crawler.Site) *perHost { return new(perHost) })
		each(p, func(i int, l *page.Link) {
			id := p.Page.Links[i]
			if id == crawler.None {
				return
			}
			f := checks.Finding{}
			switch user := userOf(l.Raw); {
			case !p.Site.URL(id).Internal && alike.of(hostPort(l.URL), func() string { return confused(own, hostname(l.URL)) }) != "":
				f.Message = fmt.Sprintf("%q looks like this site's own %q", readable(hostname(l.URL)), own)
			case user != "" && strings.Contains(user, "."):
				f.Message = fmt.Sprintf("the host is %q, not %q: that is a user name", readable(hostname(l.URL)), checks.Snippet(user))
			case hides(l.Raw):
				f.Message, f.Severity = fmt.Sprintf("the address has invisible characters: %+q", checks.Snippet(l.Raw)), checks.Notice
			default:
				return
			}
			p.ReportLink(i, f)
		})
	},
}

// perHost is what was found out about the hosts that links lead to. Pages lead to few different ones.
type perHost struct {
	sync.RWMutex
	known map[string]string
}

// maxHosts is about how many hosts something is kept.
const maxHosts = 10000

// of finds out about a host, once.
func (h *perHost) of(host string, find func() string) string {
	h.RLock()
	found, ok := h.known[host]
	h.RUnlock()
	if ok {
		return found
	}
	found = find()
	h.Lock()
	defer h.Unlock()
	if h.known == nil {
		h.known = map[string]string{}
	}
	if len(h.known) < maxHosts {
		h.known[strings.Clone(host)] = found
	}
	return found
}

// confused is a host that is confusable, "" for another.
func confused(own, host string) string {
	if confusable(own, host) {
		return strings.Clone(host) // it is kept for the run
	}
	return ""
}

// confusable reports whether a host's domain is not own and looks like it.
func confusable(own, host string) bool {
	domain := registered(host)
	if own == "" || domain == "" || domain == own {
		return false
	}
	mine, suffix, _ := strings.Cut(own, ".")
	theirs, tail, _ := strings.Cut(domain, ".")
	if suffix != tail {
		return false
	}
	theirs = readable(theirs)
	const shortest = 5 // one letter more or less makes another good name of a shorter one
	return skeleton(theirs) == skeleton(mine) || len(mine) >= shortest && distance(theirs, mine, 1) <= 1
}

// registered is the domain that somebody owns: health.example of www.health.example; "" for an IP address.
func registered(host string) string {
	if _, err := netip.ParseAddr(host); err == nil {
		return ""
	}
	domain, err := publicsuffix.EffectiveTLDPlusOne(host)
	if err != nil {
		return ""
	}
	return domain
}

// readable is a host with its own letters in place of punycode.
func readable(host string) string {
	if text, err := idna.Punycode.ToUnicode(host); err == nil {
		return text
	}
	return host
}

// lookalikes maps what readers take for a Latin letter to that letter (the part of UTS #39 that domains can hold).
var lookalikes = strings.NewReplacer(
	"а", "a", "α", "a", "ɑ", "a", "в", "b", "с", "c", "ϲ", "c", "ԁ", "d", "е", "e", "ё", "e", "ɡ", "g", "һ", "h", "һ", "h", "і", "i", "ı", "i", "ϳ", "j", "ј", "j",
	"к", "k", "κ", "k", "ӏ", "l", "1", "l", "м", "m", "rn", "m", "п", "n", "ո", "n", "о", "o", "ο", "o", "0", "o", "р", "p", "ρ", "p", "ԛ", "q", "г", "r",
	"ѕ", "s", "т", "t", "τ", "t", "υ", "u", "ν", "v", "ѵ", "v", "vv", "w", "ԝ", "w", "х", "x", "χ", "x", "у", "y", "γ", "y", "ᴢ", "z",
)

func skeleton(name string) string { return strings.ReplaceAll(lookalikes.Replace(name), "i", "l") }

// userOf is the user name in an address as written, "" without one.
func userOf(raw string) string {
	if strings.IndexByte(raw, '@') < 0 {
		return ""
	}
	_, rest, ok := strings.Cut(written(raw), "//")
	if !ok {
		return ""
	}
	if i := strings.IndexAny(rest, "/?#\\"); i >= 0 {
		rest = rest[:i]
	}
	user, _, ok := strings.Cut(rest, "@")
	if !ok {
		return ""
	}
	user, _, _ = strings.Cut(user, ":")
	return user
}

// plainText reports whether a text is of ASCII. The last eight bytes overlap those before them.
func plainText(text string) bool {
	for len(text) >= 8 {
		if binary.LittleEndian.Uint64([]byte(text))&0x8080808080808080 != 0 { // without a copy
			return false
		}
		if len(text) == 8 {
			return true
		}
		text = text[min(8, len(text)-8):]
	}
	for i := range len(text) {
		if text[i] >= 0x80 {
			return false
		}
	}
	return true
}

// hides reports whether an address has invisible characters or such as turn its direction round.
func hides(address string) bool {
	if plainText(address) {
		return false
	}
	for _, r := range address {
		if r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 || r == 0x200b || r == 0x2060 || r == 0xfeff {
			return true
		}
	}
	return false
}
