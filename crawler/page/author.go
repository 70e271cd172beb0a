package page

import (
	"slices"
	"strings"
)

// authors fills Authors and AuthorFinds. Sources are asked in the order of their measured precision, the page's metas last;
// the first that names somebody wins, and what the others say is recorded as passed over.
func (t *trust) authors(bios []Bio) {
	tiers := [...]func() []Person{
		t.configuredAuthors, func() []Person { return t.stated }, t.microAuthors, t.classAuthors, t.textAuthors, t.cardAuthors, t.linkedAuthors,
		func() []Person { return bioAuthors(bios) }, func() []Person { return t.metas }, func() []Person { return t.dataAuthors("creator") },
	}
	for _, tier := range tiers {
		won := len(t.f.Authors) > 0
		for _, p := range tier() {
			if len(t.f.AuthorFinds) == 5*maxPeople {
				break
			}
			t.judge(&p)
			if len(t.f.Authors) == maxPeople && p.Rejected == "" {
				p.Rejected = "one of too many"
			}
			if p.Rejected == "" && won {
				p.Rejected = "named by " + t.f.Authors[0].Source
			}
			if p.Rejected == "" && !t.merge(p) {
				t.f.Authors = append(t.f.Authors, p)
			}
			if t.f.AuthorFinds == nil {
				t.f.AuthorFinds = make([]Person, 0, 8)
			}
			t.f.AuthorFinds = append(t.f.AuthorFinds, p)
		}
	}
	for i := range t.f.Authors {
		t.complete(&t.f.Authors[i], bios)
	}
}

// judge rejects a candidate that names nobody.
func (t *trust) judge(p *Person) {
	if p.Rejected != "" {
		return
	}
	if p.Rejected = t.rejectName(p.Name); p.Rejected == "not a name" && webAddress.MatchString(p.Name) {
		p.Generic, p.Rejected = true, "generic"
	}
	if p.Rejected != "" {
		return
	}
	switch p.Region {
	case RegionNav, RegionComments, RegionRelated, RegionCookie, RegionForm:
		p.Rejected = "stands in " + p.Region.String()
		return
	}
	p.Org = p.Org || slices.ContainsFunc(t.f.AuthorFinds, func(found Person) bool { return found.Org && SameName(found.Name, p.Name) })
	p.Generic = p.Generic || t.genericName(p.Name)
	switch {
	case p.Generic:
		p.Rejected = "generic"
	case p.Org:
		p.Rejected = "organization"
	}
}

// rejectName is rejectName, asked once for each name.
func (t *trust) rejectName(name string) string {
	why, ok := t.rejected[name]
	if !ok {
		why = rejectName(name)
		t.rejected[name] = why
	}
	return why
}

// merge joins a second mention of an author into the first.
func (t *trust) merge(p Person) bool {
	for i := range t.f.Authors {
		a := &t.f.Authors[i]
		if !SameName(a.Name, p.Name) {
			continue
		}
		a.Credentials = union(a.Credentials, p.Credentials)
		a.Tier = BetterTier(a.Tier, p.Tier)
		a.ID = firstNonEmpty(a.ID, p.ID)
		if a.Profile == "" {
			a.Profile = p.Profile
		}
		return true
	}
	return false
}

// complete adds to a winner what else the page says of this name: visibility, profile link, credentials.
func (t *trust) complete(a *Person, bios []Bio) {
	t.see(a)
	for i := range t.f.AuthorFinds {
		p := &t.f.AuthorFinds[i]
		if strings.HasPrefix(p.Rejected, "named by ") && SameName(a.Name, p.Name) {
			a.Credentials = union(a.Credentials, p.Credentials)
			a.Tier = BetterTier(a.Tier, p.Tier)
			if a.Profile == "" {
				a.Profile = p.Profile
			}
		}
	}
	if link := t.profileLink(a.Name); link != "" {
		a.Profile = link
	}
	for i := range bios {
		if b := &bios[i]; b.Name != "" && SameName(a.Name, b.Name) {
			a.Credentials = union(a.Credentials, b.Credentials)
			a.Tier = BetterTier(a.Tier, b.Tier)
			if a.Profile == "" {
				a.Profile = b.Profile
			}
		}
	}
}

// see looks for a name in what the page shows its readers, and takes the place where a source without one has none.
func (t *trust) see(p *Person) {
	i := t.blockNaming(p.Name)
	if i < 0 {
		return
	}
	b := &t.f.Blocks[i]
	p.Visible = true
	if p.Line == 0 && (p.Selector == "" || p.Source == "json-ld" || p.Source == "meta") {
		p.Region, p.Selector, p.Line, p.Col = b.Region, b.Selector, b.Line, b.Col
		p.Snippet = cut(b.Text, 120)
	}
}

// blockNaming is the first block that says a name to the readers, -1 for none.
func (t *trust) blockNaming(name string) int {
	low, folded := PlainText(name), foldName(name)
	tokens := strings.Fields(folded)
	if len(tokens) == 0 {
		return -1
	}
	last := slices.MaxFunc(tokens, func(a, b string) int { return len(a) - len(b) })
	spellings := caseForms(name, last)
	for i := range t.plain {
		if !t.said(i) || t.plain[i].capitals && spellings != nil && !containsAny(t.plain[i].text, spellings) {
			continue
		}
		said := t.low(i)
		if wordIndex(said, low) >= 0 {
			return i
		}
		if !strings.Contains(said, last) && (isASCII(low) || isASCII(said)) {
			continue
		}
		if text := foldName(said); wordIndex(text, folded) >= 0 || len(tokens) > 1 && allWords(text, tokens) {
			return i
		}
	}
	return -1
}

// caseForms are a word of a name as that writes it, in capitals and in small letters; nil where the name is not ASCII.
func caseForms(name, word string) []string {
	i := strings.Index(strings.ToLower(name), word)
	if i < 0 || !isASCII(name) {
		return nil
	}
	return []string{name[i : i+len(word)], strings.ToUpper(word), word}
}

func allWords(text string, tokens []string) bool {
	for _, w := range tokens {
		if len(w) > 1 && wordIndex(text, w) < 0 {
			return false
		}
	}
	return true
}

// profileLink is the address that a visible link of this name leads to, an internal one first. Links in the page's footer
// are the site's, not the article's.
func (t *trust) profileLink(name string) string {
	folded := foldName(name)
	longest := ""
	for w := range strings.FieldsSeq(dropTitles(name)) {
		if len(w) > len(longest) {
			longest = w
		}
	}
	loud := strings.ToUpper(longest)
	found := ""
	for i := range t.f.Links {
		l := &t.f.Links[i]
		if !l.Navigates() || l.Hidden || l.URL == "" || l.Text == "" || len(l.Text) > 3*len(name)+40 || !strings.Contains(l.Text, longest) && !strings.Contains(l.Text, loud) {
			continue
		}
		switch l.Region {
		case RegionNav, RegionComments, RegionRelated, RegionCookie, RegionForm:
			continue
		case RegionFooter: // a box behind the content, or the footer of every page
			if l.Block < 0 || inFooter(t.d.blockNodes[l.Block]) {
				continue
			}
		}
		if text := foldName(l.Text); text != folded && wordIndex(text, folded) < 0 {
			continue
		}
		if strings.Contains(l.URL, "//"+t.host) {
			return l.URL
		}
		if found == "" {
			found = l.URL
		}
	}
	return found
}

// SameName reports whether two names are one person's: equal when folded, or every word of the shorter one (at least two,
// or its only one) is among those of the longer. An initial stands for any word that begins with it.
func SameName(a, b string) bool {
	if a == b {
		return foldName(a) != ""
	}
	x, y := strings.Fields(foldName(a)), strings.Fields(foldName(b))
	if len(x) > len(y) {
		x, y = y, x
	}
	if len(x) == 0 || len(x) == 1 && len(y) > 1 {
		return false
	}
	for _, w := range x {
		if !slices.ContainsFunc(y, func(v string) bool { return sameWord(v, w) }) {
			return false
		}
	}
	return true
}

func sameWord(a, b string) bool {
	return a == b || (len(a) == 1 || len(b) == 1) && a[0] == b[0]
}

func union(a, b []string) []string {
	for _, s := range b {
		if !slices.ContainsFunc(a, func(have string) bool { return strings.EqualFold(have, s) }) {
			a = append(a, s)
		}
	}
	return a
}
