package page

import (
	"slices"
	"strings"

	"golang.org/x/net/html"

	"github.com/healthusias/rounds/crawler/page/lazy"
)

// Limits of a biography's text.
const (
	minBioWords = 8   // an author box with less holds a name and a link, nothing about the author
	maxBio      = 600 // characters kept
)

// bios are the texts about authors: in boxes whose class says so, under headings such as "About the author", by the shape
// of a closing paragraph, and in structured data.
func (t *trust) bios() []Bio {
	found := t.configuredBios()
	found = append(found, t.classBios()...)
	found = append(found, t.headingBios()...)
	found = append(found, t.shapeBios(found)...)
	found = append(found, t.dataBios()...)
	return t.distinct(found[:min(len(found), maxPeople)])
}

func (t *trust) configuredBios() []Bio {
	var found []Bio
	for _, sel := range t.opt.BioCSS {
		for _, n := range t.d.query(sel) {
			if i := t.d.find(n); i >= 0 && !t.d.elements[i].unseen {
				if b := t.bioAt(i, n); b.Text != "" {
					b.Confidence = "high"
					found = append(found, b)
				}
			}
		}
	}
	return found
}

// classBios are the outermost elements with the class of an author box and a text in it.
func (t *trust) classBios() []Bio {
	var found []Bio
	var last *html.Node
	for _, m := range t.d.marks {
		e := &t.d.elements[m.element]
		if len(found) == maxPeople {
			break
		}
		if m.mark&markBio == 0 || e.unseen || last != nil && inside(e.node, last) {
			continue
		}
		switch e.region {
		case RegionNav, RegionComments, RegionCookie, RegionForm, RegionHead:
			continue
		}
		b := t.bioAt(m.element, e.node)
		if b.Text == "" || e.region == RegionRelated && b.Name == "" {
			continue
		}
		last = e.node
		found = append(found, b)
	}
	return found
}

// bioAt reads an element as a biography; its Text is empty where it is too short or too long to be one.
func (t *trust) bioAt(i int32, n *html.Node) Bio {
	text := t.textIn(i)
	if w := countWords(text); w < minBioWords || w > 400 {
		return Bio{}
	}
	b := Bio{Text: text, Source: "class", Confidence: "high", Visible: true, Region: t.d.elements[i].region, Selector: t.d.path(i)}
	b.Line, b.Col = t.d.elements[i].place()
	if name := nameElement(n); name != n {
		if people := t.readNames(t.withoutByline(bylineText(name))); len(people) == 1 && rejectName(people[0].name) == "" {
			b.Name = people[0].name
		}
	}
	b.Profile = t.profileIn(n)
	t.describe(&b)
	return b
}

// textIn is the visible text inside an element. Blocks that begin before it in the source are passed over without a look at the tree.
func (t *trust) textIn(i int32) string {
	var parts []string
	line, col := t.d.elements[i].place()
	for k, block := range t.d.blockNodes {
		b := &t.f.Blocks[k]
		earlier := b.Line > 0 && (b.Line < line || b.Line == line && b.Col < col)
		if !b.Hidden && !earlier && inside(block, t.d.elements[i].node) {
			parts = append(parts, b.Text)
		}
	}
	return strings.Join(parts, " ")
}

// headingBios are the texts under a heading, or a line of its own, that announces an author.
func (t *trust) headingBios() []Bio {
	var found []Bio
	for i := range t.f.Blocks {
		if len(found) == maxPeople || t.f.Blocks[i].Words > 8 || !t.said(i) || !t.announces(i) {
			continue
		}
		var text []string
		first := -1
		add := func() {
			if whole := strings.Join(text, " "); countWords(whole) >= minBioWords {
				found = append(found, t.bioOf(first, whole, "heading", "high"))
			}
			text, first = nil, -1
		}
		for k := i + 1; k < len(t.f.Blocks) && k <= i+6 && !headingElement(t.f.Blocks[k].Element); k++ {
			if !t.said(k) {
				continue
			}
			if first >= 0 && t.shapedAsBio(k) && !SameName(opensWith(t.f.Blocks[first].Text), opensWith(t.f.Blocks[k].Text)) { // of another author
				add()
			}
			if first < 0 {
				first = k
			}
			text = append(text, t.f.Blocks[k].Text)
			if countWords(strings.Join(text, " ")) > 120 {
				break
			}
		}
		add()
	}
	return found
}

// opensWith is the name that a text begins with.
func opensWith(text string) string {
	name, _ := leadingName(text)
	return name
}

// announces reports whether a short block is the heading of a bio: "About the author", or "About" and an author's name.
func (t *trust) announces(i int) bool {
	if t.says(i).has(saysAbout) && t.beginsAbout(strings.Trim(t.low(i), " :.")) {
		return true
	}
	if !headingElement(t.f.Blocks[i].Element) {
		return false
	}
	for _, about := range [...]string{"About ", "Über ", "Sobre ", "À propos de ", "Over ", "Tentang "} {
		if name, ok := strings.CutPrefix(t.f.Blocks[i].Text, about); ok && looksLikeName(name) {
			return !t.genericName(name)
		}
	}
	return false
}

func (t *trust) beginsAbout(low string) bool {
	for _, p := range t.packs {
		for _, w := range p.AboutAuthor {
			if low == w || strings.HasPrefix(low, w+":") || len(w) > 11 && strings.HasPrefix(low, w) {
				return true
			}
		}
	}
	return false
}

func headingElement(name string) bool {
	return len(name) == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6'
}

// bioOf makes a Bio of a text that begins in block i.
func (t *trust) bioOf(i int, text, source, confidence string) Bio {
	b := &t.f.Blocks[i]
	bio := Bio{Text: text, Source: source, Confidence: confidence, Visible: true, Region: b.Region, Selector: b.Selector, Line: b.Line, Col: b.Col}
	t.describe(&bio)
	return bio
}

// describe fills in the name and what qualifies the person, from the text.
func (t *trust) describe(b *Bio) {
	text := t.withoutAbout(b.Text)
	name, rest := leadingName(text)
	if b.Name == "" && strings.Contains(dropTitles(name), " ") {
		b.Name = readOne(name, t.packs).name
	} else if b.Name == "" {
		b.Name = t.firstNamed(text)
	}
	creds, tier, _ := readCredentials(rest, t.packs)
	title := readOne(name, t.packs)
	b.Credentials, b.Tier = union(creds, title.credentials), BetterTier(tier, title.tier)
	if role, tier := roleIn(cut(rest, 240), t.packs); tier > 0 {
		b.Credentials, b.Tier = union(b.Credentials, []string{role}), BetterTier(b.Tier, tier)
	}
	b.Text = cut(b.Text, maxBio)
}

// withoutAbout drops a heading such as "About the author:" that runs into the text.
func (t *trust) withoutAbout(text string) string {
	low := PlainText(text)
	if len(low) != len(text) {
		return text
	}
	for _, p := range t.packs {
		for _, w := range p.AboutAuthor {
			if len(w) > 8 && strings.HasPrefix(low, w) {
				return strings.TrimLeft(text[len(w):], " :.-")
			}
		}
	}
	return text
}

// firstNamed is the first person that structured data or a meta element names as author and that the text mentions.
func (t *trust) firstNamed(text string) string {
	if len(t.stated)+len(t.metas) == 0 {
		return ""
	}
	folded := foldName(text)
	for _, list := range [...][]Person{t.stated, t.metas} {
		for i := range list {
			if name := foldName(list[i].Name); name != "" && wordIndex(folded, name) >= 0 {
				return list[i].Name
			}
		}
	}
	return ""
}

// dataBios are descriptions of people in structured data; no reader sees them.
func (t *trust) dataBios() []Bio {
	var found []Bio
	for _, n := range t.nodes {
		if len(found) == maxPeople {
			break
		}
		if !n.author && !slices.ContainsFunc(n.Types, person) {
			continue
		}
		whole := t.whole(n.Node)
		text := foldSpace(whole.text("description"))
		if countWords(text) < minBioWords || whole.is(organization) && !whole.is(person) {
			continue
		}
		b := Bio{Name: whole.text("name"), Text: text, Source: "json-ld", Confidence: "medium", Profile: t.d.resolve(whole.text("url"))}
		t.describe(&b)
		credentials, tier := t.qualifications(whole)
		b.Credentials, b.Tier = union(b.Credentials, credentials), BetterTier(b.Tier, tier)
		found = append(found, b)
	}
	return found
}

// distinct drops a bio whose text an earlier one has; structured data that repeats a visible text adds nothing.
func (t *trust) distinct(all []Bio) []Bio {
	var kept []Bio
	for _, b := range all {
		known := false
		for i := range kept {
			known = known || strings.Contains(kept[i].Text, b.Text) || strings.Contains(b.Text, kept[i].Text) && kept[i].Source != "shape"
		}
		if !known {
			kept = append(kept, b)
		}
	}
	return kept
}

// attribute gives a bio without a name to the author it mentions, or to the only one.
func (t *trust) attribute(bios []Bio) []Bio {
	for i := range bios {
		if bios[i].Name != "" {
			continue
		}
		text := foldName(bios[i].Text)
		for _, a := range t.f.Authors {
			if wordIndex(text, foldName(a.Name)) >= 0 || len(t.f.Authors) == 1 && bios[i].Visible {
				bios[i].Name = a.Name
				break
			}
		}
	}
	return bios
}

// inFooterPath matches paths of elements in a footer of the page.
var inFooterPath = lazy.MustCompile(`(?i)(?:^|[ #])(?:footer|site-footer|colophon)\b`)

// InFooter reports whether the text stands in the footer of the page: that tells who runs the site, and not who wrote the page.
func (b *Bio) InFooter() bool {
	return b.Region == RegionFooter && inFooterPath.MatchString(b.Selector.String())
}

// bioAuthors are the people that bios without any byline name.
func bioAuthors(bios []Bio) []Person {
	var found []Person
	for i := range bios {
		b := &bios[i]
		if b.Visible && b.Name != "" && b.Region != RegionRelated && !b.InFooter() {
			found = append(found, Person{
				Name: b.Name, Raw: b.Name, Credentials: b.Credentials, Tier: b.Tier, Profile: b.Profile, Source: "bio",
				Region: b.Region, Selector: b.Selector, Snippet: cut(b.Text, 120), Line: b.Line, Col: b.Col,
			})
		}
	}
	return found
}
