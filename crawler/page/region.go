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
func (w *walker) regionOf(n *html.Node, s *scope, t *traits) Region {
	switch n.DataAtom {
	case atom.Html, atom.Head:
		return RegionHead
	case atom.Body:
		return regionBefore
	}
	if n.DataAtom == atom.Main || t.role == "main" {
		s.inMain, s.content = true, true
		if !s.inert {
			w.d.mains++
		}
		return RegionMain
	}
	if !s.inBody || !overridable(s.region) {
		return s.region
	}
	r := landmark(n, t.role, s)
	switch {
	case r == RegionHead && n.DataAtom != atom.Article:
		r = boxRegion(n, s.region, t)
	case r == RegionAside:
		if box := boxRegion(n, RegionAside, t); box == RegionRelated || box == RegionComments {
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
func boxRegion(n *html.Node, outer Region, t *traits) Region {
	r := t.region
	if r == RegionHead && t.id != nil {
		r = tokensRegion(*t.id)
	}
	if r == RegionHead || !overrides(outer, r) || holds(n, atom.Main, atom.H1) {
		return RegionHead
	}
	return r
}

func tokensRegion(tokens string) Region {
	for token := range strings.FieldsSeq(tokens) {
		if r := tokenRegion(token); r != RegionHead {
			return r
		}
	}
	return RegionHead
}

// tokenRegion returns the region that one class or id token gives, RegionHead for none.
func tokenRegion(token string) Region {
	if len(token) < 3 || len(token) > 64 {
		return RegionHead
	}
	token = strings.ToLower(token)
	if r := nameRegion(token); r != RegionHead {
		return r
	}
	before := ""
	for token != "" {
		word := token
		if i := strings.IndexAny(token, "-_"); i >= 0 {
			word, token = token[:i], token[i+1:]
		} else {
			token = ""
		}
		if word == "" {
			continue
		}
		if before == "" && layoutWord(word) {
			return RegionHead
		}
		if r := wordRegion(before, word); r != RegionHead {
			return r
		}
		before = word
	}
	return RegionHead
}

// nameRegion judges a whole token.
func nameRegion(token string) Region {
	switch token {
	case "header", "site-header", "siteheader", "masthead", "topbar", "top-bar", "global-header":
		return RegionHeader
	case "footer", "site-footer", "sitefooter", "colophon", "footer-bottom", "footer-widgets", "global-footer":
		return RegionFooter
	case "nav", "navbar", "menu", "navigation", "main-nav", "site-nav", "main-menu", "mobile-menu", "nav-menu",
		"main-navigation", "site-navigation", "pagination":
		return RegionNav
	case "respond", "disqus_thread":
		return RegionComments
	}
	return RegionHead
}

// wordRegion judges a word of a token, parted by hyphens or underscores, and the one before it.
func wordRegion(before, word string) Region {
	switch word {
	case "related", "recommend", "recommended", "readnext", "upnext":
		return RegionRelated
	case "sidebar":
		return RegionAside
	case "comment", "comments":
		return RegionComments
	case "cookie", "cookies", "gdpr":
		return RegionCookie
	case "newsletter":
		return RegionForm
	case "breadcrumb", "breadcrumbs":
		return RegionNav
	case "popular", "trending", "teaser", "promo", "widget":
		return regionCard
	case "next":
		if before == "read" || before == "up" {
			return RegionRelated
		}
	case "from":
		if before == "more" {
			return RegionRelated
		}
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
