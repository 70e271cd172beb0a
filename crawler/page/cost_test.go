package page

import (
	"net/http"
	"testing"

	"github.com/healthusias/rounds/cmd/sitegen/generate"
)

// What wordings and disclaimers cost depends on how much of ordinary text their phrases stand in: one pass over a text finds the phrases, and only the
// sentences that hold what a wording needs are gone through again. A phrase of everyday words takes this share up unnoticed; give it more words, or a
// second phrase that must stand beside it.
func TestSecondLooks(t *testing.T) {
	const (
		mostHeard = 13 // percent of the text that is gone through again for wordings
		mostShown = 3  // percent that the expressions of disclaimers are shown
	)
	site, err := generate.New(generate.Options{Pages: 200, Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	all, heard, shown := 0, 0, 0
	for n := 40; n < 60; n++ {
		in := Input{URL: "https://health.example/a/", Status: 200, Body: site.Page(n, "https://health.example"), Header: http.Header{"Content-Type": {"text/html"}}}
		d := readDocument(t, in)
		tr := newTrust(d, d.facts, nil)
		all, heard = all+textSize(tr), heard+heardSize(tr)
		tr.disclaimers()
		shown += tr.spent
		tr.free()
	}
	if percent := 100 * float64(heard) / float64(all); percent > mostHeard {
		t.Errorf("%.1f %% of the text of articles is gone through for wordings, at most %d %%", percent, mostHeard)
	}
	if percent := 100 * float64(shown) / float64(all); percent > mostShown {
		t.Errorf("%.1f %% of the text of articles is shown to the expressions of disclaimers, at most %d %%", percent, mostShown)
	}
	t.Logf("of %d bytes %d are heard for wordings, %d shown to expressions", all, heard, shown)
}

func textSize(t *trust) (bytes int) {
	for i := range t.plain {
		bytes += len(t.plain[i].text)
	}
	return bytes
}

// heardSize is how many bytes of a page are in sentences that are worth hearing.
func heardSize(t *trust) (bytes int) {
	t.open = saysStatement
	for i := range t.plain {
		text := t.plain[i].text
		for from := 0; t.heard(i) && from < len(text); {
			to := sentenceEnd(text, from)
			for _, said := range t.sayings {
				if t.worthHearing(said.within(i, from, to+1)) {
					bytes += to - from
				}
			}
			from = to
		}
	}
	return bytes
}
