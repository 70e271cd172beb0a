package crawler

import (
	"fmt"
	"slices"
	"testing"
)

// change returns the plots with the links of one page replaced.
func change(plots []plot, path, links string) []plot {
	plots = slices.Clone(plots)
	for i := range plots {
		if plots[i].path == path {
			plots[i].links = links
		}
	}
	return plots
}

var declaredTypes = []TypeRule{
	{Kind: Hub, Match: []string{"/heart/"}},
	{Kind: Pillar, Match: []string{"/heart/*/"}},
	{Kind: Article, Match: []string{"/heart/*/*/"}},
}

func TestContract(t *testing.T) {
	tests := []struct {
		name  string
		plots []plot
		st    Structure
		want  string
	}{
		{"inferred from folders", nested(), Structure{}, `
			/heart/ > /heart/cholesterol/ (path)
			/heart/cholesterol/ > /heart/cholesterol/diet/ (path)
			/heart/cholesterol/ > /heart/cholesterol/statins/ (path)
			/heart/ > /heart/rhythm/ (path)
			/heart/rhythm/ > /heart/rhythm/pacemaker/ (path)
			/heart/rhythm/ > /heart/rhythm/palpitations/ (path)`},
		{"inferred from links", flat(), Structure{}, `
			/heart-hub/ > /cholesterol/ (links both ways)
			/cholesterol/ > /diet/ (links both ways)
			/cholesterol/ > /numbers/ (links both ways)
			/cholesterol/ > /statins/ (links both ways)
			/heart-hub/ > /rhythm/ (links both ways)
			/rhythm/ > /ecg/ (links both ways)
			/rhythm/ > /pacemaker/ (links both ways)
			/rhythm/ > /palpitations/ (links both ways)
			stray /our-week/`},
		{"half pairs", change(change(nested(), "/heart/rhythm/pacemaker/", ""), "/heart/rhythm/", "/heart/ /heart/rhythm/pacemaker/ /heart/cholesterol/diet/"),
			Structure{Types: declaredTypes}, `
			/heart/ > /heart/cholesterol/ (path)
			/heart/cholesterol/ > /heart/cholesterol/diet/ (path)
			/heart/cholesterol/ > /heart/cholesterol/statins/ (path)
			/heart/ > /heart/rhythm/ (path)
			[/heart/rhythm/ > /heart/cholesterol/diet/ (pillar links it)]
			/heart/rhythm/ > /heart/rhythm/pacemaker/ (path)
			/heart/rhythm/ > /heart/rhythm/palpitations/ (path)`},
		{"the order of evidence", []plot{
			{path: "/heart/"},
			{path: "/heart/part/"}, {path: "/heart/crumb/"}, {path: "/heart/path/"}, {path: "/heart/both/", links: "/heart/path/a/"},
			{path: "/heart/down/", links: "/heart/path/a/"}, {path: "/heart/up/"},
			{path: "/heart/path/a/", whole: "/heart/part/", trail: "/ /heart/ /heart/crumb/", links: "/heart/both/ /heart/up/"},
		}, Structure{Types: declaredTypes}, `
			/heart/ > /heart/both/ (path)
			[/heart/both/ > /heart/path/a/ (links both ways)]
			/heart/ > /heart/crumb/ (path)
			[/heart/crumb/ > /heart/path/a/ (breadcrumb)]
			/heart/ > /heart/down/ (path)
			[/heart/down/ > /heart/path/a/ (pillar links it)]
			/heart/ > /heart/part/ (path)
			/heart/part/ > /heart/path/a/ (isPartOf)
			/heart/ > /heart/path/ (path)
			[/heart/path/ > /heart/path/a/ (path)]
			/heart/ > /heart/up/ (path)
			[/heart/up/ > /heart/path/a/ (it links the pillar)]`},
		{"declared clusters settle membership", flat(), Structure{Clusters: []Cluster{
			{Hub: "/heart-hub/", Pillars: []ClusterPillar{
				{URL: "/cholesterol/", Articles: []string{"/statins/", "/e*/"}},
				{URL: origin + "/rhythm/", Articles: []string{"/palp*/", "/statins/"}},
			}},
		}}, `
			/heart-hub/ > /cholesterol/ (declared)
			/cholesterol/ > /diet/ (links both ways)
			/cholesterol/ > /ecg/ (declared)
			/cholesterol/ > /numbers/ (links both ways)
			/cholesterol/ > /statins/ (declared)
			/heart-hub/ > /rhythm/ (declared)
			/rhythm/ > /pacemaker/ (links both ways)
			/rhythm/ > /palpitations/ (declared)
			[/rhythm/ > /statins/ (declared)]
			stray /our-week/`},
		{"a pillar without a hub", nested()[2:5], Structure{Types: declaredTypes[1:]}, `
			- > /heart/cholesterol/ ()
			/heart/cholesterol/ > /heart/cholesterol/diet/ (path)
			/heart/cholesterol/ > /heart/cholesterol/statins/ (path)`},
		{"no pillars, no strays", []plot{{path: "/"}, {path: "/a/", links: "/b/"}, {path: "/b/", links: "/a/"}}, Structure{}, ``},
		{"what is left out strays nowhere", append(nested(),
			plot{path: "/a/"}, plot{path: "/b/", noindex: true}, plot{path: "/c/", canonical: "/a/"}, plot{path: "/d/", partial: "reset"}, plot{path: "/e/", canonical: "/e/"},
		)[2:], Structure{Types: declaredTypes[1:2]}, `
			- > /heart/cholesterol/ ()
			/heart/cholesterol/ > /heart/cholesterol/diet/ (path)
			/heart/cholesterol/ > /heart/cholesterol/statins/ (path)
			- > /heart/rhythm/ ()
			/heart/rhythm/ > /heart/rhythm/pacemaker/ (path)
			/heart/rhythm/ > /heart/rhythm/palpitations/ (path)
			stray /a/
			stray /e/`},
		{"languages keep to themselves", []plot{
			{path: "/heart/a/", lang: "en", links: "/heart/a/x/ /de/x/"}, {path: "/heart/a/x/", lang: "en-US", links: "/heart/a/"}, {path: "/de/x/", lang: "de"},
		}, Structure{Types: []TypeRule{{Kind: Pillar, Match: []string{"/heart/*/"}}, {Kind: Article, Match: []string{"/heart/*/*/"}}}}, `
			- > /heart/a/ ()
			/heart/a/ > /heart/a/x/ (path)`},
		{"a breadcrumb through a redirect", []plot{
			{path: "/old/", to: "/heart/a/"}, {path: "/heart/a/"}, {path: "/x/", trail: "/ /old/", types: "Article"},
		}, Structure{Types: declaredTypes[1:2]}, `
			- > /heart/a/ ()
			/heart/a/ > /x/ (breadcrumb)`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			for seed := range uint64(5) {
				wantLines(t, contractOf(settle(test.plots, test.st, seed)), test.want)
			}
		})
	}
}

// crowd are pages that all link to one pillar, which lists none of them.
func crowd(n int) []plot {
	plots := nested()
	for i := range n {
		plots = append(plots, plot{path: fmt.Sprintf("/places/%02d/", i), links: "/heart/rhythm/"})
	}
	return plots
}

func TestContractOfPopularPillar(t *testing.T) {
	for _, test := range []struct{ crowd, claims, stray int }{
		{10, 14, 0}, // few enough to be members
		{11, 4, 0},  // many: they belong elsewhere, and the clusters are a small part of the site
	} {
		c := settle(crowd(test.crowd), Structure{}, 1).Contract
		if len(c.claims) != test.claims || len(c.Stray) != test.stray {
			t.Errorf("%d pages link up: %d claims and %d strays, want %d and %d", test.crowd, len(c.claims), len(c.Stray), test.claims, test.stray)
		}
	}
	if c := settle(crowd(11), Structure{Types: declaredTypes[:2]}, 1).Contract; len(c.Stray) != 11 {
		t.Errorf("under a declared contract %d of 11 are stray", len(c.Stray))
	}
}

func TestContractInferred(t *testing.T) {
	tests := []struct {
		name string
		st   Structure
		want bool
	}{
		{"nothing declared", Structure{}, true},
		{"other kinds", Structure{Types: []TypeRule{{Kind: Legal}, {Kind: Article}}}, true},
		{"pillars", Structure{Types: []TypeRule{{Kind: Pillar}}}, false},
		{"links", Structure{Links: []LinkRule{{From: Hub, To: Pillar}}}, false},
		{"clusters", Structure{Clusters: []Cluster{{Hub: "/"}}}, false},
	}
	for _, test := range tests {
		if got := settle(nested(), test.st, 1).Contract.Inferred; got != test.want {
			t.Errorf("%s: inferred %v, want %v", test.name, got, test.want)
		}
	}
}

func TestContractQueries(t *testing.T) {
	s := settle(nested(), Structure{}, 3)
	c := &s.Contract
	id := func(path string) ID { return s.Lookup(origin + path) }
	claims := c.Pillars(id("/heart/rhythm/pacemaker/"))
	if len(claims) != 1 || claims[0].Pillar != id("/heart/rhythm/") || claims[0].Hub != id("/heart/") || !claims[0].Primary {
		t.Errorf("claims to the article: %+v", claims)
	}
	if spec, hub, ok := c.Pillar(id("/heart/rhythm/")); !ok || hub != id("/heart/") || len(spec.Members) != 2 {
		t.Errorf("the pillar: %+v under %d, %v", spec, hub, ok)
	}
	if spec, ok := c.Hub(id("/heart/")); !ok || len(spec.Pillars) != 2 {
		t.Errorf("the hub: %+v, %v", spec, ok)
	}
	if _, _, ok := c.Pillar(id("/heart/")); ok {
		t.Error("the hub is a pillar")
	}
	if _, ok := c.Hub(None); ok {
		t.Error("no page is a hub")
	}
	if _, ok := c.Clause(Article, Hub); ok {
		t.Error("a clause that nobody declared")
	}
	if !s.Guessed(id("/heart/"), id("/heart/rhythm/")) {
		t.Error("an inferred contract is not guessed")
	}
}

func TestGuessed(t *testing.T) {
	s := settle(nested(), Structure{Types: declaredTypes[1:]}, 1)
	id := func(path string) ID { return s.Lookup(origin + path) }
	if s.Contract.Inferred {
		t.Fatal("a contract with declared pillars is inferred")
	}
	if !s.Guessed(id("/heart/"), id("/heart/rhythm/")) {
		t.Error("a hub that nobody declared is certain")
	}
	if s.Guessed(id("/heart/rhythm/"), id("/heart/rhythm/pacemaker/")) {
		t.Error("a declared pillar and its article are guessed")
	}
}
