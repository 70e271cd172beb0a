package page

import (
	"fmt"
	"strings"
	"testing"
)

// said lists the statements of an article with one block of text, as kind:code with what marks them.
func said(t *testing.T, block string) string {
	t.Helper()
	f := extract(`<html lang="en"><head><title>A page</title></head><body><article><p>The knee is a joint of the leg, and this is what you have to know of it.</p>` +
		block + `</article></body></html>`)
	var all []string
	for i := range f.Statements {
		s := &f.Statements[i]
		text := string(s.Kind)
		if s.Code != "" {
			text += ":" + s.Code
		}
		if s.Negated {
			text += "/negated"
		}
		if s.Quoted {
			text += "/quoted"
		}
		if s.Sourced != "" {
			text += "/" + s.Sourced
		}
		if s.Kind != Benefit && s.Kind != Risk && s.Kind != Caution {
			all = append(all, text)
		}
	}
	return strings.Join(all, " ")
}

func TestStatements(t *testing.T) {
	for block, want := range map[string]string{
		// claims
		"<p>Emerging studies strongly suggest that sitting for long weakens the back.</p>":   "claim:C1",
		"<p>NIH and CDC data are increasingly acknowledging how sitting harms the back.</p>": "authority:NIH authority:CDC claim:C1",
		"<p>Some doctors theorize that the disc dries out when nobody moves it.</p>":         "claim:C2",
		"<p>According to a large national survey, most people wait for months.</p>":          "claim:C3",
		"<p>About 80% of all adults have back pain at some time in their lives.</p>":         "claim:C4",
		"<p>One in five people lives with a pain that does not go away.</p>":                 "claim:C5",
		"<p>Back pain costs up to 600 million working days among people every year.</p>":     "claim:C5",
		"<p>Nearly 8 of the 10 exercises below need no more than a mat.</p>":                 "",
		"<p>What do studies show about mattresses for a painful back?</p>":                   "",
		"<p>What the research shows is still a matter of debate here.</p>":                   "",
		"<h2>Studies suggest that sitting is not good for the back</h2>":                     "",
		"<p>Studies show it.</p>": "",
		"<p>Wearable sync means that sleep data shows up without any entry by hand.</p>":                             "",
		"<p>It reads sleep data that a connected watch has already measured at night.</p>":                           "",
		"<p>A wearable adds more data points to work with, but nobody needs one.</p>":                                "",
		"<p>Ask your surgeon what the published survival data shows for each implant.</p>":                           "",
		"<p>You get structured, evidence-based support for the first months at home.</p>":                            "",
		"<p>Built-in analysis that looks for links between the foods and symptoms you log.</p>":                      "",
		"<p>The page covers what was measured and why researchers think that it happens.</p>":                        "",
		"<p>Keep all your records, papers, bills and implant details safe, report any change.</p>":                   "",
		"<p>Later research attempted to confirm a steady effect on sleep in other models.</p>":                       "",
		"<p>Registry data show that most of these implants last for twenty years.</p>":                               "claim:C1",
		"<p>The evidence for glucosamine in sore knees is weak and rather old.</p>":                                  "claim:C1",
		"<p>Studies, however, suggest that sitting for long weakens the back.</p>":                                   "claim:C1",
		"<p>With poor data, the studies suggest that sitting weakens the back.</p>":                                  "claim:C1",
		"<p>The tables list data inputs, rules and outputs to support the work.</p>":                                 "",
		"<p>Staff transcribe tally data, fill in the routine reports and send them.</p>":                             "",
		"<p>Each part has its own research base: copper is linked to the skin here.</p>":                             "",
		"<p>This page was built for comparison and for outbound research links.</p>":                                 "",
		"<p>For a wrong item they ask for photo evidence and a report in a week.</p>":                                "",
		"<p>Recent research links long sitting to pain in the lower back.</p>":                                       "claim:C1",
		"<p>It was loud in the night, according to people who live across the road.</p>":                             "",
		"<p>According to the WHO, most people in cities walk less than they should.</p>":                             "claim:C3 authority:WHO",
		"<p>The strategy targets to eliminate cancer are about vaccines and checks.</p>":                             "",
		"<p>Here is how doctors find out what is wrong with your knee and hip.</p>":                                  "",
		"<p>The operated knee should reach 80% of the other leg before you run.</p>":                                 "",
		`<p>Studies suggest that a walk a day helps (<a href="https://pubmed.ncbi.nlm.nih.gov/123/">trial</a>).</p>`: "claim:C1/link",
		`<p>Studies suggest that a walk a day helps many adults<sup>3</sup>.</p>`:                                    "claim:C1/sup",
		`<p>Studies suggest that a walk a day helps many adults (Roe et al., 2021).</p>`:                             "claim:C1/author-year",
		`<p>Studies suggest that a walk a day helps many adults [3].</p>`:                                            "claim:C1/marker",
		`<p>Studies suggest that a walk a day helps many adults, doi:10.1000/xyz123.</p>`:                            "claim:C1/identifier",
		`<p>Studies suggest that a walk helps.</p><p>Source: <a href="https://x.example/1">Spine Journal</a></p>`:    "claim:C1/source-line",
		`<p>Studies suggest that a walk a day helps, see <a href="https://facebook.com/x">our page</a>.</p>`:         "claim:C1",
		`<p>The WHO recommends that adults move for 150 minutes (<a href="https://www.who.int/x">WHO</a>).</p>`:      "claim:C3/link authority:WHO/authority",
		"<p>People who say that they found rest are no fewer than others.</p>":                                       "",
		"<p>It would be nice to report that the guidelines are clear on this.</p>":                                   "",
		"<p>As Dr. Okafor explains, e.g. in winter, studies suggest a warm room.</p>":                                "claim:C1",
		// tone
		"<p>This new mattress was a game-changer for my nights and days.</p>":              "testimonial",
		"<p>Our drops are a miracle cure for tired legs and stiff backs.</p>":              "sensational:miracle",
		"<p>There is no miracle cure for tired legs and stiff backs.</p>":                  "sensational:miracle/negated",
		"<p>Beware of phrases like \u201cmiracle cure\u201d on the label of a bottle.</p>": "sensational:miracle/negated/quoted",
		"<p>This tea cures arthritis within a week or two of daily use.</p>":               "cure:any disease",
		"<p>Does tea cure arthritis in a week or two of daily use?</p>":                    "",
		"<p>No tea cures arthritis, however much of it you drink.</p>":                     "cure:any disease/negated",
		"<p>Direct-acting drugs cure hepatitis C in most people today.</p>":                "",
		"<p>The cream is clinically proven to calm a sore knee at night.</p>":              "proven:proven",
		"<p>I took it for a week and my knee pain is gone, a relief at last.</p>":          "testimonial",
		// medicine
		"<p>After a month you can stop taking your medication for good.</p>": "stop-treatment:stop",
		"<p>Do not stop taking your medication because of an article.</p>":   "stop-treatment:stop/negated",
		"<p>Many choose herbs instead of chemotherapy and feel fine.</p>":    "stop-treatment:instead",
		"<p>Take 500 mg twice a day with a glass of water and food.</p>":     "dosage:instruction",
		"<p>Participants took 500 mg twice a day with a glass of water.</p>": "dosage:study",
		// emergencies
		"<ul><li>loss of bladder or bowel control</li><li>numbness in your legs</li></ul>": "emergency-term:cauda-equina emergency-term:back",
		"<p>With any of these signs it's worth getting checked soon.</p>":                  "weak-care",
		"<p>Call 911 if you have chest pain or trouble breathing at rest.</p>":             "emergency-care:emergency emergency-term:cardiac emergency-term:breathing",
		"<h2>When to see a doctor</h2>":                                                    "care-heading:heading",
		"<p>Thoughts of suicide can be told: call or text 988 at any hour.</p>":            "emergency-term:mental crisis emergency-care:emergency crisis-line:988",
		// money and machines
		"<p>This page contains affiliate links; we may earn a small commission.</p>":    "affiliate",
		"<p>Certainly! Here's a plan for the week that your knee will like.</p>":        "ai-residue:text",
		"<p>Certainly! Swimming is a good thing for a sore knee, and so is a walk.</p>": "",
		"<ul><li>This belt worked for me.</li></ul>":                                    "testimonial",
		"<p>Sponsored</p>": "sponsored",
		"<p>This statement has not been evaluated by the Food and Drug Administration. This product is not intended to diagnose, treat, cure, or prevent any disease.</p>": "fda-disclaimer:evaluated fda-disclaimer:diagnose",
		"<p>Our capsules support immune health through the cold winter months.</p>":                                                                                        "supplement",
		"<p>As an AI language model, I cannot examine your knee or your hip.</p>":                                                                                          "ai-residue:text",
		"<p>Chat programs like to say \u201cas an AI language model\u201d to their readers.</p>":                                                                           "ai-residue:text/quoted",
		"<p>Write to [insert name of clinic] for an appointment next week.</p>":                                                                                            "ai-residue:text",
		"<p>This page has not yet been reviewed by a licensed clinician.</p>":                                                                                              "not-reviewed review-claim:board/negated",
		"<p>Reviewed by our Medical Review Board</p>":                                                                                                                      "review-claim:board",
	} {
		if got := said(t, block); got != want {
			t.Errorf("%s\n got %q\nwant %q", block, got, want)
		}
	}
}

func TestStatementsElsewhere(t *testing.T) {
	f := extract(`<html lang="en"><head><title>Miracle cure for your back</title><meta name="description" content="100% cure, the doctors hate it"></head><body>
		<nav><p>Studies suggest that menus are read by few of us.</p></nav>
		<article><p>The knee is a joint of the leg, and this is what you have to know of it.</p><p hidden>Our drops are a miracle cure for tired legs.</p></article>
		<div class="comments"><p>A miracle cure for my legs, I tell you.</p></div></body></html>`)
	var got []string
	for _, s := range f.Statements {
		got = append(got, fmt.Sprintf("%s:%s %s hidden=%v heading=%v asserted=%v", s.Kind, s.Code, s.Region, s.Hidden, s.Heading, s.Asserted()))
	}
	want := `sensational:miracle head hidden=false heading=true asserted=true
sensational:guaranteed head hidden=false heading=true asserted=true
sensational:doctors-hate head hidden=false heading=true asserted=true
sensational:miracle article hidden=true heading=false asserted=false`
	if strings.Join(got, "\n") != want {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), want)
	}
}

func TestSection(t *testing.T) {
	f := extract(`<article><p>lead</p><h2>one</h2><p>a</p><h3>sub</h3><p>b</p><h2>two</h2><p>c</p></article>`)
	for _, test := range []struct{ block, level, first, last int }{
		{0, 2, 0, 1}, {2, 2, 1, 5}, {4, 2, 1, 5}, {4, 3, 3, 5}, {6, 2, 5, 7}, {99, 2, 5, 7},
	} {
		if first, last := f.Blocks.Section(test.block, test.level); first != test.first || last != test.last {
			t.Errorf("section of block %d, level %d: [%d, %d), want [%d, %d)", test.block, test.level, first, last, test.first, test.last)
		}
	}
}

func TestSentences(t *testing.T) {
	for text, want := range map[string]string{
		"One. Two! Three? Four":                          "One.| Two!| Three?| Four",
		"See Dr. Okafor, e.g. on Monday. Then rest.":     "See Dr. Okafor, e.g. on Monday.| Then rest.",
		"It rose by 3.5 mg. It fell.":                    "It rose by 3.5 mg. It fell.",
		`She said "stop." And left.`:                     `She said "stop."| And left.`,
		"Take No. 5 of them. I said no. Yes.":            "Take No. 5 of them.| I said no.| Yes.",
		"Wait... there is more. J. Roe et al. found it.": "Wait... there is more.| J. Roe et al. found it.",
		"": "",
	} {
		var parts []string
		from := 0
		for _, end := range sentences(text) {
			parts = append(parts, text[from:end])
			from = end
		}
		if got := strings.Join(parts, "|"); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
