package page

import (
	"strings"
	"testing"
	"time"
)

// TestTrustIsBounded feeds the detectors pages that are made to be slow. The limit is generous: the machine may be
// busy, and the race detector slows down tenfold.
func TestTrustIsBounded(t *testing.T) {
	for name, body := range map[string]string{
		"nested bylines":     strings.Repeat(`<div class="author">`, 4000) + "Jane Roe",
		"many bylines":       strings.Repeat(`<p class="byline">By <a href="/author/x/">Jane Roe</a></p>`, 1500),
		"many bios":          strings.Repeat(`<p>Jane Roe is a writer and nurse with years of experience who writes about joints, knees and hips.</p>`, 1500),
		"one long block":     strings.Repeat(`not a substitute education information for purposes advice `, 4000),
		"almost disclaimers": strings.Repeat(`<p>do not education information for informational purposes advice consult health see replacement</p>`, 1500),
		"many dates":         strings.Repeat(`<time>May 3, 2024</time><p>Updated May 3, 2023 updated 2022-01-01</p>`, 1500),
		"many cards":         "<ul>" + strings.Repeat(`<li><a href="/one/and/the/same/">of one page alone</a><time>May 3, 2024</time><p>Updated May 3, 2024</p><p class="author">Jane Roe</p></li>`, 1500) + "</ul>",
		"nested cards":       strings.Repeat(`<div><h2><a href="/x">Knees</a></h2><time>May 3, 2024</time>`, 1500),
		"almost strong":      strings.Repeat(`<p>the site does not and cannot and never will seek medical advice of your doctor here nor provide any diagnosis to the information</p>`, 1500),
		"many headings":      strings.Repeat(`<h2>About the author</h2><p>x y z</p>`, 1500),
		"many references": `<script type="application/ld+json">{"@type":"Article","author":[` + strings.Repeat(`{"@id":"#a"},`, 4000) +
			`{"@type":"Person","@id":"#a","name":"Jane"}]}</script>`,
		"many names": `<meta name="author" content="` + strings.Repeat("Jane Roe and ", 8000) + `">`,
		"many links": strings.Repeat(`<a href="/disclaimer/x">Jane Roe</a> `, 3000) + `<p class="byline">By Jane Roe</p>`,
	} {
		start := time.Now()
		f := extract("<html lang=en><main>" + body)
		if took := time.Since(start); took > 15*time.Second {
			t.Errorf("%s: %v", name, took)
		}
		if len(f.Authors) > maxPeople || len(f.Bios) > maxPeople || len(f.Dates) > maxDates || len(f.Disclaimers) > 3*maxDisclaimers {
			t.Errorf("%s: %d authors, %d bios, %d dates, %d disclaimers", name, len(f.Authors), len(f.Bios), len(f.Dates), len(f.Disclaimers))
		}
	}
}
