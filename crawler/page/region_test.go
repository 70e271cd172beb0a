package page

import "testing"

// Each document holds one link; where it stands is asked.
func TestRegions(t *testing.T) {
	const link = "<a href=/x>x</a>"
	for _, test := range []struct {
		name, body string
		want       Region
	}{
		{"body without main", "<div>" + link + "</div>", RegionMain},
		{"before main", link + "<main></main>", RegionHeader},
		{"after main", "<main></main>" + link, RegionFooter},
		{"main by role", "<div role=main>" + link + "</div>", RegionMain},
		{"article in main", "<main><article>" + link, RegionMain},
		{"article without main", "<article>" + link, RegionArticle},
		{"article beside main", "<main></main><article>" + link, RegionArticle},
		{"header of the page", "<header>" + link, RegionHeader},
		{"header of an article", "<article><header>" + link, RegionArticle},
		{"footer in main", "<main><footer>" + link, RegionMain},
		{"footer of a section", "<section><footer>" + link, RegionMain},
		{"nav in header", "<header><nav>" + link, RegionNav},
		{"nav in main", "<main><nav>" + link, RegionNav},
		{"aside in main", "<main><aside>" + link, RegionAside},
		{"complementary", "<div role=complementary>" + link, RegionAside},
		{"section with a role", "<main><section role=complementary>" + link, RegionAside},
		{"banner", "<div role=banner>" + link, RegionHeader},
		{"contentinfo", "<div role=contentinfo>" + link, RegionFooter},
		{"site header by class", "<div class='x site-header'>" + link, RegionHeader},
		{"footer by id", "<div id=footer>" + link, RegionFooter},
		{"menu by class", "<ul class=menu><li>" + link, RegionNav},
		{"sidebar by class", "<main><div class=left_sidebar>" + link, RegionAside},
		{"layout with a sidebar", "<div class='has-sidebar with-sidebar'>" + link, RegionMain},
		{"breadcrumbs", "<main><div class=page-breadcrumbs>" + link, RegionNav},
		{"cookie banner", "<div id=cookie-notice>" + link, RegionCookie},
		{"comments", "<main><section id=comments>" + link, RegionComments},
		{"related", "<main><div class=related-posts><ul><li>" + link, RegionRelated},
		{"read next", "<main><div class='c-read-next'>" + link, RegionRelated},
		{"list of links in main", "<main><ul><li>" + link + "<li><a href=/y>y</a></ul>", RegionMain},
		{"teaser in main", "<main><div class=teaser>" + link, RegionMain},
		{"teaser beside main", "<main></main><div class=teaser>" + link, RegionRelated},
		{"teaser without main", "<div class=teaser>" + link, RegionMain},
		{"page builder's widget", "<div class='elementor-widget elementor-widget-text'>" + link, RegionMain},
		{"box around the h1", "<div class=related><h1>x</h1>" + link, RegionMain},
		{"newsletter", "<main><div class=newsletter-box>" + link, RegionForm},
		{"search", "<main><div role=search>" + link, RegionForm},
		{"form", "<main><form>" + link, RegionForm},
		{"form around the page", "<form><h1>x</h1>" + link, RegionMain},
		{"article card in related", "<main><div class=related><article>" + link, RegionRelated},
		{"class on main", "<main class=related>" + link, RegionMain},
		{"correlated is no word", "<main><div class=correlated>" + link, RegionMain},
		{"head", "<link href=/x>", RegionHead},
	} {
		f := extract("<!DOCTYPE html>" + test.body)
		if len(f.Links) == 0 || f.Links[0].Region != test.want {
			t.Errorf("%s: %+v, want region %s", test.name, f.Links, test.want)
		}
	}
}

func TestVisibility(t *testing.T) {
	const link = "<a href=/x>x</a>"
	for _, test := range []struct {
		body           string
		hidden, unseen bool // of the link, of the text
	}{
		{link, false, false},
		{"<p hidden>" + link, true, true},
		{"<p hidden=until-found>" + link, false, false},
		{"<p aria-hidden=true>" + link, true, true},
		{"<p aria-hidden=false>" + link, false, false},
		{"<p style='color:red; DISPLAY : none !important'>" + link, true, true},
		{"<p style='visibility:hidden'>" + link, true, true},
		{"<p style='display:block'>" + link, false, false},
		{"<p class='x d-none'>" + link, true, true},
		{"<p class='d-none d-md-block'>" + link, false, false},
		{"<p class='hidden lg:flex'>" + link, false, false},
		{"<p class=hidden-gem>" + link, false, false},
		{"<p class=visually-hidden>" + link, false, true},
		{"<dialog>" + link, true, true},
		{"<dialog open>" + link, false, false},
		{"<details>" + link, false, false},
		{"<noscript>" + link + "</noscript>", true, true},
		{"<template>" + link + "</template>", true, true},
	} {
		f := extract("<body>" + test.body)
		if len(f.Links) != 1 || len(f.Blocks) != 1 || f.Links[0].Hidden != test.hidden || f.Blocks[0].Hidden != test.unseen {
			t.Errorf("%s: %+v %+v, want link hidden %v, text %v", test.body, f.Links, f.Blocks, test.hidden, test.unseen)
		}
	}
}
