package page

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Regions that can be told only when the whole document is known. Both become main where there is no main element.
const (
	regionBefore Region = 0xF0 + iota // outside every landmark, before main: header
	regionAfter                       // outside every landmark, after main: footer
	regionCard                        // a box by its class, outside main and every landmark: related
)

// region narrows a region for what stands at this point of the walk.
func (w *walker) region(r Region) Region {
	if r == regionBefore && w.pastMain {
		return regionAfter
	}
	return r
}

// settle decides the regions that were left open.
func settle(r Region, mains int) Region {
	switch {
	case r < regionBefore:
		return r
	case mains == 0:
		return RegionMain
	case r == regionBefore:
		return RegionHeader
	case r == regionAfter:
		return RegionFooter
	}
	return RegionRelated
}

// regionOf returns the region of n within the scope s, which it updates: landmarks by element and role, then boxes by
// class and id.
func (w *walker) regionOf(n *html.Node, s *scope) Region {
	switch n.DataAtom {
	case atom.Html, atom.Head:
		return RegionHead
	case atom.Body:
		return regionBefore
	}
	role := attr(n, "role")
	if n.DataAtom == atom.Main || role == "main" {
		s.inMain, s.content = true, true
		if !s.inert {
			w.d.mains++
		}
		return RegionMain
	}
	if !s.inBody || !overridable(s.region) {
		return s.region
	}
	r := landmark(n, role, s)
	switch {
	case r == RegionHead && n.DataAtom != atom.Article:
		r = w.boxRegion(n, s.region)
	case r == RegionAside:
		if box := w.boxRegion(n, RegionAside); box == RegionRelated || box == RegionComments {
			r = box // <aside class="related-posts"> is about other pages
		}
	}
	if r == RegionHead || !overrides(s.region, r) {
		return s.region
	}
	return r
}

// landmark returns the region that an element or its role begins, RegionHead for none. It updates s: what stands in an
// article, section, aside or nav has headers and footers of its own.
func landmark(n *html.Node, role string, s *scope) Region {
	page := !s.content
	switch landmarkRole(n.DataAtom, role) {
	case "article":
		s.content = true
		if !s.inMain {
			return RegionArticle
		}
	case "section":
		s.content = true
	case "navigation":
		s.content = true
		return RegionNav
	case "complementary":
		s.content = true
		return RegionAside
	case "banner":
		if page {
			return RegionHeader
		}
	case "contentinfo":
		if page {
			return RegionFooter
		}
	case "search":
		return RegionForm
	case "form":
		if !holds(n, atom.Main, atom.H1, atom.Header, atom.Nav, atom.Article) {
			return RegionForm // not one that a framework wraps around the page
		}
	}
	return RegionHead
}

// landmarkRole is the landmark that an element is: by its role attribute, else by itself.
func landmarkRole(a atom.Atom, role string) string {
	switch role {
	case "article", "navigation", "complementary", "banner", "contentinfo", "search", "form":
		return role
	}
	switch a {
	case atom.Nav:
		return "navigation"
	case atom.Aside:
		return "complementary"
	case atom.Header:
		return "banner"
	case atom.Footer:
		return "contentinfo"
	case atom.Search, atom.Form, atom.Article, atom.Section:
		return a.String()
	}
	return ""
}

// overrides reports whether a region that begins inside another one counts.
func overrides(outer, inner Region) bool {
	switch outer {
	case regionBefore:
		return true
	case RegionMain, RegionArticle:
		return inner != RegionHeader && inner != RegionFooter && inner != RegionArticle && inner != regionCard
	case RegionHeader, RegionFooter:
		return inner == RegionNav || inner == RegionForm || inner == RegionCookie
	case RegionAside:
		return inner == RegionNav || inner == RegionForm || inner == RegionRelated || inner == RegionComments
	}
	return false
}

// overridable reports whether any region can begin inside r.
func overridable(r Region) bool {
	switch r {
	case regionBefore, RegionMain, RegionArticle, RegionHeader, RegionFooter, RegionAside:
		return true
	}
	return false
}

// holds reports whether one of the named elements stands in n.
func holds(n *html.Node, names ...atom.Atom) bool {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode && (slices.Contains(names, c.DataAtom) || holds(c, names...)) {
			return true
		}
	}
	return false
}

// boxRegion returns the region that class and id give an element within outer, RegionHead for none. A name on something
// that holds the page's heading or main element says nothing: themes put "widget" and "sidebar" on everything.
func (w *walker) boxRegion(n *html.Node, outer Region) Region {
	r := w.class(attr(n, "class")).region
	if r == RegionHead {
		r = tokensRegion(attr(n, "id"))
	}
	if r == RegionHead || !overrides(outer, r) || holds(n, atom.Main, atom.H1) {
		return RegionHead
	}
	return r
}

// classMeaning is what a class attribute says about its element.
type classMeaning struct {
	region         Region // RegionHead: nothing
	hidden, unseen bool
}

// class judges a class attribute; pages repeat the same few, so what was found is kept.
func (w *walker) class(value string) classMeaning {
	if value == "" {
		return classMeaning{}
	}
	m, ok := w.classes[value]
	if !ok {
		m.region = tokensRegion(value)
		m.hidden, m.unseen = classHides(value)
		w.classes[value] = m
	}
	return m
}

func tokensRegion(tokens string) Region {
	for token := range strings.FieldsSeq(tokens) {
		if r := tokenRegion(token); r != RegionHead {
			return r
		}
	}
	return RegionHead
}

var tokenRegions = map[string]Region{
	"header": RegionHeader, "site-header": RegionHeader, "siteheader": RegionHeader, "masthead": RegionHeader,
	"topbar": RegionHeader, "top-bar": RegionHeader, "global-header": RegionHeader,
	"footer": RegionFooter, "site-footer": RegionFooter, "sitefooter": RegionFooter, "colophon": RegionFooter,
	"footer-bottom": RegionFooter, "footer-widgets": RegionFooter, "global-footer": RegionFooter,
	"nav": RegionNav, "navbar": RegionNav, "menu": RegionNav, "navigation": RegionNav, "main-nav": RegionNav,
	"site-nav": RegionNav, "main-menu": RegionNav, "mobile-menu": RegionNav, "nav-menu": RegionNav,
	"main-navigation": RegionNav, "site-navigation": RegionNav, "pagination": RegionNav,
	"respond": RegionComments, "disqus_thread": RegionComments,
}

// wordRegions are words of a class or id, parted by hyphens or underscores.
var wordRegions = map[string]Region{
	"related": RegionRelated, "recommend": RegionRelated, "recommended": RegionRelated,
	"sidebar": RegionAside, "comment": RegionComments, "comments": RegionComments,
	"cookie": RegionCookie, "cookies": RegionCookie, "gdpr": RegionCookie,
	"readnext": RegionRelated, "upnext": RegionRelated,
	"newsletter": RegionForm, "breadcrumb": RegionNav, "breadcrumbs": RegionNav,
	"popular": regionCard, "trending": regionCard, "teaser": regionCard, "promo": regionCard, "widget": regionCard,
}

// tokenRegion returns the region that one class or id token gives, RegionHead for none.
func tokenRegion(token string) Region {
	if len(token) < 3 || len(token) > 64 {
		return RegionHead
	}
	token = strings.ToLower(token)
	if r, ok := tokenRegions[token]; ok {
		return r
	}
	before := ""
	for word := range strings.FieldsFuncSeq(token, func(r rune) bool { return r == '-' || r == '_' }) {
		if before == "" && layoutWord(word) {
			return RegionHead
		}
		if r, ok := wordRegions[word]; ok {
			return r
		}
		switch before + "-" + word {
		case "read-next", "up-next", "more-from":
			return RegionRelated
		}
		before = word
	}
	return RegionHead
}

// layoutWord reports whether a token that begins with this word speaks of the layout around a box, not of the box.
func layoutWord(word string) bool {
	switch word {
	case "has", "with", "no", "without", "is", "elementor":
		return true
	}
	return false
}
