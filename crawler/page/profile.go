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
	people := readNames(raw, t.packs)
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
