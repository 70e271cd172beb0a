package page

import "testing"

// Scripts fill the frame of a page where something that is named for nothing else stands empty beside its content.
func TestHollow(t *testing.T) {
	for body, want := range map[string]bool{
		`<footer></footer>`:                                                  true,
		`<div id="header"></div>`:                                            true,
		`<div data-site-header> </div>`:                                      true,
		`<div data-include="/partials/footer.html"></div>`:                   true,
		`<div class="js site-footer"><!-- by script --></div>`:               true,
		`<site-header></site-header>`:                                        true,
		`<header><div id="nav-placeholder"></div></header>`:                  true,
		`<div class="nav-backdrop"></div><div class="footer-divider"></div>`: false,
		`<header><a href="/">Home</a></header>`:                              false,
		`<div id="map"></div><my-widget></my-widget>`:                        false,
		`<main><nav></nav></main>`:                                           false,
		`<template><footer></footer></template>`:                             false,
	} {
		f := article("en", filler+`</article></main>`+body+`<script src="/site.js"></script>`)
		if f.Hollow != want {
			t.Errorf("%s: %v", body, f.Hollow)
		}
	}
	if article("en", filler+`</article></main><footer></footer>`).Hollow {
		t.Error("nothing fills a footer without scripts")
	}
}
