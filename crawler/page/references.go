package page

import (
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/healthusias/rounds/crawler/page/lazy"
)

// Bounds of the list of sources.
const (
	maxReferences = 300
	maxReference  = 300 // characters of an entry
	maxMarkers    = 300
)

var (
	// accessed begins what tells when somebody read a source.
	accessed       = mustWordSet(words("accessed|retrieved|last viewed|abgerufen|zugriff am|zuletzt besucht|consultado|consulté|consultato|acesso em|acessado|diakses|geraadpleegd|cited 19*|cited 20*"))
	referenceClass = lazy.MustCompile(`(?i)(?:^|[\s_-])(?:references?|reference-list|reference-text|sources|source-list|sources-list|sources-box|source-card|article-sources|citations?|citation-list|footnotes|bibliography|endnotes)(?:$|[\s_-])`)
	sourceOf       = lazy.MustCompile(`\b(?:sources|fuentes|fontes|fonti|quellen|bronnen|sumber) (?:of|de|di|für|von|van|vitamin|protein|zat)\b`)
)

// citations fills Markers, and adds to Identifiers those of texts.
func (t *trust) citations() {
	t.textualIdentifiers()
	if len(t.f.References) > 0 {
		t.markers()
	}
}

// references fills References and ReferenceList: the entries below the first heading of a list of sources, else the list whose class says that it is one.
func (t *trust) references() {
	for i := range t.f.Blocks {
		if !t.says(i).has(saysSources) || len(t.f.References) > 0 {
			continue
		}
		b := &t.f.Blocks[i]
		if b.Region != RegionComments && b.Region != RegionRelated && b.Region != RegionNav && t.announcesSources(i) {
			if t.entries(i); len(t.f.References) > 0 {
				t.f.ReferenceList = Text{Text: cut(b.Text, 200), Selector: b.Selector, InBody: true, Line: b.Line, Col: b.Col}
			}
		}
	}
	if len(t.f.References) > 0 || !t.d.classes.has(classSources) {
		return
	}
	class, listed, classes := "", false, classPaths{d: t.d}
	for i := range t.f.Blocks {
		b := &t.f.Blocks[i]
		if b.Element != "li" && (b.Element != "p" && b.Element != "div" || b.Words < 3 || headingElement(b.Element)) {
			continue
		}
		if path := classes.of(i); path != class {
			class, listed = path, classHints.in(path).has(classSources) && referenceClass.MatchString(path)
		}
		if listed && b.Region != RegionRelated && b.Region != RegionNav && b.Region != RegionComments {
			t.entry(i)
		}
	}
}

// announcesSources reports whether a short block is the heading of a list of sources: a heading or summary, or a line of its own in bold or
// with a colon.
func (t *trust) announcesSources(i int) bool {
	b := &t.f.Blocks[i]
	if len(b.Text) > 80 || b.Element == "h1" {
		return false
	}
	low := strings.Trim(t.low(i), " :.0123456789")
	for _, p := range t.packs {
		for _, w := range p.References {
			if low == w || headingElement(b.Element) && wordIndex(low, w) >= 0 && len(low) < len(w)+25 && !sourceOf.MatchString(low) {
				return headingElement(b.Element) || b.Element == "summary" || low == w && b.Element != "li" && b.Element != "td" && b.InLinks == 0
			}
		}
	}
	return false
}

// entries are the list items, or the paragraphs where there is no list, between a heading and the next.
func (t *trust) entries(heading int) {
	last := heading + 1
	items := 0
	for ; last < len(t.f.Blocks) && !headingElement(t.f.Blocks[last].Element) && sameArea(t.f.Blocks[last].Region, t.f.Blocks[heading].Region); last++ {
		if t.f.Blocks[last].Element == "li" {
			items++
		}
	}
	for i := heading + 1; i < last; i++ {
		b := &t.f.Blocks[i]
		if items > 0 && b.Element != "li" && !within(t.d.blockNodes[i], atom.Li) || items == 0 && b.Words < 3 && len(t.linksIn(i)) == 0 {
			continue
		}
		t.entry(i)
	}
}

// listed says of so many blocks which are entries of the list of sources.
func (f *Facts) listed(n int) []bool {
	entries := make([]bool, n)
	for k := range f.References {
		if b := f.References[k].Block; b >= 0 && int(b) < n {
			entries[b] = true
		}
	}
	return entries
}

// sameArea reports whether a list goes on in a region: content does not go on in a menu.
func sameArea(a, b Region) bool { return a == b || a.Content() && b.Content() }

func within(n *html.Node, a atom.Atom) bool {
	for up := 0; n != nil && up < 4; n, up = n.Parent, up+1 {
		if n.DataAtom == a {
			return true
		}
	}
	return false
}

// entry takes a block as an entry of the list. Blocks of one list item are one entry.
func (t *trust) entry(i int) {
	if len(t.f.References) == maxReferences {
		return
	}
	b := &t.f.Blocks[i]
	item := listItem(t.d.blockNodes[i])
	if item != nil || len(t.linksIn(i)) > 0 { // a line about the page may stand below the list, "Last reviewed: 3 May 2026"
		t.cited[i] = true
	}
	if n := len(t.f.References); n > 0 && item != nil && item == t.lastItem {
		last := &t.f.References[n-1]
		last.Links = append(last.Links, t.linksIn(i)...)
		last.Text = cut(last.Text+" "+b.Text, maxReference)
		return
	}
	t.lastItem = item
	r := Reference{Text: cut(b.Text, maxReference), Number: len(t.f.References) + 1, Block: int32(i), Links: append([]int32(nil), t.linksIn(i)...),
		Year: yearOf(b.Text), Region: b.Region, Hidden: b.Hidden, Selector: b.Selector, Line: b.Line, Col: b.Col}
	r.Preprint = (len(t.packs) == 0 || t.says(i).has(saysIdentifier)) && containsFold(b.Text, preprintWords)
	if item != nil {
		r.ID = attr(item, "id")
	}
	if r.ID == "" {
		r.ID = attr(t.d.blockNodes[i], "id")
	}
	t.f.References = append(t.f.References, r)
}

var preprintWords = words("preprint|not peer-reviewed|not peer reviewed|not certified by peer review")

// listItem is the list item around n, nil where there is none near.
func listItem(n *html.Node) *html.Node {
	for up := 0; n != nil && up < 4; n, up = n.Parent, up+1 {
		if n.DataAtom == atom.Li {
			return n
		}
	}
	return nil
}

// yearOf is the year of publication in the text of an entry: the one in brackets or behind a semicolon's left, else the last one.
func yearOf(text string) int {
	if read := accessed.appendHits(nil, text); len(read) > 0 {
		text = text[:read[0].start]
	}
	best := 0
	for i, seen := digitIn(text, 0), 0; i+4 <= len(text) && seen < 20; i = digitIn(text, i+1) {
		if !yearAt(text, i) {
			continue
		}
		seen++
		best = atoi(text[i : i+4])
		before, after := text[max(0, i-1):i], text[i+4:min(len(text), i+5)]
		if before == "(" || after == ";" || after == ")" && before == " " {
			return best
		}
		i += 3
	}
	return best
}

// yearAt reports whether a year from 1960 to 2049 stands at i as a word of its own.
func yearAt(text string, i int) bool {
	century := text[i] == '1' && text[i+1] == '9' && text[i+2] >= '6' || text[i] == '2' && text[i+1] == '0' && text[i+2] <= '4'
	return century && digit(text[i+2]) && digit(text[i+3]) && (i == 0 || !wordByte(text[i-1])) && (i+4 == len(text) || !wordByte(text[i+4]))
}

func digit(c byte) bool { return c >= '0' && c <= '9' }

// wordByte reports whether a byte is a letter, digit or underscore of ASCII.
func wordByte(c byte) bool { return lowered[c] != 0 || c == '_' }

// textualIdentifiers are those in the text of blocks that have a sign of one, besides those of links.
func (t *trust) textualIdentifiers() {
	if len(t.packs) == 0 {
		return
	}
	for i := range t.f.Blocks {
		if !t.says(i).has(saysIdentifier) || !t.heard(i) {
			continue
		}
		b := &t.f.Blocks[i]
		for _, id := range textIdentifiers(b.Text) {
			if t.linked(int32(i), &id) {
				continue
			}
			id.Link, id.Block, id.Region, id.Line, id.Col = -1, int32(i), b.Region, b.Line, b.Col
			t.addIdentifier(id)
		}
	}
}

var retractWords = words("retract|widerruf|zurückgezogen")

// addIdentifier keeps one, with the entry of the sources that it stands in.
func (t *trust) addIdentifier(id Identifier) {
	if len(t.f.Identifiers) == maxIdentifiers {
		return
	}
	if t.entryOf == nil {
		t.entryOf = map[int32]int32{}
		for k := range t.f.References {
			t.entryOf[t.f.References[k].Block] = int32(k)
			for _, l := range t.f.References[k].Links {
				if b := t.f.Links[l].Block; b >= 0 {
					t.entryOf[b] = int32(k)
				}
			}
		}
	}
	id.Entry = -1
	if k, ok := t.entryOf[id.Block]; ok {
		id.Entry = k
	}
	if id.Block >= 0 && containsFold(t.f.Blocks[id.Block].Text, retractWords) {
		id.About = "retraction"
	}
	t.f.Identifiers = append(t.f.Identifiers, id)
}

// identified keeps the identifier that a link to another host leads to.
func (t *trust) identified(k int, l *Link) {
	if l.Region == RegionComments || !identifying(l.URL) {
		return
	}
	if id, ok := linkIdentifier(l); ok {
		id.Link, id.Block, id.Region, id.Line, id.Col = int32(k), l.Block, l.Region, l.Line, l.Col
		t.addIdentifier(id)
	}
}

// identifying reports whether an address may be that of a registry.
func identifying(address string) bool {
	host := hostOf(address)
	return strings.HasSuffix(host, "doi.org") || strings.HasSuffix(host, "nih.gov") || strings.HasSuffix(host, "clinicaltrials.gov") ||
		strings.HasSuffix(host, "orcid.org") || strings.HasSuffix(host, "isrctn.com")
}

// linked reports whether a link of the block leads to the identifier that its text spells out.
func (t *trust) linked(block int32, id *Identifier) bool {
	return slices.ContainsFunc(t.f.Identifiers, func(have Identifier) bool {
		return have.Link >= 0 && have.Block == block && have.Kind == id.Kind && (have.Value == id.Value || have.Problem != "" || id.Problem != "")
	})
}

// markers are the citation marks outside the list itself.
func (t *trust) markers() {
	listed := t.f.listed(len(t.f.Blocks))
	for i := range t.f.Blocks {
		b := &t.f.Blocks[i]
		if listed[i] || !b.Region.Content() || headingElement(b.Element) {
			continue
		}
		if t.linkMarkers(i) {
			continue
		}
		if strings.IndexByte(b.Text, '[') >= 0 {
			for _, m := range citeMark.FindAllString(b.Text, 40) {
				t.textMarkers(m, i)
			}
		}
		if t.d.raised && hasDigit(b.Text) {
			t.raisedMarkers(t.d.blockNodes[i], i, 0)
		}
	}
}

// textMarkers are the numbers of one mark, such as "[2, 4-6]", those between the ends of a range too.
func (t *trust) textMarkers(mark string, i int) {
	for part := range strings.FieldsFuncSeq(strings.Trim(mark, "[]() "), func(r rune) bool { return r == ',' || r == ';' || r == ' ' }) {
		from, to, ranged := strings.Cut(strings.ReplaceAll(part, "–", "-"), "-")
		first, last := atoi(from), atoi(from)
		if ranged {
			last = min(atoi(to), first+maxReferences)
		}
		for n := first; n <= last; n++ {
			t.addMarker(Marker{Number: n, Link: -1, Block: int32(i)})
		}
	}
}

var (
	raisedMark = lazy.MustCompile(`^\d{1,3}(?:\s?[,–-]\s?\d{1,3})*$`)
	raisedTo   = lazy.MustCompile(`(?:\d|(?:^|[\s/(])\pL{1,2})$`) // what a power or an isotope stands behind: 10, m, cm, H
)

// raisedMarkers are the superscript numbers below an element that are no powers.
func (t *trust) raisedMarkers(n *html.Node, i, depth int) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode {
			continue
		}
		if c.DataAtom == atom.Sup {
			mark := strings.TrimSpace(bylineText(c))
			before := c.PrevSibling
			if raisedMark.MatchString(mark) && before != nil && before.Type == html.TextNode && !raisedTo.MatchString(before.Data) {
				t.textMarkers(mark, i)
			}
		} else if depth < 4 {
			t.raisedMarkers(c, i, depth+1)
		}
	}
}

// linkMarkers are the links of a block to fragments of this page that are named for entries.
func (t *trust) linkMarkers(i int) (found bool) {
	for _, k := range t.linksIn(i) {
		l := &t.f.Links[k]
		if t.cites(l) {
			number, _ := strconv.Atoi(strings.Trim(l.Text, "[]() \u00a0.^"))
			t.addMarker(Marker{Number: number, Link: k, Block: int32(i)})
			found = true
		}
	}
	return found
}

func (t *trust) addMarker(m Marker) {
	if len(t.f.Markers) < maxMarkers {
		t.f.Markers = append(t.f.Markers, m)
	}
}
