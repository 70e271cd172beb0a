package page

import (
	"cmp"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// maxDisclaimers bounds what is kept of each strength; minDisclaimer is how many bytes the shortest has.
const (
	maxDisclaimers = 4
	minDisclaimer  = len("not medical advice")
)

// disclaimers fills Disclaimers: phrases that say in plain words that the page replaces no medical advice, phrases that
// only send readers to a doctor, and links to a disclaimer page. Every region counts, hidden text is marked as such.
func (t *trust) disclaimers() {
	var found []Disclaimer
	place := t.places()
	for i := range t.plain {
		if !t.mayDisclaim(i) {
			continue
		}
		if at, strength, form := t.disclaimerIn(i); at != nil {
			d := t.disclaimer(i, at, strength, form)
			d.Position, d.BelowComments = place(i)
			found = append(found, d)
		}
	}
	found = append(found, t.configuredDisclaimers(place)...)
	found = append(found, t.disclaimerLinks(place)...)
	slices.SortStableFunc(found, func(a, b Disclaimer) int {
		return cmp.Or(cmp.Compare(b.Strength, a.Strength), cmp.Compare(a.rank(), b.rank()))
	})
	kept := map[Strength]int{}
	for _, d := range found {
		if kept[d.Strength]++; kept[d.Strength] <= maxDisclaimers {
			t.f.Disclaimers = append(t.f.Disclaimers, d)
		}
	}
}

// rank orders disclaimers of one strength by how sure a reader is to meet them.
func (d *Disclaimer) rank() int {
	switch {
	case d.Hidden:
		return 4
	case d.BelowComments || d.Region == RegionComments:
		return 3
	case d.InFooter || d.Region == RegionCookie || d.Region == RegionRelated:
		return 2
	case d.Region.Content():
		return 0
	}
	return 1
}

// places returns a function that says where a block stands: percent of the document's text before it, and whether
// readers' comments begin before it. It reads the lengths of all blocks when it is first asked.
func (t *trust) places() func(i int) (percent int, belowComments bool) {
	var before []int
	comments := len(t.plain)
	return func(i int) (int, bool) {
		if before == nil {
			before = make([]int, len(t.plain)+1)
			for i := range t.plain {
				before[i+1] = before[i] + len(t.plain[i].text)
				if t.f.Blocks[i].Region == RegionComments && !t.f.Blocks[i].Hidden {
					comments = min(comments, i)
				}
			}
		}
		i = min(max(i, 0), len(t.plain))
		return 100 * before[i] / max(1, before[len(t.plain)]), i > comments && len(t.plain) > 0
	}
}

// mayDisclaim reports whether a block is long enough for a disclaimer and has words of one.
func (t *trust) mayDisclaim(i int) bool {
	if len(t.plain[i].text) < minDisclaimer {
		return false
	}
	says := t.says(i)
	return len(t.opt.DisclaimerText) > 0 || slices.ContainsFunc(t.packs, func(p *language) bool { return p.disclaims(says) || says.has(p.care) })
}

// disclaimerIn is where the strongest disclaimer of a block stands in its plain text, nil where it has none.
func (t *trust) disclaimerIn(i int) (at []int, strength Strength, form string) {
	for k, p := range t.packs {
		says := t.sayings[k].kinds[i]
		if !p.disclaims(says) {
			continue
		}
		for n, needs := range p.strong {
			if !says.has(needs) {
				continue
			}
			if at := t.find(&p.forms[n], needs, i, k); at != nil && !t.otherTrade(i, at, p) {
				return at, DisclaimerStrong, p.forms[n].name
			}
		}
	}
	for _, re := range t.opt.DisclaimerText {
		if at := re.FindStringIndex(t.low(i)); at != nil {
			return at, DisclaimerStrong, "configured"
		}
	}
	for k, p := range t.packs {
		if t.soft >= maxDisclaimers {
			break
		}
		if at := t.find(&p.soft, p.care, i, k); at != nil {
			if !t.f.Blocks[i].Hidden && t.f.Blocks[i].Region.Content() {
				t.soft++
			}
			return at, DisclaimerSoft, p.soft.name
		}
	}
	return nil, 0, ""
}

// otherTrade reports whether a phrase disclaims the advice of lawyers, accountants, brokers or surveyors and none that has to do with health.
func (t *trust) otherTrade(i int, at []int, p *language) bool {
	low := t.low(i)
	near := low[max(0, at[0]-100):min(len(low), at[1]+100)]
	return otherTrades.in(near) != 0 && !containsAny(near, p.Medical)
}

// otherTrades are words of disclaimers about money, law and houses, in the languages of the packs.
var otherTrades = mustPhrases(map[clues][]string{1: words("accountant|attorney|lawyer|solicitor|notary|legal advice|tax advi|tax profession|financial advi|investment|securities|surveyor|survey of|the property|real estate|mortgage|" +
	"steuerberat|rechtsanwalt|rechtsanwält|rechtsberatung|anlageberat|abogado|asesoramiento legal|asesoramiento fiscal|inversión|avocat|juridique|conseil en placement|avvocato|consulenza legale|investiment|" +
	"advogado|jurídic|investimento|advocaat|juridisch|belegging|penasihat hukum|nasihat hukum|investasi")})

// find returns where a form of the k-th pack stands in a block, nil where it does not. A guarded form finds its medical
// word also in the neighbors of the same region, so that "Medical disclaimer" may stand above "For information only".
func (t *trust) find(f *form, needs clues, i, k int) []int {
	if f.re == nil || !t.sayings[k].kinds[i].has(needs) {
		return nil
	}
	at := t.findInSentence(f, needs, i, k)
	if at == nil || !f.guarded {
		return at
	}
	if low := t.low(i); containsAny(low[max(0, at[0]-200):min(len(low), at[1]+200)], t.packs[k].Medical) {
		return at
	}
	for _, n := range [...]int{i - 1, i + 1} {
		if n >= 0 && n < len(t.plain) && t.f.Blocks[n].Region == t.f.Blocks[i].Region && len(t.plain[n].text) < 200 && t.sayings[k].kinds[n].has(saysMedical) {
			return at
		}
	}
	return nil
}

// findInSentence shows a form's expression the parts of a block without a full stop that hold what it needs.
func (t *trust) findInSentence(f *form, needs clues, i, k int) []int {
	said, text := t.sayings[k], t.plain[i].text
	for from := 0; from < len(text); {
		end := len(text)
		if stop := strings.IndexByte(text[from:], '.'); stop >= 0 {
			end = from + stop
		}
		if t.spent <= maxMatched && said.within(i, from, end).has(needs) {
			t.spent += end - from
			if at := t.book.find(f, t.low(i)[from:end]); at != nil {
				return []int{from + at[0], from + at[1]}
			}
		}
		from = end + 1
	}
	return nil
}

// disclaimer records a phrase at its place in block i's plain text, in the page's own letters where those have the same length.
func (t *trust) disclaimer(i int, at []int, s Strength, form string) Disclaimer {
	b := &t.f.Blocks[i]
	text := t.low(i)
	if len(text) == len(b.Text) {
		text = b.Text
	}
	phrase := cut(strings.ToValidUTF8(text[at[0]:at[1]], ""), 120)
	return Disclaimer{
		InFooter: inFooter(t.d.blockNodes[i]),
		Strength: s, Form: form, Phrase: phrase,
		Region: b.Region, Hidden: b.Hidden, Selector: b.Selector, Line: b.Line, Col: b.Col,
	}
}

// configuredDisclaimers are the elements that the site's configuration names.
func (t *trust) configuredDisclaimers(place func(int) (int, bool)) []Disclaimer {
	var found []Disclaimer
	for _, sel := range t.opt.DisclaimerCSS {
		for _, n := range t.d.query(sel) {
			i := t.d.find(n)
			text := t.d.text(n)
			if i < 0 || text == "" && !t.d.elements[i].unseen {
				continue
			}
			e := &t.d.elements[i]
			d := Disclaimer{Strength: DisclaimerStrong, Form: "configured", Phrase: cut(text, 120), Region: e.region, Hidden: e.unseen, Selector: t.d.path(i)}
			d.Line, d.Col = e.place()
			d.InFooter = inFooter(n)
			d.Position, d.BelowComments = place(t.blockFrom(d.Line, d.Col))
			found = append(found, d)
		}
	}
	return found
}

// blockFrom is the first block at or after a place in the source.
func (t *trust) blockFrom(line, col int) int {
	for i := range t.f.Blocks {
		if b := &t.f.Blocks[i]; b.Line > line || b.Line == line && b.Col >= col {
			return i
		}
	}
	return len(t.f.Blocks)
}

// disclaimerLinks are the links whose text or address says that they lead to a disclaimer page.
func (t *trust) disclaimerLinks(place func(int) (int, bool)) []Disclaimer {
	var found []Disclaimer
	packs := t.packs
	if len(packs) == 0 {
		packs = []*language{builtIn().language("en")}
	}
	for i := range t.f.Links {
		l := &t.f.Links[i]
		if !l.Navigates() || l.URL == "" || l.Region == RegionComments || l.Region == RegionRelated || !disclaimerLink(l, packs) || sameAddress(l.URL, t.f.URL) {
			continue
		}
		d := Disclaimer{Strength: DisclaimerLink, Form: "link", Phrase: cut(l.Text, 120), Region: l.Region, Hidden: l.Hidden, Link: l.URL, Selector: l.Selector, Line: l.Line, Col: l.Col}
		at := int(l.Block)
		if at < 0 {
			at = t.blockFrom(l.Line, l.Col)
		}
		d.Position, d.BelowComments = place(at)
		found = append(found, d)
	}
	return found
}

// disclaimerLink reports whether a link leads to a medical disclaimer; one for affiliates or earnings is another matter.
func disclaimerLink(l *Link, packs []*language) bool {
	text, address := newPlainBlock(l.Text).text, l.URL[min(len(l.URL), len("https://")):]
	if len(text) > 80 {
		return false
	}
	for _, p := range packs {
		if p.disclaimerLinks.in(text) != 0 || p.disclaimerLinks.in(address) != 0 {
			return !containsFold(text, otherDisclaimers) && !containsFold(l.URL, otherDisclaimers)
		}
	}
	return false
}

// containsFold is containsAny of a text that may have capitals.
func containsFold(text string, words []string) bool {
	for _, w := range words {
		if containsFrom(text, w, w[0]) || lowered[w[0]] > '9' && containsFrom(text, w, w[0]&^0x20) {
			return true
		}
	}
	return false
}

// containsFrom reports whether a word in any case, but for its first byte, stands in a text.
func containsFrom(text, word string, first byte) bool {
	for len(text) >= len(word) {
		at := strings.IndexByte(text[:len(text)-len(word)+1], first)
		if at < 0 {
			return false
		}
		if strings.EqualFold(text[at:at+len(word)], word) {
			return true
		}
		text = text[at+1:]
	}
	return false
}

// otherDisclaimers are words of disclaimers that have nothing to do with health.
var otherDisclaimers = words("affiliate|earning|financial|investment|cookie")

// inFooter reports whether n stands in a footer of the page: by element, role, class or id. What merely follows the
// content, as a closing box, does not.
func inFooter(n *html.Node) bool {
	for ; n != nil && n.Type == html.ElementNode; n = n.Parent {
		switch {
		case n.DataAtom == atom.Main || n.DataAtom == atom.Article:
			return false
		case n.DataAtom == atom.Footer || attr(n, "role") == "contentinfo":
			return true
		case n.DataAtom != atom.Body && strings.Contains(strings.ToLower(attr(n, "class")+" "+attr(n, "id")), "footer"):
			return true
		}
	}
	return false
}

func sameAddress(a, b string) bool {
	a, _, _ = strings.Cut(a, "#")
	b, _, _ = strings.Cut(b, "#")
	return a == b
}
