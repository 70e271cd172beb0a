package crawler

import (
	"fmt"
	"strings"
	"testing"

	"github.com/healthusias/rounds/crawler/page"
)

func TestKindAlone(t *testing.T) {
	tests := []struct {
		name string
		plot plot
		want string
	}{
		{"home", plot{path: "/"}, "home url"},
		{"home of a language", plot{path: "/de/", lang: "de-AT"}, "home url"},
		{"two letters that are no language of the page", plot{path: "/as/", lang: "en"}, "article shape"},
		{"article by type", plot{path: "/a/", types: "BlogPosting", words: 40}, "article jsonld"},
		{"article by shape", plot{path: "/a/", words: 300, linkWords: 119}, "article shape"},
		{"too short", plot{path: "/a/", words: 299}, "other shape"},
		{"too many links", plot{path: "/a/", words: 300, linkWords: 130}, "other shape"},
		{"list", plot{path: "/a/", words: 300, linkWords: 200}, "other shape"},
		{"collection", plot{path: "/a/", types: "CollectionPage"}, "other jsonld"},
		{"table of short cells", plot{path: "/a/", cells: 201}, "other shape"},
		{"text with a table", plot{path: "/a/", cells: 200}, "article shape"},
		{"videos on a site that calls every page medical", plot{path: "/fr/videos/", types: "MedicalWebPage"}, "other url"},
		{"article about tools", plot{path: "/walking-tools/"}, "article shape"},
		{"how products are reviewed", plot{path: "/how-we-review-braces/"}, "legal url"},
		{"how the site reviews", plot{path: "/how-we-review.html"}, "legal url"},
		{"how articles are made", plot{path: "/how-we-build-content/"}, "legal url"},
		{"interests of the site", plot{path: "/disclosures/"}, "legal url"},
		{"word to partners", plot{path: "/partners/hotels/"}, "other url"},
		{"a page about the site that its theme calls an article", plot{path: "/de/about/", types: "Article"}, "legal url"},
		{"a list that its theme calls an article", plot{path: "/es/blog/", types: "Article"}, "other url"},
		{"an article below a list", plot{path: "/es/blog/knee/", types: "Article"}, "article jsonld"},
		{"an article whose name begins like a legal page", plot{path: "/how-we-make-vitamin-d/", types: "Article"}, "article jsonld"},
		{"legal notice in Spanish", plot{path: "/aviso-legal.html"}, "legal url"},
		{"what files are made from", plot{path: "/blog/post-template/"}, "other url"},
		{"an app's features", plot{path: "/es/features/"}, "other url"},
		{"how the offer works", plot{path: "/como-funciona"}, "other url"},
		{"how a drug works", plot{path: "/statins/how-it-works/"}, "article shape"},
		{"an offer that its theme calls an article", plot{path: "/it/features/", types: "Article"}, "other url"},
		{"the sources of a site", plot{path: "/it/bibliography/", types: "Article"}, "legal url"},
		{"where the offices are", plot{path: "/locations.html"}, "other url"},
		{"how a site works, in Spanish", plot{path: "/es/metodologia/"}, "legal url"},
		{"a policy in one word", plot{path: "/privacypolicy/"}, "legal url"},
		{"what posts are made from", plot{path: "/blog/post-slug.html", title: "Article Title | Heart Notes"}, "other shape"},
		{"the science of an app", plot{path: "/es/science/"}, "other url"},
		{"questions and answers", plot{path: "/faq/"}, "other url"},
		{"something to use", plot{path: "/tools/shoe-finder/"}, "other url"},
		{"a list by type", plot{path: "/a/", types: "ItemList WebPage", words: 900}, "other jsonld"},
		{"an article that ranks", plot{path: "/a/", types: "ItemList Article"}, "article jsonld"},
		{"profile by type", plot{path: "/x/ada/", types: "ProfilePage"}, "author jsonld"},
		{"profile by address", plot{path: "/authors/ada-okafor/"}, "author url"},
		{"profile below a language", plot{path: "/de/team/ada.html"}, "author url"},
		{"about by type", plot{path: "/x/", types: "AboutPage"}, "legal jsonld"},
		{"about by address", plot{path: "/about/"}, "legal url"},
		{"page below about", plot{path: "/about/history/"}, "legal url"},
		{"about something", plot{path: "/about-statins/"}, "article shape"},
		{"contact", plot{path: "/contact.html"}, "legal url"},
		{"contact as a medical word", plot{path: "/contact-dermatitis/"}, "article shape"},
		{"privacy", plot{path: "/privacy-policy"}, "legal url"},
		{"disclaimer", plot{path: "/medical-disclaimer/"}, "legal url"},
		{"a policy on a site that calls every page medical", plot{path: "/editorial-policy/", types: "MedicalWebPage"}, "legal url"},
		{"medical web page", plot{path: "/a/", types: "MedicalWebPage", words: 120}, "article jsonld"},
		{"product by type", plot{path: "/belt/", types: "Product"}, "product jsonld"},
		{"product by address", plot{path: "/product/belt/"}, "product url"},
		{"review of a product", plot{path: "/belt/", types: "Article Product"}, "article jsonld"},
		{"search", plot{path: "/search/"}, "other url"},
		{"search by query", plot{path: "/?s=statins"}, "other url"},
		{"tag", plot{path: "/tag/heart/"}, "other url"},
		{"second page of a list", plot{path: "/heart/page/2/"}, "other url"},
		{"archive of a month", plot{path: "/2024/05/"}, "other url"},
		{"article below a date", plot{path: "/2024/05/statins/"}, "article shape"},
		{"error page in front of the site's name", plot{path: "/gone/", title: "404 - Not Found - Health"}, "other shape"},
		{"error page that answers 200", plot{path: "/gone/", title: "Page not found | Health"}, "other shape"},
		{"article about what was not found", plot{path: "/a/", title: "Not found in nature: trans fats"}, "article shape"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := settle([]plot{test.plot}, Structure{}, 1)
			head := s.Head(0)
			if got := string(head.Kind) + " " + head.KindBy; got != test.want {
				t.Errorf("%s is %s, want %s", test.plot.path, got, test.want)
			}
		})
	}
}

func TestKindOfStructuredDataCountsPages(t *testing.T) {
	article := page.Node{Types: []string{"BlogPosting"}}
	if kind, _ := kindOfTypes([]page.Node{article, article, article}); kind != "" {
		t.Errorf("a page with three articles is %q: it lists them", kind)
	}
	if kind, _ := kindOfTypes([]page.Node{article}); kind != Article {
		t.Errorf("a page with one article is %q", kind)
	}
}

// What offers a service may be a landing page, however long its paragraphs are.
func TestOfferIsGuess(t *testing.T) {
	for types, want := range map[string]bool{"LocalBusiness": true, "Quiz": true, "WebPage": false} {
		kind, traits := kindOfTypes([]page.Node{{Types: []string{types}}})
		h := &hint{typed: kind, traits: traits | traitProse}
		if got := h.guess("shape"); kind != "" || got != want {
			t.Errorf("%s: %q, guess %v", types, kind, got)
		}
	}
}

// What the menu of every page leads to may be a section of the site, whatever its shape.
func TestMenuIsGuess(t *testing.T) {
	plots := []plot{{path: "/"}, {path: "/care/"}, {path: "/knee/"}}
	for i := range 9 {
		plots = append(plots, plot{path: fmt.Sprintf("/a%d/", i)})
	}
	s, hints := draw(plots, 1)
	care, knee := s.Lookup(origin+"/care/"), s.Lookup(origin+"/knee/")
	hints[care].traits, hints[knee].traits = hints[care].traits|traitProse, hints[knee].traits|traitProse
	s.Head(care).In, s.Head(knee).In = 11, 3
	decideKinds(s, hints, &Structure{})
	for id, want := range map[ID]bool{care: true, knee: false} {
		if h := s.Head(id); h.Kind != Article || h.Guess != want {
			t.Errorf("%s: %+v", s.URL(id).Address, h.Class)
		}
	}
}

// A few sentences are no prose that tells an article, whatever share of the page they are.
func TestProse(t *testing.T) {
	for words, want := range map[int]bool{200: false, 300: true} {
		f := &page.Facts{Words: words, Blocks: []page.Block{{Words: words, Region: page.RegionMain}}}
		if got := articleTraits(f)&traitProse != 0; got != want {
			t.Errorf("%d words: %v", words, got)
		}
	}
}

// An index of a site whose template calls every page medical is no article, unless it is signed or dated.
func TestIndexOnMedicalSite(t *testing.T) {
	s, hints := draw([]plot{{path: "/"}, {path: "/exercises/", types: "MedicalWebPage", words: 150}}, 1)
	id, st := s.Lookup(origin+"/exercises/"), Structure{}
	for traits, want := range map[trait]Kind{0: Article, traitIndex: Other, traitIndex | traitTold: Article} {
		h := *hints[id]
		h.traits |= traits
		if kind, by := kindAlone(s, id, &h, st.compile()); kind != want {
			t.Errorf("traits %b: %s by %s, want %s", traits, kind, by, want)
		}
	}
}

// A list of clinics whose template calls every page medical may be no article.
func TestListOnMedicalSiteIsGuess(t *testing.T) {
	for types, want := range map[string]bool{"MedicalWebPage ItemList": true, "MedicalWebPage": false, "MedicalWebPage ItemList Article": false} {
		var data []page.Node
		for name := range strings.FieldsSeq(types) {
			data = append(data, page.Node{Types: []string{name}})
		}
		kind, traits := kindOfTypes(data)
		h := &hint{typed: kind, traits: traits | traitProse | traitDeclared}
		if got := h.guess("jsonld"); kind != Article || got != want {
			t.Errorf("%s: %q, guess %v", types, kind, got)
		}
	}
}

func TestTitleTraits(t *testing.T) {
	tests := []struct {
		title, h1 string
		want      trait
	}{
		{"Statins", "Statins", 0},
		{"The Heart Hub", "", traitHub},
		{"Back pain", "Back Pain Resource Center", traitHub},
		{"Health center opens", "", 0},
		{"Cholesterol: a complete guide", "", traitPillar},
		{"Statins | The Cholesterol Guide", "Statins", 0},
		{"Statins – Heart Hub", "", 0},
		{"Guidelines for statins", "", 0},
	}
	for _, test := range tests {
		f := &page.Facts{Titles: []page.Text{{Text: test.title}}}
		if test.h1 != "" {
			f.H1s = []page.Text{{Text: test.h1}}
		}
		if got := titleTraits(f); got != test.want {
			t.Errorf("%q, %q: traits %b, want %b", test.title, test.h1, got, test.want)
		}
	}
}

func TestMainHeadings(t *testing.T) {
	h1 := page.Heading{Level: 1, Region: page.RegionMain}
	logo := page.Heading{Level: 1, Region: page.RegionHeader}
	for name, test := range map[string]struct {
		facts page.Facts
		want  bool
	}{
		"none":                 {page.Facts{}, false},
		"one":                  {page.Facts{Headings: []page.Heading{h1}}, true},
		"logo":                 {page.Facts{Headings: []page.Heading{logo, h1}}, true},
		"two":                  {page.Facts{Headings: []page.Heading{h1, h1}}, false},
		"two, signed":          {page.Facts{Headings: []page.Heading{h1, h1}, Authors: []page.Person{{Name: "Ada Okafor"}}}, true},
		"two, dated":           {page.Facts{Headings: []page.Heading{h1, h1}, Dates: []page.Date{{Label: "updated"}}}, true},
		"two, some day":        {page.Facts{Headings: []page.Heading{h1, h1}, Dates: []page.Date{{}}}, false},
		"two, by its property": {page.Facts{Headings: []page.Heading{h1, h1}, OpenGraph: []page.Property{{Name: "og:type", Content: "article"}}}, true},
		"none, signed":         {page.Facts{Authors: []page.Person{{Name: "Ada Okafor"}}}, false},
	} {
		if got := oneHeading(&test.facts); got != test.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func TestKindsByConfiguration(t *testing.T) {
	plots := []plot{
		{path: "/"},
		{path: "/heart/", words: 30},
		{path: "/heart/cholesterol/", matches: []bool{true}},
		{path: "/heart/rhythm/", matches: []bool{false}},
		{path: "/heart/cholesterol/statins/", words: 30},
		{path: "/notes/walking/"},
		{path: "/privacy/"},
	}
	st := Structure{Types: []TypeRule{
		{Kind: Article, Match: []string{"/heart/**"}},
		{Kind: Pillar, Match: []string{"/heart/*/"}, Has: "body.pillar"},
		{Kind: Hub, Match: []string{origin + "/heart/"}},
	}}
	wantLines(t, kindsOf(settle(plots, st, 1)), `
		/ home url
		/heart/ hub config
		/heart/cholesterol/ pillar config
		/heart/cholesterol/statins/ article config
		/heart/rhythm/ article config
		/notes/walking/ article shape
		/privacy/ legal url`)
}

// nested is a hub with two pillars and four articles in folders. Every pair is linked both ways.
func nested() []plot {
	return []plot{
		{path: "/", links: "/heart/"},
		{path: "/heart/", links: "/heart/cholesterol/ /heart/rhythm/"},
		{path: "/heart/cholesterol/", links: "/heart/ /heart/cholesterol/statins/ /heart/cholesterol/diet/"},
		{path: "/heart/cholesterol/statins/", links: "/heart/cholesterol/"},
		{path: "/heart/cholesterol/diet/", links: "/heart/cholesterol/", words: 80},
		{path: "/heart/rhythm/", links: "/heart/ /heart/rhythm/palpitations/ /heart/rhythm/pacemaker/"},
		{path: "/heart/rhythm/palpitations/", links: "/heart/rhythm/"},
		{path: "/heart/rhythm/pacemaker/", links: "/heart/rhythm/"},
	}
}

// flat is the same cluster with all pages side by side; only titles and links tell.
func flat() []plot {
	return []plot{
		{path: "/", links: "/heart-hub/"},
		{path: "/heart-hub/", title: "The Heart Hub", links: "/cholesterol/ /rhythm/"},
		{path: "/cholesterol/", links: "/heart-hub/ /statins/ /diet/ /numbers/"},
		{path: "/statins/", links: "/cholesterol/ /diet/"},
		{path: "/diet/", links: "/cholesterol/ /statins/"},
		{path: "/numbers/", links: "/cholesterol/"},
		{path: "/rhythm/", title: "Heart rhythm: a complete guide", links: "/heart-hub/ /palpitations/ /pacemaker/ /ecg/"},
		{path: "/palpitations/", links: "/rhythm/ /ecg/"},
		{path: "/pacemaker/", links: "/rhythm/"},
		{path: "/ecg/", links: "/rhythm/ /palpitations/"},
		{path: "/our-week/", links: "/ecg/"},
	}
}

func TestKindsInferred(t *testing.T) {
	tests := []struct {
		name  string
		plots []plot
		want  string
	}{
		{"nested folders", nested(), `
			/ home url
			/heart/ hub graph
			/heart/cholesterol/ pillar graph
			/heart/cholesterol/diet/ article graph
			/heart/cholesterol/statins/ article shape
			/heart/rhythm/ pillar graph
			/heart/rhythm/pacemaker/ article shape
			/heart/rhythm/palpitations/ article shape`},
		{"side by side", flat(), `
			/ home url
			/cholesterol/ pillar graph
			/diet/ article shape
			/ecg/ article shape
			/heart-hub/ hub graph
			/numbers/ article shape
			/our-week/ article shape
			/pacemaker/ article shape
			/palpitations/ article shape
			/rhythm/ pillar graph
			/statins/ article shape`},
		{"breadcrumbs", []plot{
			{path: "/heart/", links: "/cholesterol/"},
			{path: "/cholesterol/", trail: "/ /heart/ /cholesterol/", links: "/statins/ /diet/ /heart/"},
			{path: "/statins/", trail: "/ /heart/ /cholesterol/ /statins/", links: "/cholesterol/"},
			{path: "/diet/", trail: "/ /heart/ /cholesterol/"},
		}, `
			/cholesterol/ pillar graph
			/diet/ article shape
			/heart/ hub graph
			/statins/ article shape`},
		{"guides that all link to each other", []plot{
			{path: "/a/", title: "A guide", links: "/b/ /c/ /d/ /e/ /f/"}, {path: "/b/", title: "B guide", links: "/a/ /c/ /d/ /e/ /f/"},
			{path: "/c/", title: "C guide", links: "/a/ /b/ /d/ /e/ /f/"}, {path: "/d/", title: "D guide", links: "/a/ /b/ /c/ /e/ /f/"},
			{path: "/e/", title: "E guide", links: "/a/ /b/ /c/ /d/ /f/"}, {path: "/f/", title: "F guide", links: "/a/ /b/ /c/ /d/ /e/"},
		}, `
			/a/ article shape
			/b/ article shape
			/c/ article shape
			/d/ article shape
			/e/ article shape
			/f/ article shape`},
		{"a guide that heads its articles, without a hub", []plot{
			{path: "/guide/", title: "A guide | Site", links: "/a/ /b/ /c/ /d/ /e/ /f/"}, {path: "/other/", title: "Other", links: "/a/ /b/ /c/ /d/ /e/"},
			{path: "/a/", links: "/guide/ /b/ /other/"}, {path: "/b/", links: "/guide/ /a/ /other/"}, {path: "/c/", links: "/guide/ /other/"},
			{path: "/d/", links: "/guide/ /other/"}, {path: "/e/", links: "/guide/ /other/"}, {path: "/f/"},
		}, `
			/a/ article shape
			/b/ article shape
			/c/ article shape
			/d/ article shape
			/e/ article shape
			/f/ article shape
			/guide/ pillar graph
			/other/ article shape`},
		{"too few articles to head", []plot{
			{path: "/guide/", title: "A guide", links: "/a/ /b/ /c/ /d/"}, {path: "/a/", links: "/guide/"}, {path: "/b/", links: "/guide/"},
			{path: "/c/", links: "/guide/"}, {path: "/d/", links: "/guide/"},
		}, `
			/a/ article shape
			/b/ article shape
			/c/ article shape
			/d/ article shape
			/guide/ article shape`},
		{"articles of one hub are no pillars of each other", []plot{
			{path: "/hub/", title: "Heart hub", links: "/a/ /b/ /c/"}, {path: "/a/", links: "/hub/ /b/ /c/"}, {path: "/b/", links: "/hub/ /a/ /c/"},
			{path: "/c/", links: "/hub/ /a/ /b/"},
		}, `
			/a/ article shape
			/b/ article shape
			/c/ article shape
			/hub/ article shape`},
		{"a hub's article that its sisters link to", []plot{
			{path: "/hub/", title: "Heart hub", links: "/a/ /b/ /c/ /d/"}, {path: "/a/", links: "/hub/ /b/ /c/ /d/"}, {path: "/b/", links: "/hub/ /a/"},
			{path: "/c/", links: "/hub/ /a/"}, {path: "/d/", links: "/hub/ /a/"},
		}, `
			/a/ article shape
			/b/ article shape
			/c/ article shape
			/d/ article shape
			/hub/ article shape`},
		{"a list of links that no pillar returns is no hub", append(nested(), plot{path: "/library/", title: "Heart library", links: "/heart/cholesterol/ /heart/rhythm/"}), `
			/ home url
			/heart/ hub graph
			/heart/cholesterol/ pillar graph
			/heart/cholesterol/diet/ article graph
			/heart/cholesterol/statins/ article shape
			/heart/rhythm/ pillar graph
			/heart/rhythm/pacemaker/ article shape
			/heart/rhythm/palpitations/ article shape
			/library/ article shape`},
		{"a hub lists pages that head nothing", []plot{
			{path: "/hub/", title: "Heart hub", links: "/a/ /b/"}, {path: "/a/", links: "/hub/ /b/ /c/ /d/"}, {path: "/b/", links: "/hub/ /a/ /c/ /d/"},
			{path: "/c/", links: "/a/ /b/ /d/"}, {path: "/d/", links: "/a/ /b/ /c/"},
		}, `
			/a/ article shape
			/b/ article shape
			/c/ article shape
			/d/ article shape
			/hub/ article shape`},
		{"a pillar with a single article beside others", append(nested(),
			plot{path: "/heart/pressure/", links: "/heart/pressure/salt/"}, plot{path: "/heart/pressure/salt/"}), `
			/ home url
			/heart/ hub graph
			/heart/cholesterol/ pillar graph
			/heart/cholesterol/diet/ article graph
			/heart/cholesterol/statins/ article shape
			/heart/pressure/ pillar graph
			/heart/pressure/salt/ article shape
			/heart/rhythm/ pillar graph
			/heart/rhythm/pacemaker/ article shape
			/heart/rhythm/palpitations/ article shape`},
		{"what stands under a pillar is an article", append(change(change(nested(), "/heart/cholesterol/", "/heart/ /heart/cholesterol/statins/ /heart/cholesterol/diet/ /heart/cholesterol/nuts/"),
			"/heart/cholesterol/statins/", "/heart/cholesterol/ /heart/cholesterol/statins/old/ /heart/cholesterol/statins/new/"),
			plot{path: "/heart/cholesterol/nuts/", links: "/heart/cholesterol/"},
			plot{path: "/heart/cholesterol/statins/old/", links: "/heart/cholesterol/statins/"},
			plot{path: "/heart/cholesterol/statins/new/", links: "/heart/cholesterol/statins/"}), `
			/ home url
			/heart/ hub graph
			/heart/cholesterol/ pillar graph
			/heart/cholesterol/diet/ article graph
			/heart/cholesterol/nuts/ article shape
			/heart/cholesterol/statins/ article shape
			/heart/cholesterol/statins/new/ article shape
			/heart/cholesterol/statins/old/ article shape
			/heart/rhythm/ pillar graph
			/heart/rhythm/pacemaker/ article shape
			/heart/rhythm/palpitations/ article shape`},
		{"a blog has no pillars", []plot{
			{path: "/", links: "/blog/"},
			{path: "/blog/", types: "CollectionPage", links: "/blog/a/ /blog/b/ /blog/c/"},
			{path: "/blog/a/", links: "/blog/b/", nav: "/blog/"},
			{path: "/blog/b/", links: "/blog/a/ /blog/c/", nav: "/blog/"},
			{path: "/blog/c/", links: "/blog/b/ /blog/", nav: "/blog/"},
		}, `
			/ home url
			/blog/ other url
			/blog/a/ article shape
			/blog/b/ article shape
			/blog/c/ article shape`},
		{"a manual has no pillars", []plot{
			{path: "/", links: "/docs/"},
			{path: "/docs/", links: "/docs/install/ /docs/use/"},
			{path: "/docs/install/", links: "/docs/install/linux/ /docs/install/mac/", nav: "/docs/"},
			{path: "/docs/install/linux/", nav: "/docs/ /docs/install/ /docs/use/"},
			{path: "/docs/install/mac/", nav: "/docs/ /docs/install/ /docs/use/"},
			{path: "/docs/use/", links: "/docs/use/first/ /docs/use/second/", nav: "/docs/"},
			{path: "/docs/use/first/", links: "/docs/use/second/", nav: "/docs/"},
			{path: "/docs/use/second/", links: "/docs/use/first/", nav: "/docs/"},
		}, `
			/ home url
			/docs/ article shape
			/docs/install/ article shape
			/docs/install/linux/ article shape
			/docs/install/mac/ article shape
			/docs/use/ article shape
			/docs/use/first/ article shape
			/docs/use/second/ article shape`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			for seed := range uint64(5) {
				wantLines(t, kindsOf(settle(test.plots, Structure{}, seed)), test.want)
			}
		})
	}
}

func TestKindsInferredBesideDeclared(t *testing.T) {
	st := Structure{Types: []TypeRule{{Kind: Pillar, Match: []string{"/heart/*/"}}}}
	plots := append(nested(), plot{path: "/sleep/", links: "/sleep/apnea/ /sleep/snoring/"},
		plot{path: "/sleep/apnea/", links: "/sleep/"}, plot{path: "/sleep/snoring/", links: "/sleep/"})
	wantLines(t, kindsOf(settle(plots, st, 1)), `
		/ home url
		/heart/ hub graph
		/heart/cholesterol/ pillar config
		/heart/cholesterol/diet/ article graph
		/heart/cholesterol/statins/ article shape
		/heart/rhythm/ pillar config
		/heart/rhythm/pacemaker/ article shape
		/heart/rhythm/palpitations/ article shape
		/sleep/ article shape
		/sleep/apnea/ article shape
		/sleep/snoring/ article shape`)
}

// TestKindsGuessed: a page that its place alone makes an article is a guess, one that also has an article's shape is none.
func TestKindsGuessed(t *testing.T) {
	s := settle(nested(), Structure{}, 1)
	for path, want := range map[string]bool{"/heart/cholesterol/diet/": true, "/heart/cholesterol/statins/": false, "/heart/cholesterol/": false} {
		if h := s.Head(s.Lookup(origin + path)); h.Guess != want {
			t.Errorf("%s (%s by %s): guess %v", path, h.Kind, h.KindBy, h.Guess)
		}
	}
}
