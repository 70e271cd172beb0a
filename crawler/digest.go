package crawler

import (
	"math"
	"strings"

	"github.com/healthusias/rounds/crawler/page"
)

//go:generate go tool msgp -file digest.go -o digest_codec.go -io=false -tests=false -unexported

//msgp:tuple digest clue span anchor

// digest is what the graph and the contract need of a page. It is kept beside the facts, so that a stored site is read back without
// decoding them. Addresses are as the page has them: what the run knows of them shows at its end.
type digest struct {
	Title     string
	H1        string
	Lang      string
	Partial   string
	Canonical string
	Types     []string
	Words     int
	Hash      uint64
	NoIndex   bool
	Shell     bool
	Hollow    bool

	Clue    clue
	Flags   []byte   // EdgeFlag of each link
	Groups  []span   // lists of links
	Anchors []anchor // links with a fragment, but for those that the page itself answers
}

// clue is what a page's own facts say about its kind and its place in the contract. See hint, which it becomes.
type clue struct {
	Matches []bool   // page.Facts.Matches
	Whole   []string // what structured data says it is part of
	Trail   []string // its breadcrumb in structured data, from the top
	Crumbs  []string // its visible breadcrumb, from the top
	Typed   string   // Kind by structured data
	Address string   // Kind by the words of its path
	Words   uint32
	Linked  uint8
	Traits  uint16
}

// span is the links Lo to Hi-1 of a page, which form one list: the same list on half the pages is template.
type span struct {
	Group  uint64
	Lo, Hi int
}

// anchor is a link with a fragment.
type anchor struct {
	Link     int
	Fragment string
}

// digestOf takes the digest from a page's facts.
func digestOf(f *page.Facts) *digest {
	d := &digest{
		Title: first(f.Titles), H1: first(f.H1s), Lang: f.Lang, Partial: f.Partial, Shell: f.Shell, Hollow: f.Hollow, Words: f.Words, Hash: f.Hash,
		Clue: clueOf(f, pathOf(f.URL)), Flags: make([]byte, len(f.Links)),
	}
	for i := range f.Data {
		d.Types = append(d.Types, f.Data[i].Types...)
	}
	for _, r := range f.Robots {
		if (r.Agent == "robots" || r.Agent == "googlebot") && (r.Value == "noindex" || r.Value == "none") {
			d.NoIndex = true
		}
	}
	for _, c := range f.Canonicals {
		if c.URL != "" {
			d.Canonical = c.URL
			break
		}
	}
	for i := range f.Links {
		d.link(i, f)
	}
	return d
}

func first(texts []page.Text) string {
	if len(texts) == 0 {
		return ""
	}
	return texts[0].Text
}

func (d *digest) link(i int, f *page.Facts) {
	l := &f.Links[i]
	d.Flags[i] = byte(flagsOf(l))
	if at := strings.IndexByte(l.URL, '#'); at >= 0 {
		address, fragment := l.URL[:at], l.URL[at+1:]
		if fragment != "" && (address != f.URL || !page.Indicates(f.IDs, fragment)) {
			d.Anchors = append(d.Anchors, anchor{i, fragment})
		}
	}
	if l.Group == 0 {
		return
	}
	if n := len(d.Groups); n > 0 && d.Groups[n-1].Group == l.Group && d.Groups[n-1].Hi == i {
		d.Groups[n-1].Hi++
		return
	}
	d.Groups = append(d.Groups, span{l.Group, i, i + 1})
}

// flagsOf is how a link refers to its target.
func flagsOf(l *page.Link) EdgeFlag {
	switch {
	case l.Navigates():
		flags := EdgeFollow
		if l.Region.Content() && !l.Hidden {
			flags |= EdgeContent
		}
		if !l.Hidden && !hasToken(l.Rel, "nofollow") {
			flags |= EdgePass
		}
		return flags
	case l.Element == "link":
		if r, _ := relRole(strings.ToLower(l.Rel)); r == rolePage {
			return EdgeDeclare
		}
	case l.Element == "meta", l.Element == "iframe", l.Element == "frame": // readers get there without a click
		return EdgeFollow | EdgePass
	}
	return EdgeAsset
}

func hasToken(list, token string) bool {
	for t := range strings.FieldsSeq(list) {
		if strings.EqualFold(t, token) {
			return true
		}
	}
	return false
}

// head is what the site knows of the page: addresses become IDs. The memory of the class is the digest's.
func (d *digest) head(lookup func(string) ID) (Head, Class) {
	h := Head{Title: d.Title, H1: d.H1, Words: int32(min(d.Words, math.MaxInt32)), Hash: d.Hash, Canonical: None}
	if d.Canonical != "" {
		h.Canonical = lookup(d.Canonical)
	}
	return h, Class{Lang: d.Lang, Partial: d.Partial, Types: d.Types, Shell: d.Shell, Hollow: d.Hollow, Fragment: trait(d.Clue.Traits)&traitFragment != 0, NoIndex: d.NoIndex}
}
