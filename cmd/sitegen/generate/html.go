package generate

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"strconv"
)

// document is a page being written.
type document struct {
	site *Site
	base string // origin of absolute addresses, without a slash at its end
	i    int
	r    *rand.Rand // for prose
	out  []byte
}

// Page makes page i. base is the origin of its absolute addresses, such as "https://generated.example".
func (s *Site) Page(i int, base string) []byte {
	d := &document{site: s, base: base, i: i, r: s.random(i, streamProse), out: make([]byte, 0, 48<<10)}
	d.open()
	switch locate(i).kind {
	case kindArticle:
		d.article()
	case kindPillar:
		d.pillar()
	case kindHub:
		d.hub()
	case kindAuthor:
		d.profile()
	default:
		d.fixed()
	}
	d.close()
	return d.out
}

func (d *document) write(parts ...string) {
	for _, p := range parts {
		d.out = append(d.out, p...)
	}
}

func (d *document) link(path, text string) { d.write(`<a href="`, path, `">`, text, `</a>`) }

func (d *document) linkTo(i int) { d.link(d.site.Path(i), d.site.Title(i)) }

// list writes pages as a list of links.
func (d *document) list(class string, pages []int) {
	d.write(`<ul class="`, class, `">`, "\n")
	for _, i := range pages {
		d.write(`  <li class="`, class, `__item">`)
		d.linkTo(i)
		d.write("</li>\n")
	}
	d.write("</ul>\n")
}

func (d *document) open() {
	title := d.site.Title(d.i)
	d.write("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n",
		"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n",
		"<title>", title, "</title>\n<meta name=\"description\" content=\"", d.sentence(), "\">\n",
		"<link rel=\"canonical\" href=\"", d.base, d.site.Path(d.i), "\">\n",
		"<meta property=\"og:title\" content=\"", title, "\">\n<meta property=\"og:type\" content=\"article\">\n",
		"<link rel=\"icon\" href=\"/images/0.svg\">\n<link rel=\"stylesheet\" href=\"/style.css\">\n")
	d.data()
	if !d.site.options.Tiny {
		d.write("<style>\n", inlineStyle, "</style>\n<script>\n", inlineScript, "</script>\n")
	}
	d.write("</head>\n<body class=\"page page--", strconv.Itoa(int(locate(d.i).kind)), "\">\n<header class=\"site-header\">\n",
		"<a class=\"skip-link\" href=\"#content\">Skip to content</a>\n<nav class=\"main-nav\" aria-label=\"Main\">\n")
	d.list("main-nav__list", d.site.navigation())
	d.write("</nav>\n</header>\n")
	d.breadcrumb()
	d.write("<main id=\"content\" class=\"content\">\n")
}

// navigation leads to the home page, the first hubs and the pages about the site.
func (s *Site) navigation() []int {
	list := []int{home}
	if s.options.Tiny {
		return append(list, authorsIndex)
	}
	for hub := 0; hub < min(8, s.hubs()); hub++ {
		list = append(list, hubNumber(hub))
	}
	return append(list, authorsIndex, about)
}

// popular are a dozen pillars that every footer names.
func (s *Site) popular() []int {
	var list []int
	for n := range 12 {
		if i := pillarNumber(n/pillarsPerHub, n%pillarsPerHub); i < s.Len() {
			list = append(list, i)
		}
	}
	return list
}

// ancestors are the pages above a page, the home page first.
func (d *document) ancestors() []int {
	p := locate(d.i)
	list := []int{home}
	switch p.kind {
	case kindPillar:
		return append(list, hubNumber(p.hub))
	case kindArticle:
		return append(list, hubNumber(p.hub), pillarNumber(p.hub, p.pillar))
	case kindAuthor:
		return append(list, authorsIndex)
	}
	return list
}

func (d *document) breadcrumb() {
	if d.i == home {
		return
	}
	d.write("<nav class=\"breadcrumb\" aria-label=\"Breadcrumb\">\n")
	for _, i := range d.ancestors() {
		d.linkTo(i)
		d.write(" / ")
	}
	d.write("</nav>\n")
}

func (d *document) close() {
	d.write("</main>\n")
	d.more()
	if !d.site.options.Tiny && locate(d.i).kind == kindArticle {
		d.related()
	}
	d.write("<footer class=\"site-footer\">\n")
	var legal []int
	if !d.site.options.Tiny {
		legal = append(legal, about, contact, privacy, policy)
	}
	if !d.site.faults(d.i).noDisclaimer {
		legal = append(legal, disclaimer)
	}
	d.list("site-footer__legal", legal)
	if !d.site.options.Tiny {
		d.list("site-footer__popular", d.site.popular())
	}
	d.write("<p class=\"site-footer__note\">Generated Health is an invention.</p>\n</footer>\n</body>\n</html>\n")
}

// more leads on to as many articles as the page lacks links.
func (d *document) more() {
	lack := d.site.options.Links - bytes.Count(d.out, []byte("<a ")) - 1 // the footer has one
	if lack <= 0 {
		return
	}
	r := d.site.random(d.i, streamMore)
	seen := map[int]bool{d.i: true}
	var list []int
	for range lack {
		if i, ok := d.site.pick(r, seen); ok {
			list = append(list, i)
		}
	}
	d.write("<aside class=\"library\">\n<h2>From the library</h2>\n")
	d.list("library", list)
	d.write("</aside>\n")
}

// data writes the structured data of a page: the page itself, its breadcrumb and the publisher.
func (d *document) data() {
	type node map[string]any
	types := map[kind]string{kindArticle: "MedicalWebPage", kindAuthor: "ProfilePage", kindHub: "CollectionPage", kindPillar: "CollectionPage"}
	name := types[locate(d.i).kind]
	if name == "" {
		name = "WebPage"
	}
	page := node{"@type": name, "@id": d.base + d.site.Path(d.i) + "#page", "name": d.site.Title(d.i), "publisher": node{"@id": d.base + "/#organization"}}
	if locate(d.i).kind == kindArticle {
		writer := d.author()
		person := node{"@type": "Person", "name": authorName(writer)}
		if !d.site.faults(d.i).noBio {
			person["url"] = d.base + d.site.Path(writer)
		}
		page["headline"], page["author"], page["dateModified"] = d.site.Title(d.i), person, d.date()
		if d.site.options.Tiny {
			page["datePublished"], page["image"] = "2026-01-01", d.base+"/images/0.svg"
		}
	}
	var crumbs []node
	for k, i := range append(d.ancestors(), d.i) {
		crumbs = append(crumbs, node{"@type": "ListItem", "position": k + 1, "name": d.site.Title(i), "item": d.base + d.site.Path(i)})
	}
	graph := []node{page, {"@type": "BreadcrumbList", "itemListElement": crumbs},
		{"@type": "Organization", "@id": d.base + "/#organization", "name": "Generated Health", "url": d.base + "/"}}
	indent := " "
	if d.site.options.Tiny {
		indent = ""
	}
	text, _ := json.MarshalIndent(node{"@context": "https://schema.org", "@graph": graph}, "", indent) // strings and numbers always encode
	d.write("<script type=\"application/ld+json\">\n", string(text), "\n</script>\n")
}

// author is the number of the profile page of an article's author.
func (d *document) author() int { return authorsIndex + 1 + d.i%authors }

// date is the day of an article's last change.
func (d *document) date() string {
	return "2026-" + twoDigits(1+d.i%9) + "-" + twoDigits(1+d.i%28)
}

func twoDigits(n int) string { return strconv.Itoa(n/10) + strconv.Itoa(n%10) }

func (d *document) sentence() string {
	r := d.r
	if d.site.options.Tiny {
		return choose(r, starts) + ", " + choose(r, nouns) + " " + choose(r, verbs) + " it."
	}
	return choose(r, starts) + ", " + choose(r, nouns) + " " + choose(r, verbs) + " " + choose(r, objects) + ", " + choose(r, ends) + "."
}

// paragraph writes n sentences.
func (d *document) paragraph(n int) {
	d.write(`<p class="text">`)
	for range n {
		d.write(d.sentence(), " ")
	}
	d.write("</p>\n")
}
