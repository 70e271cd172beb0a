package page

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
)

func TestIdentifiers(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"doi:10.1000/ABC.123(45)67-8.", "doi 10.1000/abc.123(45)67-8"},
		{"(see doi: 10.1136/bmj.n71)", "doi 10.1136/bmj.n71"},
		{"https://doi.org/10.1002/14651858.CD012345.pub2", "cochrane 10.1002/14651858.cd012345.pub2"},
		{"doi.org/1O.1136/bmj", ""},
		{"doi: 10-1136/bmj.n71", "doi !prefix"},
		{"10.1000/abc\u2013123", "doi !dash"},
		{"PMID: 33782057", "pmid 33782057"},
		{"PMID 337820571", "pmid !too-long"},
		{"PMC8005924", "pmcid PMC8005924"},
		{"registered as NCT 00902941 and nct#00902942", "nct NCT00902941 nct NCT00902942"},
		{"NCT0090294", "nct !digits"},
		{"ISRCTN12345678", "isrctn ISRCTN12345678"},
		{"EudraCT number 2004-000446-20", "eudract 2004-000446-20"},
		{"ORCID 0000-0002-1825-0097", "orcid 0000-0002-1825-0097"},
		{"ORCID 0000-0002-1825-0098", "orcid !check-digit"},
		{"NPI 1234567893", "npi 1234567893"},
		{"NPI 1234567890", "npi !check-digit"},
		{"GMC number 1234567", "gmc 1234567"},
		{"about 10.5 of them", ""},
	} {
		if got := identified(textIdentifiers(test.text)); got != test.want {
			t.Errorf("%q: %q, want %q", test.text, got, test.want)
		}
	}
}

func identified(list []Identifier) string {
	var all []string
	for _, id := range list {
		if id.Problem != "" {
			all = append(all, id.Kind+" !"+id.Problem)
		} else {
			all = append(all, id.Kind+" "+id.Value)
		}
	}
	return strings.Join(all, " ")
}

func TestLinkIdentifiers(t *testing.T) {
	for href, want := range map[string]string{
		"https://doi.org/10.1136/bmj.n71":                        "doi 10.1136/bmj.n71",
		"https://dx.doi.org/10.1016/S0140-6736(20)30183-5":       "doi 10.1016/s0140-6736(20)30183-5",
		"https://doi.org/10.1136/bmj.n71.":                       "doi !trailing-punctuation",
		"https://doi.org/https://doi.org/10.1136/bmj.n71":        "doi !doubled-resolver",
		"https://doi.org/bmj.n71":                                "doi !prefix",
		"https://doi.org/10.1136/bmj%E2%80%93n71":                "doi !dash",
		"https://doi.org/":                                       "",
		"https://pubmed.ncbi.nlm.nih.gov/33782057/":              "pmid 33782057",
		"https://pubmed.ncbi.nlm.nih.gov/?term=back":             "",
		"https://www.ncbi.nlm.nih.gov/pubmed/33782057":           "pmid 33782057",
		"https://www.ncbi.nlm.nih.gov/pmc/articles/PMC8005924/":  "pmcid PMC8005924",
		"https://pmc.ncbi.nlm.nih.gov/articles/PMC800592412345/": "pmcid !too-long",
		"https://clinicaltrials.gov/study/NCT00902941":           "nct NCT00902941",
		"https://orcid.org/0000-0002-1825-0097":                  "orcid 0000-0002-1825-0097",
		"https://example.org/10.1136/bmj.n71":                    "",
	} {
		f := extract(`<article><p>See <a href="` + href + `">this</a>.</p></article>`)
		if got := identified(f.Identifiers); got != want {
			t.Errorf("%s: %q, want %q", href, got, want)
		}
	}
}

func TestReferences(t *testing.T) {
	f := extract(`<html lang="en"><article><p>The knee is a joint of the leg, as this is said to be [1], and that <a href="#ref2">2</a>.</p><p>More of it [7].</p>
		<h2>References</h2><ol><li id="ref1"><p>Roe J. The knee. Spine J. 2019;4:12.</p><p><a href="https://doi.org/10.1000/x">DOI</a></p></li>
		<li id="ref2">Poe A (2021). A hip of 1999. Preprint, not peer reviewed.</li></ol><h2>More</h2><ul><li>no source</li></ul></article>`)
	var got []string
	for _, r := range f.References {
		got = append(got, fmt.Sprintf("%d %s %d links=%d preprint=%v", r.Number, r.ID, r.Year, len(r.Links), r.Preprint))
	}
	want := []string{"1 ref1 2019 links=1 preprint=false", "2 ref2 2021 links=0 preprint=true"}
	if !slices.Equal(got, want) || f.ReferenceList.Text != "References" {
		t.Errorf("under %q: %q, want %q", f.ReferenceList.Text, got, want)
	}
	var marks []int
	for _, m := range f.Markers {
		marks = append(marks, m.Number)
	}
	if !slices.Equal(marks, []int{2, 7}) {
		t.Errorf("marks %v, want 2 and 7", marks)
	}
	if len(f.Identifiers) != 1 || f.Identifiers[0].Entry != 0 {
		t.Errorf("identifiers %+v", f.Identifiers)
	}
	for body, want := range map[string]int{
		`<div class="article-sources"><ul><li>Roe J. The knee. 2019.</li></ul></div>`:      1,
		`<details><summary>Sources</summary><p>Roe J. The knee. 2019.</p></details>`:       1,
		`<p>Sources:</p><ul><li>Roe J. The knee. 2019.</li></ul>`:                          1,
		`<h2>Sources of vitamin D that work well in the winter</h2><ul><li>Fish</li></ul>`: 0,
		`<p>Sources of joy</p><p>A walk by the sea and a cup of tea.</p>`:                  0,
	} {
		if got := len(extract(`<html lang="en"><article><p>The knee is a joint of the leg, and this is what it is for.</p>` + body + `</article>`).References); got != want {
			t.Errorf("%s: %d entries, want %d", body, got, want)
		}
	}
}

func TestAffiliates(t *testing.T) {
	for link, want := range map[string]string{
		`<a href="https://shop.example/x" rel="nofollow sponsored">x</a>`: "sponsored",
		`<a href="https://www.amazon.com/dp/B01?tag=site-20">x</a>`:       "amazon",
		`<a href="https://www.amazon.com/dp/B01">x</a>`:                   "",
		`<a href="https://amzn.to/abc">x</a>`:                             "network",
		`<a href="https://www.awin1.com/cread.php?awinmid=1">x</a>`:       "network",
		`<a href="https://brand.example/?affid=77">x</a>`:                 "parameter",
		`<a href="https://www.iherb.com/pr/x?rcode=ABC123">x</a>`:         "parameter",
		`<a href="https://shop.brand.example/x?ref=site">x</a>`:           "shop-ref",
		`<a href="https://news.example/x?ref=home">x</a>`:                 "",
		`<a href="/go/pillow">x</a>`:                                      "redirect",
		`<a href="/gout/">x</a>`:                                          "",
		`<a href="https://stats.example/?partner=">x</a>`:                 "",
	} {
		f := extract(`<article><p>` + link + `</p></article>`)
		got := ""
		if len(f.Affiliates) > 0 {
			got = f.Affiliates[0].Kind
		}
		if got != want {
			t.Errorf("%s: %q, want %q", link, got, want)
		}
	}
}

func TestMachinery(t *testing.T) {
	f := extract(`<head><script src="https://connect.facebook.net/en_US/fbevents.js"></script>
		<script type="text/plain" data-cookieconsent="marketing" src="https://analytics.tiktok.com/i18n/pixel/events.js"></script>
		<script>(function(h,o,t,j){h.hj=1;t.src='https://static.hotjar.com/c/hotjar-'})(window)</script>
		<script src="https://consent.cookiebot.com/uc.js"></script>
		<script>gtag('consent','default',{ad_storage:'denied'})</script></head>
		<body><ins class="adsbygoogle"></ins><a href="https://www.hon.ch/x"><img src="/img/honcode.png" alt=""></a>
		<article><p>Facebook.com/track your pain with connect and hotjar.</p>
		<form action="http://mail.example/post"><input name="email"><input name="symptoms"><a href="/privacy/">Privacy</a><button>Send</button></form>
		<form><input name="weight"><input name="symptoms"><button type="button">Summarize</button></form>
		<form role="search"><input name="q"></form></article>`)
	var got []string
	for _, x := range f.Trackers {
		got = append(got, fmt.Sprintf("%s %s %v", x.Vendor, x.Class, x.Gated))
	}
	slices.Sort(got)
	want := []string{"facebook ad-pixel false", "hotjar session-replay false", "tiktok ad-pixel true"}
	if !slices.Equal(got, want) {
		t.Errorf("trackers %q, want %q", got, want)
	}
	slices.Sort(f.Consent)
	if !slices.Equal(f.Consent, []string{"consent-mode", "cookiebot"}) {
		t.Errorf("consent %q", f.Consent)
	}
	if len(f.Ads) != 1 || f.Ads[0].Name != "adsense" {
		t.Errorf("ads %+v", f.Ads)
	}
	if len(f.Seals) != 1 || f.Seals[0].Name != "honcode" || !f.Seals[0].Verified {
		t.Errorf("seals %+v", f.Seals)
	}
	if len(f.Forms) != 3 {
		t.Fatalf("forms %+v", f.Forms)
	}
	if m := f.Forms[0]; m.Action != "http://mail.example/post" || m.Method != "GET" || !m.Third || !m.Privacy || len(m.Health) != 1 || len(m.Personal) != 1 || m.Search {
		t.Errorf("form %+v", m)
	}
	if m := f.Forms[1]; len(m.Fields) != 2 || len(m.Health) != 0 {
		t.Errorf("a form that no button sends %+v", m)
	}
	if !f.Forms[2].Search {
		t.Errorf("form %+v", f.Forms[2])
	}
}

// The formulas are held against worked examples that their authors or handbooks print.
func TestFormulas(t *testing.T) {
	near := func(name string, got, want float64) {
		if math.Abs(got-want) > 0.06 {
			t.Errorf("%s: %.3f, want %.2f", name, got, want)
		}
	}
	// "The Australian platypus is seemingly a hybrid of a mammal and reptilian creature."
	platypus := Readability{Words: 13, Sentences: 1, Syllables: 26}
	near("Kincaid", platypus.Kincaid(), 13.08)
	near("Flesch", platypus.Flesch(), 24.44)
	// "The cat sat on the mat.": 6 words of one syllable.
	mat := Readability{Words: 6, Sentences: 1, Syllables: 6, Letters: 17}
	near("Flesch", mat.Flesch(), 116.15)
	near("Kincaid", mat.Kincaid(), -1.45)
	// Coleman and Liau's abstract: 119 words, 5 sentences, 639 letters.
	coleman := Readability{Words: 119, Sentences: 5, Letters: 639}
	near("Coleman", coleman.Coleman(), 14.53)
	// McLaughlin: 30 sentences with 36 hard words are grade 9.4.
	smog := Readability{Sentences: 30, Poly: 36}
	near("SMOG", smog.SMOG(), 9.39)
	lix := Readability{Words: 100, Sentences: 5, Long: 30}
	near("LIX", lix.LIX(), 50)
	fog := Readability{Words: 100, Sentences: 5, Poly: 10}
	near("Fog", fog.Fog(), 12)
	ari := Readability{Words: 100, Sentences: 5, Letters: 450}
	near("ARI", ari.ARI(), 9.77)
}

func TestSyllables(t *testing.T) {
	wrong := 0
	for word, want := range map[string]int{
		"the": 1, "cat": 1, "time": 1, "times": 1, "table": 2, "tables": 2, "boxes": 2, "walked": 1, "wanted": 2, "needed": 2, "muscle": 2, "muscles": 2,
		"medicine": 3, "hospital": 3, "emergency": 4, "physician": 3, "australian": 4, "biology": 4, "nation": 2, "delicious": 3, "exercise": 3, "inflammation": 4,
		"inflammatory": 5, "pain": 1, "back": 1, "spine": 1, "ligament": 3, "nutrition": 3, "patient": 2, "patients": 2, "symptom": 2, "surgery": 3, "rehabilitation": 6,
		"creature": 2, "platypus": 3, "mammal": 2, "hybrid": 2, "idea": 3, "people": 2, "radiologist": 5, "arthritis": 3, "diabetes": 4, "shoulder": 2,
	} {
		if got := syllables(word); got != want {
			wrong++
			t.Logf("%s: %d, want %d", word, got, want)
		}
	}
	if wrong > 2 {
		t.Errorf("%d words are miscounted", wrong)
	}
}

func TestReadabilityOfText(t *testing.T) {
	var r Readability
	r.add("The cat sat on the mat. It didn't move for 3.5 hours!", &syllableBook{})
	if r.Words != 12 || r.Sentences != 2 || r.Letters != 17+21 {
		t.Errorf("%+v", r)
	}
	f := extract(`<html lang="en"><article><h1>A heading is not counted here at all</h1><p>The knee is a joint of the leg.</p><ul><li>Rest it for a day</li><li>Ice</li></ul>
		<table><tr><td>A cell is not counted either, whatever it says</td></tr></table></article>`)
	if r := f.Readability; r.Words != 13 || r.Sentences != 2 {
		t.Errorf("%+v", r)
	}
}

func TestSubjects(t *testing.T) {
	f := extract(`<html lang="en"><head><title>Why back pain after lifting shouldn't be ignored</title></head><article><h1>Why back pain after lifting shouldn't be ignored</h1>
		<h2>Signs of a disc problem</h2><p>` + strings.Repeat("The spine and its discs are what the muscles of the back hold up, and this is why it is stiff. ", 6) + `</p>
		<p>Jane Roe is a dedicated Medical Assistant and health writer who specializes in writing about digestive, respiratory and autoimmune conditions with years of experience at a clinic.</p></article>`)
	if !slices.Contains(f.SubKinds, "condition") {
		t.Errorf("sub-kinds %q", f.SubKinds)
	}
	if len(f.Topics) == 0 || f.Topics[0].System != "musculoskeletal" {
		t.Errorf("topics %v", f.Topics)
	}
	if len(f.Bios) != 1 || len(f.Bios[0].Topics) != 3 || f.Bios[0].Generalist {
		t.Errorf("bios %+v", f.Bios)
	}
	if f.DetectedLang != "en" || f.LangShare < 15 {
		t.Errorf("language %q, %d %%", f.DetectedLang, f.LangShare)
	}
}

// What changes with the date alone leaves Undated alone.
func TestUndated(t *testing.T) {
	hash := func(date, text string) uint32 {
		return extract(`<html lang="en"><article><p>Last updated: ` + date + `</p><p>The knee is a joint of the leg, and this is ` + text + `.</p></article>`).Undated
	}
	if hash("May 3, 2024", "stiff") != hash("June 9, 2025", "stiff") {
		t.Error("the date changes the hash")
	}
	if hash("May 3, 2024", "stiff") == hash("May 3, 2024", "loose") {
		t.Error("the text does not change the hash")
	}
}

func TestReviewFinds(t *testing.T) {
	f := extract(`<html lang="en"><head><script type="application/ld+json">{"@type":"MedicalWebPage","reviewedBy":[{"@id":"https://health.example/#physician"},
		{"@type":"Organization","name":"Spine Review Board"},{"@type":"Person","@id":"#ada","name":"Ada Okafor"}]}</script></head><article><p>The knee is a joint.</p></article>`)
	var got []string
	for _, p := range f.ReviewFinds {
		got = append(got, p.ID+"|"+p.Name+"|"+p.Rejected)
	}
	want := []string{"https://health.example/#physician||not on this page", "|Spine Review Board|organization", "https://health.example/spine/pain/#ada|Ada Okafor|"}
	if !slices.Equal(got, want) || len(f.Reviewers) != 1 {
		t.Errorf("finds %q, want %q; reviewers %v", got, want, f.Reviewers)
	}
}

func TestAmbiguousDate(t *testing.T) {
	for text, other := range map[string]string{"03/04/2024": "2024-04-03", "03/14/2024": "", "04/04/2024": "", "3 April 2024": "", "03.04.2024": ""} {
		f := extract(`<html lang="en"><article><p>The knee is a joint of the leg, and this is what it is for.</p><p>Last updated: ` + text + `</p></article>`)
		got := ""
		if len(f.Dates) == 1 && !f.Dates[0].Other.IsZero() {
			got = f.Dates[0].Other.Format("2006-01-02")
		}
		if len(f.Dates) != 1 || got != other {
			t.Errorf("%s: %+v, want the other reading %q", text, f.Dates, other)
		}
	}
}

func TestBoxes(t *testing.T) {
	f := extract(`<html lang="en"><article><p>The knee is a joint of the leg, and this is what it is for.</p>
		<div class="nhsuk-card nhsuk-card--care nhsuk-card--care--emergency"><h2>Call for help now</h2></div><div class="sponsored-post"><p>A pillow.</p></div></article>`)
	if len(f.Said(CareHeading)) != 1 || f.Said(CareHeading)[0].Code != "card" || len(f.Ads) != 1 || f.Ads[0].Kind != "sponsored" {
		t.Errorf("statements %+v, ads %+v", f.Statements, f.Ads)
	}
}
