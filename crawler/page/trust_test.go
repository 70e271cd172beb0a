package page

import (
	"fmt"
	"strings"
	"testing"
)

const filler = "<p>A knee that is stiff in the morning has many causes, and most of them are harmless. Move it gently before you stand up.</p>"

func article(lang, inner string) *Facts {
	return extract(`<html lang="` + lang + `"><head><title>Knee</title></head><body><main><article><h1>Knee</h1>` + inner + `</article></main></body></html>`)
}

func TestDisclaimers(t *testing.T) {
	for _, test := range []struct{ lang, text, want string }{
		{"en", "This is not a substitute for professional medical advice.", "S1"},
		{"en", "A knee that locks needs medical attention.", "soft"},
		{"es", "Una herida que no cierra necesita atención médica.", "soft"},
		{"fr", "Une douleur qui réveille la nuit nécessite un avis médical.", "soft"},
		{"de", "Ein Knie, das über Nacht anschwillt, braucht eine ärztliche Untersuchung.", "soft"},
		{"it", "Un ginocchio che si blocca richiede una valutazione medica.", "soft"},
		{"pt", "Um joelho que trava precisa de avaliação médica.", "soft"},
		{"id", "Lutut yang terkunci memerlukan pemeriksaan medis.", "soft"},
		{"nl", "Een knie die op slot gaat vraagt om medische beoordeling.", "soft"},
		{"en", "It can never be a replacement for the care of your doctor.", "S1"},
		{"en", "This page is not a substitute for a veterinarian.", "S1"},
		{"en", "If your dog has eaten it, call a veterinarian.", "soft"},
		{"en", "This isn’t a sub\u00adstitute\u00a0for a consultation.", "S1"},
		{"en", "For informational purposes only. Ask about your treatment.", "S2"},
		{"en", "Nothing here is medical advice. We do not give medical advice.", "S3"},
		{"en", "What you read is not a medical recommendation.", "S3"},
		{"en", "Our pages should not be taken as personal medical recommendations.", "S3"},
		{"en", "Nothing on this page is medical advice.", "S3"},
		{"en", "None of the texts here is intended to be taken as medical advice.", "S3"},
		{"en", "Reading cannot take the place of an examination by a doctor.", "S4"},
		{"en", "A leaflet never takes the place of medical care.", "S4"},
		{"en", "This page explains the test without providing medical diagnosis.", "S4"},
		{"en", "Few get through a winter without medical care.", ""},
		{"en", "Nothing on this page is investment advice.", ""},
		{"en", "Nothing is worth more than good medical advice.", ""},
		{"en", "This is not a recommendation to buy or sell shares.", ""},
		{"en", "An app cannot take the place of a tax adviser.", ""},
		{"en", "Sleep can take the place of a second cup of coffee.", ""},
		{"en", "It does not replace an examination by a physician.", "S4"},
		{"en", "This product is not intended to diagnose, treat or cure any disease.", "S5"},
		{"en", "General education, not personal medical treatment.", "S6"},
		{"en", "Always consult a healthcare professional before starting any new treatment.", "soft"},
		{"en", "See your doctor if the knee is hot.", "soft"},
		{"en", "For informational purposes only; this is no offer to sell securities.", ""},
		{"en", "This is not investment advice.", ""},
		{"en", "Honey is a good substitute for sugar.", ""},
		{"en", "A bandage is not a replacement for a cast of the wrong size.", ""},
		{"es", "Este texto no sustituye la consulta con su médico.", "S1"},
		{"es", "Esto no reemplaza asesoría veterinaria.", "S1"},
		{"es", "No constituye consejo médico.", "S3"},
		{"es", "Consulte con su médico.", "soft"},
		{"fr", "Cet article ne remplace pas l’avis d’un médecin.", "S1"},
		{"fr", "Consultez votre médecin.", "soft"},
		{"de", "Dieser Text ersetzt keine Beratung durch einen Arzt.", "S1"},
		{"de", "Er kann eine ärztliche Untersuchung nicht ersetzen.", "S1"},
		{"de", "Dient nur der Information über Behandlungen.", "S2"},
		{"de", "Fragen Sie Ihren Arzt oder Apotheker.", "soft"},
		{"it", "Questo testo non sostituisce il parere del medico.", "S1"},
		{"pt", "Este texto não substitui a consulta médica.", "S1"},
		{"id", "Tulisan ini bukan merupakan pengganti nasihat medis.", "S1"},
		{"nl", "Deze tekst vervangt geen advies van een arts.", "S1"},
		{"fr", "This is not a substitute for professional medical advice.", "S1"}, // left in English
		{"pl", "Ten tekst nie zastępuje porady lekarza.", ""},                     // no pack
	} {
		f := article(test.lang, "<p>"+test.text+"</p>")
		got := ""
		if len(f.Disclaimers) > 0 {
			got = f.Disclaimers[0].Form
		}
		if got != test.want {
			t.Errorf("%s %q: %q, want %q", test.lang, test.text, got, test.want)
		}
	}
}

func TestDisclaimerPlaces(t *testing.T) {
	const strong = "Not a substitute for professional medical advice."
	for name, test := range map[string]struct{ body, want string }{
		"article":          {"<main><article><p>" + strong + "</p></article></main>", "strong main"},
		"split by tags":    {"<main><p>Not a <b>sub</b>stitute <i>for <a href=/>professional</a></i> medical advice.</p></main>", "strong main"},
		"list of labels":   {"<main><h2>Medical disclaimer</h2><p>For information only.</p></main>", "strong main"},
		"footer":           {"<main><p>Text</p></main><footer><p>" + strong + "</p></footer>", "strong footer in-footer"},
		"box behind main":  {"<main><p>Text</p></main><div><p>" + strong + "</p></div>", "strong footer"},
		"below comments":   {`<main><p>Text</p><section id="comments"><p>Thanks</p></section><p>` + strong + "</p></main>", "strong main below-comments"},
		"hidden attribute": {"<main><p>Text</p><p hidden>" + strong + "</p></main>", "strong main hidden"},
		"hidden by style":  {`<main><p>Text</p><div style="display: none"><p>` + strong + "</p></div></main>", "strong main hidden"},
		"alt text":         {`<main><p>Text <img src="data:," alt="` + strong + `"></p></main>`, ""},
		"comment":          {"<main><p>Text <!-- " + strong + " --></p></main>", ""},
		"link":             {`<main><p>Text</p></main><footer><a href="/medical-disclaimer/">Legal</a></footer>`, "link footer"},
		"affiliate link":   {`<main><p>Text</p></main><footer><a href="/affiliate-disclaimer/">Disclaimer</a></footer>`, ""},
		"link to itself":   {`<main><p><a href="/spine/pain/#disclaimer">Disclaimer</a></p></main>`, ""},
	} {
		f := extract("<html lang=en><body>" + test.body + "</body></html>")
		got := ""
		if len(f.Disclaimers) > 0 {
			got = describeDisclaimer(&f.Disclaimers[0])
		}
		if got != test.want {
			t.Errorf("%s: %q, want %q", name, got, test.want)
		}
	}
}

func describeDisclaimer(d *Disclaimer) string {
	s := [...]string{"none", "soft", "link", "strong"}[d.Strength] + " " + d.Region.String()
	for _, flag := range []struct {
		set  bool
		name string
	}{{d.Hidden, " hidden"}, {d.BelowComments, " below-comments"}, {d.InFooter && d.Strength == DisclaimerStrong, " in-footer"}} {
		if flag.set {
			s += flag.name
		}
	}
	return s
}

func TestBios(t *testing.T) {
	const shape = "Ada Okafor, RN, is a registered nurse and health writer with twenty years of experience in a hospital by the sea."
	for name, test := range map[string]struct{ body, want string }{
		"closing paragraph": {filler + filler + filler + "<p>" + shape + "</p>", "shape Ada Okafor tier 1 visible"},
		"medical assistant": {filler + filler + filler + "<p>Ada Okafor is a dedicated Medical Assistant with a passion for teaching and a health writer at Joint Notes.</p>", "shape Ada Okafor tier 3 visible"},
		"heading":           {filler + "<h2>About the author</h2><p>Ada Okafor looks after painful joints in a hospital by the sea.</p>", "heading Ada Okafor tier 0 visible"},
		"bold line":         {filler + "<p><strong>About the author</strong></p><p>Ada Okafor looks after painful joints in a hospital by the sea.</p>", "heading Ada Okafor tier 0 visible"},
		"box":               {filler + `<div class="saboxplugin-wrap"><div class="saboxplugin-authorname"><a class="vcard author" href="/a/"><span class="fn">Ada Okafor</span></a></div><div class="saboxplugin-desc">Looks after painful joints in a hospital by the sea.</div></div>`, "class Ada Okafor tier 0 visible"},
		"empty box":         {filler + `<div class="author-box"><p>Ada Okafor</p></div>`, ""},
		"early story":       {"<p>Maria Lopez is a nurse and writer with years of experience who fell on a staircase and hurt her knee.</p>" + filler + filler + filler + filler, ""},
		"one signal only":   {filler + filler + filler + "<p>Maria Lopez is a 45-year-old woman from Porto who fell on a staircase last winter and hurt her left knee.</p>", ""},
		"structured data":   {`<script type="application/ld+json">{"@type":"Person","name":"Ada Okafor","description":"Ada Okafor looks after painful joints in a hospital by the sea."}</script>` + filler, "json-ld Ada Okafor tier 0 unseen"},
	} {
		f := article("en", test.body)
		got := ""
		if len(f.Bios) > 0 {
			b := f.Bios[0]
			got = fmt.Sprintf("%s %s tier %d %s", b.Source, b.Name, b.Tier, map[bool]string{true: "visible", false: "unseen"}[b.Visible])
		}
		if got != test.want {
			t.Errorf("%s: %q, want %q", name, got, test.want)
		}
	}
}

// A page about the team has a text below each name; on other pages a heading that is a name, or looks like one, is no bio.
func TestTeamBios(t *testing.T) {
	const body = `<title>Our team</title><main><h1>Our team</h1><h2>Ada Okafor, MD</h2><p>Looks after painful joints in a hospital by the sea, and writes here on Sundays.</p>` +
		`<h2>Tom Brand</h2><p>Tom Brand is the editor of these pages, and asks the questions that readers have.</p><h2>Plain Words</h2><p>We write as we speak, and leave out what nobody has to know.</p></main>`
	for address, want := range map[string]string{
		"https://health.example/editorial-team/": "Ada Okafor 1, Tom Brand 3",
		"https://health.example/about.html":      "Ada Okafor 1, Tom Brand 3",
		"https://health.example/knees/":          "",
	} {
		f := Extract(Input{URL: address, Status: 200, Body: []byte(`<!doctype html><html lang="en">` + body)}, nil)
		var got []string
		for _, b := range f.Bios {
			got = append(got, fmt.Sprintf("%s %d", b.Name, b.Tier))
		}
		if s := strings.Join(got, ", "); s != want {
			t.Errorf("%s: %q, want %q", address, s, want)
		}
	}
}

// What cards of other pages say of authors, reviewers and dates is not said of the page, whatever their classes are.
func TestCards(t *testing.T) {
	card := func(to, title, rest string) string {
		return `<div class="css-1x"><a href="` + to + `"><h3>` + title + `</h3></a>` + rest + `</div>`
	}
	line := func(to, title, rest string) string {
		return `<li><a href="` + to + `">` + title + `</a>` + rest + `</li>`
	}
	const told = `<p>Medically reviewed by Ada Okafor, MD</p><p class="author">Jane Roe</p><p>Written by Tom Brand</p><p>Published May 3, 2020</p><time datetime="2021-05-03">May 3, 2021</time>`
	for name, test := range map[string]struct{ body, want string }{
		"cards":           {filler + "<div>" + card("/a", "Sore hips", told) + card("/b", "Sore feet", told) + "</div>", "[] [] 0"},
		"cards of a list": {filler + "<ul>" + line("/a", "Why hips get sore", told) + line("/b", "Why feet get sore", told) + line("/c", "Why hands get sore", told) + "</ul>", "[] [] 0"},
		"one box":         {filler + "<div>" + card("/a", "Sore hips", told) + "</div>", "[Jane Roe] [Ada Okafor] 3"},
		"authors":         {filler + "<div>" + card("/p/jane", "Jane Roe", told) + card("/p/tom", "Tom Brand", told) + "</div>", "[Jane Roe] [Ada Okafor] 3"},
		"sections of it":  {filler + "<div>" + card("#a", "Sore hips", told) + card("#b", "Sore feet", told) + "</div>", "[Jane Roe] [Ada Okafor] 3"},
	} {
		f := article("en", test.body)
		if got := fmt.Sprintf("%v %v %d", peopleNames(f.Authors), peopleNames(f.Reviewers), len(f.Dates)); got != test.want {
			t.Errorf("%s: %s, want %s", name, got, test.want)
		}
	}
}

func TestReviewers(t *testing.T) {
	for name, test := range map[string]struct{ body, want string }{
		"line":         {"<p>Medically reviewed by Ada Okafor, MD</p>" + filler, "Ada Okafor"},
		"second half":  {"<p>Written by Jane Roe | Reviewed by Ada Okafor, MD | May 3, 2026</p>" + filler, "Ada Okafor"},
		"label":        {"<dl><dt>Reviewer</dt><dd>Ada Okafor</dd></dl>" + filler, "Ada Okafor"},
		"two boxes":    {"<div>Reviewer</div><div>Ada Okafor, MD</div>" + filler, "Ada Okafor"},
		"two others":   {"<div>Reviews</div><div>Ada Okafor</div>" + filler, ""},
		"json-ld":      {`<script type="application/ld+json">{"@type":"MedicalWebPage","reviewedBy":{"@type":"Person","name":"Ada Okafor"}}</script>` + filler, "Ada Okafor"},
		"negated":      {"<p>This page is not yet independently reviewed by Ada Okafor.</p>" + filler, ""},
		"by a board":   {"<p>Reviewed by our Medical Review Board</p>" + filler, ""},
		"related card": {filler + `<div class="related-posts"><p>Medically reviewed by Ada Okafor, MD</p></div>`, ""},
	} {
		f := article("en", test.body)
		var names []string
		for _, r := range f.Reviewers {
			names = append(names, r.Name)
		}
		if got := strings.Join(names, ", "); got != test.want {
			t.Errorf("%s: %q, want %q", name, got, test.want)
		}
	}
}

func TestAuthorDetails(t *testing.T) {
	f := article("en", `<script type="application/ld+json">{"@type":"Article","author":{"@type":"Person","name":"Ada Okafor"}}</script>
		<p class="byline">By <a href="/authors/ada/">Dr. Ada Okafor, MD</a></p>`+filler)
	if len(f.Authors) != 1 {
		t.Fatalf("authors: %+v", f.Authors)
	}
	a := f.Authors[0]
	if a.Name != "Ada Okafor" || a.Source != "json-ld" || !a.Visible || a.Tier != 1 || a.Profile != "https://health.example/authors/ada/" {
		t.Errorf("%+v", a)
	}
	f = article("en", `<script type="application/ld+json">{"@type":"Article","author":{"@type":"Person","name":"Ada Okafor"}}</script>`+filler)
	if len(f.Authors) != 1 || f.Authors[0].Visible {
		t.Errorf("seen where it is not: %+v", f.Authors)
	}
}

// A list of other articles in structured data names other people.
func TestAuthorOfFirstWork(t *testing.T) {
	f := article("en", `<script type="application/ld+json">[{"@type":"Article","author":{"name":"Ada Okafor"}},
		{"@type":"ItemList","itemListElement":[{"@type":"Article","author":{"name":"Tom Ekberg"}}]}]</script>`+filler)
	if len(f.Authors) != 1 || f.Authors[0].Name != "Ada Okafor" {
		t.Errorf("%+v", f.Authors)
	}
}

func TestDates(t *testing.T) {
	for _, test := range []struct{ lang, body, want string }{
		{"en", "<p>Last reviewed: 3 May 2026</p>", "reviewed 2026-05-03"},
		{"en", "<p>Page last reviewed: 15 March 2021 Next review due: 15 March 2024</p>", "reviewed 2021-03-15, next-review 2024-03-15"},
		{"en", "<p>Updated on April 29, 2026</p>", "updated 2026-04-29"},
		{"en-GB", "<p>Published 04/05/2026</p>", "published 2026-05-04"},
		{"en-US", "<p>Published 04/05/2026</p>", "published 2026-04-05"},
		{"en", "<p>Published May 2026</p>", "published 2026-05"},
		{"de", "<p>Aktualisiert am 3. März 2026</p>", "updated 2026-03-03"},
		{"fr", "<p>Mis à jour le 3 août 2026</p>", "updated 2026-08-03"},
		{"es", "<p>Publicado el 3 de mayo de 2026</p>", "published 2026-05-03"},
		{"en", `<p>Updated <time datetime="2026-05-03">last spring</time></p>`, "updated 2026-05-03"},
		{"en", `<meta itemprop="datePublished" content="2026-05-03T08:00:00+02:00">`, "published 2026-05-03"},
		{"en", `<script type="application/ld+json">{"@type":"Article","datePublished":"2026-01-02","dateModified":"2026-02-03"}</script>`, "published 2026-01-02, updated 2026-02-03"},
		{"en", "<p>Updated 31 February 2026</p>", ""},
		{"en", "<p>27.1.2026 - " + strings.Repeat("The knee bends and stretches many times a day. ", 4) + "</p>", " 2026-01-27"},
		{"de", "<p>Leeds (27.1.2026). " + strings.Repeat("Das Knie ist ein Gelenk und es bewegt sich. ", 4) + "</p>", " 2026-01-27"},
		{"en", "<p>27.1.2026 was the day when " + strings.Repeat("the knee bent and stretched many times. ", 4) + "</p>", ""},
		{"en", `<p>By Jane <abbr class="published" title="2026-04-04T18:52:11+00:00">last spring</abbr></p>`, "published 2026-04-04"},
		{"en", `<p>By Jane <abbr title="2026-04-04T18:52:11+00:00">last spring</abbr></p>`, ""},
		{"en", `<p><time datetime="2026-11-06T23:00:00.000Z">7 November 2026</time></p>`, " 2026-11-07,  2026-11-07"},
		{"en", "<p>Written: 2026-11-07 15:03</p>", "published 2026-11-07"},
		{"en", "<p>Updated May 3, 2026</p><h2>References</h2><ol><li>Knee Society. Sore knees. Updated October 2019. knees.example</li></ol>", "updated 2026-05-03"},
		{"en", "<h2>Sources</h2><p>We follow the standards of <a href='https://knees.example/'>Knee Society</a>.</p><div>Reviewed by the knee board. Last reviewed: 2026-06-05.</div>", "reviewed 2026-06-05"},
		{"en", filler + filler + filler + filler + "<h2>Books</h2><p>Knees. Publication date: May 2020</p><p>Hips. Publication date: June 2021</p><p>Feet. Publication date: July 2022</p>", ""},
		{"en", filler + filler + filler + filler + filler + filler + filler + filler + "<table><tr><td>Long</td><td>Wednesday, November 3, 2021</td></tr></table>", ""},
		{"en", "<p>In 2026 nothing was updated.</p>", ""},
		{"en", "<p>© 2019 to 2026 Joint Notes</p>", ""},
	} {
		f := article(test.lang, test.body)
		var got []string
		for _, d := range f.Dates {
			layout := "2006-01-02"
			if !d.Day {
				layout = "2006-01"
			}
			got = append(got, d.Label+" "+d.Time.Format(layout))
		}
		if s := strings.Join(got, ", "); s != test.want {
			t.Errorf("%s %s: %q, want %q", test.lang, test.body, s, test.want)
		}
	}
}

// What the configuration says counts where the page says nothing.
func TestLanguageOfOptions(t *testing.T) {
	for body, want := range map[string]string{"<p>Knie steif?": "de", "<html lang=fr><p>Knie steif?": "fr"} {
		f := Extract(Input{URL: testURL, Body: []byte("<!DOCTYPE html>" + body)}, &Options{Language: "de-AT"})
		if f.Phrases != want {
			t.Errorf("%s: %q, want %q", body, f.Phrases, want)
		}
	}
}

func TestLanguages(t *testing.T) {
	for _, test := range []struct{ declared, sample, want string }{
		{"en-US", "", "en"},
		{"de", "", "de en"},
		{"pt_BR", "", "pt en"},
		{"", "the knee is stiff and the cause is not that of the hip, which you have", "en"},
		{"en", "das knie ist steif und die ursache ist nicht die der hüfte, mit der sich", "en de"},
		{"pl", "sztywne kolano rano ma wiele przyczyn a większość z nich jest niegroźna", ""},
		{"", "", ""},
		{"pl", "the knee is stiff and the cause is not that of the hip, which you have", "en"}, // left in English
		{"sv", "knäet är stelt och det är den vanliga orsaken till att de flesta söker en läkare för det", ""},
		{"ca", "el genoll és rígid i la causa no és la que es pensa de la majoria de les persones que en tenen", ""},
		{"ja", "膝が硬いときは MRI と CT and ultrasound of the knee を確認してから運動を始めてください。痛みが続く場合は受診が必要です。", ""},
		{"", "膝が硬いときは MRI と CT and ultrasound of the knee を確認してから運動を始めてください。痛みが続く場合は受診が必要です。", ""},
		{"en", "膝关节早晨僵硬的原因很多，the cause is not that of the hip，大多数无害，活动前请先慢慢伸展。", ""},
		{"ko", "아침에 무릎이 뻣뻣하면 MRI of the knee is for you 검사를 받기 전에 천천히 움직이세요. 통증이 계속되면 진료를 받으세요.", ""},
		{"ar", "تيبس الركبة في الصباح له أسباب كثيرة MRI of the knee and the hip ومعظمها غير ضار، حركها بلطف قبل الوقوف", ""},
		{"hi", "सुबह घुटने की अकड़न के कई कारण हैं MRI of the knee and the hip और अधिकांश हानिरहित हैं, उठने से पहले धीरे चलाएँ", ""},
		{"bn", "সকালে হাঁটু শক্ত হওয়ার অনেক কারণ আছে MRI of the knee and the hip এবং বেশিরভাগই ক্ষতিকর নয়", ""},
		{"ru", "утренняя скованность колена имеет много причин MRI of the knee and the hip и большинство из них безвредны", ""},
		{"en", "the knee is stiff and the cause, 膝 in the books of the east, is not that of the hip, which you have", "en"},
	} {
		var codes []string
		packs, _ := builtIn().languagesOf(test.declared, []string{test.sample})
		for _, l := range packs {
			codes = append(codes, l.code)
		}
		if got := strings.Join(codes, " "); got != test.want {
			t.Errorf("%q %q: %q, want %q", test.declared, test.sample, got, test.want)
		}
	}
}

// A day in the address is the date of a page that has no other, year or day first.
func TestDateInAddress(t *testing.T) {
	for path, want := range map[string]string{
		"/2026/05/03/knee/": "2026-05-03", "/news/29-10-2021": "2021-10-29", "/news/08112021-knee/": "2021-11-08", "/knee/29-13-2021": "", "/item/1234567890": "",
	} {
		f := Extract(Input{URL: "https://health.example" + path, Status: 200, Body: []byte("<!doctype html><title>Knee</title><main><h1>Knee</h1>" + filler)}, nil)
		got := ""
		if d := f.Written(); !d.Time.IsZero() {
			got = d.Time.Format("2006-01-02")
		}
		if got != want {
			t.Errorf("%s: %q, want %q", path, got, want)
		}
	}
}
