package generate

// hub writes a hub: its pillars, and the hubs below it where the site has many.
func (d *document) hub() {
	hub := locate(d.i).hub
	d.write("<h1>", d.site.Title(d.i), "</h1>\n")
	d.paragraph(4)
	for pillar := range pillarsPerHub {
		i := pillarNumber(hub, pillar)
		if i >= d.site.Len() {
			break
		}
		d.write("<h2>", upper(spaced(aspects[pillar])), "</h2>\n<p class=\"text\">", d.sentence(), " Read ")
		d.linkTo(i)
		d.write(".</p>\n")
		d.paragraph(3)
	}
	d.write("<p class=\"medical-disclaimer\">", disclaimerText, "</p>\n")
	d.moreHubs((hub + 1) * hubsPerList)
}

// moreHubs lists the hubs from first on: a tree, so that no page has too many links and none is far away.
func (d *document) moreHubs(first int) {
	var list []int
	for hub := first; hub < min(first+hubsPerList, d.site.hubs()); hub++ {
		list = append(list, hubNumber(hub))
	}
	if len(list) > 0 {
		d.write("<h2>More guides</h2>\n")
		d.list("guides", list)
	}
}

// pillar writes a pillar: the way up to its hub and the articles that it lists.
func (d *document) pillar() {
	d.write("<h1>", d.site.Title(d.i), "</h1>\n<p class=\"text\">", d.sentence(), " This page belongs to ")
	d.linkTo(hubNumber(locate(d.i).hub))
	d.write(".</p>\n")
	for range 6 {
		d.paragraph(4)
	}
	for _, i := range d.site.listed(d.i) {
		d.write("<h3>", upper(subjects[locate(i).article]), "</h3>\n<p class=\"text\">", d.sentence(), " Read ")
		d.linkTo(i)
		d.write(".</p>\n")
	}
	d.write("<p class=\"medical-disclaimer\">", disclaimerText, "</p>\n")
}

// profile writes the page of an author with some of the articles.
func (d *document) profile() {
	d.write("<h1>", authorName(d.i), ", MD</h1>\n")
	d.bio(d.i)
	d.paragraph(3)
	var list []int
	for i := firstHub; i < d.site.Len() && len(list) < 20; i++ {
		if authorsIndex+1+i%authors == d.i && locate(i).kind == kindArticle && !d.site.faults(i).orphan {
			list = append(list, i)
		}
	}
	d.write("<h2>Articles</h2>\n")
	d.list("articles", list)
}

// fixed writes the home page and the pages about the site.
func (d *document) fixed() {
	d.write("<h1>", d.site.Title(d.i), "</h1>\n")
	d.paragraph(5)
	switch d.i {
	case home:
		d.moreHubs(0)
		d.list("about", []int{about, contact, privacy, policy})
		d.write("<p class=\"medical-disclaimer\">", disclaimerText, "</p>\n")
	case disclaimer:
		d.write("<p class=\"text\">", disclaimerText, "</p>\n")
	case contact:
		d.write("<p class=\"text\">Write to <a href=\"mailto:desk@generated.example\">the desk</a>.</p>\n")
	case authorsIndex:
		for i := authorsIndex + 1; i < firstHub; i++ {
			d.write("<p class=\"text\">")
			d.linkTo(i)
			d.write(": ", d.sentence(), "</p>\n")
		}
	}
	d.paragraph(5)
}
