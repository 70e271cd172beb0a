package trust

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/crawler"
	"github.com/healthusias/rounds/crawler/page"
	"github.com/healthusias/rounds/crawler/page/lazy"
)

// EmergencyActionMissing reports warning signs beside which nobody is told to call for help.
var EmergencyActionMissing = &checks.Check{
	ID:       "trust/emergency-action-missing",
	Title:    "a section lists signs of an emergency and does not say to get help at once",
	Severity: checks.Error,
	Kinds:    []crawler.Kind{crawler.Article, crawler.Pillar},
	Text:     true,
	Doc: checks.Doc{
		What: "A section (up to the next h2) names signs of an emergency as something to watch for, and nothing in it says to call a number, to go to an emergency department or to get help the same day. " +
			"\"Talk to your doctor\" and \"worth getting checked\" are not enough for loss of bladder or bowel control, chest pain, stroke, anaphylaxis and suicide. " +
			"An error where the heading or the words above the list announce warning signs and no other section gives the action; otherwise a warning. " +
			"Risk factors, side effects, causes, anatomy, glossaries and stories of single cases are left alone. In other languages than English it is a warning at most, and only under a heading that announces warning signs. " +
			"Sub-code `foreign-number` (a notice): the emergency numbers of the page are not those of the country that its lang names.",
		Why: "These signs leave hours. A reader who recognizes them in a list and is sent to make an appointment loses the time in which harm can be prevented.",
		Example: "<h2>Red flags</h2><ul><li>loss of bladder control</li></ul><p>It's worth getting checked.</p>\n\n" +
			"<h2>Red flags</h2><p>Call 911 or go to the emergency room if you have:</p><ul><li>loss of bladder control</li></ul>    good",
		Fix:     "say in the same section, best above the list, whom to call or where to go, and that it must be at once",
		Sources: []string{nhsCards, equip},
	},
	Page: func(p *checks.Pass) {
		f := p.Page.Facts
		if !judgeable(f) {
			return
		}
		for _, signs := range signsBySection(f) {
			judgeSigns(p, signs)
		}
		if numbers := foreignNumbers(f); numbers != nil {
			reportForeign(p, numbers)
		}
	},
}

// graveCodes are the signs for which nothing less than an emergency or urgent action will do.
var graveCodes = map[string]bool{"cauda-equina": true, "cardiac": true, "stroke": true, "allergy": true, "mental": true}

// grave reports whether a sign is one of them. Shortness of breath alone has many causes that can wait for an appointment.
func grave(s *page.Statement) bool { return graveCodes[s.Code] }

// signsBySection are the signs of emergencies that the content names, section by section in the order of the page.
func signsBySection(f *page.Facts) [][]*page.Statement {
	var sections [][]*page.Statement
	for _, s := range f.Said(page.EmergencyTerm) {
		if !s.Asserted() || !s.Region.Content() || s.Heading || s.Block < 0 || ofAuthor(f, s) {
			continue
		}
		if n := len(sections); n > 0 && sections[n-1][0].Section == s.Section {
			sections[n-1] = append(sections[n-1], s)
		} else {
			sections = append(sections, []*page.Statement{s})
		}
	}
	return sections
}

// judgeSigns reports the signs of one section, once.
func judgeSigns(p *checks.Pass, signs []*page.Statement) {
	f := p.Page.Facts
	hard := slices.DeleteFunc(slices.Clone(signs), func(s *page.Statement) bool { return !grave(s) })
	if acts(f, signs[0].Section, page.EmergencyCare, page.CrisisLine) || len(hard) == 0 && acts(f, signs[0].Section, page.WeakCare) {
		return
	}
	if len(hard) > 0 {
		signs = hard
	}
	blocks := p.Page.Blocks()
	announced := 0
	var watched []*page.Statement
	for _, s := range signs {
		if grade := watchingIn(f, blocks, s); grade > 0 {
			watched, announced = append(watched, s), max(announced, grade)
		}
	}
	if len(watched) == 0 {
		return
	}
	reportSigns(p, watched, announced == 2 && len(hard) > 0 && !slices.Contains(f.SubKinds, "news") && !actsAnywhere(f))
}

// acts reports whether a section has a visible statement of one of some kinds. Negated ones count: "do not wait, call 911".
func acts(f *page.Facts, section int32, kinds ...page.StatementKind) bool {
	return slices.ContainsFunc(f.Statements, func(s page.Statement) bool {
		return s.Section == section && s.Block >= 0 && slices.Contains(kinds, s.Kind) && !s.Hidden && s.Region != page.RegionFooter
	})
}

// actsAnywhere reports whether any section says to get help at once.
func actsAnywhere(f *page.Facts) bool {
	return slices.ContainsFunc(f.Statements, func(s page.Statement) bool {
		return (s.Kind == page.EmergencyCare || s.Kind == page.CrisisLine) && !s.Hidden
	})
}

var (
	announces  = lazy.MustCompile(`\b(?:red flags?|warning signs?|danger signs?|alarm signs?|when to (?:see|seek|call|worry|get|go|be)|see (?:a|your) doctor|seek|watch (?:out )?for|look out for|get (?:medical )?help|emergency|urgent|serious signs?|don't ignore|never ignore|should not be ignored)\b`)
	concludes  = lazy.MustCompile(`^if\b|\b(?:any|one|some) of (?:these|those|the)\b`)
	mentions   = lazy.MustCompile(`\b(?:if|any of|seek|watch|flags?|symptoms?|signs?|when)\b`)
	otherTopic = lazy.MustCompile(`\b(?:risk factors?|risks?|side effects?|causes?|caused|complications?|anatomy|glossary|terms|history|case|cases|story|stories|studies|research|who gets|diagnosis|tests?|outlook|prevent\w*)\b`)
	operation  = lazy.MustCompile(`\b(?:surgery|operation|procedure) (?:is|are|may|might|can|becomes?|used|needed|considered|recommended)\b|\bwhen (?:surgery|an operation)\b`)
	question   = lazy.MustCompile(`^\W*(?:what|why|how|can|does|do|is|are|which|who)\b.*\?\W*$`)
	narrated   = lazy.MustCompile(`\byour (?:vet|doctor|gp|surgeon|nurse|team|physician) (?:will|may|can)\b|\b(?:i|he|she|we|my|his|her|was|were|had|patient|year-old|year old|called|known as|is an?|are an?)\b`)
)

// watchingIn is watching for the language of the page. Of those other than English only the headings are known that announce warning signs, and
// what stands in a list or in a condition under one of them is a sign to watch for, never with certainty.
func watchingIn(f *page.Facts, blocks page.Blocks, s *page.Statement) int {
	if f.Phrases == "en" {
		return watching(blocks, s)
	}
	near, _ := blocks.Section(int(s.Block), 6)
	announced := slices.ContainsFunc(f.Statements, func(h page.Statement) bool {
		return h.Kind == page.CareHeading && h.Block >= 0 && (h.Block == int32(near) || h.Block == s.Section)
	})
	if announced && (blocks[s.Block].Element == "li" || conditions.MatchString(page.PlainText(s.Text))) {
		return 1
	}
	return 0
}

// conditions begin what readers should watch for, in the languages of the packs.
var conditions = lazy.MustCompile(`(?:^|\PL)(?:wenn|falls|bei|si|en cas de|en caso de|se|in caso di|em caso de|caso|jika|bila|als|bij|wanneer|if)\PL`)

// watching says how plainly a sign is given as one to watch for: 2 where the heading or the words above its list announce warning
// signs, 1 where its sentence or list has the words for it, 0 for a risk factor, a definition or a story.
func watching(blocks page.Blocks, s *page.Statement) int {
	i := int(s.Block)
	heading, lead := "", ""
	if s.Section >= 0 && int(s.Section) < len(blocks) {
		heading = page.PlainText(blocks[s.Section].Text)
	}
	own := page.PlainText(s.Text)
	if question.MatchString(own) && blocks[i].Element != "li" {
		return 0 // of an FAQ
	}
	list := blocks[i].Element == "li"
	if list {
		lead = leadOf(blocks, i)
		if tail := tailOf(blocks, i); concludes.MatchString(tail) {
			lead += " watch for " + tail
		}
	}
	near := nearHeading(blocks, i)
	switch {
	case blocks[i].Element == "dd" || blocks[i].Element == "dt" || blocks[i].Element == "blockquote" || blocks[i].Element == "figcaption":
		return 0
	case announces.MatchString(lead), announces.MatchString(near) && !otherTopic.MatchString(near):
	case otherTopic.MatchString(near), otherTopic.MatchString(lead), operation.MatchString(near), operation.MatchString(lead):
		return 0
	case !announces.MatchString(heading) || otherTopic.MatchString(heading):
		if !list && narrated.MatchString(own) || !mentions.MatchString(own+" "+lead+" "+near) {
			return 0
		}
		return 1
	}
	if !list && narrated.MatchString(own) && !mentions.MatchString(own) {
		return 0
	}
	return 2
}

// leadOf is the text right above the list that block i stands in.
func leadOf(blocks page.Blocks, i int) string {
	for i--; i >= 0; i-- {
		if e := blocks[i].Element; e != "li" && !blocks[i].Hidden {
			return page.PlainText(blocks[i].Text)
		}
	}
	return ""
}

// tailOf is the text right below the list that block i stands in.
func tailOf(blocks page.Blocks, i int) string {
	for i++; i < len(blocks); i++ {
		if e := blocks[i].Element; e != "li" && !blocks[i].Hidden {
			return page.PlainText(blocks[i].Text)
		}
	}
	return ""
}

// nearHeading is the nearest heading above block i, of any level.
func nearHeading(blocks page.Blocks, i int) string {
	first, _ := blocks.Section(i, 6)
	if e := blocks[first].Element; len(e) == 2 && e[0] == 'h' {
		return page.PlainText(blocks[first].Text)
	}
	return ""
}

// wholeWords is the phrase of a statement up to the end of its last word: "suicid" stands for "suicidal".
func wholeWords(s *page.Statement) string {
	_, rest, found := strings.Cut(page.PlainText(s.Text), s.Phrase)
	if !found {
		return s.Phrase
	}
	end := strings.IndexFunc(rest, func(r rune) bool { return !unicode.IsLetter(r) })
	if end < 0 {
		end = len(rest)
	}
	return s.Phrase + rest[:end]
}

func reportSigns(p *checks.Pass, signs []*page.Statement, certain bool) {
	var names []string
	for _, s := range signs {
		if name := fmt.Sprintf("%q", checks.Snippet(wholeWords(s))); !slices.Contains(names, name) && len(names) < 4 {
			names = append(names, name)
		}
	}
	f := checks.Finding{
		Message:  fmt.Sprintf("the section names %s and does not say to get help at once", strings.Join(names, ", ")),
		Evidence: evidence(signs[0].Region, signs[0].Selector, signs[0].Text), Source: checks.At(signs[0].Line, signs[0].Col),
	}
	if !certain {
		f.Severity, f.Confidence = checks.Warning, checks.Medium
	}
	p.Report(f)
}
