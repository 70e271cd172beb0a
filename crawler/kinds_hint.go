package crawler

import (
	"slices"
	"strings"

	"github.com/healthusias/rounds/crawler/page"
)

// hint is the little of a page's facts that its kind and its place in the contract are decided by. One is kept for every
// page of the site, so it is small.
type hint struct {
	matches []bool // page.Facts.Matches
	whole   []ID   // what structured data says it is part of
	trail   [4]ID  // its breadcrumb without itself, nearest ancestor first
	depth   uint8  // how many of trail are set
	typed   Kind   // by structured data; "" where that says nothing
	address Kind   // by the words of its path; "" where they say nothing
	words   uint32 // of running text
	linked  uint8  // percent of those that stand in links
	traits  trait
}

// trait is one yes-or-no observation.
type trait uint16

// Traits of a page.
const (
	traitWeak     trait = 1 << iota // typed rests on MedicalWebPage, which whole sites use for every page
	traitList                       // structured data calls it a collection
	traitOneH1                      // it has one main heading, or several and what else tells an article
	traitHub                        // its title or h1 names a hub, a resource center or a library
	traitPillar                     // its title or h1 names a pillar or a guide
	traitMissing                    // its title or h1 says that nothing was found
	traitRoot                       // its path names the language that it is written in, and nothing else
	traitCode                       // its path is nothing but two or three letters: perhaps a language
	traitTable                      // most of its words stand in the cells of tables
	traitIndex                      // hardly more than a line stands beside each of its many links
	traitProse                      // most of its words stand in paragraphs
	traitTold                       // a byline or a date with a label tells that it is an article
	traitDeclared                   // Open Graph does
	traitUntold                     // Open Graph calls it something else, structured data an offer, or a form asks its readers who they are
	traitListed                     // structured data calls it a list, and a medical page besides
	traitFragment                   // nothing but a part of a page, as files are that others include
)

func (h *hint) is(t trait) bool { return h.traits&t != 0 }

// list reports whether most of the page's words lead elsewhere, or it says so itself.
func (h *hint) list() bool { return h.is(traitList) || h.linked > 60 }

// clueOf takes from a page's facts what its hint is made of. Path is its address without origin.
func clueOf(f *page.Facts, path string) clue {
	c := clue{Matches: f.Matches, Words: uint32(max(f.Words, 0)), Address: string(kindOfPath(path))}
	typed, traits := kindOfTypes(f.Data)
	traits |= titleTraits(f) | rootTraits(path, f.Lang)
	if f.Words > 0 {
		c.Linked = uint8(min(100, 100*f.LinkWords/f.Words))
	} else if navigates(f, 3) {
		c.Linked = 100
	}
	if oneHeading(f) {
		traits |= traitOneH1
	}
	if mostlyTable(f) {
		traits |= traitTable
	}
	traits |= articleTraits(f)
	if fragment(f) {
		traits |= traitFragment
	}
	c.Typed, c.Traits = string(typed), uint16(traits)
	r := resolver{base: f.Base}
	c.Whole, c.Trail, c.Crumbs = r.all(partOf(f.Data)), r.all(dataTrail(f.Data)), visibleTrail(f)
	return c
}

// resolver resolves addresses against a base that is parsed when the first one needs it: most pages have none.
type resolver struct {
	base   string
	parsed *page.Resolver
}

// all resolves addresses; those that are none are left out.
func (r *resolver) all(addresses []string) (out []string) {
	for _, a := range addresses {
		if r.parsed == nil {
			var err error
			if r.parsed, err = page.NewResolver(r.base); err != nil {
				return nil
			}
		}
		if abs, problem := r.parsed.Resolve(a); problem == "" {
			out = append(out, abs)
		}
	}
	return out
}

// hint turns the addresses of a clue into IDs. Self is the page, lookup gives None for what the run never met.
func (c *clue) hint(self ID, lookup func(address string) ID) *hint {
	h := &hint{matches: c.Matches, words: c.Words, address: Kind(c.Address), typed: Kind(c.Typed), linked: c.Linked, traits: trait(c.Traits)}
	h.whole = known(c.Whole, self, lookup)
	trail := known(c.Trail, self, lookup)
	if len(trail) == 0 {
		trail = known(c.Crumbs, self, lookup)
	}
	slices.Reverse(trail)
	h.depth = uint8(copy(h.trail[:], trail))
	return h
}

// known keeps the addresses that the run met, without the page itself and without repetition.
func known(addresses []string, self ID, lookup func(string) ID) []ID {
	var ids []ID
	for _, a := range addresses {
		if id := lookup(a); id != None && id != self && !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	return ids
}

// fragment reports whether a document has nothing of what makes one a page of its own: title, language, description, canonical.
func fragment(f *page.Facts) bool {
	return len(f.Titles) == 0 && f.Lang == "" && len(f.Descriptions) == 0 && len(f.Canonicals) == 0 && len(f.OpenGraph) == 0 && f.CharsetSource != "meta"
}

// navigates reports whether at least n links of the content lead elsewhere.
func navigates(f *page.Facts, n int) bool {
	for i := range f.Links {
		l := &f.Links[i]
		if l.Navigates() && !l.Hidden && l.Region.Content() && l.URL != "" {
			if n--; n == 0 {
				return true
			}
		}
	}
	return false
}

// oneHeading reports whether the content has exactly one h1. A logo that is an h1 in the header does not count against it,
// and several do not where the page is signed, dated or calls itself an article in Open Graph.
func oneHeading(f *page.Facts) bool {
	all, content := 0, 0
	for i := range f.Headings {
		h := &f.Headings[i]
		if h.Level != 1 || h.Hidden {
			continue
		}
		all++
		if h.Region.Content() {
			content++
		}
	}
	if content == 1 || content == 0 && all == 1 || content > 1 && (len(f.Authors) > 0 || dated(f)) {
		return true
	}
	return slices.ContainsFunc(f.OpenGraph, func(p page.Property) bool {
		return p.Name == "og:type" && strings.EqualFold(p.Content, "article")
	})
}

// dated reports whether the page says when it was published, updated or reviewed.
func dated(f *page.Facts) bool {
	return slices.ContainsFunc(f.Dates, func(d page.Date) bool { return d.Label != "" })
}

// mostlyTable reports whether the page is a table more than a text. A cell with a paragraph's worth of words is text: on old
// sites tables hold the whole page.
func mostlyTable(f *page.Facts) bool {
	const paragraph = 40
	cells := 0
	for i := range f.Blocks {
		b := &f.Blocks[i]
		if (b.Element == "td" || b.Element == "th") && b.Words < paragraph && !b.Hidden && b.Region.Content() {
			cells += b.Words
		}
	}
	return 2*cells > f.Words
}

// Words of titles that hubs and pillars give themselves. They support other evidence and prove nothing alone.
var (
	hubWords     = []string{"hub", "hubs", "resource", "resources", "library", "knowledgebase"}
	centerWords  = []string{"center", "centre"}
	pillarWords  = []string{"pillar", "guide", "overview", "handbook"}
	missingTexts = []string{"article title", "post title", "page title", "blog post title", "404", "not found", "404 not found", "page not found", "404 page not found", "file not found"}
)

// missingWords is how many words missingTexts have at most.
const missingWords = 4

// titleTraits reads the h1 and the page's own part of the title: behind a separator stands the name of the site, which may be
// a guide or a hub itself.
func titleTraits(f *page.Facts) trait {
	var t trait
	if len(f.H1s) > 0 {
		t |= textTraits(strings.ToLower(f.H1s[0].Text))
	}
	if len(f.Titles) > 0 {
		own := strings.ToLower(f.Titles[0].Text)
		for _, separator := range []string{"|", " – ", " — ", " - ", " · ", " » "} {
			own, _, _ = strings.Cut(own, separator)
		}
		t |= textTraits(own)
	}
	return t
}

func textTraits(text string) trait {
	var t trait
	words := strings.FieldsFunc(text, notWord)
	for i, w := range words {
		switch {
		case slices.Contains(hubWords, w),
			slices.Contains(centerWords, w) && i > 0 && (words[i-1] == "resource" || words[i-1] == "knowledge" || words[i-1] == "topic" || words[i-1] == "learning"):
			t |= traitHub
		case slices.Contains(pillarWords, w):
			t |= traitPillar
		}
	}
	if len(words) <= missingWords && slices.Contains(missingTexts, strings.Join(words, " ")) {
		t |= traitMissing
	}
	return t
}

// notWord reports what stands between words. Letters of other scripts belong to words.
func notWord(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') && r < 0x80 }

// kindOfTypes reads the kind from what structured data calls the page. Only nodes that stand for themselves count; a page
// that describes several articles lists them and is none of them.
func kindOfTypes(data []page.Node) (Kind, trait) {
	var kind Kind
	var t trait
	articles, products, lists, medical, offer := 0, 0, 0, false, false
	for i := range data {
		for _, name := range data[i].Types {
			switch name {
			case "ProfilePage":
				return Author, 0
			case "AboutPage", "ContactPage":
				kind = Legal
			case "CollectionPage":
				t = traitList
			case "ItemList", "DefinedTermSet":
				lists++
			case "Product":
				products++
			case "Article", "BlogPosting", "NewsArticle", "MedicalScholarlyArticle", "ScholarlyArticle", "TechArticle":
				articles++
			case "MedicalWebPage":
				medical = true
			case "LocalBusiness", "Service", "SoftwareApplication", "WebApplication", "MobileApplication", "Quiz", "Game":
				offer = true
			}
		}
	}
	switch {
	case kind != "" || t != 0:
		return kind, t
	case articles == 1 || articles == 2:
		return Article, 0
	case products == 1 && articles == 0:
		return Product, 0
	case medical && lists > 0:
		return Article, traitWeak | traitListed
	case medical:
		return Article, traitWeak
	case lists > 0:
		return "", traitList
	case offer:
		return "", traitUntold
	}
	return "", 0
}

// partOf are the addresses that the page's own nodes name as isPartOf. The site as a whole is no part of it.
func partOf(data []page.Node) []string {
	var found []string
	for i := range data {
		for _, p := range data[i].Props {
			if p.Name != "isPartOf" {
				continue
			}
			if p.Node == nil {
				found = append(found, p.Text)
			} else if !slices.Contains(p.Node.Types, "WebSite") {
				found = append(found, nodeAddress(p.Node))
			}
		}
	}
	return slices.DeleteFunc(found, func(a string) bool { return a == "" || strings.HasSuffix(a, "#website") })
}

// nodeAddress is where a node says it lives.
func nodeAddress(n *page.Node) string {
	for _, p := range n.Props {
		if p.Name == "url" && p.Node == nil && p.Text != "" {
			return p.Text
		}
	}
	return n.ID
}
