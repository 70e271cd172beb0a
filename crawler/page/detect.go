package page

import (
	"net/url"
	"strings"
)

// trust is what the detectors of this page share: the document, the language packs that fit it and its blocks as plain text.
type trust struct {
	d      *document
	f      *Facts
	opt    *Options
	packs  []*language // none: phrases cannot be judged
	low    []string    // PlainText of each block
	clues  [][]clues   // what each block says by phrases of each of packs
	host   string
	site   string // the site's name and the host's first label, folded without spaces: bylines that name nobody
	label  string
	soft   int              // soft disclaimers met in the content: after some, no more are looked for
	spent  int              // bytes of text that the expressions for disclaimers were shown
	stated []Person         // authors in structured data, whether or not they win
	metas  []Person         // … in metas
	nodes  []dataNode       // structured data
	byID   map[string]*Node // of it the fullest node of each id; built when first asked for
	marks  []marked         // elements whose markup speaks of authors, bios or dates, in document order
}

// detectTrust finds who answers for the page and what it says of itself: authors, reviewers, biographies, disclaimers and
// dates. The structural facts must be there: blocks, links and structured data.
func detectTrust(d *document, f *Facts, opt *Options) {
	if opt == nil {
		opt = &Options{}
	}
	t := &trust{d: d, f: f, opt: opt, low: make([]string, len(f.Blocks))}
	if u, err := url.Parse(f.URL); err == nil {
		t.host = u.Hostname()
		first, _, _ := strings.Cut(strings.TrimPrefix(t.host, "www."), ".")
		t.label = strings.ReplaceAll(first, "-", "")
	}
	t.site = strings.ReplaceAll(foldName(opt.SiteName), " ", "")
	t.lower()
	t.packs = languagesOf(f.Lang, t.sample())
	t.look()
	if len(t.packs) > 0 {
		f.Phrases = t.packs[0].code
	}
	t.mark()
	for i := range f.Data {
		t.collect(&f.Data[i])
	}
	t.stated, t.metas = t.dataAuthors("author"), t.metaAuthors()
	t.dates()
	bios := t.bios()
	t.authors(bios)
	t.reviewers()
	f.Bios = t.attribute(bios)
	t.disclaimers()
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

// lower fills low. The plain texts share one string.
func (t *trust) lower() {
	size := 0
	for i := range t.f.Blocks {
		size += len(t.f.Blocks[i].Text)
	}
	all := make([]byte, 0, size)
	ends := make([]int, len(t.low))
	for i := range t.low {
		all = appendPlain(all, bounded(t.f.Blocks[i].Text))
		ends[i] = len(all)
	}
	text, from := string(all), 0
	for i, end := range ends {
		t.low[i], from = text[from:end], end
	}
}

// look fills clues.
func (t *trust) look() {
	for _, p := range t.packs {
		said := make([]clues, len(t.low))
		for i := range t.low {
			said[i] = p.phrases.in(t.low[i])
		}
		t.clues = append(t.clues, said)
	}
}

// says are the kinds of phrases of block i, in all languages of the page together.
func (t *trust) says(i int) (all clues) {
	for k := range t.clues {
		all |= t.clues[k][i]
	}
	return all
}

// saysIn is says for any plain text.
func (t *trust) saysIn(low string) (all clues) {
	for _, p := range t.packs {
		all |= p.phrases.in(low)
	}
	return all
}

// sample is text enough to tell the language by.
func (t *trust) sample() string {
	var b strings.Builder
	for i := range t.low {
		if r := t.f.Blocks[i].Region; (r.Content() || r == RegionAside) && t.f.Blocks[i].Words > 5 {
			b.WriteString(t.low[i][:min(len(t.low[i]), 500)])
			b.WriteByte(' ')
		}
		if b.Len() > 1500 {
			break
		}
	}
	return b.String()
}

// said reports whether a block belongs to what the page itself says to its readers: visible, and neither navigation, a
// card about another page, a comment nor a cookie notice.
func (t *trust) said(i int) bool {
	b := &t.f.Blocks[i]
	switch b.Region {
	case RegionHeader, RegionMain, RegionArticle, RegionAside, RegionFooter:
		return !b.Hidden
	}
	return false
}
