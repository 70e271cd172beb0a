package page

import (
	"slices"
	"testing"
)

// An article often knows of its author the name and an id, and a node of its own has the rest.
func TestAuthorOfSeveralNodes(t *testing.T) {
	const person = `{"@type":["Person","Organization"],"@id":"/#/person/1","name":"Ada Okafor","url":"/authors/ada/","jobTitle":"Health writer",
		"honorificSuffix":"RN","description":"Looks after painful joints in a small hospital by the sea.","sameAs":["https://social.example/ada"]}`
	const reference = `{"@type":"Article","author":{"name":"Ada Okafor","@id":"/#/person/1"}}`
	for name, graph := range map[string]string{"article first": reference + "," + person, "person first": person + "," + reference} {
		f := article("en", `<script type="application/ld+json">{"@graph":[`+graph+`]}</script><p>By Ada Okafor</p>`+filler)
		if len(f.Authors) != 1 || len(f.Bios) != 1 {
			t.Errorf("%s: authors %+v, bios %+v", name, f.Authors, f.Bios)
			continue
		}
		a, b := f.Authors[0], f.Bios[0]
		if a.Name != "Ada Okafor" || a.Profile != "https://health.example/authors/ada/" || a.Tier != 1 || a.Org || !a.Visible {
			t.Errorf("%s: author %+v", name, a)
		}
		if b.Name != "Ada Okafor" || b.Source != "json-ld" || b.Visible || b.Profile != a.Profile || !slices.Equal(b.Credentials, []string{"RN", "Health writer"}) {
			t.Errorf("%s: bio %+v", name, b)
		}
	}
}

// Who is linked for identification only: the profile falls back to the first of sameAs.
func TestAuthorKnownElsewhere(t *testing.T) {
	f := article("en", `<script type="application/ld+json">[{"@type":"Article","author":{"@id":"#a"}},
		{"@type":"Person","@id":"#a","name":"Ada Okafor","sameAs":["https://registry.example/ada"]}]</script>`+filler)
	if len(f.Authors) != 1 || f.Authors[0].Profile != "https://registry.example/ada" {
		t.Errorf("%+v", f.Authors)
	}
}
