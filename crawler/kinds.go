package crawler

import (
	"slices"
	"strings"
)

// decideKinds sets Kind and KindBy of every page: by configuration, else structured data, the words of the path, the
// shape of the page, and last by what the pages are to each other. A kind that needs other pages to be one, hub or
// pillar, is inferred only where the configuration does not say which pages those are.
func decideKinds(s *Site, hints []*hint, st *Structure) {
	c := st.compile()
	for _, id := range s.pages {
		h := hints[id]
		kind, by := kindAlone(s, id, h, c)
		s.heads.decide(id, kind, by, h.guess(by) || kind == Article && by == "shape" && !h.is(traitTold|traitDeclared) && everywhere(s, id))
	}
	if !c.declared[Hub] || !c.declared[Pillar] {
		inferSections(s, hints, c)
	}
}

// Links that stand on most pages of a site lead to its sections and offers, not to articles; small sites have everything in their menu.
const (
	menuSite  = 10 // pages
	menuShare = 60 // percent of them
)

// everywhere reports whether most pages of the site link to a page.
func everywhere(s *Site, id ID) bool {
	return len(s.pages) >= menuSite && 100*int(s.Head(id).In) >= menuShare*len(s.pages)
}

// guess reports whether an article may be something else: its shape makes it one, or the type of medical page that whole sites give to every page
// and tool, and nothing confirms that.
func (h *hint) guess(by string) bool {
	switch {
	case by == "jsonld" && h.is(traitWeak) && h.is(traitListed):
		return true
	case h.is(traitDeclared) || h.is(traitProse) && !h.is(traitUntold):
		return false
	case by == "shape":
		return !h.is(traitTold)
	}
	return by == "jsonld" && h.is(traitWeak)
}

// kindAlone is what a page is by itself.
func kindAlone(s *Site, id ID, h *hint, c *structure) (kind Kind, by string) {
	if k := c.kindOf(s.urls[id].Address, h.matches); k != "" {
		return k, "config"
	}
	if homeAddress(s, id) || languageHome(s, id, h) {
		return Home, "url"
	}
	switch {
	case h.is(traitMissing):
		return Other, "shape"
	case h.typed == Article && h.address != "" && namedPage(pathOf(s.urls[id].Address)): // themes call every page an article
		return h.address, "url"
	case h.typed != "" && !h.is(traitWeak):
		return h.typed, "jsonld"
	case h.address != "":
		return h.address, "url"
	case h.is(traitList):
		return Other, "jsonld"
	case h.typed != "" && (!h.is(traitIndex) || h.is(traitTold|traitDeclared)):
		return h.typed, "jsonld"
	case h.is(traitIndex) && !h.is(traitTold|traitDeclared):
		return Other, "shape"
	case h.words >= articleWords && h.linked < articleLinked && h.is(traitOneH1) && !h.is(traitTable):
		return Article, "shape"
	}
	return Other, "shape"
}

// homeAddress reports whether a page is the home page under its own address or that of its index file.
func homeAddress(s *Site, id ID) bool {
	if id == s.Home || s.Home == None {
		return id == s.Home
	}
	home, address := s.urls[s.Home].Address, s.urls[id].Address
	return !strings.Contains(address, "?") && originOf(home) == originOf(address) && slices.Equal(pathSegments(pathOf(home)), pathSegments(pathOf(address)))
}

// languageHome reports whether a page is the home page of one language of the site. Where its path is a code that the page
// writes otherwise ("/pnb/", in "pa-Arab"), it is one if the home page has another language.
func languageHome(s *Site, id ID, h *hint) bool {
	if h.is(traitRoot) {
		return true
	}
	home := s.language(s.Home)
	return h.is(traitCode) && home != "" && home != s.language(id)
}

// What an article looks like: this many words of running text, and less than this share of them in links. A table is no text.
const (
	articleWords  = 300
	articleLinked = 40 // percent
)
