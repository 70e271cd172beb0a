package page

import (
	"bytes"
	"slices"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"
)

// Extract takes the facts of one answer. It never fails: what cannot be read is missing from the facts, and
// Facts.Partial says so. Opt may be nil.
func Extract(in Input, opt *Options) *Facts {
	if opt == nil {
		opt = &Options{}
	}
	contentType := in.Header.Get("Content-Type")
	f := &Facts{URL: in.URL, Status: in.Status, Size: len(in.Body), Partial: in.Partial,
		MediaType: mediaType(contentType), Base: in.URL, Notices: in.Notices}
	page, err := NewResolver(in.URL)
	if err != nil {
		return f
	}
	takeHeader(f, in.Header, page)
	if !mayBeHTML(f.MediaType) || binary(in.Body) {
		return f
	}
	src, charset := decode(in.Body, contentType)
	if !isHTML(f.MediaType, src) {
		return f
	}
	f.HTML, f.Charset, f.CharsetSource = true, charset.name, charset.source
	d := &document{url: in.URL, facts: f, resolver: page, ids: map[string]named{}, room: rooms.Get().(*room), spare: *spares.Get().(*spare)}
	defer d.free()
	if charset.guessed {
		d.partial("charset-guessed")
	}
	f.Notices = append(f.Notices, charset.conflicts(in.Body, contentType)...)
	d.read(src)
	for _, m := range opt.Match {
		f.Matches = append(f.Matches, len(d.query(goquery.SingleMatcher(m))) > 0)
	}
	detectTrust(d, f, opt)
	return f
}

// partial notes why facts are incomplete. What cut the body off says more than what became of the rest.
func (d *document) partial(reason string) {
	if d.facts.Partial == "" || d.facts.Partial == "charset-guessed" {
		d.facts.Partial = reason
	}
}

func (d *document) degrade() { d.partial("parse-degraded") }

// read parses the source and takes the structural facts.
func (d *document) read(src []byte) {
	r := d.room
	root, s, ok := soundTree(src, r)
	if ok {
		d.root = root
	} else {
		r.leave()
		s = scanTags(src)
		src = s.src
		d.parse(s)
	}
	if d.facts.Partial == "" {
		d.facts.Ends = s.ending()
	}
	w := &walker{d: d, f: d.facts, aligner: aligner{src: src, tags: s.tags}, lines: lines{src: src}, lastAnchor: -1,
		expected: min(s.links, maxLinks), at: r.records.empty(),
		builder: blockBuilder{d: d, blocks: slices.Grow(r.blocks[:0], len(s.tags)/2), pieces: slices.Grow(r.pieces[:0], len(s.tags))}}
	w.classes = classBooks.Get().(*classBook)
	defer w.classes.free()
	d.elements = slices.Grow(r.elements[:0], len(s.tags)+8)
	w.walk()
	w.finish()
	r.blocks, r.pieces, r.records = w.builder.blocks, w.builder.pieces, w.at
	r.shed()
}

// parse builds the tree, or a flat one of what the parser refuses or would take too long over.
func (d *document) parse(s *scan) {
	src := s.without()
	if len(s.fat) > 0 || s.cut {
		d.degrade()
	}
	if !s.tangled() {
		if root, err := html.Parse(bytes.NewReader(src)); err == nil {
			d.root = root
			return
		}
	}
	d.degrade()
	d.root = flatTree(src)
}

// finish settles what depends on the whole document.
func (w *walker) finish() {
	d, f := w.d, w.f
	d.scripted = w.loads
	if w.baseFound {
		w.setBase()
	}
	for i := range d.elements {
		d.elements[i].region = settle(d.elements[i].region, d.mains)
	}
	w.builder.finish(f)
	w.finishLinks()
	w.finishTexts()
	w.finishImages()
	w.finishJSON()
	w.finishSemantics()
	w.finishShell()
	w.finishSending()
	w.finishMarks()
	slices.Sort(w.fragments)
	f.IDs = slices.Compact(w.fragments)
}

// setBase honors the first base element with an href. Where that is no usable address the page's own stays, as in
// browsers.
func (w *walker) setBase() {
	address, _ := w.d.resolver.slow(w.base)
	switch scheme, _ := splitScheme(address); scheme {
	case "", "data", "javascript":
		return
	}
	if r, err := NewResolver(address); err == nil {
		w.d.resolver, w.f.Base = r, address
	}
}

func (w *walker) finishTexts() {
	d, f := w.d, w.f
	for i, at := range w.at.titles {
		d.put(&f.Titles[i], at)
	}
	for i, at := range w.at.descriptions {
		d.put(&f.Descriptions[i], at)
	}
	for i, at := range w.at.headings {
		h, e := &f.Headings[i], &d.elements[at]
		h.Text, h.Selector, h.Region, h.Hidden = d.headingText(e), d.path(at), e.region, e.unseen
		h.Line, h.Col = e.place()
		if h.Level == 1 {
			f.H1s = append(f.H1s, Text{Text: h.Text, Selector: h.Selector, Line: h.Line, Col: h.Col})
		}
	}
	for i := range f.Canonicals {
		if c := &f.Canonicals[i]; c.Source == "html" {
			c.URL, _ = d.resolver.Resolve(c.Raw)
		}
	}
	if w.refresh != "" {
		f.Refresh, _ = d.resolver.Resolve(w.refresh)
	}
}

// headingText is the text of a heading: that of its block, unless blocks stand inside it.
func (d *document) headingText(e *element) string {
	simple := e.block >= 0
	for c := e.node.FirstChild; simple && c != nil; c = c.NextSibling {
		simple = c.Type == html.TextNode
	}
	if simple {
		return d.facts.Blocks[e.block].Text
	}
	return d.text(e.node)
}

func (d *document) put(t *Text, at int32) {
	t.Selector = d.path(at)
	t.Line, t.Col = d.elements[at].place()
}

func (w *walker) finishImages() {
	for i, at := range w.at.images {
		image, e := &w.f.Images[i], &w.d.elements[at]
		image.Region, image.Hidden, image.Selector = e.region, e.hidden, w.d.path(at)
		image.Line, image.Col = e.place()
	}
}
