package page

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Bounds of what is kept of scripts, forms and marks.
const (
	maxScript   = 64 << 10 // bytes of an inline script that are looked at
	maxTrackers = 60
	maxForms    = 30
	maxFields   = 40
	maxAds      = 30
	maxSeals    = 10
)

// device is what a fingerprint in an address or in code says.
type device struct{ vendor, class, sign string }

// devices are the fingerprints of third parties. A sign with a slash or a dot stands in addresses and in code, one with a bracket in code alone.
var devices = []device{
	{"facebook", "ad-pixel", "connect.facebook.net"}, {"facebook", "ad-pixel", "facebook.com/tr"}, {"facebook", "ad-pixel", "fbq('init'"}, {"facebook", "ad-pixel", `fbq("init"`},
	{"tiktok", "ad-pixel", "analytics.tiktok.com"}, {"linkedin", "ad-pixel", "snap.licdn.com"}, {"pinterest", "ad-pixel", "ct.pinterest.com"},
	{"pinterest", "ad-pixel", "s.pinimg.com/ct"}, {"snapchat", "ad-pixel", "sc-static.net/scevent"}, {"bing", "ad-pixel", "bat.bing.com"},
	{"twitter", "ad-pixel", "static.ads-twitter"}, {"google-ads", "ad-pixel", "googleadservices.com"}, {"google-ads", "ad-pixel", "googleads.g.doubleclick.net"},
	{"criteo", "ad-pixel", "criteo.net"}, {"criteo", "ad-pixel", "criteo.com"}, {"taboola", "ad-pixel", "taboola.com"}, {"outbrain", "ad-pixel", "outbrain.com"},
	{"hotjar", "session-replay", "static.hotjar.com"}, {"clarity", "session-replay", "clarity.ms/tag"}, {"fullstory", "session-replay", "fullstory.com"},
	{"mouseflow", "session-replay", "mouseflow.com"}, {"luckyorange", "session-replay", "luckyorange.com"}, {"logrocket", "session-replay", "logrocket"},
	{"smartlook", "session-replay", "smartlook.com"}, {"google-analytics", "analytics", "google-analytics.com"}, {"google-analytics", "analytics", "googletagmanager.com/gtag/js"},
	{"matomo", "analytics", "matomo.js"}, {"comscore", "analytics", "scorecardresearch.com"}, {"segment", "analytics", "cdn.segment.com"},
	{"mixpanel", "analytics", "cdn.mxpnl.com"}, {"quantcast", "analytics", "quantserve.com"}, {"yandex", "analytics", "mc.yandex.ru"},
	{"google-tag-manager", "tag-manager", "googletagmanager.com/gtm.js"}, {"google-tag-manager", "tag-manager", "googletagmanager.com/ns.html"},
	{"adsense", "ads", "pagead2.googlesyndication.com"}, {"gam", "ads", "securepubads.g.doubleclick.net"}, {"gam", "ads", "googletagservices.com/tag/js/gpt.js"},
	{"mediavine", "ads", "scripts.mediavine.com"}, {"ezoic", "ads", "ezojs.com"}, {"raptive", "ads", "ads.adthrive.com"}, {"amazon-ads", "ads", "amazon-adsystem.com"},
	{"cookiebot", "consent", "consent.cookiebot.com"}, {"onetrust", "consent", "cookielaw.org"}, {"onetrust", "consent", "otsdkstub"}, {"usercentrics", "consent", "usercentrics"},
	{"complianz", "consent", "complianz"}, {"didomi", "consent", "didomi"}, {"iubenda", "consent", "iubenda"}, {"borlabs", "consent", "borlabs"},
	{"quantcast-choice", "consent", "quantcast.mgr.consensu"}, {"klaro", "consent", "klaro"}, {"osano", "consent", "osano"}, {"cookieyes", "consent", "cookieyes"},
	{"trustarc", "consent", "trustarc"}, {"sourcepoint", "consent", "sp-prod.net"}, {"civic", "consent", "civiccomputing.com"},
}

// deviceHints tell whether a text has the sign of a device, deviceSet finds them: each is a pattern by its index.
var deviceHints, deviceSet = func() (*phraseSet, *wordSet) {
	var signs, patterns []string
	for _, d := range devices {
		signs, patterns = append(signs, d.sign), append(patterns, "*"+d.sign+"*")
	}
	return mustPhrases(map[clues][]string{1: signs}), mustWordSet(patterns)
}()

// gates are attributes by which consent managers hold a script back.
var gates = words("data-cookieconsent|data-cookiecategory|data-category|data-usercentrics|data-cookie-consent|data-consent|data-cmp-vendor")

// machinery fills Trackers, Consent, Ads and Forms from the elements that hold code, frames, pixels and fields.
func (t *trust) machinery() {
	for _, i := range t.d.devices {
		switch n := t.d.elements[i].node; n.DataAtom {
		case atom.Script:
			t.script(i, n)
		case atom.Form:
			t.form(i, n)
		case atom.Ins:
			if strings.Contains(attr(n, "class"), "adsbygoogle") {
				t.ad(i, "network", "adsense")
			}
		}
	}
	for _, i := range t.d.paid {
		t.ad(i, "sponsored", "data-sponsored")
	}
	for k := range t.f.Links {
		switch l := &t.f.Links[k]; l.Element {
		case "script", "img", "iframe", "link":
			if l.URL != "" && t.external(l) || l.Element == "script" {
				t.loaded(int32(k), l)
			}
		}
	}
}

// boxes are the classes of blocks that mark paid texts, and cards that say when to get help.
func (t *trust) boxes() {
	if t.d.classes&(classPaid|classCare) == 0 {
		return
	}
	class, classes := "", classPaths{d: t.d}
	for i := range t.f.Blocks {
		b := &t.f.Blocks[i]
		if b.Hidden || b.Region == RegionNav || b.Region == RegionRelated || classes.of(i) == class {
			continue
		}
		class = classes.path
		says := classHints.in(class)
		if says.has(classPaid) {
			name := slices.IndexFunc(paidClasses, func(w string) bool { return containsFold(class, []string{w}) })
			t.ad(t.d.find(t.d.blockNodes[i]), "sponsored", paidClasses[name])
		}
		if says.has(classCare) {
			st := Statement{Kind: CareHeading, Code: "card", Text: cut(b.Text, maxExcerpt), Block: int32(i), Section: -1, Region: b.Region,
				Heading: headingElement(b.Element), Confidence: "high", Selector: b.Selector, Line: b.Line, Col: b.Col}
			if t.room(&st) {
				t.f.Statements = append(t.f.Statements, st)
			}
		}
	}
}

// script looks at code that stands in the page, and at the attributes of code that is loaded.
func (t *trust) script(i int32, n *html.Node) {
	gated := holdsBack(n)
	if src := attr(n, "src"); src != "" {
		if gated {
			t.gated = append(t.gated, src)
		}
		return
	}
	if src := attr(n, "data-src"); src != "" && gated {
		t.traces(src, Tracker{Link: -1, Gated: true}, i)
		return
	}
	code := rawContent(n)
	if kind := strings.ToLower(attr(n, "type")); strings.Contains(kind, "json") || code == "" {
		return
	}
	code = code[:min(len(code), maxScript)]
	t.traces(code, Tracker{Link: -1, Gated: gated}, i)
	if at := strings.Index(code, "consent"); at >= 0 && strings.Contains(code[max(0, at-40):], "default") && strings.Contains(code[at:], "denied") {
		t.consent("consent-mode")
	}
}

// holdsBack reports whether a script waits for consent.
func holdsBack(n *html.Node) bool {
	if strings.EqualFold(attr(n, "type"), "text/plain") {
		return true
	}
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool {
		return slices.Contains(gates, a.Key) && a.Val != "ignore" && a.Val != "necessary"
	})
}

// loaded looks at what a link of the page loads.
func (t *trust) loaded(k int32, l *Link) {
	t.traces(l.URL, Tracker{Link: k, Gated: slices.Contains(t.gated, l.Raw), Line: l.Line, Col: l.Col}, -1)
}

// traces records what the fingerprints in an address or code say; i is the element of code, -1 for an address.
func (t *trust) traces(text string, found Tracker, i int32) {
	if deviceHints.in(text) == 0 {
		return
	}
	t.hits = deviceSet.appendHits(t.hits[:0], text)
	for _, h := range t.hits {
		d := &devices[h.pattern]
		found.Vendor, found.Class = d.vendor, d.class
		if i >= 0 {
			found.Line, found.Col = t.d.elements[i].place()
		}
		switch d.class {
		case "consent":
			t.consent(d.vendor)
			continue
		case "ads":
			t.ad(i, "network", d.vendor)
		}
		if len(t.f.Trackers) < maxTrackers && !slices.ContainsFunc(t.f.Trackers, func(have Tracker) bool {
			return have.Vendor == found.Vendor && have.Class == found.Class && have.Gated == found.Gated
		}) {
			t.f.Trackers = append(t.f.Trackers, found)
		}
	}
}

func (t *trust) consent(name string) {
	if !slices.Contains(t.f.Consent, name) {
		t.f.Consent = append(t.f.Consent, name)
	}
}

// ad records a sign of paid content; i is its element, -1 where it has none.
func (t *trust) ad(i int32, kind, name string) {
	a := Ad{Kind: kind, Name: name}
	if i >= 0 {
		e := &t.d.elements[i]
		a.Region, a.Hidden = e.region, e.unseen
		a.Line, a.Col = e.place()
	}
	known := slices.ContainsFunc(t.f.Ads, func(have Ad) bool { return have.Kind == kind && have.Name == name })
	if known || len(t.f.Ads) == maxAds {
		return
	}
	if i >= 0 {
		a.Selector = t.d.path(i)
	}
	t.f.Ads = append(t.f.Ads, a)
}

// sealMarks are what addresses of seals and their images hold, by the seal, with the hosts of who issues it.
var sealMarks = []struct {
	name   string
	signs  []string
	issuer []string
}{
	{"honcode", words("hon.ch|healthonnet.org|honcode"), words("hon.ch|healthonnet.org")},
	{"information-standard", words("theinformationstandard|information-standard|informationstandard|information standard"), words("theinformationstandard.org|england.nhs.uk")},
	{"pif-tick", words("piftick|pif-tick|pif_tick"), words("piftick.org.uk|pifonline.org.uk")},
	{"urac", words("urac.org|urac-seal|urac_|urac-accredit|urac accredit"), words("urac.org")},
	{"afgis", words("afgis.de|afgis-logo"), words("afgis.de")},
}

// sealHints are the signs of all seals.
var sealHints = func() *phraseSet {
	var signs []string
	for _, s := range sealMarks {
		signs = append(signs, s.signs...)
	}
	return mustPhrases(map[clues][]string{1: signs})
}()

// maxSealAlt is how long the text alternative of a seal is at most, in bytes: longer ones describe a picture about seals.
const maxSealAlt = 40

// seals fills Seals from links and images that lead out of the text: a page about seals mentions them in running text.
func (t *trust) seals() {
	pictures := slices.ContainsFunc(t.f.Images, func(im Image) bool { return im.InLink })
	own := sealHints.in(t.origin) != 0
	for k := range t.f.Links {
		l := &t.f.Links[k]
		if l.Element != "img" && (l.Element != "a" || !pictures) {
			continue
		}
		alt := ""
		if l.Element == "img" && len(l.Text) <= maxSealAlt {
			alt = l.Text
		}
		address := l.URL
		if !own {
			address = strings.TrimPrefix(address, t.origin)
		}
		if sealHints.in(address) == 0 && sealHints.in(alt) == 0 {
			continue
		}
		address = strings.ToLower(l.URL + " " + alt)
		for _, s := range sealMarks {
			if containsAny(address, s.signs) && len(t.f.Seals) < maxSeals && (l.Element == "img" || t.pictured(int32(k))) {
				t.addSeal(Seal{Name: s.name, Link: int32(k), Verified: l.Element == "a" && hostAmong(l.URL, s.issuer), Region: l.Region, Hidden: l.Hidden, Line: l.Line, Col: l.Col})
			}
		}
	}
}

// pictured reports whether a link shows an image, as a seal does.
func (t *trust) pictured(k int32) bool {
	l := &t.f.Links[k]
	return slices.ContainsFunc(t.f.Images, func(im Image) bool { return im.InLink && im.Selector.In(l.Selector) })
}

// addSeal keeps one mark a seal, the one that leads to its issuer first.
func (t *trust) addSeal(s Seal) {
	for i := range t.f.Seals {
		if have := &t.f.Seals[i]; have.Name == s.Name {
			if s.Verified && !have.Verified {
				*have = s
			}
			return
		}
	}
	t.f.Seals = append(t.f.Seals, s)
}
