package page

import (
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// trust is what the detectors of this page share: the document, the language packs that fit it and its blocks as plain text.
type trust struct {
	d         *document
	f         *Facts
	opt       *Options
	packs     []*language // none: phrases cannot be judged
	plain     []plainBlock
	sayings   []*sayings // of each of packs, in the blocks
	kinds     []clues    // of all packs together
	book      trustBook
	host      string
	site      string // the site's name and the host's first label, folded without spaces: bylines that name nobody
	label     string
	origin    string // of the page, with a slash
	title     int    // block of the title, once looked for
	titled    bool
	soft      int                    // soft disclaimers met in the content: after some, no more are looked for
	spent     int                    // bytes of text that the expressions for disclaimers were shown
	stated    []Person               // authors in structured data, whether or not they win
	metas     []Person               // … in metas
	nodes     []dataNode             // structured data
	byID      map[string]nodes       // of it the nodes of each id, the fullest first; built when first asked for
	hits      []hit                  // scratch
	full      map[StatementKind]bool // kinds of which no more statements are kept
	open      clues                  // of which one makes a block worth hearing
	byBlock   []int32                // the links of all blocks, in the order of the blocks; filled when first asked for
	firstLink []int32                // of each block, where its links begin there
	names     map[string][]nameParts // of texts, once read
	generic   map[string]bool        // names, once judged
	rejected  map[string]string      // … and why they are none
	lines     []line                 // blocks that may name authors, reviewers or dates of the page
	sources   map[int]string         // what gives a source within a block, once looked for
	gated     []string               // addresses of scripts that wait for consent
	entryOf   map[int32]int32        // entries of the list of sources by the blocks of their texts and links; built when first asked for
	lastItem  *html.Node             // list item of the last entry of the sources
	cited     []bool                 // blocks of the entries of the list of sources
	cards     cards                  // elements that may be cards, once looked at
}

// detectTrust finds who answers for the page and what it says of itself: authors, reviewers, biographies, disclaimers and
// dates. The structural facts must be there: blocks, links and structured data.
func detectTrust(d *document, f *Facts, opt *Options) {
	t := newTrust(d, f, opt)
	defer t.free()
	for i := range f.Data {
		t.collect(&f.Data[i], "")
	}
	t.stated, t.metas = t.dataAuthors("author"), t.metaAuthors()
	t.references()
	t.findLines()
	t.dates()
	bios := t.bios()
	t.authors(bios)
	t.reviewers()
	f.Bios = slices.Concat(t.attribute(bios), t.profileBio(), t.teamBios())
	f.People = t.describedPeople()
	t.disclaimers()
	t.substance()
}

// newTrust is what the detectors share of a page; free it.
func newTrust(d *document, f *Facts, opt *Options) *trust {
	if opt == nil {
		opt = &Options{}
	}
	t := &trust{d: d, f: f, opt: opt, plain: make([]plainBlock, len(f.Blocks)), names: map[string][]nameParts{}, generic: map[string]bool{}, rejected: map[string]string{}, cited: make([]bool, len(f.Blocks)),
		hits: make([]hit, 0, 64)}
	if u, err := url.Parse(f.URL); err == nil {
		t.host = u.Hostname()
		first, _, _ := strings.Cut(strings.TrimPrefix(t.host, "www."), ".")
		t.label = strings.ReplaceAll(first, "-", "")
	}
	scheme, _, _ := strings.Cut(f.URL, "://")
	t.origin = scheme + "://" + t.host + "/"
	t.book = trustBooks.Get().(trustBook)
	t.site = strings.ReplaceAll(foldName(opt.SiteName), " ", "")
	for i := range t.plain {
		if text := bounded(f.Blocks[i].Text); d.tidy[i] {
			t.plain[i] = plainBlock{text, true}
		} else {
			t.plain[i] = newPlainBlock(text)
		}
	}
	packs := opt.packs()
	var guess guess
	t.packs, guess = packs.languagesOf(firstNonEmpty(f.Lang, opt.Language), t.sample())
	f.DetectedLang, f.LangShare = guess.code, guess.share
	t.look()
	if len(t.packs) > 0 {
		f.Phrases = t.packs[0].code
	}
	return t
}

// substance finds what the page says and shows beyond its people, dates and disclaimers.
func (t *trust) substance() {
	t.statements()
	t.dataOffers()
	t.links()
	t.prices()
	t.citations()
	t.machinery()
	t.boxes()
	t.seals()
	t.read()
	t.headline()
	t.subjects()
}

// Bounds for pages that are made to be slow. No real page comes near them.
const (
	maxBlock   = 64 << 10 // bytes of a block: of a longer one the first and the last half of this
	maxMatched = 1 << 20  // bytes that the expressions for disclaimers see
	maxMarks   = 300      // elements with telling markup
	maxPeople  = 20       // authors, reviewers and bios each
	maxDates   = 60
)

func bounded(text string) string {
	if len(text) <= maxBlock {
		return text
	}
	return strings.ToValidUTF8(text[:maxBlock/2]+" "+text[len(text)-maxBlock/2:], "")
}

// plainBlock is a block's plain text. Of ASCII it may still have the capitals: most blocks are looked at only by phraseSets,
// which do not mind.
type plainBlock struct {
	text     string
	capitals bool
}

func newPlainBlock(text string) plainBlock {
	if isASCII(text) {
		return plainBlock{text, true}
	}
	return plainBlock{PlainText(text), false}
}

// low is the plain text of block i.
func (t *trust) low(i int) string {
	if b := &t.plain[i]; b.capitals {
		b.text, b.capitals = smallLetters(b.text), false
	}
	return t.plain[i].text
}

// look fills sayings and kinds.
func (t *trust) look() {
	for _, p := range t.packs {
		t.sayings = append(t.sayings, p.phrases.each(t.plain))
	}
	if len(t.sayings) == 1 {
		t.kinds = t.sayings[0].kinds
		return
	}
	t.kinds = make([]clues, len(t.plain))
	for _, s := range t.sayings {
		for i, kinds := range s.kinds {
			t.kinds[i] |= kinds
		}
	}
}

// free gives back what the next page can use.
func (t *trust) free() {
	t.book.free()
	for _, s := range t.sayings {
		s.free()
	}
}

// says are the kinds of phrases of block i, in all languages of the page together.
func (t *trust) says(i int) clues { return t.kinds[i] }

// saysIn is says for any plain text, of ASCII perhaps with its capitals.
func (t *trust) saysIn(low string) (all clues) {
	for _, p := range t.packs {
		all |= p.phrases.in(low)
	}
	return all
}

// sample is text enough to tell the language by: the beginnings of blocks, of ASCII perhaps with their capitals.
func (t *trust) sample() (texts []string) {
	size := 0
	for i := range t.plain {
		if r := t.f.Blocks[i].Region; (r.Content() || r == RegionAside) && t.f.Blocks[i].Words > 5 {
			text := t.plain[i].text
			texts = append(texts, text[:min(len(text), 500)])
			size += len(texts[len(texts)-1]) + 1
		}
		if size > 1500 {
			break
		}
	}
	return texts
}

// said reports whether a block belongs to what the page itself says to its readers: visible, and neither navigation, a
// card about another page, a comment, a cookie notice nor the text of a program.
func (t *trust) said(i int) bool {
	b := &t.f.Blocks[i]
	switch b.Region {
	case RegionHeader, RegionMain, RegionArticle, RegionAside, RegionFooter:
		return !b.Hidden && b.Element != "pre"
	}
	return false
}
