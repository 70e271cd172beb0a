package page

import (
	"slices"
	"strings"
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

// A table of products and the text of a program have owners and authors, and the page has not.
func TestNoAuthorsOfThePage(t *testing.T) {
	for name, body := range map[string]string{
		"owner in a table": `<table><tr><th></th><th>App one</th></tr><tr><td>Owned by</td><td>Riverside Health Group</td></tr></table>`,
		"a book":           "<p>Author: Jane Roe<br>Publisher: Harbor Press<br>ISBN: 9780000000000</p>",
		"an entry":         "<p>text: Loads the list as a whole</p>",
		"program":          "<pre>title: Sleep\nauthor: Ada Okafor\ndate: 3 May 2019</pre>",
	} {
		if f := article("en", body+filler); len(f.Authors) > 0 || len(f.Dates) > 0 {
			t.Errorf("%s: authors %+v, dates %+v", name, f.Authors, f.Dates)
		}
	}
	if f := article("en", `<p>Last changed May 2026 By: Ada Okafor</p>`+filler); len(f.Authors) != 1 {
		t.Errorf("a label behind a date: authors %+v", f.Authors)
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

// The name of a site may sound like a byline.
func TestSiteNamedLikeByline(t *testing.T) {
	f := extract(`<html lang="en"><head><title>Knee</title><meta property="og:site_name" content="Nourished by Mira"><meta property="article:author" content="Nourished by Mira"></head>` +
		`<body><main><article><h1>Knee</h1>` + filler + `<p>Nourished by Mira helps you keep walking.</p></article></main></body></html>`)
	if len(f.Authors) != 0 {
		t.Errorf("%+v", f.Authors)
	}
}

func TestAuthorMarkup(t *testing.T) {
	const footer = `</article></main><footer class="site-footer">`
	for name, test := range map[string]struct{ body, want string }{
		"card":                    {`<div class="h-card"><a class="p-name u-url" href="/ada/">Ada Okafor</a></div>`, "Ada Okafor"},
		"card of an author":       {`<p class="p-author h-card"><span class="p-name">Ada Okafor</span>, 3 May</p>`, "Ada Okafor"},
		"older card":              {`<div class="vcard"><span class="fn">Ada Okafor</span></div>`, "Ada Okafor"},
		"category":                {`<div class="post-author-wrap"><a href="/blog-category/food-water">Food &amp; Water</a><p>3 May 2026</p></div>`, ""},
		"nobody":                  {`<div class="byline"><strong>Prepared for Riverside Clinic</strong><span>•</span><time>3 May 2026</time></div>`, ""},
		"card of a house":         {`<div class="vcard"><span class="fn org">Riverside Clinic</span></div>`, ""},
		"byline before card":      {`<p>Written by Tom Ekberg</p><div class="h-card"><span class="p-name">Ada Okafor</span></div>`, "Tom Ekberg"},
		"relation":                {`<a rel="author" href="/ada/">Ada Okafor</a>`, "Ada Okafor"},
		"relation in footer":      {footer + `<a rel="author" href="/ada/">Ada Okafor</a></footer>`, ""},
		"relation in navigation":  {`<nav><a rel="author" href="/ada/">Ada Okafor</a></nav>`, ""},
		"relation in own footer":  {`<footer><a rel="author" href="/ada/">Ada Okafor</a></footer>`, "Ada Okafor"},
		"relation behind content": {`</article></main><div><a rel="author" href="/ada/">Ada Okafor</a></div>`, "Ada Okafor"},
	} {
		var names []string
		for _, a := range article("en", test.body+filler).Authors {
			names = append(names, a.Name)
		}
		if got := strings.Join(names, ", "); got != test.want {
			t.Errorf("%s: %q, want %q", name, got, test.want)
		}
	}
}

// Of the links with the author's name, those of the site's footer say nothing about this article.
func TestAuthorProfileOutsideTheFooter(t *testing.T) {
	const byline, link = "<p>By Ada Okafor</p></article></main>", `<a href="/authors/ada/">Ada Okafor</a>`
	for body, want := range map[string]string{
		byline + "<footer><ul><li>" + link + "</ul></footer>":               "",
		byline + `<div class="site-footer"><ul><li>` + link + "</ul></div>": "",
		byline + "<nav>" + link + "</nav>":                                  "",
		byline + "<div><p>" + link + "</div>":                               "https://health.example/authors/ada/",
	} {
		f := article("en", filler+body)
		if len(f.Authors) != 1 || f.Authors[0].Profile != want {
			t.Errorf("%s: %+v", body, f.Authors)
		}
	}
}

func TestReviewersAreNoAuthors(t *testing.T) {
	for _, body := range []string{
		"<table><tr><th>Reviewed by</th><td>Dr Ada Okafor</td></tr></table>",
		"<table><tr><td>Medically reviewed by:</td><td>Ada Okafor, MD</td></tr></table>",
		"<dl><dt>Reviewed by</dt><dd>Dr Ada Okafor</dd></dl>",
		"<p>Published 3 May 2026. Reviewed by: Ada Okafor</p>",
	} {
		f := article("en", body+"<p>Written by Tom Ekberg</p>"+filler)
		if len(f.Authors) != 1 || f.Authors[0].Name != "Tom Ekberg" || len(f.Reviewers) != 1 || f.Reviewers[0].Name != "Ada Okafor" {
			t.Errorf("%s: authors %+v, reviewers %+v", body, f.Authors, f.Reviewers)
		}
	}
}

// TestAuthorIsOrganization: whom structured data calls an organization is none by the same name in a meta or in the text.
func TestAuthorIsOrganization(t *testing.T) {
	for kind, want := range map[string]int{"Organization": 0, "Person": 1} {
		f := article("en", `<meta name="author" content="JointLibrary"><script type="application/ld+json">{"@type":"Article","author":{"@type":"`+kind+`","name":"JointLibrary"}}</script>
			<p>JointLibrary explains what doctors have published.</p>`+filler)
		if len(f.Authors) != want {
			t.Errorf("%s: %+v", kind, f.Authors)
		}
	}
}

// TestAuthorBehindPreposition: what is inspired or sponsored by somebody is not written by them.
func TestAuthorBehindPreposition(t *testing.T) {
	for text, want := range map[string]int{"Inspirado por: Elena Ruiz y otros": 0, "Patrocinado por: Elena Ruiz": 0, "Salud, publicado por: Elena Ruiz": 1, "3 de mayo de 2024 por: Elena Ruiz": 1, "Por: Elena Ruiz": 1} {
		f := article("es", "<p>"+text+"</p>"+filler)
		if len(f.Authors) != want {
			t.Errorf("%s: %+v", text, f.Authors)
		}
	}
}
