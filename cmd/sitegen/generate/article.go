package generate

import "strconv"

const sections = 8

const disclaimerText = "This page is for information only and is not a substitute for professional medical advice, diagnosis or treatment."

func (d *document) article() {
	f, writer := d.site.faults(d.i), d.author()
	d.write("<article class=\"article\">\n<h1 class=\"article__title\">", d.site.Title(d.i), "</h1>\n<p class=\"byline\">By ")
	if f.noBio {
		d.write(authorName(writer))
	} else {
		d.write(`<a rel="author" href="`, d.site.Path(writer), `">`, authorName(writer), `, MD</a>`)
	}
	if d.site.options.Tiny {
		reviewer := authorsIndex + 1 + (d.i+1)%authors
		d.write(` Medically reviewed by <a href="`, d.site.Path(reviewer), `">`, authorName(reviewer), `, MD</a>`)
	}
	d.write("</p>\n<p class=\"dates\">Last updated <time datetime=\"", d.date(), "\">", d.date(), "</time></p>\n")
	d.contents()
	d.lead(f)
	d.sections(d.site.links(d.i))
	d.sources()
	d.write("<section class=\"more\">\n<h2>More about this</h2>\n")
	d.list("more__list", d.site.siblings(d.i, d.siblingCount()))
	d.write("</section>\n")
	if !f.noDisclaimer {
		d.write("<p class=\"medical-disclaimer\">", disclaimerText, "</p>\n")
	}
	if !f.noBio {
		d.bio(writer)
	}
	d.write("</article>\n")
}

func (d *document) siblingCount() int {
	if d.site.options.Tiny {
		return 2
	}
	return 8
}

// contents writes the table of contents.
func (d *document) contents() {
	if d.site.options.Tiny {
		return
	}
	d.write("<nav class=\"toc\" aria-label=\"On this page\">\n<ol class=\"toc__list\">\n")
	for n := 1; n <= sections; n++ {
		d.write(`  <li class="toc__item">`)
		d.link("#section-"+strconv.Itoa(n), "Section "+strconv.Itoa(n))
		d.write("</li>\n")
	}
	d.write("</ol>\n</nav>\n")
}

// lead writes the first paragraph, which leads up to the pillar.
func (d *document) lead(f faults) {
	d.write("<p class=\"lead\">", d.sentence())
	if !f.noPillarLink {
		p := locate(d.i)
		d.write(" This page belongs to ")
		d.linkTo(pillarNumber(p.hub, p.pillar))
		d.write(".")
	}
	d.write("</p>\n")
}

// sections writes the text with its links spread over it.
func (d *document) sections(links []contentLink) {
	if d.site.options.Tiny {
		for _, l := range links {
			d.reference(l)
		}
		return
	}
	for n := 1; n <= sections; n++ {
		d.write(`<section class="article__section" id="section-`, strconv.Itoa(n), `">`, "\n<h2 class=\"article__heading\">",
			upper(choose(d.r, nouns)), "</h2>\n")
		if n%2 == 0 {
			d.figure()
		}
		for range 3 {
			d.paragraph(3)
		}
		for _, l := range links[len(links)*(n-1)/sections : len(links)*n/sections] {
			d.reference(l)
		}
		d.write("</section>\n")
	}
}

// reference writes a paragraph with a link in it.
func (d *document) reference(l contentLink) {
	d.write("<p class=\"text\">", d.sentence(), " See also ")
	d.link(l.path, l.text)
	d.write(". ", d.sentence(), "</p>\n")
}

func (d *document) figure() {
	d.write("<figure class=\"figure\">\n")
	d.image("Drawing of " + choose(d.r, nouns))
	d.write("<figcaption class=\"figure__caption\">", d.sentence(), "</figcaption>\n</figure>\n")
}

// images is how many pictures the site has; pages share them.
const images = 240

func (d *document) image(alt string) {
	d.write(`<img class="figure__image" src="/images/`, strconv.Itoa(d.r.IntN(images)), `.svg" alt="`, alt, `" width="640" height="360" loading="lazy">`, "\n")
}

// sources writes the references: other hosts that exist nowhere.
func (d *document) sources() {
	first, count := d.i*4, 4
	if d.site.options.Tiny {
		first, count = d.i%200, 1
	}
	d.write("<section class=\"references\">\n<h2>References</h2>\n<ol class=\"references__list\">\n")
	for n := range count {
		number := strconv.Itoa(first + n)
		d.write(`  <li class="references__item">`)
		d.link("https://journal-"+strconv.Itoa(d.r.IntN(50))+".example/articles/"+number, "Article "+number+" of the journal")
		d.write(", ", d.sentence(), "</li>\n")
	}
	d.write("</ol>\n</section>\n")
}

// bio writes the box about the author.
func (d *document) bio(writer int) {
	name := authorName(writer)
	d.write("<div class=\"author-box\">\n<p class=\"author-box__text\">", name,
		", MD, is a physician with many years of experience in hospitals and in a family practice. ", name,
		" writes about everyday health for Generated Health and specializes in explaining test results in plain words.</p>\n</div>\n")
}

// related writes cards of other articles below the text.
func (d *document) related() {
	d.write("<aside class=\"related\">\n<h2>Related pages</h2>\n")
	r := d.site.random(d.i, streamProse)
	seen := map[int]bool{d.i: true}
	for range 12 {
		i, ok := d.site.pick(r, seen)
		if !ok {
			break
		}
		d.write("<div class=\"related__card related__card--plain\" data-card=\"", strconv.Itoa(i), "\">\n<div class=\"related__picture related__picture--wide\">\n")
		d.image("Picture for a related page")
		d.write("</div>\n<div class=\"related__body\">\n<p class=\"related__title related__title--small\">")
		d.linkTo(i)
		d.write("</p>\n<p class=\"related__text\">", d.sentence(), "</p>\n</div>\n</div>\n")
	}
	d.write("</aside>\n")
}
