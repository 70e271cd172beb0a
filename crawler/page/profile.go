package page

import (
	"net/url"
	"slices"
	"strings"
)

// describedPeople are the people that structured data describes under an identifier.
func (t *trust) describedPeople() []Person {
	var found []Person
	for _, n := range t.nodes {
		if n.ID == "" || len(found) == maxPeople || !slices.ContainsFunc(n.Types, person) || n.text("name") == "" {
			continue
		}
		if slices.ContainsFunc(found, func(p Person) bool { return p.ID == n.ID }) {
			continue
		}
		for _, p := range t.dataPeople(&Prop{Node: n.Node}, n.Node) {
			if p.Rejected = rejectName(p.Name); p.Rejected == "" {
				found = append(found, p)
			}
		}
	}
	return found
}

// profileBio is the text of a page about one person as a bio: a page in a folder of authors, or one that structured data calls a
// profile, whose h1 is a name. Most such pages have no box and no heading for what the whole page is.
func (t *trust) profileBio() []Bio {
	if len(t.packs) == 0 || len(t.f.H1s) == 0 || !t.profilePage() {
		return nil
	}
	raw := t.withoutAbout(cut(t.f.H1s[0].Text, 200))
	for _, about := range [...]string{"About ", "Meet "} {
		raw = strings.TrimPrefix(raw, about)
	}
	people := t.readNames(raw)
	if len(people) != 1 || !strings.Contains(people[0].name, " ") || rejectName(people[0].name) != "" || t.genericName(people[0].name) {
		return nil
	}
	who := people[0]
	first, text := -1, ""
	for i := range t.f.Blocks {
		if b := &t.f.Blocks[i]; !b.Hidden && b.Region.Content() && !headingElement(b.Element) && b.InLinks < b.Words && len(text) < 2*maxBio {
			if first < 0 {
				first = i
			}
			text += " " + b.Text
		}
	}
	if first < 0 {
		return nil
	}
	bio := t.bioOf(first, strings.TrimSpace(text), "profile", "high")
	role, tier := roleIn(cut(bio.Text, 300), t.packs)
	bio.Name, bio.Credentials, bio.Tier = who.name, union(who.credentials, bio.Credentials), BetterTier(BetterTier(who.tier, bio.Tier), tier)
	if role != "" {
		bio.Credentials = union(bio.Credentials, []string{role})
	}
	return []Bio{bio}
}

// profilePage reports whether the page is about one person, by its address or its structured data.
func (t *trust) profilePage() bool {
	if u, err := url.Parse(t.f.URL); err == nil && authorArchive(u.Path) {
		return true
	}
	return slices.ContainsFunc(t.nodes, func(n dataNode) bool {
		return slices.ContainsFunc(n.Types, func(name string) bool { return strings.EqualFold(name, "ProfilePage") })
	})
}

// teamWords are words of addresses of pages about the people behind a site.
var teamWords = set("about|team|staff|people|authors|experts|reviewers|contributors|writers|board|editors|editorial|us|autoren|redaktion|equipo|autores|equipe|auteurs|autori|redazione|tim|penulis|over")

// teamPage reports whether the last segment of the page's address promises the people behind the site.
func (t *trust) teamPage() bool {
	u, err := url.Parse(t.f.URL)
	if err != nil {
		return false
	}
	last := strings.ToLower(strings.TrimSuffix(u.Path, "/"))
	last = last[strings.LastIndexByte(last, '/')+1:]
	return slices.ContainsFunc(strings.FieldsFunc(last, func(r rune) bool { return r == '-' || r == '_' || r == '.' }), func(w string) bool { return teamWords[w] })
}

// teamBios are the texts below headings that are a name, on a page about the people of a site. The heading has credentials, or a paragraph below it
// begins with the name: a heading in capitals alone may name anything.
func (t *trust) teamBios() []Bio {
	if len(t.packs) == 0 || !t.teamPage() {
		return nil
	}
	var found []Bio
	for i := range t.f.Blocks {
		b := &t.f.Blocks[i]
		if !headingElement(b.Element) || b.Element == "h1" || b.Words > 10 || !t.said(i) || len(found) == maxPeople {
			continue
		}
		people := t.readNames(b.Text)
		if len(people) != 1 || !strings.Contains(people[0].name, " ") || rejectName(people[0].name) != "" || t.genericName(people[0].name) {
			continue
		}
		if bio, ok := t.belowName(i, people[0]); ok {
			found = append(found, bio)
		}
	}
	return found
}

// belowName is the text between a heading that is a name and the next heading.
func (t *trust) belowName(heading int, who nameParts) (Bio, bool) {
	first, text, named := -1, "", len(who.credentials) > 0
	for k := heading + 1; k < len(t.f.Blocks) && k <= heading+6 && !headingElement(t.f.Blocks[k].Element); k++ {
		if !t.said(k) {
			continue
		}
		if first < 0 {
			first = k
		}
		text += " " + t.f.Blocks[k].Text
		name, _ := leadingName(t.f.Blocks[k].Text)
		named = named || SameName(dropTitles(name), who.name)
	}
	if !named || countWords(text) < minBioWords {
		return Bio{}, false
	}
	bio := t.bioOf(first, strings.TrimSpace(text), "heading", "high")
	bio.Name, bio.Credentials, bio.Tier = who.name, union(who.credentials, bio.Credentials), BetterTier(who.tier, bio.Tier)
	return bio, true
}
